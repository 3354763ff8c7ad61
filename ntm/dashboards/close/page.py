"""Everything the page of communes close to the line shows, for the side that was asked for."""

from functools import cached_property

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communes.vietnamese import day, number
from ntm.dashboards.close import near, risks
from ntm.dashboards.close.choice import AT_RISK, choices, read_choice
from ntm.dashboards.selection import read_selection
from ntm.register import Register
from ntm.rows import commune_rows
from ntm.units import CRITERIA, amount

ROWS = 50


class Page:
    """The page that a query string asks for."""

    def __init__(self, query):
        self.query = query
        self.selection = read_selection(query, Register())
        self.rows = commune_rows(self.selection)
        self.choice, notices = read_choice(query, self.selection)
        self.notices = [*self.selection.notices, *notices]
        self.selection.hidden = list(self.choice.given)

    # --- the rows --------------------------------------------------------------------------------------------

    @cached_property
    def warnings(self):
        return risks.Warnings(self.selection)

    @cached_property
    def every(self):
        """Rows of the side, before the filters."""
        if self.choice.at_risk:
            return self.warnings.rows(self.rows) if self.selection.set_code else []
        return near.near_rows(self.selection, self.rows)

    @cached_property
    def found(self):
        side = risks if self.choice.at_risk else near
        return side.narrowed(self.every, self.rows, self.choice)

    @cached_property
    def names(self):
        return near.criterion_names(self.selection)

    def lines(self, rows):
        """These rows in words."""
        if self.choice.at_risk:
            following = self.warnings.next_set
            return [risks.risk_line(self.selection, one, self.names, following) for one in rows]
        return [near.near_line(self.selection, one, self.names) for one in rows]

    @cached_property
    def part(self):
        return Paginator(self.found, ROWS).get_page(self.query.get("trang", "1")[:9])

    @cached_property
    def shown(self):
        return self.lines(self.part.object_list)

    # --- what is said ----------------------------------------------------------------------------------------

    @property
    def title(self):
        told = {"rows": number(len(self.found)), "communes": number(len({one.unit for one in self.found}))}
        told["day"] = day(self.selection.as_of)
        if not self.has_data:
            return _("No results by %(day)s yet: nothing can be close to the line") % told
        if self.choice.at_risk:
            words = _("%(rows)s attained criteria may be lost, in %(communes)s communes")
            return words % told if self.found else _("No attained criterion is close to being lost")
        if not self.found:
            return _("No criterion is missing here")
        return self._title_of_near(told)

    def _title_of_near(self, told):
        least = min(one.missing for one in self.found)
        nearest = len({one.unit for one in self.found if one.missing == least})
        return ngettext(
            "Nearest: %(n)s commune that lacks %(least)s; %(rows)s criteria not attained in %(communes)s communes",
            "Nearest: %(n)s communes that lack %(least)s; %(rows)s criteria not attained in %(communes)s communes",
            nearest,
        ) % {**told, "n": number(nearest), "least": amount(least, CRITERIA)}

    @property
    def has_data(self):
        return self.selection.standing.has_data

    @property
    def unknown(self):
        """Rows about which no number says how much is missing."""
        return 0 if self.choice.at_risk else sum(not one.effort.known for one in self.found)

    @property
    def missing(self):
        """Communes without any report: nothing is said about them."""
        return sum(row.missing for row in self.rows)

    @cached_property
    def illustrated(self):
        """{whether a row rests on made-up reports}: both where people have entered some of them."""
        return {self.selection.standing.rows[one.unit].illustration for one in self.found}

    @property
    def illustration(self):
        return True in self.illustrated

    @property
    def mixed(self):
        """Whether each made-up row has to be told apart; else the mark of the heading says it of all."""
        return len(self.illustrated) == 2

    @property
    def waiting(self):
        """The next set where its content is not known yet, for the page to say so; else None."""
        following = risks.next_set(self.selection)
        return following if self.choice.at_risk and following and not following.content_known else None

    # --- addresses -------------------------------------------------------------------------------------------

    @property
    def at_risk(self):
        return self.choice.at_risk

    @property
    def choices(self):
        return choices(self.selection, self.choice)

    @property
    def kept(self):
        """What the filter form carries along unseen."""
        side = [("mat", AT_RISK)] if self.choice.at_risk else []
        return [*self.selection.given.items(), *side]

    def url(self, **changes):
        return self.selection.url(**{**dict(self.choice.given), **changes})

    @property
    def sides(self):
        """(address, chosen) of the two sides; a filter that both know is kept."""
        near_url = self.url(mat="", loai="", con="")
        return (near_url, not self.at_risk), (self.url(mat=AT_RISK, loai="", con=""), self.at_risk)

    @property
    def narrowed(self):
        return any(name != "mat" for name, _value in self.choice.given)

    @property
    def unfiltered(self):
        return self.selection.url(mat=AT_RISK if self.at_risk else "")

    @property
    def csv_url(self):
        return self.url(tai="csv")
