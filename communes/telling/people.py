"""The history of accounts, roles, places and groups in sentences."""

from django.utils.translation import gettext_lazy as _

from communes.models import Officer
from communes.telling.registry import call_field, call_values
from communes.telling.sentences import says

call_values("role", dict(Officer.Role.choices))

call_field("username", _("user name"))
call_field("first_name", _("name"))
call_field("last_name", _("family name"))
call_field("email", _("e-mail address"))
call_field("is_active", _("may sign in"))
call_field("role", _("role"))
call_field("district", _("district"))
call_field("commune", _("commune"))
call_field("communes", _("communes"))
call_field("group", _("group"))
call_field("department", _("department"))
call_field("valid_from", _("first day"))
call_field("valid_to", _("last day"))
call_field("name", _("name"))
call_field("successor", _("successor"))
call_field("predecessor", _("predecessor"))
call_field("expires_at", _("good until"))
call_field("note", _("note"))
call_field("source", _("source"))

says("account.invited", _("Invited %(subject)s"))
says("account.changed", _("Changed the account %(subject)s"))
says("account.activated", _("Let %(subject)s sign in again"), without=("is_active",))
says("account.deactivated", _("Took the sign-in from %(subject)s"), without=("is_active",))
says("account.reset", _("Issued a new sign-in link for %(subject)s"))
says("account.entered", _("%(subject)s set name and password by the link"))
says("account.password_changed", _("%(subject)s changed the password"))
says("role.taken_over", _("%(subject)s took a territory over"))
says("role.granted", _("Gave a role to %(subject)s"))
says("role.changed", _("Changed a role of %(subject)s"))
says("role.ended", _("Ended a role of %(subject)s"))
says("role.handed_over", _("Handed the territory of %(subject)s over"))
says("group.added", _("Added the group %(subject)s"))
says("group.renamed", _("Renamed the group %(subject)s"))
says("group.joined", _("Took communes into the group %(subject)s"))
says("group.left", _("Took communes out of the group %(subject)s"))
