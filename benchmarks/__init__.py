"""The budgets of the design, measured: `make bench`. Never a test: time is not a fact."""
