"""Settings come from the environment; production refuses what everybody knows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

import tingban
from tingban.config.settings import database, env

SOURCES = Path(tingban.__file__).resolve().parents[1]
SECRETS = {
    "TINGBAN_SECRET_KEY": "a-long-secret-of-this-installation",
    "TINGBAN_CONTACT_KEYS": "one:" + "12" * 16,
    "TINGBAN_CONTACT_INDEX_KEY": "34" * 32,
}
SHOW = "from tingban.config import settings as s; print(s.{})"


def _started(tmp_path: Path, expression: str = "PRODUCTION", **variables: str):
    """Read the settings in a fresh interpreter with just these variables."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    environment = kept | {"PYTHONPATH": str(SOURCES), "TINGBAN_HOME": str(tmp_path)} | variables
    return subprocess.run(
        [sys.executable, "-c", SHOW.format(expression)],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_development_starts_with_nothing_set(tmp_path):
    started = _started(tmp_path)

    assert (started.returncode, started.stdout.strip()) == (0, "False")


@pytest.mark.parametrize("missing", SECRETS)
def test_production_refuses_to_start_without_each_secret(tmp_path, missing):
    given = {name: value for name, value in SECRETS.items() if name != missing}
    started = _started(tmp_path, TINGBAN_ENV="production", **given)

    assert started.returncode != 0
    assert f"生产环境必须设置 {missing}" in started.stderr


def test_production_starts_with_its_own_secrets_and_https(tmp_path):
    shown = "SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.DEBUG"
    started = _started(tmp_path, shown, TINGBAN_ENV="production", **SECRETS)

    assert started.stdout.strip() == "True True True False"


def test_proxies_are_named_by_address_or_network(tmp_path):
    started = _started(
        tmp_path,
        "TRUSTED_PROXIES[1].num_addresses",
        TINGBAN_TRUSTED_PROXIES="127.0.0.1, 10.0.0.0/8",
    )

    assert started.stdout.strip() == str(2**24)


def test_a_proxy_that_is_no_address_keeps_it_from_starting(tmp_path):
    started = _started(tmp_path, TINGBAN_TRUSTED_PROXIES="nginx")

    assert started.returncode != 0
    assert "TINGBAN_TRUSTED_PROXIES 应是用逗号隔开的地址或网段" in started.stderr


def test_an_outside_database_is_taken_from_its_address(tmp_path):
    shown = "EMBEDDED, s.DATABASES['default']['HOST'], s.DATABASES['default']['NAME']"
    started = _started(tmp_path, shown, DATABASE_URL="postgres://u:p@db.example:5433/tb")

    assert started.stdout.strip() == "False db.example tb"


def test_an_address_is_read_in_all_its_parts():
    found = database("postgres://wang%40x:p%2Fw@db.example:5433/tb?sslmode=require")

    parts = {name: found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")}
    assert parts == {
        "USER": "wang@x", "PASSWORD": "p/w", "HOST": "db.example", "PORT": "5433", "NAME": "tb",
    }  # fmt: skip
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_socket_folder_is_named_by_host():
    assert database("postgres:///tb?host=/run/pg")["HOST"] == "/run/pg"


def test_a_role_is_stepped_down_to():
    found = database("postgres://o@h/tb?options=-c%20search_path%3Dpublic", "app")

    assert found["OPTIONS"] == {"options": "-c search_path=public -c role=app"}


@pytest.mark.parametrize(
    ("text", "default", "value"),
    [
        ("", 7, 7),
        ("8", 7, 8),
        ("yes", False, True),
        ("off", True, False),
        ("a, b", ["x"], ["a", "b"]),
        ("", ["x"], ["x"]),
    ],
)
def test_a_setting_is_read_as_the_type_of_its_default(monkeypatch, text, default, value):
    monkeypatch.setenv("TINGBAN_TEST_ONLY", text)

    assert env("TINGBAN_TEST_ONLY", default) == value


@pytest.mark.parametrize(
    "name", ["vendor/tabler.css", "vendor/echarts.js", "tingban/css/tokens.css", "tingban/mark.svg"]
)
def test_static_files_are_found_by_name(name):
    assert Path(finders.find(name)).is_file()


def test_no_other_file_of_the_packages_is_served():
    assert finders.find("@tabler/core/package.json") is None


def test_without_a_mail_server_no_notice_leaves_by_mail(tmp_path):
    started = _started(tmp_path, "NOTICE_CHANNELS, s.SMTP_SERVER")

    assert started.stdout.strip() == "() None"


def test_messages_are_written_as_files_where_it_is_said(tmp_path):
    started = _started(tmp_path, "NOTICE_CHANNELS", TINGBAN_SMS="file", TINGBAN_WECHAT="file")

    assert started.stdout.strip() == "('sms', 'wechat')"


@pytest.mark.parametrize("name", ["TINGBAN_SMS", "TINGBAN_WECHAT"])
def test_an_adapter_that_nobody_knows_stops_the_start(tmp_path, name):
    started = _started(tmp_path, **{name: "pigeon"})

    assert f"{name} 只能写 file" in started.stderr


def test_a_mail_server_opens_the_way(tmp_path):
    started = _started(
        tmp_path, "NOTICE_CHANNELS, s.SMTP_SERVER.host, s.SMTP_SERVER.password",
        TINGBAN_SMTP_URL="smtp://u:p%40ss@mail.example.org", TINGBAN_MAIL_FROM="tb@example.org",
    )  # fmt: skip

    assert started.stdout.strip() == "('mail',) mail.example.org p@ss"


@pytest.mark.parametrize(("url", "sender", "told"), [
    ("mail.example.org", "tb@example.org", "TINGBAN_SMTP_URL 的写法不对"),
    ("smtp://u:geheim/x@mail.example.org", "tb@example.org", "TINGBAN_SMTP_URL 的写法不对"),
    ("smtp://mail.example.org", "", "TINGBAN_MAIL_FROM"),
    ("smtp://mail.example.org", "听办", "TINGBAN_MAIL_FROM"),
])  # fmt: skip
def test_a_mail_server_that_cannot_be_used_stops_the_start(tmp_path, url, sender, told):
    started = _started(tmp_path, TINGBAN_SMTP_URL=url, TINGBAN_MAIL_FROM=sender)

    assert started.returncode != 0
    assert told in started.stderr
    assert "geheim" not in started.stderr
