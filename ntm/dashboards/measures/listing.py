"""One measure in the list: its latest values with their documents, and the target it is judged by."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from communes.vietnamese import number
from ntm import verdicts
from ntm.dashboards.documents.rows import Row
from ntm.judgement import ILLUSTRATION
from ntm.progress import goals, series
from ntm.topics import TOPICS, listed, ordered, place, topic_of

ALL, REST = "tat-ca", "theo-tieu-chi"


@dataclass(frozen=True)
class MeasureRow:
    """`figures` of the measure; `judgements` of its targets, the earliest first."""

    measure: object
    figures: list
    judgements: list
    judge: object
    as_of: object

    @cached_property
    def happened(self):
        return series.counted(self.figures, self.as_of)

    @property
    def planned(self):
        """Whether there are only plans to show."""
        return bool(self.values) and not self.happened

    @cached_property
    def values(self):
        """The latest values: [Value], one a variant."""
        figures = self.happened or [one for one in self.figures if one.date <= self.as_of]
        return [Value(point, self.judge) for point in series.newest(figures)]

    @property
    def chosen(self):
        """The judgement that the list shows: of the target that comes next, else of the last that came due."""
        ahead = [one for one in self.judgements if one.ahead]
        return ahead[0] if ahead else self.judgements[-1] if self.judgements else None

    @property
    def verdict(self):
        return self.chosen.verdict if self.chosen else ""

    @property
    def tag(self):
        return verdicts.tag(self.chosen)

    @property
    def illustration(self):
        """Whether the verdict rests on made-up results of communes."""
        result = self.chosen and self.chosen.result
        return bool(result) and result.source == ILLUSTRATION

    @property
    def aim(self):
        """80 sản phẩm, đến năm 2025."""
        told = {"aim": verdicts.aim_text(self.chosen), "year": self.chosen.target.year}
        return _("%(aim)s by %(year)s") % told

    @property
    def further(self):
        """How many more targets the measure has."""
        return max(len(self.judgements) - 1, 0)


@dataclass(frozen=True)
class Value:
    """A printed value in words, with where it stands."""

    point: series.Point
    judge: object

    @cached_property
    def row(self):
        return Row(self.point.figure, self.judge, None)

    @property
    def text(self):
        return self.row.value

    @property
    def note(self):
        """Scope, variant and criterion, and the period it adds up over: what the name of the measure does not say."""
        first, _dash, last = self.point.figure.period.partition("-")
        period = _("period %(first)s–%(last)s") % {"first": first, "last": last} if last else ""
        name = self.row.label.partition(" (")[2].removesuffix(")") if self.point.figure.variant else ""
        return " · ".join(filter(None, [name, self.row.context, period]))

    @property
    def year(self):
        return series.year_of(self.point.figure)

    @property
    def estimate(self):
        return self.point.estimate

    @property
    def others(self):
        """The other values that documents print for the same day."""
        mine = series.value_of(self.point.figure)
        return [Row(one, self.judge, None).value for one in self.point.figures if series.value_of(one) != mine]


@dataclass
class Section:
    topic: object
    rows: list = field(default_factory=list)


@dataclass(frozen=True)
class Chip:
    label: str
    count: int
    url: str
    current: bool


class Listing:
    """The rows of all measures that are listed, by topic."""

    def __init__(self, archive, judge, as_of):
        self.archive, self.judge, self.as_of = archive, judge, as_of
        figures, targets = by_measure(archive.figures), by_measure(archive.targets)
        judged = by_measure(judge.judge_all(as_of, [one for one in archive.targets if listed(one.measure)]))
        measures = {one.measure.key: one.measure for one in [*archive.figures, *archive.targets]}
        self.sections = {}
        for key, measure in measures.items():
            if not listed(measure):
                continue
            topic = topic_of(archive, measure, [*figures[key], *targets[key]])
            judgements = sorted(judged[key], key=lambda one: one.target.date)
            row = MeasureRow(measure, figures[key], judgements, judge, as_of)
            self.sections.setdefault(topic.slug, Section(topic)).rows.append(row)

    def shown(self, asked):
        """The sections that are asked for: the wider goals by default, all, the rest, or one."""
        tests = {"": lambda topic: topic.wider, ALL: lambda topic: True, REST: lambda topic: not topic.wider}
        fits = tests.get(asked, lambda topic: topic.slug == asked)
        topics = ordered(section.topic for section in self.sections.values() if fits(section.topic))
        found = [self.sections[topic.slug] for topic in topics]
        for section in found:
            section.rows.sort(key=lambda row, topic=section.topic: place(topic, row.measure))
        return found

    def knows(self, asked):
        return asked in {"", ALL, REST, *self.sections}

    def chips(self, asked, kept):
        named = {"": _("Wider goals"), REST: _("By criterion and others"), ALL: _("All")}
        named |= {one.slug: one.label for one in TOPICS if one.slug in self.sections}
        return [
            Chip(label, sum(len(one.rows) for one in self.shown(slug)), url_of(slug, kept), slug == asked)
            for slug, label in named.items()
        ]


def url_of(slug, kept):
    given = {name: text for name, text in {**kept, "nhom": slug}.items() if text}
    return f"?{urlencode(given)}" if given else "?"


def by_measure(found):
    """{key of the measure: figures or judgements}."""
    made = defaultdict(list)
    for one in found:
        made[getattr(one, "target", one).measure.key].append(one)
    return made


def headline(sections):
    """42 chỉ số; 9 mục tiêu đạt hoặc vượt, 4 chưa đạt, 11 chưa kết luận được."""
    rows = [row for section in sections for row in section.rows]
    if not rows:
        return _("No measure fits this choice.")
    found = [row.verdict for row in rows if row.chosen]
    good = sum(one in goals.ATTAINED or one == goals.ON_TRACK for one in found)
    short = sum(one in (goals.NOT_MET, goals.BEHIND) for one in found)
    told = {"n": number(len(rows)), "targets": number(len(found)), "good": number(good), "short": number(short)}
    told["open"] = number(len(found) - good - short)
    words = _("%(n)s measures, %(targets)s with a target: %(good)s met or on track, %(short)s short, %(open)s open")
    return words % told
