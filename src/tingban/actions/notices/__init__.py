"""Telling people, and what they and the house do with what was told."""
