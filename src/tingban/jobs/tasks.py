"""Every job of the installation. A module of jobs is listed here, and so registered."""

from tingban.jobs import (
    audit,
    complaints,
    credit,
    documents,
    exchange,
    exits,
    exposures,
    notices,
    portal,
    proceedings,
    rectification,
    upkeep,
    weekly,
)

MODULES = (
    audit, complaints, credit, documents, exchange, exits, exposures, notices, portal, proceedings,
    rectification, upkeep, weekly,
)  # fmt: skip
