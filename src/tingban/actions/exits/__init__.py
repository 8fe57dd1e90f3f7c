"""Acts on exits."""
