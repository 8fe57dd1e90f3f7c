"""Numbering of documents and of everything else that counts on."""
