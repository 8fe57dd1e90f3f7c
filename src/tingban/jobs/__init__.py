"""The clock, the queue and the command line."""
