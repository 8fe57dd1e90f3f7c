# Everything a machine needs besides Python 3.11 and make is set up by the first target you call.

PYTHON ?= python3.11
PORT ?= 8000
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
UV := uv==0.13.9
export PATH := $(BIN):$(PATH)
export PYTHONPATH := $(CURDIR)/src
# A test process has a thousand files to compile, and so has each command that it calls.
unexport PYTHONDONTWRITEBYTECODE
# On one server for all, a transaction of one worker holds back the seals of the other.
JOBS ?= $(if $(DATABASE_URL),1,2)

RUN_READY := $(VENV)/.ready-run
DEV_READY := $(VENV)/.ready-dev
PAGES_READY := node_modules/.ready

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run demo test test-rules test-web check lint types imports migrations \
	structure fresh docs fix bench picture shell resetdb

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- Set-up -------------------------------------------------------------------------------------

$(BIN)/uv:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed (PYTHON=… names it)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check '$(UV)'

# Adds what is missing and leaves the development tools alone where they are installed.
$(RUN_READY): requirements.lock pyproject.toml | $(BIN)/uv
	uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	uv pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@

$(DEV_READY): requirements-dev.lock pyproject.toml | $(BIN)/uv
	uv pip sync --quiet --python $(BIN)/python --require-hashes requirements-dev.lock
	uv pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@ $(RUN_READY)

$(PAGES_READY): package-lock.json package.json | $(RUN_READY)
	npm ci --silent
	@touch $@

setup: $(RUN_READY) $(PAGES_READY) ## virtual environment, locked dependencies, front-end packages
	@sh tools/machine.sh fonts

setup-dev: $(DEV_READY) $(PAGES_READY) ## the same with the development tools and a browser
	@sh tools/machine.sh fonts browser scanner

# --- Using it -----------------------------------------------------------------------------------

run: setup ## set up, load the demo into an empty installation, serve on port 8000
	@$(BIN)/tingban demo --if-empty
	@exec $(BIN)/tingban serve --port $(PORT) --end-with-parent

demo: setup ## load the demo into an empty installation (TINGBAN_HOME, ./var)
	@$(BIN)/tingban demo

resetdb: ## throw away the installation in ./var (TINGBAN_HOME is left alone)
	rm -rf var

shell: setup ## a Python shell in the project
	$(BIN)/python -m django shell --settings tingban.config.settings

# --- Checking it --------------------------------------------------------------------------------

check: setup-dev lint types imports migrations fresh ## everything that needs no database

lint: $(DEV_READY) ## ruff
	ruff check .
	ruff format --check .

types: $(DEV_READY) ## mypy --strict
	mypy

imports: $(DEV_READY) ## floors and columns
	lint-imports
	python tools/picture.py --check

migrations: $(DEV_READY) ## no model without its migration
	python -W ignore -m django makemigrations --check --dry-run \
		--settings tingban.config.settings_test

structure: $(DEV_READY) ## write the head start of an empty database anew
	python tools/structure.py

fresh: $(DEV_READY) ## generated pages are fresh; make fix draws them anew
	python tools/states.py --check
	python tools/guide.py --check

fix: $(DEV_READY) ## format, and draw generated pages anew
	ruff check --fix --quiet . || true
	ruff format .
	python tools/picture.py
	python tools/states.py
	python tools/guide.py

test: setup-dev ## all tests, a real browser included (DATABASE_URL=… for an outside server)
	pytest -n $(JOBS) -m "not browser"
	@# Two browsers want a machine to themselves: pages have patience, but not without end.
	pytest -n 2 -m browser

test-rules: $(DEV_READY) ## the rules alone, without a database
	pytest -q tests/rules tests/kit tests/arch

test-web: setup-dev ## pages and browser
	pytest -q tests/web tests/browser

bench: setup-dev ## the budgets, measured (JSON)
	python -m benchmarks

picture: $(DEV_READY) ## draw docs/imports.mmd
	python tools/picture.py

docs: setup-dev ## draw the generated pages and take the handbook's screenshots afresh
	python tools/picture.py
	python tools/states.py
	python tools/guide.py
	python tools/screenshots.py
