"""Level decisions, penalties and exposures as facts."""
