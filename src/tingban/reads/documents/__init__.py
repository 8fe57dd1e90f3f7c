"""Attachments, as far as their column knows: by subject, never by area."""
