"""Behind nginx the log and the lock carry the client's address (DOMAIN 9.2, items 4 and 10)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tingban.kit import proxies

_TOLD_BY_PROXIES = ("HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT")


class TrustedProxies:
    """Puts the client's address in the place of the proxy's; forgets what nobody trusted said."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Before anything that looks at the address or at https."""
        meta, trusted = request.META, settings.TRUSTED_PROXIES
        peer = str(meta.get("REMOTE_ADDR", ""))
        forwarded = str(meta.pop("HTTP_X_FORWARDED_FOR", ""))
        if not proxies.is_trusted(peer, trusted):
            for name in _TOLD_BY_PROXIES:
                meta.pop(name, None)
        elif forwarded:
            meta["REMOTE_ADDR"] = proxies.client(peer, forwarded, trusted)
        return self.get_response(request)
