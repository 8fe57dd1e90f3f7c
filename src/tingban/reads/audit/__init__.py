"""What is read of the event log."""
