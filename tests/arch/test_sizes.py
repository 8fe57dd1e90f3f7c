"""Short functions, small files (STYLE C, size budget)."""

import ast

import pytest

from tests.arch.sources import ROOT, modules, place, templates, text, tree

LIMITS = {"src": 400, "tests": 500, "tools": 400, "benchmarks": 400}


def lines(path) -> int:
    return text(path).count("\n")


@pytest.mark.parametrize("folder", LIMITS)
def test_no_file_is_too_long(folder):
    paths = [path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts]

    found = [f"{place(path)} ({lines(path)})" for path in paths if lines(path) > LIMITS[folder]]

    assert not found, "\n" + "\n".join(found)


def test_no_function_is_longer_than_forty_lines():
    found = [
        f"{place(path, node.lineno)} {node.name} ({node.end_lineno - node.lineno + 1})"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > 40
    ]

    assert not found, "\n" + "\n".join(found)


def test_no_template_is_longer_than_150_lines():
    found = [f"{place(path)} ({lines(path)})" for path in templates() if lines(path) > 150]

    assert not found, "\n" + "\n".join(found)


def test_every_public_function_class_and_module_says_what_it_is():
    found = []
    for path in modules():
        nodes = [tree(path), *tree(path).body]
        found += [
            place(path, getattr(node, "lineno", 1))
            for node in nodes
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and not getattr(node, "name", "").startswith("_")
            and not ast.get_docstring(node)
            # The typed faces of one function; what it does is said once.
            and not any("overload" in ast.unparse(it) for it in getattr(node, "decorator_list", ()))
            and (not isinstance(node, ast.Module) or text(path).strip())
        ]

    assert not found, "\n" + "\n".join(found)
