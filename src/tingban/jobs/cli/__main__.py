"""`python -m tingban.jobs.cli`, the same command."""

import sys

from tingban.jobs.cli.main import main

# A process that reads ahead loads this module too, and is not meant to run the command.
if __name__ == "__main__":
    sys.exit(main())
