"""A believable campaign, made up from a seed; nobody and nothing in it is real."""
