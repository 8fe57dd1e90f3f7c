"""Acts on missions and visits."""
