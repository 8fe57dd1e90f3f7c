"""The calendar of working days and the law articles, each with source and validity."""
