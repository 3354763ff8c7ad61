"""English: the office's dates do not change with the language of the page, only the decimal sign does."""

from communes.formats.vi.formats import *  # noqa: F403

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
