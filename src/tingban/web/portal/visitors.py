"""Whoever stands before the portal: nobody we know, and nobody the log could name.

An anonymous report stays so: the event log keeps a keyed digest of the address, not the address
(DOMAIN 9.1).
"""

from django.http import HttpRequest

from tingban.actions.accounts import quotas
from tingban.rules.actors import Actor, visitor
from tingban.web import sessions


def address(request: HttpRequest) -> str:
    """Where the request comes from, for counting only."""
    return sessions.address(request)


def actor(request: HttpRequest) -> Actor:
    """投诉举报人, as an act records it."""
    return visitor(quotas.veiled(address(request)))
