"""Recording that a commune does not inherit recognition and must be recognised again, and dropping such a record."""

from django.utils.translation import gettext as _

from communes.history import writing
from communes.models import Change
from communes.vietnamese import day
from criteria.models import RecogniseAgain
from criteria.recognition.door import admit, not_ahead
from criteria.workflow import Refused


def require_again(actor, commune, level, since, source):
    """From that day this commune must be recognised by a decision of its own."""
    with writing(actor, source) as book:
        admit(actor)
        not_ahead(since)
        if not commune.valid_from <= since <= (commune.valid_to or since):
            raise Refused(_("%(name)s was not a commune on %(day)s.") % {"name": commune.name, "day": day(since)})
        known = {"commune": commune, "level": level, "since": since}
        if RecogniseAgain.objects.filter(**known).exists():
            raise Refused(_("That %(name)s must be recognised again is recorded already.") % {"name": commune.name})
        made = RecogniseAgain.objects.create(**known, source=source)
        book.record(
            Change.Topic.RECOGNITION, "recognition.again", made, {}, {"level": level, "since": since}, place=commune
        )
        return made


def drop_again(actor, again, why):
    """A record made by mistake: the commune inherits as the rule says."""
    with writing(actor, why) as book:
        admit(actor)
        found = RecogniseAgain.objects.select_related("commune").filter(pk=again.pk).first()
        if found is None:
            raise Refused(_("This record was dropped in the meantime."))
        before = {"level": found.level, "since": found.since}
        book.record(Change.Topic.RECOGNITION, "recognition.again_dropped", found, before, {}, place=found.commune)
        found.delete()
