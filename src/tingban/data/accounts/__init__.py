"""Units, posts and the people who sign in."""
