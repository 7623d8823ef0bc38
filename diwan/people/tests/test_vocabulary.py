"""What the directory offers has a name in every language of the house."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from diwan.core.wording import HOUSE_LANGUAGES
from diwan.people.demo import ORGANISATIONS
from diwan.people.forms.organisations import languages
from diwan.people.vocabulary import LANGUAGES, language_names


@pytest.mark.parametrize("language", HOUSE_LANGUAGES)
def test_no_language_is_offered_as_a_bare_code(language):
    assert {code for code, name in language_names(language).items() if code == name} == set()
    with override(language):
        assert {code for code, name in languages() if code == name} == set()
        assert {code for code, _name in languages()} == set(LANGUAGES)


def test_every_invented_organisation_has_an_arabic_name():
    assert [key for key, _name, names, *_more in ORGANISATIONS if not names.get("ar")] == []
