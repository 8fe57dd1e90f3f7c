"""What the web server calls."""

import os
import signal

from django.core.wsgi import get_wsgi_application

from tingban.gateways import processes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tingban.config.settings")
if "TINGBAN_WEB_WORKER" in os.environ:
    # The web server forgets its workers when it is killed; the kernel does not.
    processes.die_with_parent(signal.SIGTERM, os.getppid())
application = get_wsgi_application()
