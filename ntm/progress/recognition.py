"""Who is recognised on a date: the rule stands in criteria/rules/recognition.py, where the middle floor asks it too."""

from criteria.rules.recognition import Award, Recognitions, Renewal, is_year_end

__all__ = ["Award", "Recognitions", "Renewal", "is_year_end"]
