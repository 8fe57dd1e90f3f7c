"""Notices as those see them to whom they speak."""
