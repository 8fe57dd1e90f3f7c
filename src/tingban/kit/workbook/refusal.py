"""Why a file is not taken as a workbook: one kind sentence."""


class NotAWorkbook(ValueError):
    """The file as a whole cannot be read; the message is a Chinese sentence for the user."""
