"""The cookie that opens a draft, and the way from step to step.

The cookie holds a secret and nothing else; it lives as long as the browser stays open.
"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tingban.actions.complaints import drafts
from tingban.kit import clock
from tingban.rules.complaints.drafts import PART_LABELS, Draft, Part

COOKIE: Final = "tingban_report"
PAGES: Final[dict[Part, str]] = {
    Part.WHERE: "portal:report",
    Part.WHAT: "portal:report_what",
    Part.WHO: "portal:report_who",
}
CHECK: Final = "portal:report_check"
RECEIPT: Final = "portal:report_receipt"


def secret_of(request: HttpRequest) -> str:
    """What the browser holds; empty where it holds nothing."""
    return request.COOKIES.get(COOKIE, "")


def draft_of(request: HttpRequest) -> Draft | None:
    """The draft of this browser, where it has one."""
    secret = secret_of(request)
    return drafts.find_draft(secret, at=clock.now()) if secret else None


def keep(request: HttpRequest, change: Callable[[Draft], Draft]) -> tuple[str, Draft]:
    """Change the draft of this browser, or one that is begun where it has none."""
    at, draft = clock.now(), draft_of(request)
    secret = secret_of(request)
    if draft is None or draft.is_sent:
        secret = drafts.open_draft(at=at)
    return secret, drafts.change_draft(secret=secret, change=change, at=at)


def hold(answer: HttpResponse, secret: str) -> HttpResponse:
    """Let the browser hold the secret."""
    answer.set_cookie(
        COOKIE, secret, path=reverse(PAGES[Part.WHERE]), secure=settings.HTTPS, httponly=True,
        samesite="Strict",
    )  # fmt: skip
    return answer


def release(answer: HttpResponse) -> HttpResponse:
    """Let it go."""
    answer.delete_cookie(COOKIE, path=reverse(PAGES[Part.WHERE]), samesite="Strict")
    return answer


def go(page: str) -> HttpResponseRedirect:
    """To a page of the report."""
    return HttpResponseRedirect(reverse(page))


def gap_before(draft: Draft | None, part: Part | None) -> str:
    """The page that comes first: of the step that is still to be made, or of the receipt.

    None stands for the check at the end; empty where the wanted page may be shown.
    """
    if draft is not None and draft.is_sent:
        return RECEIPT
    open_part = draft.next_part if draft else Part.WHERE
    if open_part is None or open_part is part:
        return ""
    order = list(Part)
    is_earlier = part is not None and order.index(part) < order.index(open_part)
    return "" if is_earlier else PAGES[open_part]


def next_page(draft: Draft) -> str:
    """Where it goes on."""
    return PAGES[draft.next_part] if draft.next_part else CHECK


def page_before(part: Part) -> str:
    """The step before; of the first, the front page."""
    place = list(Part).index(part)
    return PAGES[list(Part)[place - 1]] if place else "portal:front"


def steps(draft: Draft | None, here: Part | None) -> list[dict[str, object]]:
    """The three steps in words: which is this, which can be gone back to."""
    passed = draft.passed if draft else frozenset()
    return [
        {
            "label": PART_LABELS[part],
            "is_here": part is here,
            "href": reverse(PAGES[part]) if part.value in passed and part is not here else "",
        }
        for part in Part
    ]
