"""What the bar means on pages about one criteria set: a round of that set, whatever round the other pages show."""

from dataclasses import replace

from django.utils.translation import gettext as _

from communes.vietnamese import day
from ntm.dashboards.selection import Option, read_selection, round_label


def of_chosen_set(query, register):
    """The list of criteria: a set chosen without a round opens on the set's own latest round with reports."""
    selection = read_selection(query, register)
    if "bo" in selection.given and "ky" not in selection.given:
        return moved(selection, default_round(register, selection.criteria_set, selection.as_of))
    return selection


def of_set(query, register, criteria_set):
    """The page of one criterion: the address names the set, so the bar offers the rounds of that set alone."""
    selection = read_selection(query, register)
    selection.given.pop("bo", None)
    asked = selection.as_of
    on = asked if used_on(criteria_set, asked) else default_round(register, criteria_set, asked)
    selection = replace(moved(selection, on), set_code=criteria_set.code)
    if "ky" in selection.given and on != asked:
        selection.given.pop("ky")
        selection.notices.append(
            _("“%(set)s” judges the rounds of %(first)s–%(last)s. The page shows its round of %(day)s.")
            % {"set": criteria_set, "first": criteria_set.first_year, "last": criteria_set.last_year, "day": day(on)}
        )
    keep_its_set(selection)
    selection.sets, selection.rounds = [], options(register, criteria_set, selection)
    return selection


def keep_its_set(selection):
    """Links to other pages take the set and the round along where those pages would choose others."""
    in_force = selection.register.set_in_force(selection.as_of)
    if in_force is None or in_force.code != selection.set_code:
        selection.given["bo"] = selection.set_code
    if selection.as_of != read_selection({}, selection.register).as_of:
        selection.given["ky"] = f"{selection.as_of}"


def moved(selection, on):
    """The same selection on another day; units that were not asked for go along."""
    units = selection.units if "ms" in selection.given else on
    return replace(selection, as_of=on, units=units)


def options(register, criteria_set, selection):
    rounds = [one for one in reversed(register.rounds) if used_on(criteria_set, one.date)]
    return [Option(f"{one.date}", round_label(one), one.date == selection.as_of) for one in rounds]


def used_on(criteria_set, on):
    return criteria_set.first_year <= on.year <= criteria_set.last_year


def default_round(register, criteria_set, otherwise):
    """Latest round of the set that half of the communes reported on, else any did, else its last one."""
    days = [one.date for one in register.rounds if used_on(criteria_set, one.date)]
    if otherwise in days or not days:
        return otherwise
    reported = dict.fromkeys(days, 0)
    for found in register.readings.values():
        for reading in found:
            if reading.criteria_set == criteria_set.code and reading.on in reported:
                reported[reading.on] += 1
    half = [on for on in days if 2 * reported[on] >= len(register.lineage.universe(on))]
    return next(iter([*half[::-1], *[on for on in days[::-1] if reported[on]], days[-1]]))
