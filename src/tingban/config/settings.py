"""Settings, read from the environment; refuses to start in production with a default secret."""

import os
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT: Final = Path(__file__).resolve().parents[3]
DEFAULT_SECRET: Final = "unsafe-development-key"


def env(name: str, default: str = "") -> str:
    """One setting as text."""
    return os.environ.get(name, default)


def env_bool(name: str, *, default: bool = False) -> bool:
    """One setting as a switch: 1, true, yes, on."""
    value = env(name)
    return value.lower() in {"1", "true", "yes", "on"} if value else default


def database(url: str) -> dict[str, object]:
    """Django's form of a postgres:// address; `?host=` names a socket folder."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or "tingban",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
    }


HOME: Final = Path(env("TINGBAN_HOME", str(ROOT / "var"))).resolve()
PRODUCTION: Final = env("TINGBAN_ENV") == "production"
SECRET_KEY = env("TINGBAN_SECRET_KEY", DEFAULT_SECRET)
if PRODUCTION and SECRET_KEY == DEFAULT_SECRET:
    raise ImproperlyConfigured("TINGBAN_SECRET_KEY must be set in production")

# Keys of the identity vault (DOMAIN 9.3): `id:hex` parted by commas, the last one seals; and the
# key of its blind index, which never changes.
_CONTACT_KEYS: Final = env("TINGBAN_CONTACT_KEYS", "dev:" + "5a" * 16)
CONTACT_KEYS: Final = dict(pair.split(":", 1) for pair in _CONTACT_KEYS.split(","))
CONTACT_KEY_ID: Final = list(CONTACT_KEYS)[-1]
CONTACT_INDEX_KEY: Final = env("TINGBAN_CONTACT_INDEX_KEY", "a5" * 32)
if PRODUCTION and not (env("TINGBAN_CONTACT_KEYS") and env("TINGBAN_CONTACT_INDEX_KEY")):
    raise ImproperlyConfigured(
        "TINGBAN_CONTACT_KEYS and TINGBAN_CONTACT_INDEX_KEY must be set in production"
    )

DEBUG = False
ALLOWED_HOSTS = env("TINGBAN_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
DATABASES = {"default": database(env("DATABASE_URL", "postgresql:///tingban"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "tingban.data.areas",
    "tingban.data.law",
    "tingban.data.accounts",
    "tingban.data.audit",
    "tingban.data.documents",
    "tingban.data.registry",
    "tingban.data.inspections",
    "tingban.data.rectification",
    "tingban.data.complaints",
    "tingban.data.enforcement",
    "tingban.data.exits",
]
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
