"""Settings of the test suite: the real ones, with fast password hashing."""

from tingban.config.settings import *  # noqa: F403

SECRET_KEY = "test-only"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
