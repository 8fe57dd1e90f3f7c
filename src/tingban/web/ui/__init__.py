"""Base page, components, template tags and static files."""
