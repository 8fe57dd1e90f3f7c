"""What reads across all topics."""
