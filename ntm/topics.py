"""The measures that communes do not report one by one, in the groups that the office speaks of."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.vietnamese import sort_key
from criteria.models import Measure
from ntm import printed

OTHER = "khac"
# Recognition beyond the standard: computed from decisions, yet nothing that a commune reports.
OF_DECISIONS = ("communes_attained_advanced", "communes_newly_attained_advanced", "communes_attained_model")


@dataclass(frozen=True)
class Topic:
    """A group of measures; the keys of its measures begin with one of `starts`. `wider`: a goal of the province."""

    slug: str
    label: str
    starts: tuple = ()
    wider: bool = True


# Of the programme as a whole, from the total to its sources; what is spent on one criterion stands with that criterion.
FUNDS = [
    *("total", "state_budget", "direct_budget", "central_budget", "local_budget", "integrated_programmes"),
    *("mobilised_integrated_share", "credit", "enterprises", "community", "community_and_other", "other"),
]
TOPICS = [
    Topic("von", gettext_lazy("Funds by source"), tuple(f"funding_{source}" for source in FUNDS)),
    Topic("thu-nhap", gettext_lazy("Income"), ("rural_income", "cooperative_member_income")),
    Topic("ho-ngheo", gettext_lazy("Poverty"), ("poverty_",)),
    Topic("y-te", gettext_lazy("Health insurance and health care"), ("health_", "stunting_")),
    Topic(
        "nuoc",
        gettext_lazy("Clean and hygienic water"),
        ("clean_water_share", "hygienic_water", "small_water", "central_water"),
    ),
    Topic("truong-hoc", gettext_lazy("Schools at national standard"), ("national_standard_schools",)),
    Topic("ocop", gettext_lazy("OCOP products and value chains"), ("ocop_", "agri_value_chains", "community_tourism")),
    Topic("khu-dan-cu", gettext_lazy("Model residential areas"), ("model_residential",)),
    Topic("thon", gettext_lazy("Villages"), ("villages_",)),
    Topic(
        "nang-cao-kieu-mau",
        gettext_lazy("Advanced and model communes"),
        (*OF_DECISIONS, "communes_advanced_pilots"),
    ),
    Topic("cap-huyen", gettext_lazy("District units"), ("districts_", "district_units_")),
]


def listed(measure):
    """Whether communes do not report it one by one."""
    return measure.origin == Measure.Origin.DOCUMENTS or measure.key in OF_DECISIONS


def measure_url(measure):
    """The page of a measure; "" for what communes report."""
    return reverse("measure", args=[measure.key]) if listed(measure) else ""


def topic_of(register, measure, figures):
    """The group of a measure: a wider goal, else the criterion that its figures belong to, else the others."""
    found = next((one for one in TOPICS if measure.key.startswith(one.starts)), None)
    return found or of_criterion(register, figures)


def place(topic, measure):
    """Where a measure stands in its group: in the order of the beginnings, then by its name."""
    starts = (index for index, start in enumerate(topic.starts) if measure.key.startswith(start))
    exact = topic.starts.index(measure.key) if measure.key in topic.starts else next(starts, 0)
    return exact, sort_key(measure.label)


def of_criterion(register, figures):
    named = next((one for one in figures if one.criterion), None)
    if named is None:
        return Topic(OTHER, _("Other measures"), wider=False)
    return Topic(f"tieu-chi-{named.criterion:02}", printed.criterion_name(register, named), wider=False)


def ordered(topics):
    """Wider goals in the order of the office, then the criteria by number, then the others."""
    place = {one.slug: index for index, one in enumerate(TOPICS)}
    return sorted(topics, key=lambda one: (place.get(one.slug, len(place)), one.slug == OTHER, one.slug))
