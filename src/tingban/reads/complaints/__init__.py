"""Queries on cases; contacts are masked, the vault is not read here."""
