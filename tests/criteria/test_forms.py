"""What every form of work has in common."""

import pkgutil
from importlib import import_module
from inspect import getmembers, isclass

import pytest
from django import forms

import criteria.forms
from communes.forms.fields import PlainForm

MODULES = [import_module(f"criteria.forms.{found.name}") for found in pkgutil.iter_modules(criteria.forms.__path__)]
FORMS = {one for module in MODULES for _name, one in getmembers(module, isclass) if issubclass(one, forms.BaseForm)}


@pytest.mark.parametrize("form", sorted(FORMS - {forms.Form}, key=lambda one: f"{one.__module__}.{one.__name__}"))
def test_form_leaves_no_sentence_to_the_browser(form):
    assert issubclass(form, PlainForm)


def test_plain_form_has_neither_colons_nor_required_attributes():
    class Named(PlainForm):
        name = forms.CharField(label="Xã")

    shown = Named().as_p()
    assert "Xã</label>" in shown
    assert "required" not in shown
