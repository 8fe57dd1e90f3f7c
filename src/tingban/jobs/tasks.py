"""Every job of the installation. A module of jobs is listed here, and so registered."""

from tingban.jobs import audit, exchange, upkeep, weekly

MODULES = (audit, exchange, upkeep, weekly)
