"""Imported files and what an import proposes."""
