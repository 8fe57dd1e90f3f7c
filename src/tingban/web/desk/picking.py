"""Choosing a community and a company before a form: one question a page, all in the address."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from tingban.reads.registry import communities, companies
from tingban.web.doors import DeskRequest
from tingban.web.ui.rows import Crumb

NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class Pick:
    """For which form something is chosen, and what must be chosen, in this order.

    What `may_lack` names may be left out, by an answer of its own: `NONE`.
    """

    title: str
    list_href: str
    list_label: str
    wants: tuple[str, ...] = ("community", "company")
    may_lack: frozenset[str] = frozenset()
    # Parameters of the address that stay in it until all is chosen.
    carries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Choice:
    href: str
    label: str
    note: str


def picked(request: DeskRequest, pick: Pick) -> dict[str, str] | HttpResponse:
    """What was chosen; the page that asks for the next thing while something is missing."""
    given = request.POST if request.method == "POST" else request.GET
    chosen = {name: given.get(name, "").strip() for name in pick.wants}
    left_out = {name for name in pick.may_lack if chosen.get(name) == NONE}
    if "company" in chosen and not _is_id(chosen["company"]):
        chosen["company"] = ""
    missing = next((it for it in pick.wants if not chosen[it] and it not in left_out), None)
    if missing is None:
        return chosen | dict.fromkeys(left_out, NONE)
    q = request.GET.get("q", "").strip()
    carried = {name: request.GET[name] for name in pick.carries if name in request.GET}
    kept = carried | {name: value for name, value in chosen.items() if value}
    context = {
        "title": pick.title,
        "crumbs": [Crumb(pick.list_label, pick.list_href), Crumb(pick.title)],
        "missing": missing,
        "q": q,
        "kept": kept,
        "none": _choice(missing, NONE, "", "", kept) if missing in pick.may_lack else None,
        "found": _found(request, missing, q, kept) if q else [],
    }
    return render(request, "desk/registry/pick.html", context)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _found(request: DeskRequest, missing: str, q: str, kept: dict[str, str]) -> list[_Choice]:
    if missing == "community":
        places = communities.suggest(request.actor, q)
        return [_choice(missing, one.code, one.label, one.code, kept) for one in places]
    firms = companies.suggest(request.actor, q)
    return [_choice(missing, str(one.id), one.name, one.uscc or "代码待补", kept) for one in firms]


def _choice(name: str, key: str, label: str, note: str, kept: dict[str, str]) -> _Choice:
    query = QueryDict(mutable=True)
    query.update(kept | {name: key})
    return _Choice(f"?{query.urlencode()}", label, note)
