"""The sentences of findings, by the name that a rule gives them: what is wrong, and what would reconcile it."""

from django.utils.translation import gettext_lazy as _

CLASSES = {
    "contradiction": _("disagreement"),
    "rounding": _("rounding"),
    "ambiguous": _("unclear"),
}
RULES = {
    "share": _("share against its count"),
    "share_across_rows": _("share against the count stated elsewhere"),
    "share_range": _("parts and shares in their range"),
    "share_without_base": _("percent without a denominator"),
    "denominator_of_whole": _("denominator against the stated whole"),
    "share_remainder": _("shares that make 100%"),
    "parts_of_total": _("parts against the total"),
    "parts_of_units": _("groups against all units"),
    "percents_of_whole": _("shares of all groups"),
    "group_in_whole": _("a group within the whole"),
    "previous_plus_increment": _("previous number plus increment"),
    "period_in_period": _("a period within a longer one"),
    "growth": _("growth against its two values"),
    "lead_over_target": _("lead over a target"),
    "start_plus_yearly": _("target against start plus yearly gain"),
    "mean_of_total": _("mean against total and number"),
    "stated_twice": _("the same thing stated twice"),
    "result_and_expected": _("result here, expected there"),
    "carried_over": _("average carried over a rearrangement"),
    "all_criteria_recognised": _("all criteria and recognised"),
    "average_and_criteria": _("average against counts by criterion"),
    "average_and_bands": _("average against bands"),
    "least_and_band": _("least commune against bands"),
    "criterion_count": _("criterion against all criteria"),
    "size_in_register": _("number of units against the register"),
    "unknown_base": _("denominator that is no number of communes"),
    "base_of_past_units": _("counted under earlier units"),
    "base_not_stated": _("base not stated"),
    "cited_differently": _("one document, two dates"),
    "number_against_date": _("number against date"),
    "row_against_itself": _("row against itself"),
    "not_in_quote": _("row against its quote"),
}
SAYS = {
    "share_wrong": _(
        "%(count)s/%(whole)s is %(true)s%%, but %(percent)s%% is printed; %(percent)s%% would be %(fits)s/%(whole)s."
    ),
    "share_wrong_unfit": _(
        "%(count)s/%(whole)s is %(true)s%%, but %(percent)s%% is printed, which no number out of %(whole)s gives."
    ),
    "share_truncated": _("%(count)s/%(whole)s is %(true)s%%; the printed %(percent)s%% is cut off, not rounded."),
    "share_raised": _("%(count)s/%(whole)s is %(true)s%%; the printed %(percent)s%% is rounded up."),
    "share_coarser": _(
        "%(count)s/%(whole)s is %(true)s%%; the printed %(percent)s%% is rounded to fewer digits than it shows."
    ),
    "beyond_whole": _("%(count)s of %(whole)s: a part cannot be more than its whole."),
    "beyond_hundred": _("%(percent)s%% is no share between 0 and 100%%."),
    "implied_whole": _(
        "%(count)s is printed with %(percent)s%% and nothing says of how many; that would be %(whole)s."
    ),
    "other_whole": _("The share is taken of %(whole)s, the document states %(stated)s for the whole."),
    "not_hundred": _("%(first)s%% and the rest of %(second)s%% make %(together)s%%, not 100%%."),
    "parts_rounded": _(
        "The parts add up to %(sum)s, the total is %(total)s; rounding of the printed numbers explains the %(off)s."
    ),
    "parts_exceed": _("The parts %(parts)s add up to %(sum)s, %(off)s more than the total %(total)s."),
    "parts_short": _("The parts %(parts)s add up to %(sum)s, %(off)s less than the total %(total)s."),
    "parts_unlisted": _(
        "The parts %(parts)s add up to %(sum)s, %(off)s less than the total %(total)s: a part may be left out."
    ),
    "units_off": _("The groups %(parts)s add up to %(sum)s, of %(whole)s units: %(off)s apart."),
    "units_rural": _(
        "The groups %(parts)s add up to %(sum)s: as many as the rural communes of that day, while there "
        "were %(whole)s commune-level units."
    ),
    "units_all": _(
        "The groups %(parts)s add up to %(sum)s: as many as all commune-level units of that day, while "
        "%(whole)s are named as the whole."
    ),
    "percents_off": _("The printed shares of the groups %(parts)s make %(together)s%%, not 100%%."),
    "group_exceeds": _("%(part)s is counted within a group, but %(bound)s is all there is."),
    "rest_unexplained": _(
        "%(part)s is what is left of %(bound)s, and nothing printed beside it makes up the difference."
    ),
    "sum_off": _("%(before)s and %(added)s make %(sum)s, but %(reached)s is stated."),
    "sum_planned": _("%(before)s was only planned; with %(added)s it makes %(sum)s, but %(reached)s is stated."),
    "sum_other_base": _(
        "%(before)s and %(added)s make %(sum)s, but %(reached)s is stated: the first counts other units than the last."
    ),
    "period_exceeds": _("%(part)s for the shorter period is more than %(bound)s for the longer one that contains it."),
    "growth_off": _("From %(then)s to %(now)s the growth is %(true)s, but %(stated)s is stated."),
    "growth_rounded": _(
        "From %(then)s to %(now)s the growth is %(true)s, %(stated)s is stated; rounding of the printed "
        "numbers explains it."
    ),
    "growth_other_base": _(
        "From %(then)s to %(now)s the growth is %(stated)s as stated, but the two numbers count different units."
    ),
    "lead_off": _("%(result)s is %(true)s above %(target)s, but %(stated)s is stated."),
    "pace_beyond": _(
        "%(start)s with %(yearly)s a year for %(years)s years makes at least %(reached)s, more than the target %(end)s."
    ),
    "pace_short": _(
        "%(start)s with %(yearly)s a year for %(years)s years makes at most %(reached)s, less than the target %(end)s."
    ),
    "pace_least_short": _(
        "%(start)s with no more than the least stated, %(yearly)s a year for %(years)s years, makes "
        "%(reached)s, less than the target %(end)s."
    ),
    "mean_off": _("%(total)s over %(number)s is %(true)s, but %(mean)s is stated."),
    "twice": _("The same thing is stated as %(first)s and as %(last)s."),
    "expected": _("Stated as a result in %(done)s, as expected in %(awaited)s."),
    "carried": _(
        "%(later)s is the same number as %(earlier)s of an earlier day, though the units were rearranged in between."
    ),
    "all_held": _(
        "%(full)s hold all criteria and %(recognised)s are recognised: two facts that need not be one number."
    ),
    "criteria_impossible": _(
        "%(average)s on %(base)s communes is %(exact)s passes; the %(counted)s printed criteria make "
        "%(printed)s, which leaves %(rest)s for criteria %(missing)s: more or fewer than they can have."
    ),
    "criteria_off": _(
        "%(average)s on %(base)s communes is %(exact)s passes, but the %(counted)s criteria make %(printed)s."
    ),
    "criteria_tight": _(
        "%(average)s on %(base)s communes is %(exact)s passes; the %(counted)s printed criteria make "
        "%(printed)s, which leaves %(rest)s for criteria %(missing)s. If all communes hold the others, one "
        "of them is held by only %(last)s communes, fewer than %(floor)s."
    ),
    "average_beyond_bands": _("%(average)s lies outside %(bounds)s, what the bands allow."),
    "least_off": _("%(band)s below %(limit)s criteria does not go with the least of all communes, %(least)s."),
    "below_all": _("%(row)s hold this one criterion, but %(bound)s hold all of them."),
    "below_recognised": _("%(row)s hold this criterion, but %(bound)s are recognised."),
    "size_off": _("%(row)s is printed, the register of units has %(known)s on that day."),
    "base_unknown": _("%(whole)s is the number of rural communes at no time (%(rural)s)."),
    "base_past": _("%(parts)s are counted of %(whole)s communes, though on %(day)s there were %(now)s."),
    "base_unstated": _(
        "%(parts)s: nothing says of how many communes, and for %(day)s the document counts of both %(used)s."
    ),
    "cited": _("One document is cited with two dates: %(one)s and %(other)s."),
    "order": _("Document %(one)s has a lower number and a later date than %(other)s."),
    "itself_count": _("%(row)s is entered with the numerator %(count)s."),
    "itself_base": _("%(row)s is printed of %(whole)s and entered as counted of %(base)s."),
    "itself_percent": _("%(row)s is entered with %(percent)s%% as printed."),
    "itself_ends": _("%(row)s ends below where it begins."),
    "not_in_quote": _("%(missing)s does not stand in the quote of the row."),
}
RECONCILED = {
    "share_wrong": _(
        "Either the count is %(fits)s or the percent is %(true)s%%: ask which of the two the source meant."
    ),
    "share_wrong_unfit": _("Correct the percent to %(true)s%%, or find the count that was meant."),
    "share_truncated": _("Write %(true)s%%; nothing else changes."),
    "share_raised": _("Write %(true)s%%; nothing else changes."),
    "share_coarser": _("Write %(true)s%%; nothing else changes."),
    "beyond_whole": _("Check the part and the whole in the document."),
    "beyond_hundred": _("Check the percent in the document."),
    "implied_whole": _("State the whole: %(whole)s."),
    "other_whole": _("One whole for both: %(whole)s or %(stated)s."),
    "not_hundred": _("One of the two shares is wrong."),
    "parts_rounded": _("No correction needed; print one more digit."),
    "parts_exceed": _("A total of %(sum)s, or a part that is %(off)s smaller."),
    "parts_short": _("A total of %(sum)s, or a part that is %(off)s larger."),
    "parts_unlisted": _("Name the part of %(off)s that is left out, or correct the total to %(sum)s."),
    "units_off": _("Correct a group by %(off)s."),
    "units_rural": _("Say whether towns and wards are counted."),
    "units_all": _("Say whether towns and wards are counted."),
    "percents_off": _("Compute each share again from its count."),
    "group_exceeds": _("Check the number of the group and of the whole."),
    "rest_unexplained": _("Name the other part of the whole."),
    "sum_off": _("%(sum)s as the number reached, or another increment."),
    "sum_planned": _("Find the result of the year before: what was planned may not have been reached."),
    "sum_other_base": _("Count both under the same units: the bridge between unit bases shows the difference."),
    "period_exceeds": _("Check both sums; the longer period contains the shorter."),
    "growth_off": _("A growth of %(true)s, or other values at the start or the end."),
    "growth_rounded": _("No correction needed; print one more digit."),
    "growth_other_base": _("State the start under the units of the end."),
    "lead_off": _("A lead of %(true)s, or another result."),
    "pace_beyond": _("A target of %(reached)s or more, or a smaller gain a year."),
    "pace_short": _("A target of %(reached)s at most, or a larger gain a year."),
    "pace_least_short": _("Plan more than the least gain in at least one year."),
    "mean_off": _("A mean of %(true)s, or another total or number."),
    "twice": _("Ask which of the numbers holds: %(parts)s."),
    "expected": _("Say whether the number is final; until then it is an estimate."),
    "carried": _("Compute the average of the later day again under its own units."),
    "all_held": _("State both numbers, each for what it is."),
    "criteria_impossible": _("Check the average and the counts by criterion."),
    "criteria_off": _("Check the average and the counts by criterion."),
    "criteria_tight": _("Publish the counts of criteria %(missing)s; together they must be %(rest)s."),
    "average_beyond_bands": _("Check the average and the bands."),
    "least_off": _("One of the two says it wrongly."),
    "below_all": _("The criterion has at least as many communes as hold all criteria."),
    "below_recognised": _("Ask whether recognised communes have lost the criterion since."),
    "size_off": _("Check the number against the decree of that day."),
    "base_unknown": _("Check the denominator in the document."),
    "base_past": _("Say that the numbers count the earlier units, or count the units of that day."),
    "base_unstated": _("State the denominator of each number."),
    "cited": _("Look the document up and correct the wrong date."),
    "order": _("Look both documents up: one number or date is wrong."),
    "itself_count": _("Compare the row with the document."),
    "itself_base": _("Compare the row with the document."),
    "itself_percent": _("Compare the row with the document."),
    "itself_ends": _("Compare the row with the document."),
    "not_in_quote": _("Compare the row with the document."),
}
