"""Documents of the exchange: the marked copy of a refused file."""
