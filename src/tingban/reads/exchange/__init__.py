"""Everything that stands, in the shape of the exchange workbook (INTERCHANGE 1)."""
