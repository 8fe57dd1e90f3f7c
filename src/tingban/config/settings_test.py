"""Settings of the test suite: the real ones on a server of its own, or on DATABASE_URL's."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tingban.gateways.postgres import OWNER, Server

if "DATABASE_URL" not in os.environ:
    _folder = Path(tempfile.mkdtemp(prefix="tingban-test-"))
    _server = Server(_folder, fast_and_unsafe=True)
    _server.start()
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    atexit.register(_server.stop)
    os.environ["DATABASE_URL"] = _server.url(OWNER, "postgres")

from tingban.config.settings import *  # noqa: E402, F403

SECRET_KEY = "test-only"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
