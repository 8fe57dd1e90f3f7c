"""Divisions of the city in the order of 附件1, and the row scope built on them."""
