"""The structured log: one JSON object a line, and never a contact in it."""

import json
import logging
from datetime import UTC, datetime
from typing import Final

from tingban.kit.blanking import without_contacts

_STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_PLAIN: Final = (str, int, float, bool, type(None))


class JsonFormatter(logging.Formatter):
    """Time, level, place, sentence, and the plain values given by `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "text": without_contacts(record.getMessage()),
        }
        for name, value in vars(record).items():
            if name not in _STANDARD and isinstance(value, _PLAIN):
                line[name] = without_contacts(value) if isinstance(value, str) else value
        if record.exc_info:
            line["trace"] = without_contacts(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)
