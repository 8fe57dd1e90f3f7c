"""Passwords, second factors, units: the writes that the acts on accounts are made of.

The event log stands right of accounts (DESIGN 4), so the acts themselves, each with its entry,
stand in `actions.audit`: `sign_in`, `own_account`, `staff`.
"""
