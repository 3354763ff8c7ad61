"""Contradictions: every printed figure checked against the others by general rules (pure; issue 5, section 5).

No rule knows a document or a row. `checks` gives what every rule says of a ledger, `findings` what does not hold,
`coverage` which rows a misprint could not hide in.
"""

from ntm.progress.contradictions import averages, bases, citations, increments, parts, quotes, repeated, shares
from ntm.progress.contradictions.finding import CLASSES, ROUNDING

FAMILIES = (shares, parts, increments, repeated, averages, bases, citations, quotes)


def checks(ledger):
    """Every application of every rule: [Check], in the order of the rules and the rows."""
    return [check for family in FAMILIES for rule in family.RULES for check in rule(ledger)]


def findings(checks):
    """[Finding]: contradictions first, then rounding, then what is ambiguous; each once."""
    found = {check.finding.id: check.finding for check in checks if check.finding}
    return sorted(found.values(), key=lambda one: (CLASSES.index(one.kind), one.rule, one.codes))


def coverage(checks):
    """{code: {what is printed: rules that pin it}}: the parts of a row that another printed number fixes.

    Numbers that only rounding holds together do not fix each other to the last digit.
    """
    found = {}
    for check in checks:
        loose = check.finding and check.finding.kind == ROUNDING
        for row in check.rows if check.pins and not loose else ():
            for part in check.pins:
                found.setdefault(row.code, {}).setdefault(part, set()).add(check.rule)
    return found


def bounded(checks):
    """Codes of all rows that some rule compares with more than their own quote, fixed or only bounded."""
    return {row.code for check in checks if check.rule not in quotes.OWN for row in check.rows}
