"""`python -m tingban.jobs.cli`, the same command."""

import sys

from tingban.jobs.cli.main import main

sys.exit(main())
