"""Words for what fixtures/figures.csv holds as keys: scopes, variants, kinds, and the label of a figure."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from communes.vietnamese import slugify
from criteria.models import PublishedFigure

TARGET = "target"
KINDS = {TARGET: gettext_lazy("target"), **{kind.value: kind.label for kind in PublishedFigure.Kind}}
PROVINCE = "province"
ALWAYS = {
    PROVINCE: gettext_lazy("Whole province"),
    "country": gettext_lazy("Whole country"),
    "each district": gettext_lazy("Each district and the city"),
    "each commune": gettext_lazy("Each commune"),
    "each attained commune": gettext_lazy("Each commune that attained the standard"),
    "each attained commune of Văn Quan": gettext_lazy("Each commune of Văn Quan that attained the standard"),
    "each non-attained commune of Văn Quan": gettext_lazy("Each commune of Văn Quan below the standard"),
    "city:Lạng Sơn": gettext_lazy("Lạng Sơn city"),
}
# Groups that documents name without listing their communes; a group in the database goes by its own name.
GROUPS = {
    "border": gettext_lazy("Border communes"),
    "dbkk": gettext_lazy("Communes in special difficulty"),
    "dbkk-pilot": gettext_lazy("Pilot communes in special difficulty"),
    "district-chosen": gettext_lazy("Communes in special difficulty chosen by the districts"),
    "poor-districts-communes": gettext_lazy("Poor districts and communes in special difficulty"),
    "border+dbkk villages": gettext_lazy("Villages of border communes and of communes in special difficulty"),
    "candidates-2018": gettext_lazy("Candidate communes of 2018"),
    "candidates-2019": gettext_lazy("Candidate communes of 2019"),
    "candidates-2020": gettext_lazy("Candidate communes of 2020"),
    "candidates-2020-dbkk": gettext_lazy("Candidate communes of 2020 in special difficulty"),
    "candidates-2020-others": gettext_lazy("Other candidate communes of 2020"),
}
VARIANTS = {
    "since 2011": gettext_lazy("against 2011"),
    "per year": gettext_lazy("a year"),
    "first batch": gettext_lazy("first batch"),
    "second batch": gettext_lazy("second batch"),
    "started": gettext_lazy("being built"),
    "recognised": gettext_lazy("recognised"),
    "additional": gettext_lazy("in addition"),
    "multidimensional 2016-2020": gettext_lazy("multidimensional poverty line 2016–2020"),
    "poverty line 2011-2015": gettext_lazy("poverty line 2011–2015"),
}
OF_ONE_CRITERION = ("_criterion", "_criterion_share")
BY_EACH = " (theo từng tiêu chí)"


def scope_name(register, scope):
    """Huyện Văn Quan, Xã biên giới, Toàn tỉnh … as an official would say it; unknown scopes as printed."""
    if scope in ALWAYS:
        return str(ALWAYS[scope])
    kind, _colon, name = scope.partition(":")
    if kind == "group":
        known = register.groups.get(name)
        return known.name if known else str(GROUPS.get(name, name))
    if kind == "district":
        known = register.districts.get(slugify(name))
        return known.name if known else name
    return _("%(name)s commune") % {"name": name} if kind == "commune" else scope


def variant_name(figure):
    return str(VARIANTS.get(figure.variant, figure.variant))


def criterion_set(register, figure):
    """The set a figure's criterion number belongs to: its own, else the one in force on its day."""
    return figure.criteria_set or register.set_in_force(figure.date)


def criterion_name(register, figure):
    """2. Giao thông, "" for a figure that belongs to no criterion."""
    if not figure.criterion:
        return ""
    of_set = criterion_set(register, figure)
    criteria = register.criteria.get(of_set.code, ()) if of_set else ()
    found = next((one for one in criteria if one.number == figure.criterion), None)
    if found is None:
        return _("Criterion %(name)s") % {"name": figure.criterion}
    return f"{found.number}. {found.name_en if get_language() == 'en' else found.name}"


def label(register, figure):
    """Number of communes that attain one criterion: its name is part of the label."""
    words = figure.measure.label.removesuffix(BY_EACH)
    if figure.measure.key.endswith(OF_ONE_CRITERION):
        words = f"{words}: {criterion_name(register, figure)}"
    return f"{words} ({variant_name(figure)})" if figure.variant else words


def kind_name(figure):
    return str(KINDS[getattr(figure, "kind", TARGET)])
