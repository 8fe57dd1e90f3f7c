"""Settings, read from the environment; refuses to start in production with a default secret.

README tells every variable. What an installation needs and the environment does not give
(its secrets) stands in `secrets.json` of its home folder.
"""

import os
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from tingban.gateways import clamd, credit, mail, postgres, secrets
from tingban.kit import proxies

T = TypeVar("T", str, int, bool, list[str])


def env(name: str, default: T) -> T:
    """One setting, read as the type of its default; an empty value counts as absent."""
    text = os.environ.get(name, "")
    if not text:
        return default
    if isinstance(default, bool):
        return text.lower() in {"1", "true", "yes", "on"}
    if isinstance(default, int):
        return int(text)
    return [word.strip() for word in text.split(",")] if isinstance(default, list) else text


# --- Where and what -----------------------------------------------------------------------------

ROOT: Final = Path(__file__).resolve().parents[3]
HOME: Final = Path(env("TINGBAN_HOME", "var")).resolve()
PRODUCTION: Final = env("TINGBAN_ENV", "development") == "production"
FILES_ROOT: Final = HOME / "files"
DEBUG = False

# --- Secrets ------------------------------------------------------------------------------------

DEFAULT_SECRETS: Final = {
    secrets.SECRET_KEY: "unsafe-development-key",
    secrets.CONTACT_KEYS: "dev:" + "5a" * 16,
    secrets.CONTACT_INDEX_KEY: "a5" * 32,
}
_HELD: Final = secrets.held(HOME)


def secret(name: str) -> str:
    """A secret from the environment or the home folder; its default only outside production."""
    value = env(name, _HELD.get(name, DEFAULT_SECRETS[name]))
    if PRODUCTION and value == DEFAULT_SECRETS[name]:
        raise ImproperlyConfigured(f"生产环境必须设置 {name}（或在 {HOME / secrets.FILE} 中提供）")
    return value


SECRET_KEY = secret(secrets.SECRET_KEY)
# Keys of the identity vault (DOMAIN 9.3): `id:hex` parted by commas, the last one seals; and the
# key of its blind index, which never changes.
CONTACT_KEYS: Final = secrets.keys_of(secret(secrets.CONTACT_KEYS))
CONTACT_KEY_ID: Final = list(CONTACT_KEYS)[-1]
CONTACT_INDEX_KEY: Final = secret(secrets.CONTACT_INDEX_KEY)

# --- Database -----------------------------------------------------------------------------------


