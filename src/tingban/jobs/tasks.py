"""Every job of the installation. A module of jobs is listed here, and so registered."""

from tingban.jobs import audit, upkeep, weekly

MODULES = (audit, upkeep, weekly)
