"""Small promises that nobody would notice being broken."""

import ast
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.template.loader import get_template

from tests.arch.sources import PACKAGE, ROOT, modules, place, templates, text, tracked, tree
from tingban.gateways import secrets
from tingban.jobs import tasks
from tingban.jobs.app import app

# Called by nobody in the package, on purpose.
UNCALLED = {
    "rebuild_all_projections",  # the proof that no column of a list is a second truth (ADR 0004)
    "standing_at",  # the clock of tests
}
BINARY = {".png", ".xlsx", ".docx", ".pdf", ".woff2", ".ico", ".gz"}
# Put together here, or this file would name what it looks for.
HOSTS = re.compile(
    "|".join(
        [
            "py" + r"pi\.org",
            "python" + "hosted",
            "npm" + r"js\.(org|com)",
            "deb" + r"ian\.org/debian",
        ]
    )
)
MACHINE = re.compile("|".join([r"(?<![\w.])/wo" + "rk/", "/fa" + "rm/", "/ro" + r"ot/\."]))


def readable() -> list[Path]:
    return [path for path in tracked() if path.suffix not in BINARY]


def test_no_tracked_file_names_an_index_host_or_a_path_of_this_machine():
    found = [
        place(path) for path in readable() if HOSTS.search(text(path)) or MACHINE.search(text(path))
    ]

    assert not found, "\n" + "\n".join(found)


def test_templates_hold_no_inline_style_and_no_inline_script():
    inline = re.compile(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=\"")

    found = [place(path) for path in templates() if inline.search(text(path))]

    assert not found, "\n" + "\n".join(found)


def test_every_template_can_be_read():
    for path in templates():
        name = str(path).split("/templates/")[1]

        assert get_template(name)


def test_every_template_is_used():
    names = [str(path).split("/templates/")[1] for path in templates()]
    said = "\n".join(text(path) for path in [*modules(), *templates()])

    found = [name for name in names if f'"{name}"' not in said]

    assert not found, "\n" + "\n".join(found)


def test_every_deferred_job_exists():
    assert tasks.MODULES
    known = set(app.tasks)
    wanted = {
        (node.args[0].value, place(path, node.lineno))
        for path in modules("actions", "jobs")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"defer", "defer_once"}
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "queue"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }

    assert [at for name, at in wanted if name not in known] == []


def identifiers() -> set[str]:
    words: set[str] = set()
    for path in modules():
        words |= set(re.findall(r"[A-Za-z_][A-Za-z0-9_]*", text(path)))
    return words


def test_every_identifier_of_the_glossary_exists():
    rows = re.findall(r"^\|([^|]+)\|([^|]+)\|", text(ROOT / "docs" / "glossary.md"), re.MULTILINE)
    told = {word for _, cell in rows for word in re.findall(r"`([A-Za-z_][\w.]*)`", cell)}
    known = identifiers()

    missing = sorted(word for word in told if not set(word.split(".")) <= known)

    assert len(told) > 40
    assert missing == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_the_two_commands(name):
    told = text(ROOT / name)

    assert "make run" in told
    assert "make test" in told


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_tells_every_setting_of_the_environment(name):
    read = re.findall(r'env\("([A-Z_]+)"', text(PACKAGE / "config" / "settings.py"))
    wanted = {*read, *secrets.NAMES}

    assert len(wanted) > 10
    assert [word for word in sorted(wanted) if f"| `{word}` |" not in text(ROOT / name)] == []


def test_every_place_that_architecture_names_exists():
    named = re.findall(r"`([\w.]+(?:/[\w.*]+)+)`", text(ROOT / "ARCHITECTURE.md"))
    found = [name for name in named if not list(PACKAGE.glob(name)) and not list(ROOT.glob(name))]

    assert len(named) > 10
    assert found == []


def test_no_public_name_is_without_a_caller():
    """Named in templates, or in more than its own definition; what a framework calls is known."""
    said = Counter(
        word
        for path in [*PACKAGE.rglob("*.py"), *templates()]
        for word in re.findall(r"\w+", re.sub(r'""".*?"""', "", text(path), flags=re.DOTALL))
    )
    found = [
        f"{place(path, node.lineno)} {node.name}"
        for path in modules()
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not any(
            "every(" in (said_by := ast.unparse(it)) or "register" in said_by
            for it in node.decorator_list
        )
        and said[node.name] < 2
        and node.name not in UNCALLED
    ]

    assert not found, "\n" + "\n".join(found)


def test_every_link_of_a_page_leads_to_a_file():
    pages = [path for path in tracked() if path.suffix == ".md"]
    found = [
        f"{place(path)}: {link}"
        for path in pages
        for link in re.findall(r"\]\(([^)\s#]+)(?:#[^)]*)?\)", text(path))
        if "://" not in link and not (path.parent / unquote(link)).exists()
    ]

    assert not found, "\n" + "\n".join(found)


def test_nobody_uses_signals():
    found = [
        place(path)
        for path in modules()
        if re.search(r"@receiver|(?<!\.)\b(post|pre)_(save|delete|init)\b", text(path))
    ]

    assert not found, "\n" + "\n".join(found)


def test_the_package_holds_nothing_but_the_named_floors():
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name[0] != "_"}

    assert folders == {
        "config", "web", "jobs", "actions", "reports", "reads", "data", "gateways", "rules", "kit",
    }  # fmt: skip


def test_no_key_is_looked_at_only_when_an_act_ends():
    """`create_once` leaves it to the database to say whether a key is taken, row by row."""
    late = re.compile(r"deferrable\s*=\s*(?!None)")
    found = [place(path) for path in modules() if late.search(text(path))]

    assert not found, "\n" + "\n".join(found)