def database(url: str, role: str = "") -> dict[str, object]:
    """Django's form of a postgres:// address; `?host=` names a socket folder.

    With `role` every connection steps down to that role, whoever signed in.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    if role:
        options["options"] = f"{options.get('options', '')} -c role={role}".strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or postgres.DATABASE,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


# The application is an ordinary role; migrations run as the owner of the tables. One address
# alone serves both: its user owns, and the application steps down to APP_ROLE.
EMBEDDED: Final = not env("DATABASE_URL", "")
_URL: Final = env("DATABASE_URL", postgres.address(HOME))
OWNER_URL: Final = env(
    "DATABASE_OWNER_URL", postgres.address(HOME, postgres.OWNER) if EMBEDDED else _URL
)
APP_ROLE: Final = (
    postgres.APPLICATION
    if EMBEDDED or OWNER_URL == _URL
    else unquote(urlsplit(_URL).username or "")
)
DATABASES = {"default": database(_URL, "" if OWNER_URL != _URL else APP_ROLE)}
OWNER_DATABASE: Final = database(OWNER_URL)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Applications -------------------------------------------------------------------------------

_LATER: Final = ("weekly", "exchange")  # included as soon as they have models
_DATA: Final = Path(__file__).resolve().parents[1] / "data"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "csp",
    "django_htmx",
    "tingban.data.areas",
    "tingban.data.law",
    "tingban.data.accounts",
    "tingban.data.audit",
    "tingban.data.notices",
    "tingban.data.documents",
    "tingban.data.registry",
    "tingban.data.inspections",
    "tingban.data.rectification",
    "tingban.data.complaints",
    "tingban.data.enforcement",
    "tingban.data.exits",
    *(f"tingban.data.{name}" for name in _LATER if (_DATA / name / "models.py").exists()),
    "tingban.web.ui",
    "tingban.web.desk",
    "tingban.web.portal",
    "tingban.web.company",
]
AUTH_USER_MODEL = "accounts.User"

# --- Requests -----------------------------------------------------------------------------------

ALLOWED_HOSTS = env("TINGBAN_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
ROOT_URLCONF = "tingban.config.urls"
WSGI_APPLICATION = "tingban.config.wsgi.application"
MIDDLEWARE = [
    "tingban.web.proxies.TrustedProxies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tingban.web.doors.DefaultDeny",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "tingban.web.ui.context.shell",
                "tingban.web.portal.frame.frame",
            ],
        },
    }
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
try:
    # The virus scanner for what people upload (`gateways.clamd`).
    CLAMD = clamd.parse(env("TINGBAN_CLAMD", ""))
except ValueError as error:
    raise ImproperlyConfigured(
        f"TINGBAN_CLAMD 应如 unix:/run/clamav/clamd.ctl 或 tcp:127.0.0.1:3310，不是 {error}"
    ) from error

# --- Sign-in ------------------------------------------------------------------------------------
# Sign-in, lock and second factor are acts (`actions.audit.sign_in`); who may open which page is
# said by the doors (`web.doors`); the limits are rules (`rules.accounts`). ADR 0014.

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
SECOND_FACTOR_REQUIRED: Final = env("TINGBAN_SECOND_FACTOR", False)
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "tingban_session"
CSRF_COOKIE_NAME = "tingban_csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Portal -------------------------------------------------------------------------------------

# From one address: a household or a carrier's gateway, not one person.
REPORTS_PER_HOUR: Final = env("TINGBAN_REPORTS_PER_HOUR", 10)
LOOKS_PER_HOUR: Final = env("TINGBAN_LOOKS_PER_HOUR", 120)

# --- Safety -------------------------------------------------------------------------------------

HTTPS: Final = env("TINGBAN_HTTPS", PRODUCTION)
try:
    # Whose X-Forwarded-For and X-Forwarded-Proto are believed (`web.proxies`).
    TRUSTED_PROXIES: Final = proxies.networks(env("TINGBAN_TRUSTED_PROXIES", list[str]()))
except ValueError as error:
    raise ImproperlyConfigured(
        f"TINGBAN_TRUSTED_PROXIES 应是用逗号隔开的地址或网段，如 127.0.0.1,10.0.0.0/8：{error}"
    ) from error
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS = env("TINGBAN_ORIGINS", list[str]())
CSRF_FAILURE_VIEW = "tingban.web.ui.faults.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Static files: node packages are served from here by name, nothing is bundled ----------------

NODE_MODULES: Final = ROOT / "node_modules"
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATIC_PACKAGES: Final = {
    "vendor/tabler.css": "@tabler/core/dist/css/tabler.min.css",
    "vendor/tabler.js": "@tabler/core/dist/js/tabler.min.js",
    "vendor/echarts.js": "echarts/dist/echarts.common.min.js",
}
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "tingban.web.ui.packages.PackageFinder",
]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_ROOT},
    },
    "staticfiles": {"BACKEND": "tingban.web.ui.packages.PackageStorage"},
}

# --- Notices: the ways out of the house that are switched on (ADR 0019) --------------------------

_SMTP_URL: Final = env("TINGBAN_SMTP_URL", "")
MAIL_FROM: Final = env("TINGBAN_MAIL_FROM", "")
try:
    SMTP_SERVER: Final = mail.server_of(_SMTP_URL) if _SMTP_URL else None
except ValueError as error:
    raise ImproperlyConfigured(f"TINGBAN_SMTP_URL 的写法不对：{error}") from None
if SMTP_SERVER and not mail.is_address(MAIL_FROM):
    raise ImproperlyConfigured("设置了 TINGBAN_SMTP_URL 的，还须用 TINGBAN_MAIL_FROM 写明发件邮箱")


def by_file(name: str, adapter: str) -> bool:
    """Whether messages of a kind are written as files; there is no other adapter yet."""
    if adapter not in ("", "file"):
        raise ImproperlyConfigured(f"{name} 只能写 file（写成文件，由别的程序发送）；不写就不发")
    return bool(adapter)


OUTBOX_ROOT: Final = HOME / "outbox"
_WAYS: Final = {
    "mail": SMTP_SERVER is not None,
    "sms": by_file("TINGBAN_SMS", env("TINGBAN_SMS", "")),
    "wechat": by_file("TINGBAN_WECHAT", env("TINGBAN_WECHAT", "")),
}
NOTICE_CHANNELS: Final = tuple(name for name, is_on in _WAYS.items() if is_on)

# --- Credit: how pushes reach the province's platform; files are the one way there is (AMB-29) ---

CREDIT_WAY: Final = env("TINGBAN_CREDIT", "file")
if CREDIT_WAY not in credit.WAYS:
    raise ImproperlyConfigured(f"TINGBAN_CREDIT 只能写 {'、'.join(credit.WAYS)} 之一")
CREDIT_ROOT: Final = HOME / env("TINGBAN_CREDIT_FOLDER", "credit")

# --- Jobs, language, log ------------------------------------------------------------------------

PROCRASTINATE_IMPORT_PATHS = ["tingban.jobs.tasks"]
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "tingban.gateways.log.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env("TINGBAN_LOG_LEVEL", "INFO")},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},  # a 404 is no news
        "django.server": {"level": "ERROR"},
    },
}
