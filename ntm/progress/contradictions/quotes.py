"""The row against its own quote and against itself: what was entered must be what the document has (pure)."""

from decimal import Decimal

from ntm.progress.contradictions.finding import CONTRADICTION, PERCENT, VALUE, WHOLE, broken, held
from ntm.progress.contradictions.ledger import numerals

QUOTE, ITSELF = "not_in_quote", "row_against_itself"
OWN = {QUOTE, ITSELF}  # rules that compare a row with nothing but itself


def of_quotes(ledger):
    """A number entered that the quote does not have; none and one are said in words, the rest may stand elsewhere."""
    for row in ledger.rows:
        written = {value for value, _digits in numerals(row.quote)}
        missing = [value for value in (row.low, row.high) if value not in (None, 0, 1) and value not in written]
        if not written:
            continue
        if missing:
            yield broken(QUOTE, CONTRADICTION, [row], "not_in_quote", missing=sorted(set(missing)))
        else:
            yield held(QUOTE, [row])


def of_itself(ledger):
    """A count is its own numerator, and what it is counted of is the denominator that is printed."""
    for row in ledger.rows:
        if row.numerator is not None and row.unit != "percent" and row.exact and row.numerator != row.value:
            facts = {"row": row, "count": row.numerator}
            yield broken(ITSELF, CONTRADICTION, [row], "itself_count", [VALUE, WHOLE], **facts)
        elif row.whole is not None and row.base and Decimal(row.base) != row.whole:
            facts = {"row": row, "whole": row.whole, "base": row.base}
            yield broken(ITSELF, CONTRADICTION, [row], "itself_base", [WHOLE], **facts)
        elif row.unit == "percent" and row.percent and Decimal(row.percent) != row.value:
            facts = {"row": row, "percent": row.percent}
            yield broken(ITSELF, CONTRADICTION, [row], "itself_percent", [VALUE, PERCENT], **facts)
        elif row.low is not None and row.high is not None and row.low > row.high:
            yield broken(ITSELF, CONTRADICTION, [row], "itself_ends", row=row)


RULES = (of_quotes, of_itself)
