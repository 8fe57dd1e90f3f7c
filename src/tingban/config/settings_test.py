"""Settings of the test suite: the real ones, quick and without an installation around them."""

from tingban.config.settings import *  # noqa: F403

SECRET_KEY = "test-only"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # nothing is collected

# A scanner of the developer's machine is no part of a test; those that need one start their own.
CLAMD = None
