"""A slip of the pen in a question is mended by the house; more than that is not."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from diwan.audit.models import Entry
from diwan.core.errors import Conflict, Refusal
from diwan.groups import actions, rules
from diwan.mailroom.models import OutgoingLetter
from diwan.people.tests.factories import make_mandate

from .factories import make_cast, make_question

_WORDS = st.text("ab ", max_size=40)
TITLE, TEXT = "When does the dessk open?", "It was anounced last year. Call +216 98 123 456."


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def question(cast):
    return make_question(cast, title=TITLE, text=TEXT)


def mended(question, cast, **changes):
    said = {"title": question.title, "text": question.masked, "by": cast.steward} | changes
    actions.mend(question, **said)


@pytest.mark.django_db
def test_the_asker_reads_what_was_mended(cast, question):
    text = question.masked.replace("anounced", "announced")
    mended(question, cast, title="When does the desk open?", text=text)
    assert (question.title, question.masked) == ("When does the desk open?", text)
    assert question.text == TEXT
    letter = OutgoingLetter.objects.get(kind="groups/mended")
    assert letter.to_address == cast.asker.email
    assert "dessk → desk" in letter.text
    assert "anounced → announced" in letter.text
    assert "98 123" not in letter.text
    assert Entry.objects.get(verb="question.mended").details == {}


@pytest.mark.django_db
def test_another_question_is_no_slip(cast, question):
    with pytest.raises(Refusal, match="more than slips"):
        mended(question, cast, text="It should close for good, and everybody should go home now.")
    with pytest.raises(Refusal, match="Nothing was changed"):
        mended(question, cast)
    with pytest.raises(Refusal, match="Nothing was changed"):
        mended(question, cast, title=" ")
    assert not OutgoingLetter.objects.filter(kind="groups/mended").exists()


@pytest.mark.django_db
def test_an_address_typed_while_mending_is_hidden_as_any_other(cast, question):
    mended(question, cast, title=f"{question.title} me@example.org")
    assert "@" not in question.title


@pytest.mark.django_db
def test_only_a_steward_without_a_tie_mends_and_only_what_nobody_has_read(cast, question):
    for person in (cast.asker, cast.manager):
        with pytest.raises(PermissionDenied):
            mended(question, cast, title="When does the desk open?", by=person)
    actions.publish(question, by=cast.steward)
    with pytest.raises(Conflict):
        mended(question, cast, title="When does the desk open?")
    other = make_question(cast, title=TITLE)
    make_mandate(cast.steward, cast.authority, "member")
    with pytest.raises(PermissionDenied):
        mended(other, cast, title="When does the desk open?")


@pytest.mark.django_db
def test_the_page_mends_and_strangers_do_not_find_it(cast, question):
    path = f"/questions/{question.pk}/mend/"
    client = Client()
    client.force_login(cast.steward, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert "mend/" in client.get(question.get_absolute_url()).content.decode()
    client.post(path, {"title": "When does the desk open?", "text": question.masked})
    question.refresh_from_db()
    assert question.title == "When does the desk open?"
    client.force_login(cast.manager, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get(path).status_code == 404
    client.force_login(cast.asker, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get(path).status_code == 403


@given(_WORDS, _WORDS)
def test_the_slips_lead_from_one_wording_to_the_other(before, after):
    found = rules.slips(before, after)
    assert (not found) == (before.split() == after.split())
    told = [word for pair in found for word in pair[1].split()]
    assert all(word in after.split() for word in told)
