"""What a measure was opened for still stands when it takes effect (T-P15)."""

from typing import Final

from tingban.rules.rectification.course import Course

STANDS_LABEL: Final = "关联了问题的：至少还有一个成立"


def groundless(now: Course, what: str, *, otherwise: str) -> str:
    """The refusal where problems led here and none of them stands; else "".

    `beside["problems"]` counts those that stand, `beside["gone"]` names the others; `otherwise` is
    the way on. A measure that no problem led to has its ground elsewhere.
    """
    if is_idle(now) or now.beside.get("problems"):
        return ""
    gone = "、".join(now.beside["gone"])
    return (
        f"这件{what}对应的问题 {gone} 已经撤销、作废或者经核查不属实（T-P15），"
        f"不能再以它为依据。{otherwise}"
    )


def is_idle(now: Course) -> bool:
    """Whether nothing that led here is gone."""
    return not now.beside.get("gone")
