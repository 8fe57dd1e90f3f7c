"""Pages of the public: no sign-in, no script needed, one column (DESIGN 5, ADR 0021)."""
