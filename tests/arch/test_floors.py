"""What imports cannot show: models below the doors only, and one clock (STYLE B, C6)."""

import ast

from django.apps import apps

from tests.arch.sources import modules, place, tree

COLUMNS = (
    "errors actors areas law deadlines accounts audit notices documents registry disclosure "
    "inspections rectification complaints enforcement exits weekly supervision overview exchange"
).split()
CLOCK = {"now", "today", "localtime", "localdate", "utcnow"}
# The clock itself, and what is told the real time because nobody else could.
CLOCK_KEEPERS = {"kit/clock.py", "actions/audit/locking.py"}


def attributes(path):
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute))


def test_doors_and_documents_never_touch_a_model_manager():
    found = [
        place(path, node.lineno)
        for path in modules("web", "jobs", "reports", "config")
        for node in attributes(path)
        if node.attr == "objects"
    ]

    assert not found, "\n" + "\n".join(found)


def test_below_the_doors_nobody_looks_at_the_clock():
    found = [
        place(path, node.lineno)
        for path in modules("actions", "reports", "reads", "data", "rules", "kit")
        if not any(str(path).endswith(keeper) for keeper in CLOCK_KEEPERS)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK
        # `localtime(moment)` only tells a known moment in local words.
        and not (node.func.attr in {"localtime", "localdate"} and node.args)
    ]

    assert not found, "\n" + "\n".join(found)


def test_foreign_keys_point_left_or_stay():
    found = []
    for model in apps.get_models():
        if not model.__module__.startswith("tingban."):
            continue
        here = COLUMNS.index(model._meta.app_label)
        for field in model._meta.concrete_fields:
            label = getattr(field.related_model, "_meta", None) and (
                field.related_model._meta.app_label
            )
            if label in COLUMNS and COLUMNS.index(label) > here:
                found.append(f"{model._meta.label}.{field.name} -> {label}")

    assert not found, "\n" + "\n".join(found)
