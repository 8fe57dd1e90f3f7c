"""The event log as the auditor reads it: who, when, from where, what, before and after."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.encoding import force_str

from tingban.data.accounts.models import Unit
from tingban.data.audit.models import Entry, Seal
from tingban.kit.blanking import without_contacts
from tingban.kit.dates import day_after
from tingban.kit.windows import Found, Window
from tingban.reads.audit import counts
from tingban.rules.actors import ROLE_LABELS, Actor, Role
from tingban.rules.audit import acts
from tingban.rules.audit.fields import FIELDS
from tingban.rules.errors import NotAllowed

_ZONE: Final = ZoneInfo("Asia/Shanghai")
# The mark of a form guards against a repeated submit and says nothing to a reader.
_SILENT: Final = frozenset({"form"})
# A day and hour as the log keeps it.
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::[\d.]+)?(?:Z|[+-]\d\d:\d\d)")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries: by person, act, subject and time; empty means all."""

    who: str = ""
    act: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, as text, contacts blanked; `name` is the field's own."""

    name: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry in words."""

    id: int
    at: datetime
    who: str
    post: str
    act: str
    kind: str
    subject: str
    note: str
    ip: str
    changes: tuple[Change, ...]


def _check_power(actor: Actor) -> None:
    if actor.role is not Role.AUD:
        raise NotAllowed("操作记录由审计管理员查阅。", rule="DOMAIN 9.2")


def _asked(rows: QuerySet[Entry], asked: Asked) -> QuerySet[Entry]:
    if asked.who:
        rows = rows.filter(
            Q(actor_name__icontains=asked.who) | Q(subject=f"user:{asked.who.lower()}")
        )
    if asked.act:
        rows = rows.filter(act=asked.act)
    if asked.subject:
        rows = rows.filter(subject__contains=asked.subject)
    if asked.since:
        rows = rows.filter(at__gte=_midnight(asked.since))
    return rows.filter(at__lt=_midnight(day_after(asked.until))) if asked.until else rows


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, _ZONE)


def lines(actor: Actor, asked: Asked, window: Window) -> Found[LogLine]:
    """One page of the log, the newest first unless asked otherwise."""
    _check_power(actor)
    rows = _asked(Entry.objects.all(), asked)
    order = "id" if window.sort == "at" else "-id"
    found = counts.found(rows.order_by(order), window)
    units = Unit.objects.in_bulk({entry.unit_code for entry in found.rows})
    names = {code: unit.name for code, unit in units.items()}
    return found.shown_as([_line(entry, names) for entry in found.rows])


def _line(entry: Entry, units: Mapping[str, str]) -> LogLine:
    role = ROLE_LABELS[Role(entry.role)] if entry.actor_id else ""
    return LogLine(
        id=entry.pk,
        at=entry.at,
        who=entry.actor_name,
        post=" · ".join(part for part in (units.get(entry.unit_code, ""), role) if part),
        act=acts.act_label(entry.act),
        kind=entry.subject.partition(":")[0],
        subject=without_contacts(acts.subject_label(entry.subject)),
        note=without_contacts(entry.note),
        ip=entry.ip,
        changes=tuple(changes(entry.before, entry.after)),
    )


def changes(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[Change]:
    """The fields that differ; where nothing stood before, all that came."""
    old, new = before or {}, after or {}
    return [
        Change(name, field_label(name), _text(old.get(name)), _text(new.get(name)))
        for name in dict.fromkeys((*old, *new))
        if name not in _SILENT and old.get(name) != new.get(name)
    ]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None or value in ("", [], {}):
        return ""
    return without_contacts(_plain(value))


def _plain(value: object) -> str:
    """Lists and groups of fields as they are read aloud; moments in Shanghai."""
    if isinstance(value, str):
        return _shanghai(value) if _MOMENT.fullmatch(value) else value
    if isinstance(value, list):
        return "、".join(_part(part) for part in value)
    if isinstance(value, dict):
        told = ((field_label(name), _text(part)) for name, part in value.items())
        return "，".join(f"{label}：{words}" for label, words in told if words)
    return json.dumps(value, ensure_ascii=False)


def _part(value: object) -> str:
    """A piece of a list; one of several pieces, such as a name with its number, stands together."""
    pieces = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(pieces, list):
        return _text(pieces)
    return " ".join(filter(None, map(_text, pieces)))


def _shanghai(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(_ZONE):%Y-%m-%d %H:%M}"


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    """Words of all columns, as the tables name them."""
    found: dict[str, str] = {}
    for model in apps.get_models():
        if model.__module__.startswith("tingban."):
            for field in model._meta.concrete_fields:
                found.setdefault(field.attname, force_str(field.verbose_name))
    return found


def field_label(name: str) -> str:
    """What a field of an entry is called; one without a word by its own name."""
    label = FIELDS.get(name) or FIELDS.get(name.removesuffix("_id"))
    return label or _labels().get(name) or _labels().get(f"{name}_id") or name


@dataclass(frozen=True, slots=True)
class SealLine:
    """One seal: what it covers and its digest."""

    number: int
    first_id: int
    last_id: int
    count: int
    digest: str
    sealed_at: datetime


def seals(actor: Actor, window: Window) -> Found[SealLine]:
    """One page of seals, the newest first."""
    _check_power(actor)
    columns = ("number", "first_id", "last_id", "count", "digest", "sealed_at")
    rows = Seal.objects.order_by("-number").values_list(*columns)
    page = [SealLine(*row) for row in rows[window.offset : window.until]]
    return Found(page, Seal.objects.count())
