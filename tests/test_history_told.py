"""Every kind of change has a sentence: the actions are read from the code that records them."""

import ast
import re

import pytest

from communes.telling import SENTENCES
from criteria.workflow.transitions import TRANSITIONS
from tests.test_architecture import FLOORS, modules, name

ACTION = re.compile(r"[a-z]+\.[a-z_]+")


def actions(source):
    """(line, action or beginning of one, whole) of what is handed to `record(topic, action, ...)`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "record":
            given = node.args[1] if len(node.args) > 1 else named(node, "action")
            found += [(node.lineno, *one) for one in texts(given)]
    return found


def named(call, wanted):
    return next((keyword.value for keyword in call.keywords if keyword.arg == wanted), None)


def texts(node):
    """The texts an expression may stand for; ("", False) where the code does not say."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [(node.value, True)]
    if isinstance(node, ast.IfExp):
        return texts(node.body) + texts(node.orelse)
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        return [(node.values[0].value, False)]
    return [("", False)]


def untold(source, known):
    """Actions of this module that have no sentence; those it names elsewhere and hands on are found by their look."""
    found = actions(source)
    missing = {text for _line, text, whole in found if whole and text not in known}
    missing |= {text for _line, text, whole in found if not whole and not any(key.startswith(text) for key in known)}
    if any(not text for _line, text, _whole in found):
        missing |= {text for text in handed_on(source, known) if text not in known}
    return sorted(missing)


def handed_on(source, known):
    kinds = {key.partition(".")[0] for key in known}
    constants = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    looks = [text for text in constants if isinstance(text, str) and ACTION.fullmatch(text)]
    return [text for text in looks if text.partition(".")[0] in kinds]


def test_history_every_action_of_the_code_has_a_sentence():
    found = {name(path): untold(path.read_text(encoding="utf-8"), SENTENCES) for path in modules(*FLOORS)}
    assert {path: keys for path, keys in found.items() if keys} == {}, (
        "add says(...) in criteria/history.py or communes/telling/people.py"
    )


def test_history_every_step_of_a_report_has_a_sentence():
    """Steps that change cells or opinions alone are told by those."""
    steps = set(TRANSITIONS) - {"save", "opine", "answer"}
    assert [step for step in steps if f"report.{step}" not in SENTENCES] == []


@pytest.mark.parametrize(
    "source",
    [
        "book.record(Topic.REPORT, 'report.burnt', report)",
        "book.record(topic=t, action='report.burnt', row=report)",
        "self.book.record(t, 'report.approve' if yes else 'report.burnt', report)",
        "book.record(t, f'burnt.{name}', report)",
        "def keep(book, action):\n    book.record(t, action, row)\nkeep(book, 'report.burnt')",
    ],
)
def test_history_an_action_without_a_sentence_is_found(source):
    assert untold(source, SENTENCES)


@pytest.mark.parametrize(
    "source",
    [
        "book.record(Topic.REPORT, 'report.approve', report)",
        "book.record(t, f'report.{name}', report)",
        "book.record(t, action, row, template='criteria/report.html')",
    ],
)
def test_history_a_known_action_passes(source):
    assert untold(source, SENTENCES) == []
