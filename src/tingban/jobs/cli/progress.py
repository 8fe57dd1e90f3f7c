"""A bar on standard error where it is a terminal; a line now and then where it is not."""

import sys
from types import TracebackType
from typing import Final, Self, TextIO

_WIDTH: Final = 30


class Progress:
    """`with Progress("写入", 400) as progress: progress.step()`."""

    def __init__(self, title: str, total: int, stream: TextIO | None = None) -> None:
        self.title = title
        self.total = total
        self.at = 0
        self._stream = stream or sys.stderr
        self._shown = -1

    def __enter__(self) -> Self:
        self._show()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._stream.isatty():
            self._stream.write("\n")
            self._stream.flush()

    def step(self, count: int = 1) -> None:
        """So much more is done."""
        self.at += count
        self._show()

    def _show(self) -> None:
        percent = 100 * min(self.at, self.total) // self.total if self.total else 100
        if self._stream.isatty():
            if percent != self._shown:
                bar = "█" * (percent * _WIDTH // 100)
                self._stream.write(f"\r{self.title} {bar:<{_WIDTH}} {percent:3d}%")
        elif percent // 25 != self._shown // 25:
            self._stream.write(f"{self.title} {percent}%\n")
        self._shown = percent
        self._stream.flush()
