"""Acts on problems and orders."""
