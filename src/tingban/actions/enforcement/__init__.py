"""Acts on level decisions, penalties and exposures."""
