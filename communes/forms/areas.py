"""Areas: their name, and the communes that move in or out on a day."""

from django.utils.translation import gettext_lazy as _

from communes.areas import inside, outside
from communes.forms.accounts import communes_choice
from communes.forms.fields import SeenForm, TextField


class AreaForm(SeenForm):
    name = TextField(label=_("Name of the area"), max_length=200)

    def __init__(self, *args, area=None, **kwargs):
        super().__init__(*args, initial={"name": area.name} if area else {}, **kwargs)


class MoveForm(SeenForm):
    """`on`: the day whose units are offered; it is chosen before, by the address."""

    why = TextField(label=_("Reason, document"), required=False, max_length=500)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["communes"] = communes_choice(_("Communes"), rows)
        self.fields["communes"].label_from_instance = named
        self.order_fields(["communes", "why"])


def move_in_form(data, area, on, **kwargs):
    return MoveForm(data, rows=outside(area, on), **kwargs)


def move_out_form(data, area, on, **kwargs):
    return MoveForm(data, rows=inside(area, on).select_related("district"), **kwargs)


def named(commune):
    """Chi Lăng (Tràng Định) · Địa bàn 2: communes share names, and may be in another area."""
    district = f" ({commune.district})" if commune.district else ""
    areas = "".join(f" · {one.group.name}" for one in getattr(commune, "areas", []))
    return f"{commune}{district}{areas}"
