"""What the measures of the documents have to do with each other, by their meaning in fixtures/measures.csv.

The rules know measures and never a document or a row.
"""

# A number added in a period → the number reached with it.
LEVELS = {
    "communes_newly_attained": "communes_attained_standard",
    "communes_newly_attained_advanced": "communes_attained_advanced",
    "communes_newly_attained_criterion": "communes_attained_criterion",
    "communes_newly_attained_advanced_criterion": "communes_attained_advanced_criterion",
    "national_standard_schools_new": "national_standard_schools",
}
# A growth → the measure that grew, and how the growth is expressed.
DIFFERENCE, GROWTH_PERCENT, RATIO = "difference", "growth_percent", "ratio"
GROWTHS = {
    "avg_criteria_increase": ("avg_criteria_per_commune", DIFFERENCE),
    "militia_increase_share": ("militia_total", GROWTH_PERCENT),
    "rural_income_growth_ratio": ("rural_income_per_head", RATIO),
}
# A gain a year → the measure that gains.
PACES = {
    "communes_newly_attained_per_year": "communes_attained_standard",
    "avg_criteria_increase": "avg_criteria_per_commune",
    "avg_criteria_increase_per_year": "avg_criteria_per_commune",
}
# A lead over a target → the measure that leads, and whether the printed percents are compared.
LEADS = {
    "communes_above_assigned_target": ("communes_attained_standard", False),
    "communes_above_assigned_target_points": ("communes_attained_standard", True),
}
# A total → the measures that together make it up.
TOTALS = {
    "commune_level_units_total": ("communes_total", "wards_total", "towns_total"),
    "awards_prime_minister": (
        "awards_pm_emulation_flags",
        "awards_pm_certificates_collective",
        "awards_pm_certificates_individual",
    ),
}
# A part → the measure of the whole that it is counted of.
WHOLES = {"production_models_sustained": "production_models", "villages_attained": "villages_supported"}
# A share → the measure whose share makes it up to 100 %.
COMPLEMENTS = {"funding_mobilised_integrated_share": "funding_direct_budget"}
# A mean → (total, number), the total in money.
MEANS = {"cooperative_charter_capital_avg": ("cooperative_charter_capital", "agri_cooperatives")}
# Communes by the criteria they hold: (low, high); None: all of the set.
BANDS = {
    "communes_in_band_19": None,
    "communes_in_band_15_18": (15, 18),
    "communes_in_band_10_14": (10, 14),
    "communes_in_band_5_9": (5, 9),
    "communes_in_band_1_4": (1, 4),
    "communes_in_band_0": (0, 0),
    "communes_in_band_below_5": (0, 4),
}
BELOW = {"communes_in_band_below_2": 2, "communes_in_band_below_5": 5, "communes_in_band_below_10": 10}
AVERAGE, CRITERION, LEAST = "avg_criteria_per_commune", "communes_attained_criterion", "min_criteria_any_commune"
ALL_CRITERIA, RECOGNISED = "communes_in_band_19", "communes_attained_standard"
GROUP_SIZE = "communes_in_group"
FLOWS = ("newly", "increase", "funding", "created", "built", "carried", "_new", "above_")


def is_flow(measure):
    """Counted over a period, so that another period is another thing."""
    return any(word in measure for word in FLOWS)
