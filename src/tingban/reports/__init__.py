"""Rows in, documents out."""
