"""Documents of the exchange: the workbook, its template, the marked copy of a refused file."""
