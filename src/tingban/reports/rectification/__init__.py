"""Papers of 责令整改."""
