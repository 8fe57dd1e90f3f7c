"""Template tags of the components; `{% load ui %}`."""
