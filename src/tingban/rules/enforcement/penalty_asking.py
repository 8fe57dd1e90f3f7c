"""How guards of a penalty case ask: for a word, a signature, a service."""

from tingban.kit.dates import chinese_day
from tingban.rules.enforcement.penalty_stages import PAPER_LABELS, PaperKey
from tingban.rules.rectification.course import Course


def said(value: object, sentence: str) -> str:
    """The sentence where something is wanting."""
    return "" if value else sentence


def signed(now: Course, key: PaperKey) -> str:
    """The paper of this kind is signed."""
    return said(
        now.signed_on(key), f"《{PAPER_LABELS[key]}》还没有签发，请先在“文书”里起草并签发。"
    )


def served(now: Course, key: PaperKey, *, then: bool = False) -> str:
    """The paper is served; `then`: on the very day of the step."""
    on = now.served_on(key)
    if on is None or on > now.day_now:
        return f"《{PAPER_LABELS[key]}》还没有送达，请先签发并登记送达。"
    if then and on != now.day_now:
        return f"《{PAPER_LABELS[key]}》在 {chinese_day(on)}送达，请按送达的日期登记。"
    return ""
