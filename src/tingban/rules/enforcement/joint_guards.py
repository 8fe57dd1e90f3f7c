"""What a transfer that proposes 联合惩戒 must hold to: the city's list of the day (DOMAIN 7.3).

A proposal keeps the words with which it was made: the measures with what they rested on. It goes
out on them only while they are still on the list. A proposal without a basis in force would be an
act without law; so one whose measure has ended, or reads otherwise by now, is chosen anew first.
What was sent before stays as it was sent.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.enforcement.joint_measures import JointMeasure, as_of, holding
from tingban.rules.enforcement.transfer_stages import RECEIVER_LABELS, Receiver
from tingban.rules.rectification.course import Course

# Under which name the versions stand beside a course, and the answers of its steps.
LIST: Final = "joint_measures"
KEYS: Final = "measures"
WORDS: Final = "measure_words"
_WAY_OUT: Final = (
    "请用“补充移送材料”从现行清单中重新选定，再签发《联合惩戒建议函》；没有可以改选的，撤回提请。"
)


def listed(now: Course) -> Sequence[JointMeasure]:
    """All versions of all measures."""
    return tuple(now.beside.get(LIST, ()))


def chosen(now: Course) -> tuple[str, ...]:
    """The keys that were chosen last."""
    return tuple(str(key) for key in now.items(KEYS))


def words_of(now: Course) -> tuple[str, ...]:
    """The words that the proposal keeps; one of before the list was kept has those of its day."""
    kept = now.items(WORDS)
    return tuple(str(it) for it in kept) if kept else tuple(_of_its_day(now).values())


def _of_its_day(now: Course) -> dict[str, str]:
    """By key; one that the list never had says nothing."""
    day = now.opened_on or now.day_now
    found = {key: as_of(listed(now), key, day) for key in chosen(now)}
    return {key: it.words(day) for key, it in found.items() if it is not None}


def _by_key(now: Course) -> dict[str, str]:
    """The same words, each by its measure; words that are not one for each are nobody's."""
    keys, kept = chosen(now), now.items(WORDS)
    if not kept:
        return _of_its_day(now)
    return (
        {key: str(it) for key, it in zip(keys, kept, strict=True)} if len(keys) == len(kept) else {}
    )


def misfit(now: Course, receiver: Receiver) -> str:
    """Why what was chosen cannot be proposed to this organ on this day."""
    keys = chosen(now)
    if not keys:
        return "请选择建议的惩戒措施；只能从清单中选，清单之外的措施没有依据。"
    in_force = holding(listed(now), now.day_now)
    absent = [key for key in keys if key not in in_force]
    if absent:
        labels = "、".join(_label(now, key) for key in absent)
        return f"“{labels}”在 {chinese_day(now.day_now)}不在联合惩戒措施清单上，没有依据，请改选。"
    strange = [key for key in keys if receiver not in in_force[key].receivers]
    if strange:
        labels = "、".join(in_force[key].label for key in strange)
        return (
            f"“{labels}”不是{RECEIVER_LABELS[receiver]}能采取的措施，请改选（合法、关联、比例）。"
        )
    return ""


def outdated(now: Course, receiver: Receiver) -> str:
    """Why the proposal cannot go out: its measures are no longer those of the list."""
    return next(_outdated(now, receiver), "")


def _outdated(now: Course, receiver: Receiver) -> Iterator[str]:
    day = now.day_now
    in_force, told = holding(listed(now), day), _by_key(now)
    for key in chosen(now):
        standing = in_force.get(key)
        if standing is None:
            yield f"“{_label(now, key)}”{_gone(now, key, day)}，没有依据的建议不能发出。{_WAY_OUT}"
        elif standing.words(day) != told.get(key):
            yield (
                f"“{_label(now, key)}”的内容或者依据在提请之后改了，现在是“{standing.words(day)}”。"
                f"{_WAY_OUT}"
            )
        elif receiver not in standing.receivers:
            yield (f"“{standing.label}”按现行清单不再向{RECEIVER_LABELS[receiver]}建议。{_WAY_OUT}")


def _gone(now: Course, key: str, day: date) -> str:
    last = as_of(listed(now), key, day)
    if last is not None and last.valid_until is not None and last.valid_until <= day:
        return f"自 {chinese_day(last.valid_until)}起已经停用"
    return f"在 {chinese_day(day)}不在联合惩戒措施清单上"


def _label(now: Course, key: str) -> str:
    found = as_of(listed(now), key, now.opened_on or now.day_now)
    return found.label if found is not None else key
