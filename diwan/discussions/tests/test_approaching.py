"""The private list of people to be heard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from diwan.core import clock, slots
from diwan.core.errors import Conflict, Refusal
from diwan.discussions import approaches
from diwan.discussions.actions import approaching, authoring, intake, stopping
from diwan.discussions.models import Approach, Contribution, Discussion
from diwan.mailroom.models import OutgoingLetter

RIM = {
    "name": "Rim Bensaid",
    "email": "rim@example.org",
    "language": "fr",
    "note": "a private note",
}


@pytest.fixture
def rim(discussion, bilal):
    return approaching.add(discussion, by=bilal, **RIM)


def url(name, discussion, *more):
    return reverse(f"discussions:{name}", args=[discussion.slug, *more])


# --- the list ----------------------------------------------------------------------------
@pytest.mark.django_db
def test_only_the_team_puts_people_on_it(discussion, dele):
    with pytest.raises(PermissionDenied):
        approaching.add(discussion, by=dele, **RIM)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"email": "a@example.org"}, "name or an organisation"),
        ({"name": "A", "email": "no address"}, "no e-mail address"),
        ({"name": "A", "email": "RIM@example.org"}, "on the list already"),
        ({"name": "A", "language": "de"}, "en, fr or ar"),
        ({"name": "A" * 201}, "too long"),
    ],
)
def test_what_cannot_be_taken_says_why(discussion, rim, bilal, values, sentence):
    with pytest.raises(Refusal, match=sentence):
        approaching.add(discussion, by=bilal, **values)


@pytest.mark.django_db
def test_an_organisation_alone_is_enough(discussion, bilal):
    assert approaching.add(discussion, by=bilal, organisation="A union").name == "A union"


@pytest.mark.django_db
def test_nobody_is_put_on_the_list_of_a_delivered_discussion(discussion, bilal):
    Discussion.objects.update(stage="delivered")
    discussion.refresh_from_db()
    with pytest.raises(Refusal, match="delivered"):
        approaching.add(discussion, by=bilal, **RIM)


@pytest.mark.django_db
def test_who_has_contributed_since_has_answered(discussion, rim, say, bilal):
    assert [row.has_answered for row in approaches.listed(discussion)] == [False]
    said = say("What helped was a loan.", email="rim@example.org")
    assert [row.has_answered for row in approaches.listed(discussion)] == [False]
    Contribution.objects.filter(pk=said.pk).update(is_verified=True)
    assert [row.has_answered for row in approaches.listed(discussion)] == [True]
    assert approaches.listed(discussion, only_unanswered=True) == []


@pytest.mark.django_db
def test_an_account_with_the_address_has_answered_too(discussion, say, amina, bilal):
    approaching.add(discussion, by=bilal, name="Amina", email="second@example.org")
    EmailAddress.objects.create(user=amina, email="second@example.org", verified=True)
    say("What helped was a loan.", by=amina)
    assert approaches.listed(discussion)[0].has_answered


@pytest.mark.django_db
def test_a_draft_or_what_came_before_is_no_answer(discussion, say, amina, bilal):
    say("Before anybody asked.", by=amina)
    row = approaching.add(discussion, by=bilal, name="Amina", email=amina.email)
    intake.start(discussion, by=amina)
    assert not approaches.listed(discussion)[0].has_answered
    Approach.objects.filter(pk=row.pk).update(added_at=clock.now() - timedelta(days=1))
    assert approaches.listed(discussion)[0].has_answered


# --- asking ------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_letter_goes_once_in_their_language_and_says_nothing_private(discussion, rim, bilal):
    asked = approaching.invite(rim, by=bilal)
    letter = OutgoingLetter.objects.get(kind="discussions/approach")
    assert (letter.to_address, letter.language) == ("rim@example.org", "fr")
    assert "/discussions/call/" in letter.text
    assert "private" not in letter.text
    assert "Rim" not in letter.subject
    assert (asked.state, asked.way, asked.asked_by) == ("asked", "letter", bilal)
    assert asked.asked_at is not None
    with pytest.raises(Refusal, match="nobody is asked twice"):
        approaching.invite(rim, by=bilal)


@pytest.mark.django_db
def test_refusals_are_respected(discussion, rim, bilal):
    stopping.stop(discussion, stopping.sign_of("rim@example.org"))
    rim.refresh_from_db()
    assert rim.state == "declined"
    Approach.objects.update(state="planned")
    with pytest.raises(Refusal, match="wants no letters"):
        approaching.invite(rim, by=bilal)


@pytest.mark.django_db
def test_who_said_no_to_one_team_is_not_written_to_by_another(discussion, rim, bilal):
    approaching.mark_declined(rim, by=bilal)
    with pytest.raises(Refusal):
        approaching.invite(rim, by=bilal)


@pytest.mark.django_db
def test_where_letters_do_not_arrive_none_goes(discussion, rim, bilal):
    now = clock.now()
    OutgoingLetter.objects.create(
        to_address="rim@example.org",
        language="en",
        subject="a",
        text="b",
        kind="a/b",
        message_id="1@example.org",
        queued_at=now,
        due_at=now,
        state="failed",
    )
    with pytest.raises(Refusal, match="do not arrive"):
        approaching.invite(rim, by=bilal)


@pytest.mark.django_db
def test_without_an_address_or_an_open_discussion_no_letter_goes(discussion, rim, bilal):
    with pytest.raises(Refusal, match="no e-mail address"):
        approaching.invite(approaching.add(discussion, by=bilal, name="Ali"), by=bilal)
    Discussion.objects.update(stage="closed")
    rim.discussion.refresh_from_db()
    with pytest.raises(Refusal, match="while the discussion is open"):
        approaching.invite(rim, by=bilal)


@pytest.mark.django_db
def test_asked_by_telephone_is_noted_with_who_and_when(discussion, rim, bilal):
    with pytest.raises(Refusal, match="how they were asked"):
        approaching.mark_asked(rim, way="letter", by=bilal)
    asked = approaching.mark_asked(rim, way="phone", by=bilal)
    assert (asked.way, asked.asked_by, asked.state) == ("phone", bilal, "asked")
    assert not OutgoingLetter.objects.exists()


@pytest.mark.django_db
def test_somebody_taken_off_the_list_is_a_conflict(rim, bilal):
    approaching.remove(rim, by=bilal)
    with pytest.raises(Conflict):
        approaching.invite(rim, by=bilal)


@pytest.mark.django_db
def test_an_address_that_was_written_to_stays(rim, bilal):
    approaching.change(rim, by=bilal, **(RIM | {"note": "other"}))
    approaching.invite(rim, by=bilal)
    with pytest.raises(Refusal, match="went to this address"):
        approaching.change(rim, by=bilal, **(RIM | {"email": "new@example.org"}))


# --- how long, and whose data --------------------------------------------------------------
@pytest.mark.django_db
def test_the_list_goes_when_the_discussion_is_delivered(discussion, rim):
    rule = slots.retention.get("discussions.approaches")
    assert rule.due(clock.now()) == 0
    Discussion.objects.update(stage="delivered")
    assert rule.due(clock.now()) == 1
    assert rule.purge(clock.now()) == 1
    assert not Approach.objects.exists()


@pytest.mark.django_db
def test_a_person_gets_and_erases_what_was_written_about_them(discussion, amina, bilal):
    approaching.add(discussion, by=bilal, name="Amina", email=amina.email, note="ask her")
    told = slots.personal_data.get("discussions").export(amina)["asked to contribute"]
    assert [(row["discussion"], row["note"]) for row in told] == [("small-towns", "ask her")]
    authoring.anonymise(amina)
    assert not Approach.objects.exists()


# --- pages -------------------------------------------------------------------------------
@pytest.mark.django_db
def test_nobody_but_the_team_sees_a_name(client, discussion, rim, dele, amina, bilal):
    for person in (None, dele, amina):
        if person is not None:
            client.force_login(person)
        for name in ("detail", "contributions", "messages"):
            assert "Rim" not in client.get(url(name, discussion)).content.decode()
        assert client.get(url("approaches", discussion)).status_code in {302, 403}
    client.force_login(bilal)
    assert "Rim" in client.get(url("approaches", discussion)).content.decode()


@pytest.mark.django_db
def test_the_list_can_be_narrowed_to_those_who_have_not_answered(
    client, discussion, rim, say, amina, bilal
):
    approaching.add(discussion, by=bilal, name="Amina H.", email=amina.email)
    say("What helped was a loan.", by=amina)
    client.force_login(bilal)
    page = url("approaches", discussion)
    html = client.get(page).content.decode()
    assert "has answered" in html
    narrowed = client.get(f"{page}?show=silent").content.decode()
    assert "Amina H." not in narrowed
    assert "Rim" in narrowed


@pytest.mark.django_db
def test_the_buttons_of_a_row(client, discussion, rim, bilal):
    client.force_login(bilal)
    act = url("approach_act", discussion, rim.pk)
    assert "Choose what is to be done" in client.post(act, follow=True).content.decode()
    assert "on its way" in client.post(act, {"act": "invite"}, follow=True).content.decode()
    assert "asked twice" in client.post(act, {"act": "invite"}, follow=True).content.decode()
    client.post(act, {"act": "declined"})
    rim.refresh_from_db()
    assert rim.state == "declined"
    client.post(act, {"act": "remove"})
    assert not Approach.objects.exists()


@pytest.mark.django_db
def test_a_pasted_table_is_shown_before_it_is_kept(client, discussion, rim, bilal):
    client.force_login(bilal)
    lines = "Nom;Courriel;Langue\nAli;ali@example.org;ar\nRim;rim@example.org;\nZ;odd;\n"
    page = url("several", discussion)
    html = client.post(page, {"lines": lines, "act": "look"}).content.decode()
    assert "ali@example.org" in html
    assert "on the list already" in html
    assert "no e-mail address" in html
    assert Approach.objects.count() == 1
    client.post(page, {"lines": lines, "act": "keep"})
    assert list(Approach.objects.order_by("pk").values_list("name", "language"))[1:] == [
        ("Ali", "ar")
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_pages_in_each_language(client, discussion, rim, bilal, language):
    client.force_login(bilal)
    with translation.override(language):
        for name, more in (("approaches", []), ("several", []), ("approach", [rim.pk])):
            assert client.get(url(name, discussion, *more)).status_code == 200


@pytest.mark.django_db
def test_the_list_asks_as_often_with_many(client, discussion, rim, bilal):
    client.force_login(bilal)

    def _asked():
        with CaptureQueriesContext(connection) as asked:
            client.get(url("approaches", discussion))
        return len(asked)

    _asked()
    few = _asked()
    rows = [{"name": f"N{n}", "email": f"n{n}@example.org"} for n in range(20)]
    approaching.add_several(discussion, rows, by=bilal)
    assert _asked() == few


# --- reading a paste ---------------------------------------------------------------------
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_commas_semicolons_and_tabs_part_the_columns(mark):
    (line,) = approaches.read(mark.join(["Ali", "Ali@Example.org", "A union", "AR", "x"]))
    assert line.problem == ""
    assert dict(line.values) == {
        "name": "Ali",
        "email": "ali@example.org",
        "organisation": "A union",
        "language": "ar",
        "note": "x",
    }


def test_a_cell_in_quotation_marks_may_hold_the_mark():
    (line,) = approaches.read('"Ali, son of Omar",ali@example.org')
    assert line.values["name"] == "Ali, son of Omar"


def test_the_same_address_twice_is_told():
    first, second = approaches.read("A,a@example.org\nB,A@example.org")
    assert (first.problem, second.problem) == ("", "This address stands on the list already.")


def test_nothing_is_nothing():
    assert approaches.read("") == approaches.read(" \n \n") == []


@given(st.text(max_size=200))
def test_any_paste_is_read(text):
    for line in approaches.read(text):
        assert set(line.values) == {"name", "email", "organisation", "language", "note"}
