"""Every job of the installation: it carries keys, is safe twice, and makes one call."""
