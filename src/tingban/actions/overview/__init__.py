"""Acts on what belongs to rows of several topics."""
