"""The way of a citizen through 我要反映, page by page, without script."""

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

from django.http import HttpResponse

from tests.web.visitors import Browser
from tingban.jobs import portal
from tingban.kit import clock
from tingban.rules.complaints.questions import Question, question

TEXT = "三号楼电梯坏了半个月没人修，物业电话打不通。"
STEPS = ("/report/", "/report/what/", "/report/who/")
CHECK, RECEIPT = "/report/check/", "/report/receipt/"
QUICK = timedelta(minutes=1)


def where(code: str = "", **told: str) -> dict[str, str]:
    return {"q": "锦绣", "place": code, "county": "", "spot": "", "to": "county"} | told


def what(text: str = TEXT, **told: str) -> dict[str, str]:
    return {"text": text, "kind": ""} | told


def who(how: str = "anonymous", **told: str) -> dict[str, str]:
    return {"how": how, "contact": "", "name": ""} | told


def page(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


class Citizen:
    """Somebody with a browser, who writes a report."""

    def __init__(self, *, ip: str = "203.0.113.7", **told: Any) -> None:
        self.browser = Browser(REMOTE_ADDR=ip, **told)

    def get(self, path: str) -> str:
        answer = self.browser.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.headers)
        return page(answer)

    def fill(self, *steps: dict[str, str]) -> HttpResponse:
        """The steps one after the other; the last answer."""
        answers = [self.browser.post(path, told) for path, told in zip(STEPS, steps, strict=False)]
        return answers[-1]

    def refused(self, path: str, told: dict[str, Any]) -> str:
        """The page that a refusal leads to: the same step, with what is wrong."""
        answer = self.browser.post(path, told)
        assert answer.status_code == 302, page(answer)
        assert answer["Location"] == path
        return self.get(path)

    def refused_to_send(self, answer: str | None = None, **told: str) -> str:
        """The last page again, with what is wrong."""
        assert self.send(answer, **told)["Location"] == CHECK
        return self.get(CHECK)

    def filled(self, code: str, **told: str) -> "Citizen":
        """All three steps."""
        answer = self.fill(where(code), what(), who(**told))
        assert answer["Location"] == CHECK, page(answer)
        return self

    def asked(self) -> Question:
        """The question that the last page asks."""
        text = self.get(CHECK)
        return next(it for it in map(question, range(1_000_000)) if f">{it.text}<" in text)

    def send(self, answer: str | None = None, **told: str) -> HttpResponse:
        """Answer the question, a minute later, and send."""
        said = self.asked().answer if answer is None else answer
        with clock.standing_at(clock.now() + QUICK):
            answer = self.browser.post(CHECK, {"answer": said, "homepage": ""} | told)
            portal.take_in_all()  # as the worker does
        return answer

    def receipt(self) -> tuple[str, str]:
        """Number and 查询码, as the page shows them."""
        text = self.get(RECEIPT)
        number = re.search(r'pt-number">([^<]+)<', text)
        code = re.search(r'pt-code">([^<]+)<', text)
        assert number is not None
        return number[1], code[1] if code else ""


def later(moment: datetime, **told: float) -> Any:
    """The clock so much later."""
    return clock.standing_at(moment + timedelta(**told))
