"""docs/workflow.md says what the door obeys."""

from criteria.management.commands.workflow_table import PAGE, page
from criteria.workflow import TRANSITIONS


def test_workflow_table_is_not_stale():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python manage.py workflow_table"


def test_workflow_table_has_a_row_for_every_transition():
    rows = [line.split(" | ")[0].removeprefix("| ") for line in page().splitlines() if line.startswith("| ")]
    assert rows[2:] == list(TRANSITIONS)
