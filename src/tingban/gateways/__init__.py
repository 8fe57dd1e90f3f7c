"""Clients of the outside world: database server, queue, files."""
