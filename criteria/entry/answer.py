"""What a saved batch answers: what became of each cell, and what the page shows anew."""

from django.template.loader import render_to_string

from criteria.cells import cells_of
from criteria.entry.form import Form


def answer(saved, batch, revision_before, at):
    """The JSON answer; `others` are the cells somebody else changed since the page's revision."""
    form = Form(saved.sheet)
    now = cells_of(saved.sheet)
    clean = [key for key in batch.cells if key in now and key not in saved.refused]
    mine = {key: now[key] for key in [*clean, *saved.applied]}
    conflicts = [{"key": one.key, "mine": one.mine, "theirs": one.theirs} for one in saved.conflicts]
    return {
        "revision": saved.revision,
        "applied": {key: text for key, text in mine.items() if key not in {one["key"] for one in conflicts}},
        "refused": saved.refused,
        "readings": {key: found for key, found in saved.readings.items() if found},
        "conflicts": conflicts,
        "others": now if batch.revision is not None and batch.revision < revision_before else {},
        "at": f"{at:%H:%M}",
        "looked_at": form.side.looked_at,
        "count": form.side.count,
        "missing": [gap.number for gap in saved.sheet.missing],
        "rows": {row.number: row_of(row) for row in form.rows if touched(row, mine)},
        "side": render_to_string("criteria/entry/side.html", {"side": form.side}),
    }


def touched(row, keys):
    return any(one.key in keys for one in row.fields)


def row_of(row):
    """What changes beside a criterion when it was saved."""
    shown = {"state": row.state, "words": str(row.state_words), "rule": row.rule, "reason": row.needs_reason}
    return shown | {"lines": {line.code: line.judged for line in row.lines if line.asked}}
