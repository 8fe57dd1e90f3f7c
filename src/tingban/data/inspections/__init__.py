"""Missions and visits as facts."""
