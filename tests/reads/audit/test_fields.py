"""Whatever field an act can write into the event log is told by a Chinese word."""

import ast
import re
from pathlib import Path

from django.apps import apps

import tingban
from tingban.data.audit.known import Known
from tingban.reads.audit.log import field_label

ACTIONS = Path(tingban.__file__).parent / "actions"
CHINESE = re.compile("[\u4e00-\u9fff]")
# Keys of the acts' own book-keeping, of SQL, and of what is sealed or told by a digest.
NEVER_LOGGED = {
    "border", "box", "code_mark", "floor", "form", "from", "handler_area_id", "handler_unit_id",
    "key_id", "locks", "mark", "most", "owner_id", "paper", "phone_index", "run",
    "search", "statement", "turns", "user_id",
}  # fmt: skip


def _keys() -> set[str]:
    """The keys of every mapping that an act spells out, and the columns of every fact."""
    found = {
        key.value
        for path in ACTIONS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }
    facts = (model for model in apps.get_models() if issubclass(model, Known))
    return found | {field.attname for model in facts for field in model._meta.concrete_fields}


def test_every_field_of_an_entry_has_a_word():
    assert {key for key in _keys() if not CHINESE.search(field_label(key))} == NEVER_LOGGED
