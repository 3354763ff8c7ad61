"""The row against its own quote: the number that was entered must be readable in the words of the document (pure)."""

from ntm.progress.contradictions.finding import CONTRADICTION, broken, held
from ntm.progress.contradictions.ledger import numerals

QUOTE = "not_in_quote"


def of_quotes(ledger):
    """A number entered that the quote does not have; none and one are said in words, the rest may stand elsewhere."""
    for row in ledger.rows:
        written = {value for value, _digits in numerals(row.quote)}
        missing = [value for value in (row.low, row.high) if value not in (None, 0, 1) and value not in written]
        if missing:
            yield broken(QUOTE, CONTRADICTION, [row], "not_in_quote", missing=sorted(set(missing)))
        else:
            yield held(QUOTE, [row])


RULES = (of_quotes,)
