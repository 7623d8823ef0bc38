"""Texts in other languages than the reader's are folded, and never with a mistake in them."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import override

from diwan.people.forms.organisations import DescriptionForm

pytestmark = pytest.mark.django_db


def shown(form):
    return render_to_string("core/ui/fields.html", {"form": form})


def test_the_other_languages_are_folded():
    with override("fr"):
        page = shown(DescriptionForm())
    before, _fold, after = page.partition("<details>")
    assert 'name="description_fr"' in before
    assert 'name="description_ar"' in after
    assert page.count('name="description_ar"') == 1


def test_a_mistake_in_another_language_is_not_hidden():
    typed = QueryDict(f"name=Body&names_en=x&names_ar={'x' * 300}")
    form = DescriptionForm(typed)
    assert "names_ar" in form.errors
    assert "<details open>" in shown(form)


def test_what_stands_only_in_another_language_is_not_hidden():
    assert "<details open>" in shown(DescriptionForm(initial={"names_fr": "Corps"}))
    both = {"names_en": "Body", "names_fr": "Corps"}
    assert "<details>" in shown(DescriptionForm(initial=both))
