"""One exit of the demo and what is done in it, through the acts that people do (DOMAIN 3.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tingban.actions.exits import exit_cases, handovers
from tingban.actions.rectification.proceedings import Told
from tingban.jobs.demo import exit_words
from tingban.jobs.demo.proceeding_scene import Draft, Scene
from tingban.reads.exits.flows import EXIT
from tingban.reads.exits.sheets import SHEETS
from tingban.reads.rectification.proceedings import found
from tingban.rules.documents.sheets import Sheet
from tingban.rules.exits.exit_stages import Act
from tingban.rules.exits.handover import PARTS, WITH_AMOUNT, Item, Line, Party, State

_SHEETS: Final = {sheet.template.key: sheet for sheet in SHEETS}
_HEADS: Final = frozenset({Act.START, Act.CLOSE, Act.REVERT})


@dataclass(slots=True)
class ExitScene(Scene):
    """One exit at one estate, and the vote on it."""

    vote: int = field(default=0, kw_only=True)

    @property
    def version(self) -> int:
        """As it stands."""
        return found(EXIT, self.clerk, self.number).version

    def open(self, title: str, **answers: Any) -> None:
        """The first step."""
        opening = self.opening(f"{self.estate.name}{title}", answers)
        self.number = exit_cases.open_exit_case(opening=opening, actor=self.clerk, at=self.at)

    def take(self, act: Act, *, reason: str = "", **answers: Any) -> None:
        """One step, by the head where it is the head's."""
        exit_cases.take_exit_step(
            number=self.number, act=act, told=Told(self.now.date(), reason, answers),
            version=None, actor=self.head if act in _HEADS else self.clerk, at=self.at,
        )  # fmt: skip

    def paper(self, sheet: Sheet | str, *, about: str = "", serve: bool = False) -> None:
        """Drafted by the clerk, signed by the head, handed over."""
        draft = Draft(
            _SHEETS[sheet] if isinstance(sheet, str) else sheet, exit_words.TYPED, about=about,
            receiver="项目前台" if serve else "",
        )  # fmt: skip
        self.send(draft)

    def state(self, item: Item, **told: Any) -> None:
        """A line of the hand-over list."""
        known: dict[str, Any] = {
            "state": State.HANDED, "balance": 0 if item in WITH_AMOUNT else None,
        }  # fmt: skip
        line = Line(item=item, part=PARTS[item][0], on=self.now.date(), **(known | told))
        handovers.state_line(
            number=self.number, line=line, version=self.version, actor=self.clerk, at=self.at
        )

    def confirm(self, party: Party, items: Sequence[Item]) -> None:
        """One side, for these items."""
        handovers.confirm_lines(
            number=self.number, party=party, keys=[(it.value, PARTS[it][0]) for it in items],
            on=self.now.date(), seen=(self.clerk, self.version), at=self.at,
        )  # fmt: skip
