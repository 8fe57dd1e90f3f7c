"""Properties of counting over random worlds (DOMAIN 2.3–2.5, DESIGN 3.1)."""

import os
import random
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.actions.exchange.test_rebuild import wipe
from tests.people import city_clerk
from tests.reads.weekly.brute import Counter, days, load
from tests.reads.weekly.worlds import BEGIN, FIRST, World
from tingban.actions.exchange.rebuild import rebuild_all_projections
from tingban.data.audit.models import Entry
from tingban.reads.weekly.contents import ALL_CODES
from tingban.reads.weekly.counting import Moment, count_ids, count_values, member_ids
from tingban.reads.weekly.differences import compare
from tingban.reads.weekly.evidence import evidence_of
from tingban.reads.weekly.sides import live
from tingban.rules.areas import AREAS
from tingban.rules.weekly.causes import Cause
from tingban.rules.weekly.cells import CODES
from tingban.rules.weekly.checks import TOTAL, Level, Row, unit_findings
from tingban.rules.weekly.contents import Figure

pytestmark = pytest.mark.django_db
SEEDS = st.integers(min_value=0, max_value=1_000_000)
# What must hold in every lawful world, whatever was annulled or handed over in it.
IMPLIED = {"CHK-01", "CHK-02", "CHK-03", "CHK-06", "CHK-07", "CHK-08", "CHK-14", "CHK-15", "CHK-16"}


def worlds(examples: int):
    """So many worlds, the same ones in every run; TINGBAN_WORLDS=20 for twenty times as many."""
    return settings(
        max_examples=examples * int(os.environ.get("TINGBAN_WORLDS", "1")),
        deadline=None,
        derandomize=True,
        database=None,
        # A smaller seed is no smaller world.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@contextmanager
def passing():
    """A world that is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def some_moments(world: World, number: int) -> list[Moment]:
    """Moments of the world's life, mostly with a cut-off near to what was known."""
    chance = random.Random(world.now.timestamp())
    span = (world.now - BEGIN).total_seconds()
    moments = []
    for _ in range(number):
        known_at = BEGIN + timedelta(seconds=chance.uniform(0, span))
        near = max(known_at.date() + timedelta(days=chance.randint(-5, 1)), FIRST)
        moments.append(Moment(near if chance.random() < 0.8 else chance.choice(days()), known_at))
    return moments


@worlds(20)
@given(seed=SEEDS)
def test_an_independent_count_gives_the_same_ids(seed):
    with passing():
        world = World(seed)
        world.grow(60)
        tables, actor = load(), city_clerk()

        for moment in some_moments(world, 4):
            tally = count_ids(actor=actor, moment=moment)
            expected = Counter(tables, moment.as_of, moment.known_at).count()
            for area, cells in expected.items():
                counted = {cell: tally.ids(area, cell) for cell in CODES}
                assert counted == cells, (area, moment)
            values = count_values(actor=actor, moment=moment)
            assert values.total_row() == tally.values().total_row()
            assert all(values.row(area) == tally.values().row(area) for area in tally.areas)


@worlds(12)
@given(seed=SEEDS)
def test_a_row_is_the_same_whether_counted_alone_or_among_all(seed):
    with passing():
        world = World(seed)
        world.grow(90)
        areas = tuple(area.code for area in AREAS)

        for moment in some_moments(world, 2):
            together = member_ids(areas, moment, ALL_CODES)
            figures = {area: _figures(together[area]) for area in areas}
            evidence = evidence_of(figures, moment)
            for area in areas:
                assert member_ids((area,), moment, ALL_CODES)[area] == together[area], area
                assert evidence_of({area: figures[area]}, moment)[area] == evidence[area], area


def _figures(ids):
    return {code: Figure(code, len(ids.get(code, ())), ids.get(code, ())) for code in ALL_CODES}


@worlds(12)
@given(seed=SEEDS)
def test_the_cells_of_a_lawful_world_imply_the_checks(seed):
    with passing():
        world = World(seed, lawful=True)
        world.grow(60)

        for moment in some_moments(world, 3):
            tally = count_ids(actor=city_clerk(), moment=moment)
            for area in tally.areas:
                row = {
                    cell: Figure(cell, tally.value(area, cell), tally.ids(area, cell))
                    for cell in CODES
                }
                wrong = [
                    found
                    for found in unit_findings(Row(area, row))
                    if found.check in IMPLIED and found.level is Level.ERROR
                ]
                assert wrong == []


@worlds(30)
@given(seed=SEEDS)
def test_every_difference_has_one_cause_and_the_causes_make_the_new_number(seed):
    with passing():
        world = World(seed)
        world.grow(90)
        actor = city_clerk()
        moments = some_moments(world, 3)
        if seed % 3:
            # Most people look ahead; the others are looked after too.
            moments.sort(key=lambda moment: moment.known_at)
        sides = [live(actor=actor, moment=moment) for moment in moments]
        entries = set(Entry.objects.values_list("pk", flat=True).order_by("pk"))

        for old, new in pairwise(sides):
            told = compare(actor=actor, old=old, new=new)
            for (area, cell), pair in told.cells.items():
                gone = {move.id for move in pair.gone}
                come = {move.id for move in pair.come}
                assert len(gone) + len(come) == len(pair.moves)
                assert (set(pair.old.ids) - gone) | come == set(pair.new.ids)
                assert pair.old.value - len(gone) + len(come) == pair.new.value, (area, cell)
                for move in pair.moves:
                    assert move.cause is not Cause.UNKNOWN, move
                    assert move.entry in entries
            assert {area for area, _ in told.cells} >= {TOTAL, "140800"}


@worlds(8)
@given(seed=SEEDS)
def test_looking_ahead_no_difference_is_called_a_look_back(seed):
    with passing():
        world = World(seed)
        world.grow(45)
        actor = city_clerk()
        first = Moment(world.now.date(), world.now)
        old = live(actor=actor, moment=first)
        world.grow(45)
        new = live(actor=actor, moment=Moment(world.now.date(), world.now))

        moves = [move for pair in compare(actor=actor, old=old, new=new).cells.values()
                 for move in pair.moves]  # fmt: skip

        assert not {move.cause for move in moves} & {Cause.EARLIER, Cause.UNKNOWN}
        for move in moves:
            entry = Entry.objects.get(pk=move.entry)
            assert entry.at > first.known_at or move.cause is not Cause.LATE


@worlds(5)
@given(seed=SEEDS)
def test_rebuilt_from_facts_every_report_equals_the_one_taken_live(seed):
    with passing():
        world, actor = World(seed), city_clerk()
        chance = random.Random(seed)
        taken = []
        for _ in range(6):
            world.grow(9)
            moment = Moment(chance.choice(days()), world.now)
            taken.append((moment, count_ids(actor=actor, moment=moment)))
            # Acts of the same second would belong to the report already taken.
            world.now += timedelta(seconds=1)

        wipe()
        rebuild_all_projections()

        for moment, tally in taken:
            assert count_ids(actor=actor, moment=moment) == tally
