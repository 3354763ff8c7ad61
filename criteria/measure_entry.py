"""How a value of a measure is stated with evidence: by the office it counts at once, by a department once confirmed.

What counts is a published figure, made by the same door as every other (criteria/figure_entry.py); a value that waits
or was sent back is no figure, so that nothing can count it by mistake.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from communes.history import writing
from communes.models import Change
from communes.vietnamese import slugify
from criteria import figure_entry, rights
from criteria.models import Document, PublishedFigure, StatedValue

OF_FIGURE = ("kind", "section", "line", "year", "date", "period", "scope", "measure", "variant", "criterion")
OF_FIGURE += ("low", "high", "comparator", "unit", "estimate", "quote")
State = StatedValue.State


def state(actor, measure, values, evidence=None):
    """A value in its author's words; `values`: the fields of a StatedValue beside who, when and what it became."""
    with writing(actor) as book:
        department = permitted(actor, measure)
        made = StatedValue.objects.create(
            measure=measure, author=actor, department=department, at=timezone.now(), evidence=evidence, **values
        )
        if department is None:
            count(book, made)
        else:
            book.record(Change.Topic.FIGURE, "value.stated", made, after={"department": department})
        return made


def permitted(actor, measure):
    """The department that the actor speaks for, None for the office."""
    if rights.is_office(actor):
        return None
    department = rights.department_for(actor, measure)
    if department is None:
        raise PermissionDenied
    return department


def confirm(actor, stated):
    """The office takes a department's value over: from now on it counts."""
    with writing(actor) as book:
        found = undecided(actor, stated)
        count(book, found)
        book.record(Change.Topic.FIGURE, "value.confirmed", found, after={"figure": found.figure})
        return found


def send_back(actor, stated, why):
    """The office does not take it over and says why."""
    with writing(actor, why) as book:
        found = undecided(actor, stated)
        decided(book, found, State.SENT_BACK, reason=why)
        book.record(Change.Topic.FIGURE, "value.sent_back", found)
        return found


def undecided(actor, stated):
    """The value as it stands now, if this person may decide on it: nobody confirms what they stated."""
    found = StatedValue.objects.select_related("measure").get(pk=stated.pk)
    if not rights.may_decide(actor, found):
        raise PermissionDenied
    if found.state != State.WAITING:
        raise ValidationError(_("The office has decided on this value meanwhile; it is shown as it stands."))
    return found


def count(book, stated):
    """Makes the published figure that counts, of the document that the value cites."""
    values = {name: getattr(stated, name) for name in OF_FIGURE}
    stated.figure = figure_entry.added(book, PublishedFigure, {"document": document_of(book, stated), **values})
    decided(book, stated, State.CONFIRMED)


def decided(book, stated, to, reason=""):
    stated.state, stated.decided_by, stated.decided_at, stated.reason = to, book.actor, timezone.now(), reason
    stated.save()


def document_of(book, stated):
    """The document as it is cited; one of the same number and date is the same document."""
    found = Document.objects.filter(number__iexact=stated.number, issued_on=stated.issued_on).first()
    return found or new_document(book, stated)


def new_document(book, stated):
    made = cited(stated.number, stated.issued_on, stated.issuer)
    taken = (
        Document.objects.filter(slug__startswith=made.slug).count() + Document.objects.filter(code=made.code).count()
    )
    if taken:
        made.slug, made.code = f"{made.slug}-{taken + 1}", f"{made.code[:36]}-{taken + 1}"
    made.save()
    facts = {"number": made.number, "issued_on": made.issued_on, "issuer": stated.issuer}
    book.record(Change.Topic.FIGURE, "document.added", made, after=facts)
    return made


def cited(number, issued_on, issuer):
    """A document that is known by its citation only, not saved."""
    slug = slugify(number)[:40] or "van-ban"
    name = f"{number} ({issuer})"
    return Document(
        slug=slug, code=number[:40], number=number, issued_on=issued_on, name=name, short_name=number, source=issuer
    )
