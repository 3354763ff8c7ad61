"""The signs of fixtures/illustration/readings.csv, one a criterion."""

ATTAINED, NOT, NEARLY, NOT_APPLICABLE, NO_DATA, EMPTY = "+", "-", "~", "o", "?", "."
COUNTED = ATTAINED + NOT_APPLICABLE
