"""Draws floors × columns from the imports; exits 1 if an arrow goes up or right (ADR 0002).

    python tools/picture.py            writes docs/imports.mmd
    python tools/picture.py --check    compares with the committed drawing

A room is `floor.topic`. The column order holds between the floors below the doors; web and jobs
may show several topics on one page, reports print what they are given.
"""

import sys
from collections import defaultdict
from pathlib import Path
from typing import Final

import grimp

ROOT: Final = Path(__file__).resolve().parents[1]
DRAWING: Final = ROOT / "docs" / "imports.mmd"
FLOORS: Final = (
    ("config",),
    ("web", "jobs"),
    ("actions",),
    ("reports",),
    ("reads",),
    ("data", "gateways"),
    ("rules",),
    ("kit",),
)
COLUMNS: Final = (
    "errors actors areas law deadlines accounts audit notices documents registry disclosure "
    "inspections rectification complaints enforcement exits weekly supervision overview exchange"
).split()
# Floors in which the topics stand in order.
ORDERED: Final = frozenset({"actions", "reads", "data", "rules"})
_LEVEL: Final = {floor: level for level, row in enumerate(FLOORS) for floor in row}

Room = tuple[str, str]


def room_of(module: str) -> Room:
    """`tingban.actions.weekly.taking` stands in ("actions", "weekly")."""
    parts = module.split(".")[1:]
    floor = parts[0] if parts else ""
    topic = parts[1] if len(parts) > 1 and parts[1] in COLUMNS else ""
    return floor, topic


def arrows() -> dict[tuple[Room, Room], set[tuple[str, str]]]:
    """Every import from room to room, with the modules behind it."""
    graph = grimp.build_graph("tingban", cache_dir=None)
    found: dict[tuple[Room, Room], set[tuple[str, str]]] = defaultdict(set)
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            pair = (room_of(importer), room_of(imported))
            if pair[0] != pair[1] and pair[0][0] and pair[1][0]:
                found[pair].add((importer, imported))
    return found


def wrong(source: Room, target: Room) -> str:
    """Why an arrow may not be, or nothing."""
    (floor, topic), (below, other) = source, target
    if _LEVEL[below] < _LEVEL[floor]:
        return "up"
    if _LEVEL[below] == _LEVEL[floor] and floor != below:
        return "between blind neighbours"
    both = topic and other and floor in ORDERED and below in ORDERED
    if both and COLUMNS.index(other) > COLUMNS.index(topic):
        return "right"
    return ""


def draw(found: dict[tuple[Room, Room], set[tuple[str, str]]]) -> str:
    """A Mermaid flow chart of rooms, one box a floor."""
    rooms = sorted({room for pair in found for room in pair}, key=_place)
    lines = ["%% Made by tools/picture.py. Rooms are floor/topic, arrows are imports.", "flowchart"]
    for floor in _LEVEL:
        own = [room for room in rooms if room[0] == floor]
        if own:
            lines.append(f"  subgraph {floor}")
            lines += [f'    {_name(room)}["{room[1] or floor}"]' for room in own]
            lines.append("  end")
    pairs = sorted(found, key=lambda pair: (_place(pair[0]), _place(pair[1])))
    # What everybody uses would hide the rest: errors, actors, kit.
    shown = [
        pair for pair in pairs if pair[1][0] != "kit" and pair[1][1] not in {"errors", "actors"}
    ]
    lines += [f"  {_name(source)} --> {_name(target)}" for source, target in shown]
    return "\n".join(lines) + "\n"


def _place(room: Room) -> tuple[int, str, int]:
    return _LEVEL[room[0]], room[0], COLUMNS.index(room[1]) if room[1] else -1


def _name(room: Room) -> str:
    return f"{room[0]}_{room[1]}" if room[1] else room[0]


def main(words: list[str]) -> int:
    """0 where every arrow goes down or left, and the drawing is fresh."""
    found = arrows()
    bad = [(pair, why) for pair in found if (why := wrong(*pair))]
    for (source, target), why in bad:
        importer, imported = sorted(found[source, target])[0]
        print(f"{'.'.join(source)} -> {'.'.join(target)} goes {why}: {importer} -> {imported}")
    if bad:
        return 1
    drawing = draw(found)
    if "--check" in words:
        if not DRAWING.exists() or DRAWING.read_text(encoding="utf-8") != drawing:
            print("docs/imports.mmd is stale: make picture, and look at the new arrows")
            return 1
        return 0
    DRAWING.write_text(drawing, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
