"""Importing files of the exchange workbook."""
