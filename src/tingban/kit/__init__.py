"""Tools that know no topic."""
