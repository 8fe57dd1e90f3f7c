"""Every address of the project, from the URL table itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from tingban.web.doors import Door


@dataclass(frozen=True)
class Route:
    """One line of the URL table."""

    name: str
    route: str
    parts: tuple[str, ...]
    door: Door | None

    def path(self, keys: dict[str, object]) -> str:
        """The address with these keys; one that is missing is an error."""
        text = self.route
        for part in self.parts:
            text = re.sub(rf"<(\w+:)?{part}>", lambda _, part=part: str(keys[part]), text)
        return f"/{text}"


def _walk(resolver: URLResolver, prefix: str = "") -> Iterator[Route]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, route)
        elif isinstance(entry, URLPattern):
            door = getattr(entry.callback, "door", None)
            yield Route(entry.name or route, route, tuple(entry.pattern.converters), door)


def routes() -> list[Route]:
    """The URL table."""
    return list(_walk(get_resolver()))
