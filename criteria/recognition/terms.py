"""The recognition rules of one year and level, and the arithmetic of their shares (pure).

Rules are rows of RecognitionRule or anything with the same fields; where a period has no rule, nothing is assumed.
"""

import re
from fractions import Fraction


class Terms:
    """Rules by key: a rule of the level says more than one of all levels, a later one more than an earlier."""

    def __init__(self, rules, year, level):
        self.year, self.level = year, level
        self._rules, self._named = {}, {}
        of_year = [one for one in rules if one.first_year <= year <= one.last_year and one.level in ("", level)]
        for one in sorted(of_year, key=lambda one: (bool(one.level), one.first_year)):
            if one.criteria_set_id:
                self._named[one.criteria_set_id] = one
            else:
                self._rules[one.key] = one

    def __bool__(self):
        return bool(self._rules)

    def get(self, key):
        """The rule, None where the period has none."""
        return self._rules.get(key)

    def named_rule(self, criteria_set):
        """The rule that names the criteria of a set (its id), None where it names none."""
        return self._named.get(criteria_set)

    def named(self, criteria_set):
        """Numbers of the criteria that the withdrawal rule names in a set; empty where none are known."""
        rule = self.named_rule(criteria_set)
        return frozenset(numbers(rule.text)) if rule else frozenset()


def numbers(text):
    """[10, 17, 19] of "10, 17, 19"."""
    return [int(one) for one in re.findall(r"\d{1,3}", text)]


def share(part, whole):
    """Percent as an exact fraction; None where either is unknown or there is no whole."""
    if part is None or not whole:
        return None
    return 100 * Fraction(part) / Fraction(whole)


def holds(rule, found):
    """Whether a share or count satisfies the rule; None where either is unknown."""
    if rule is None or rule.value is None or found is None:
        return None
    limit = Fraction(rule.value)
    return found > limit if rule.comparison == ">" else found >= limit
