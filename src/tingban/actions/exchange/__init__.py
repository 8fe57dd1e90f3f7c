"""The exchange workbook, imports, exports, and rebuilding what is projected."""
