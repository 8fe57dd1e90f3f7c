"""The decree and the law in plain Python."""
