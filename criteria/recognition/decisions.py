"""Recording a decision with its communes, and correcting it."""

from django.utils.translation import gettext as _

from communes.history import differences, writing
from communes.models import Change, Commune
from communes.vietnamese import day
from criteria.models import Decision, Recognition, RecognitionFile, RecognitionStep
from criteria.recognition.door import admit, fresh_decision, keep, not_ahead
from criteria.recognition.naming import Candidate
from criteria.workflow import Refused

KEPT = ("number", "signed_on", "year", "level", "evidence")


def candidates(signed_on, year, named=()):
    """Communes that a decision may name: rural ones of its day, then of the end of its year, and those it names."""
    year_end = min(signed_on, signed_on.replace(year=min(year, signed_on.year), month=12, day=31))
    tiers = [list(Commune.objects.rural().in_force(on).select_related("district")) for on in (signed_on, year_end)]
    tiers.insert(0, list(named))
    found = {}
    for tier, communes in enumerate(tiers):
        for one in communes:
            found.setdefault(one.pk, candidate(one, tier))
    return list(found.values())


def candidate(commune, tier=0):
    return Candidate(commune.pk, commune.code, commune.name, commune.district.name if commune.district else "", tier)


def record(actor, communes, **values):
    """A new decision with its communes; open files of theirs end with it."""
    with writing(actor) as book:
        admit(actor)
        check(values, communes)
        made = Decision.objects.create(
            source=_("entered by the coordination office"), entered_by=actor, **{"evidence": None} | values
        )
        book.record(
            Change.Topic.RECOGNITION,
            "decision.recorded",
            made,
            {},
            {name: one for name, one in told(made).items() if one},
        )
        for commune in communes:
            add(book, made, commune)
        return made


def check(values, communes, but=None):
    """Refuses a decision that is there already, lies ahead, names nobody or a commune twice for one year."""
    not_ahead(values["signed_on"])
    if values["year"] > values["signed_on"].year:
        raise Refused(_("A decision is for the year of its signing or an earlier one."))
    same = Decision.objects.filter(number=values["number"], signed_on=values["signed_on"])
    if same.exclude(pk=but and but.pk).exists():
        raise Refused(_("This decision is recorded already; correct it instead of recording it again."))
    if not communes:
        raise Refused(_("Name at least one commune."))
    refuse_twice(values, communes, but)


def refuse_twice(values, communes, but):
    standing = Recognition.objects.filter(
        commune__in=communes, withdrawn_on=None, decision__level=values["level"], decision__year=values["year"]
    )
    twice = standing.exclude(decision=but).filter(decision__illustration=False)
    for one in twice.select_related("commune", "decision")[:1]:
        words = _("%(commune)s is recognised for this year already by %(number)s of %(day)s; take it off this list.")
        named = {"commune": one.commune.name, "number": one.decision.number, "day": day(one.decision.signed_on)}
        raise Refused(words % named)


def told(decision):
    return {
        name: str(getattr(decision, name) or "") if name == "evidence" else getattr(decision, name) for name in KEPT
    }


def add(book, decision, commune):
    made = Recognition.objects.create(decision=decision, commune=commune)
    told_of = {"decision": decision.number, "year": decision.year, "level": decision.level}
    book.record(Change.Topic.RECOGNITION, "recognition.added", made, {}, told_of, place=commune, subject=commune.name)
    end_file(book, decision, commune)


def end_file(book, decision, commune):
    """The open file of this commune toward this recognition ends with the decision."""
    way = {"commune": commune, "level": decision.level, "year": decision.year, "state": RecognitionFile.State.OPEN}
    for file in RecognitionFile.objects.filter(**way):
        keep(book, file, {"state": RecognitionFile.State.RECOGNISED, "decision": decision})
        signed = {"reached_on": decision.signed_on, "note": decision.number}
        RecognitionStep.objects.update_or_create(file=file, kind=RecognitionStep.Kind.SIGNED, defaults=signed)
        after = {"decision": decision.number, "signed_on": decision.signed_on}
        book.record(Change.Topic.DOSSIER, "file.recognised", file, {}, after, place=commune)


def correct(actor, decision, revision, why, communes, **values):
    """Other facts or other communes, with a reason; a commune whose recognition was withdrawn stays in it."""
    with writing(actor, why) as book:
        admit(actor)
        found = fresh_decision(decision, revision)
        check(values, communes, but=found)
        before = told(found)
        keep(book, found, values)
        was, now = differences(before, told(found))
        if now:
            book.record(Change.Topic.RECOGNITION, "decision.corrected", found, was, now)
        change_communes(book, found, communes)
        return found


def change_communes(book, decision, communes):
    named = {one.commune_id: one for one in decision.recognitions.select_related("commune")}
    wanted = {one.pk for one in communes}
    for one in named.values():
        if one.commune_id not in wanted:
            take_out(book, decision, one)
    for commune in communes:
        if commune.pk not in named:
            add(book, decision, commune)


def take_out(book, decision, recognition):
    commune = recognition.commune
    if recognition.withdrawn_on:
        raise Refused(_("Recognition was withdrawn from %(name)s; it stays in the decision.") % {"name": commune.name})
    told_of = {"decision": decision.number}
    book.record(
        Change.Topic.RECOGNITION, "recognition.removed", recognition, told_of, {}, place=commune, subject=commune.name
    )
    recognition.delete()
    for file in RecognitionFile.objects.filter(decision=decision, commune=commune):
        keep(book, file, {"state": RecognitionFile.State.OPEN, "decision": None})
        file.steps.filter(kind=RecognitionStep.Kind.SIGNED).delete()
        book.record(Change.Topic.DOSSIER, "file.reopened", file, told_of, {}, place=commune)
