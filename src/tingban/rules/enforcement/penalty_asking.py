"""How guards of a penalty case ask: for a word, a signature, a service."""

from tingban.kit.dates import chinese_day
from tingban.rules.enforcement.penalty_stages import ACT_LABELS, PAPER_LABELS, SPEAKS_OF, PaperKey
from tingban.rules.rectification.course import Course
from tingban.rules.rectification.fresh import stale


def said(value: object, sentence: str) -> str:
    """The sentence where something is wanting."""
    return "" if value else sentence


def signed(now: Course, key: PaperKey) -> str:
    """The paper of this kind is signed, after all that it speaks of."""
    title = PAPER_LABELS[key]
    if now.signed_on(key) is None:
        return f"《{title}》还没有签发，请先在“文书”里起草并签发。"
    return stale(now, key, title, SPEAKS_OF.get(key, ()), ACT_LABELS)


def served(now: Course, key: PaperKey, *, then: bool = False) -> str:
    """The paper is served, as it should read; `then`: on the very day of the step."""
    on = now.served_on(key)
    if on is None or on > now.day_now:
        return f"《{PAPER_LABELS[key]}》还没有送达，请先签发并登记送达。"
    if then and on != now.day_now:
        return f"《{PAPER_LABELS[key]}》在 {chinese_day(on)}送达，请按送达的日期登记。"
    return signed(now, key)
