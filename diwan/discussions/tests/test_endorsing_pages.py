"""The pages of a comment round, for readers, for those who are asked, and for the team."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from docx import Document as Docx

from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.discussions.actions import authoring, calling, endorsing
from diwan.discussions.actions.endorsing import Taken
from diwan.discussions.endorsing_rules import Tally
from diwan.discussions.models import EndorsementRound, Position
from diwan.discussions.reply import rendering
from diwan.discussions.reply.building import build
from diwan.discussions.reply.reading import document_of
from diwan.discussions.reply.rendering import as_json, html, markdown
from diwan.discussions.rules import local_day
from diwan.discussions.views.endorsing import showing
from diwan.people.tests.factories import make_person

from .endorsing_scene import WORDS, make_published, make_reply, make_statement, open_round
from .factories import make_contribution

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(bilal, chloe):
    return make_published(bilal, chloe)


@pytest.fixture
def reply(scene):
    return scene[1]


@pytest.fixture
def running(reply, bilal):
    return open_round(reply, bilal)


def seen(person: Any = None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def page(name: str = "endorsement", *args: Any) -> str:
    return reverse(f"discussions:{name}", args=["harbour", *args])


def said(**given: str) -> dict[str, str]:
    """A form: ``p1``: position on statement 1, ``r1``: the reason."""
    typed = {f"{name[0]}-key{name[1:]}": text for name, text in given.items() if name[1:].isdigit()}
    others = {name: text for name, text in given.items() if not name[1:].isdigit()}
    return {"attribution": "anonymous"} | typed | others


# --- reading ---------------------------------------------------------------------------
def test_everybody_reads_the_statements_and_a_stranger_is_asked_to_sign_in(running):
    answer = seen().get(page())
    text = answer.content.decode()
    assert all(words in text for words in WORDS)
    assert "Sign in to take part" in text
    assert "<form" not in text.split("<h1>")[1].split("</main>")[0]


def test_who_is_asked_finds_one_form_with_every_statement(running, dele):
    form = seen(dele).get(page()).context["form"]
    assert list(form.keys) == ["key1", "key2"]


def test_whoever_is_not_asked_is_told_why(reply, bilal, dele):
    open_round(reply, bilal, audience="contributors")
    answer = seen(dele).get(page())
    assert answer.context["form"] is None
    assert "those are asked whose contributions were released" in answer.content.decode()


def test_before_the_first_day_there_is_no_form(reply, bilal, dele):
    day = local_day(clock.now(), "UTC") + timedelta(days=2)
    open_round(reply, bilal, opens_on=day, closes_on=day)
    answer = seen(dele).get(page())
    assert answer.context["form"] is None
    assert "from the first day on" in answer.content.decode()


def test_without_a_round_the_page_says_what_belongs_there(scene):
    assert "Nobody is asked at present" in seen().get(page()).content.decode()


def test_a_round_of_no_version_is_not_found(running):
    assert seen().get(page("endorsement_of", 9)).status_code == 404
    assert seen().get(page("endorsement_of", 1)).status_code == 200


def test_a_withdrawn_statement_stands_there_no_more(running, scene, chloe, dele):
    authoring.withdraw(scene[2][0], by=chloe)
    text = seen(dele).get(page()).content.decode()
    assert WORDS[0] not in text
    assert WORDS[1] in text


# --- answering -------------------------------------------------------------------------
def test_all_can_be_answered_in_one_go_and_changed(running, dele):
    client = seen(dele)
    answer = client.post(page(), said(p1="object", r1="Not one door, two.", p2="endorse"))
    assert answer.status_code == 302
    shown = client.get(page())
    assert shown.context["form"].initial["p-key1"] == "object"
    assert "Not one door, two." in shown.content.decode()
    client.post(page(), said(p1="abstain", p2="endorse"))
    assert list(Position.objects.values_list("choice", flat=True)) == ["abstain", "endorse"]


def test_what_was_left_open_is_endorsed_only_when_asked_for(running, dele):
    seen(dele).post(page(), said(p1="abstain"))
    assert Position.objects.count() == 1
    seen(dele).post(page(), said(rest="endorse"))
    assert list(Position.objects.values_list("choice", flat=True)) == ["abstain", "endorse"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"p1": "object"}, "Write why you object"),
        ({"p1": "endorse", "r1": "But it costs."}, "choose “Object”, or clear"),
        ({"r1": "But it costs."}, "choose “Object”, or clear"),
        ({"p1": "object", "r1": "x" * 2001}, "at most 2000"),
        ({"p1": "veto"}, "Select a valid choice"),
        ({"attribution": "boldly"}, "Select a valid choice"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(running, dele, typed, sentence):
    answer = seen(dele).post(page(), said(**(typed | {"p2": "object", "r2": "Kept as typed."})))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert sentence in text
    assert "Kept as typed." in text
    assert not Position.objects.exists()


def test_a_mistake_is_named_without_two_marks_in_a_row(running, dele):
    text = seen(dele).post(page(), said(p1="object")).content.decode()
    assert "Why do you object to statement 1? — Write why you object" in text


def test_after_the_end_a_form_comes_back_with_its_words(running, bilal, dele):
    client = seen(dele)
    client.get(page())
    endorsing.close_round(running, by=bilal)
    answer = client.post(page(), said(p1="object", r1="Too late, but mine."))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "This round is over" in text
    assert "Too late, but mine." in text


def test_strangers_sign_in_and_others_are_refused(reply, bilal, dele):
    open_round(reply, bilal, audience="contributors")
    assert seen().post(page(), said(p1="endorse")).status_code == 302
    assert seen(dele).post(page(), said(p1="endorse")).status_code == 403
    assert not Position.objects.exists()


# --- who sees what ---------------------------------------------------------------------
def test_an_objection_is_public_and_an_anonymous_one_names_nobody(running, dele, amina):
    seen(dele).post(page(), said(p1="object", r1="It costs.", p2="endorse"))
    text = seen().get(page()).content.decode()
    assert "It costs." in text
    assert "A member, anonymously" in text
    assert "Dele" not in text
    seen(dele).post(page(), said(p1="object", r1="It costs.", attribution="named"))
    assert "<bdi>Dele</bdi>" in seen(amina).get(page()).content.decode()


def test_no_count_is_told_while_the_round_runs(running, bilal):
    for number in range(4):
        member = make_person(f"m{number}@example.org", name=f"M{number}")
        seen(member).post(page(), said(p1="endorse"))
    assert "endorse it" not in seen().get(page()).content.decode()
    assert "4 endorse it" in seen(bilal).get(page("endorsing")).content.decode()


def test_small_numbers_are_told_to_the_team_only(running, bilal):
    for number in range(4):
        member = make_person(f"m{number}@example.org", name=f"M{number}")
        choice = "abstain" if number == 3 else "endorse"
        seen(member).post(page(), said(p1="endorse", p2=choice))
    endorsing.close_round(running, by=bilal)
    text = seen().get(page()).content.decode()
    assert "4 endorse it · fewer than three abstain" in text
    assert "3 endorse it · fewer than three abstain" in text
    team = seen(bilal).get(page("endorsing")).content.decode()
    assert "3 endorse it · 1 abstains · 0 object" in team


def test_the_team_never_learns_who_endorses(running, bilal, dele):
    seen(dele).post(page(), said(p1="endorse", p2="abstain"))
    text = seen(bilal).get(page("endorsing")).content.decode()
    assert "Dele" not in text
    assert dele.email not in text


def test_the_words_of_ones_objection_can_be_removed_by_oneself_alone(running, dele, amina, bilal):
    seen(dele).post(page(), said(p1="object", r1="It costs."))
    address = page("withdraw_objection", Position.objects.get().pk)
    assert seen(amina).post(address).status_code == 404
    assert seen(bilal).post(address).status_code == 404
    assert seen(dele).post(address).status_code == 302
    text = seen().get(page()).content.decode()
    assert "It costs." not in text
    assert "Its words were taken back." in text


# --- the team --------------------------------------------------------------------------
def opening(**changes: Any) -> dict[str, Any]:
    today = local_day(clock.now(), "UTC")
    given = {"opens_on": today, "closes_on": today + timedelta(days=9)}
    return given | {"audience": "members", "quorum": "1"} | changes


def test_the_team_opens_a_round_and_ends_it(reply, bilal):
    client = seen(bilal)
    assert "Put version 1 to the members" in client.get(page("endorsing")).content.decode()
    assert client.post(page("endorsing"), opening()).status_code == 302
    assert "If it ended now" in client.get(page("endorsing")).content.decode()
    assert client.post(page("close_round")).status_code == 302
    closed = client.get(page("endorsing")).content.decode()
    assert "Not endorsed: too few took part" in closed
    assert page("deliver", 1) in closed.partition("<h1>")[2]
    assert client.post(page("close_round")).status_code == 302, "closed already: a message"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"quorum": "99"}, "Only 2 members may take part"),
        ({"quorum": "0"}, "greater than or equal to 1"),
        ({"closes_on": "2020-01-01"}, "The last day is before the first day"),
        ({"opens_on": "tomorrow"}, "Enter a valid date"),
        ({"audience": ""}, "This field is required"),
    ],
)
def test_an_odd_opening_comes_back_with_a_sentence(reply, bilal, changes, sentence):
    answer = seen(bilal).post(page("endorsing"), opening(**changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not EndorsementRound.objects.exists()


def test_without_a_published_version_the_team_is_told_what_comes_first(reply, bilal):
    reply.state = "draft"
    reply.save()
    text = seen(bilal).get(page("endorsing")).content.decode()
    assert "No version is published yet" in text
    assert seen(bilal).post(page("endorsing"), opening()).status_code == 200
    assert seen(bilal).post(page("close_round")).status_code == 302


def test_an_objection_is_answered_where_it_stands(running, bilal, dele):
    seen(dele).post(page(), said(p1="object", r1="It costs."))
    position = Position.objects.get()
    given = {"text": "Who pays is said now.", "is_met": "on"}
    moment = {"given_at": position.given_at.isoformat()}
    address = page("answer_objection", position.pk)
    answer = seen(bilal).post(address, given | moment)
    assert answer.status_code == 302
    text = seen().get(page()).content.decode()
    assert "Who pays is said now." in text
    assert "Objection, met" not in text
    assert "It counts as met when its member confirms it, or from" in text
    confirm = page("confirm_objection", position.pk)
    assert confirm in seen(dele).get(page()).content.decode()
    assert seen(bilal).post(confirm).status_code == 404
    assert seen(dele).post(confirm).status_code == 302
    assert "Objection, met" in seen().get(page()).content.decode()


def test_whose_objection_is_taken_as_met_is_asked_and_maintains_it(running, bilal, dele, amina):
    seen(dele).post(page(), said(p1="object", r1="It costs."))
    endorsing.answer(Position.objects.get(), by=bilal, text="Who pays is said.", is_met=True)
    address = page("maintain_objection", Position.objects.get().pk)
    assert address in seen(dele).get(page()).content.decode()
    assert address not in seen(amina).get(page()).content.decode()
    assert seen(amina).post(address).status_code == 404
    assert seen(dele).post(address).status_code == 302
    assert not Position.objects.get().is_met
    assert "Objection, maintained" in seen().get(page()).content.decode()
    team = seen(bilal).get(page("endorsing")).content.decode()
    assert "it stands until the member says that it is met" in team
    assert address not in seen(dele).get(page()).content.decode()


def test_the_opening_says_how_many_may_take_part_and_proposes_three(reply, bilal, amina, dele):
    answer = seen(bilal).get(page("endorsing"))
    text = answer.content.decode()
    assert "Those who contributed (1 person)" in text
    assert "All members who may read the discussion (4 people)" in text
    filled = answer.context["form"].initial
    assert (filled["audience"], filled["quorum"]) == ("contributors", 1)


def test_where_no_contributor_has_an_account_all_members_are_proposed(bilal, chloe, amina, dele):
    make_published(bilal, None)
    answer = seen(bilal).get(page("endorsing"))
    filled = answer.context["form"].initial
    assert (filled["audience"], filled["quorum"]) == ("members", 3)
    assert "so all members are proposed" in answer.content.decode()


@pytest.mark.parametrize("given_at", ["", "yesterday", "2020-01-01T00:00:00+00:00"])
def test_an_answer_to_what_was_not_read_keeps_its_words(running, bilal, dele, given_at):
    seen(dele).post(page(), said(p1="object", r1="It costs."))
    address = page("answer_objection", Position.objects.get().pk)
    answer = seen(bilal).post(address, {"text": "My long answer.", "given_at": given_at})
    assert answer.status_code == 422
    assert "My long answer." in answer.content.decode()


def test_an_endorsement_cannot_be_answered_nor_seen(running, bilal, dele):
    seen(dele).post(page(), said(p1="endorse"))
    address = page("answer_objection", Position.objects.get().pk)
    assert seen(bilal).post(address, {"text": "Who?", "given_at": ""}).status_code == 404


def test_an_objection_of_another_discussion_is_not_answered_here(bilal, chloe, dele, running):
    _discussion, other, _said = make_published(bilal, chloe, slug="other")
    elsewhere = open_round(other, bilal)
    endorsing.take_positions(elsewhere, by=dele, taken={"key1": Taken("object", "No.")})
    address = page("answer_objection", Position.objects.get().pk)
    assert seen(bilal).post(address, {"text": "Well."}).status_code == 404


# --- the way there ---------------------------------------------------------------------
def test_the_desk_asks_whoever_has_not_answered(running, dele):
    client = seen(dele)
    assert page() in client.get(reverse("portal:desk")).content.decode()
    client.post(page(), said(p1="abstain"))
    assert page() not in client.get(reverse("portal:desk")).content.decode()


def test_the_desk_asks_nobody_who_may_not_answer(reply, bilal, dele):
    running = open_round(reply, bilal, audience="contributors")
    assert page() not in seen(dele).get(reverse("portal:desk")).content.decode()
    endorsing.close_round(running, by=bilal)
    assert page() not in seen(bilal).get(reverse("portal:desk")).content.decode()


def test_the_published_reply_leads_to_the_round_while_it_runs(running, bilal):
    address = reverse("discussions:consolidated", args=["harbour", 1])
    assert page() in seen().get(address).content.decode()
    endorsing.close_round(running, by=bilal)
    assert page() not in seen().get(address).content.decode()


def test_words_taken_back_leave_the_published_reply_at_once(running, bilal, dele):
    address = reverse("discussions:consolidated", args=["harbour", 1])
    ended(running, bilal, dele)
    assert "It costs too much." in seen().get(address).content.decode()
    endorsing.withdraw_objection(Position.objects.objections().get(), by=dele)
    assert "It costs too much." not in seen().get(address).content.decode()


def test_an_erased_members_objection_leaves_the_published_reply_at_once(running, bilal, dele):
    address = reverse("discussions:consolidated", args=["harbour", 1])
    ended(running, bilal, dele)
    assert "It costs too much." in seen().get(address).content.decode()
    endorsing.forget(dele)
    assert "It costs too much." not in seen().get(address).content.decode()


def test_a_published_reply_is_not_marked_as_endorsed_by_hand(scene, bilal):
    discussion, _reply, _said = scene
    answer = seen(bilal).get(page("move"))
    assert [move["to"] for move in answer.context["moves"]] == ["delivered"]
    with pytest.raises(Refusal, match="The members endorse a published reply"):
        calling.move(discussion, "endorsed", by=bilal)


def test_the_page_of_the_discussion_leads_to_the_round_while_it_runs(scene, running, bilal):
    discussion = scene[0]
    address = discussion.get_absolute_url()
    text = seen().get(address).content.decode()
    assert "Say what you think of it" in text
    assert page() in text
    endorsing.close_round(running, by=bilal)
    assert page() not in seen().get(address).content.decode()


def test_a_round_to_come_is_not_on_the_page_of_the_discussion_yet(scene, bilal):
    discussion, reply, _said = scene
    day = local_day(clock.now(), "UTC") + timedelta(days=2)
    open_round(reply, bilal, opens_on=day, closes_on=day)
    assert page() not in seen().get(discussion.get_absolute_url()).content.decode()


def test_the_endorsement_section_of_a_published_reply_leads_there_too(running, bilal):
    address = reverse("discussions:consolidated", args=["harbour", 1])
    told = seen().get(address).content.decode().partition('id="endorsement"')[2]
    assert page("endorsement_of", 1) in told
    assert "all members can take part" in told
    endorsing.close_round(running, by=bilal)
    told = seen().get(address).content.decode().partition('id="endorsement"')[2]
    assert page("endorsement_of", 1) not in told
    assert "all members could take part" in told


# --- the record in the reply -----------------------------------------------------------
def word_text(document: Any) -> str:
    made = Docx(BytesIO(rendering.docx(document)))
    return "\n".join(paragraph.text for paragraph in made.paragraphs)


def ended(running: EndorsementRound, lead: Any, dele: Any) -> Any:
    """Four endorse all, Dele objects to the first statement, and the round is over."""
    for number in range(4):
        member = make_person(f"m{number}@example.org", name=f"M{number}")
        endorsing.take_positions(running, by=member, taken={}, endorse_rest=True)
    objection = {"key1": Taken("object", "It costs too much.")}
    endorsing.take_positions(running, by=dele, taken=objection, attribution="named")
    endorsing.answer(Position.objects.objections().get(), by=lead, text="We know.", is_met=False)
    endorsing.close_round(running, by=lead)
    running.reply.refresh_from_db()
    return running.reply


def test_the_record_stands_in_every_form_of_the_reply(running, bilal, dele):
    document = build(ended(running, bilal, dele), "en")
    assert document.state == "endorsed"
    assert document_of(json.loads(as_json(document))).endorsement == document.endorsement
    assert "It costs too much." in word_text(document)
    for text in (html(document), markdown(document), as_json(document)):
        assert "It costs too much." in text
        assert "We know." in text
        assert "Dele" in text
    assert "Endorsed by the members" in html(document)
    assert "1 objection stands" in html(document)
    assert "4 endorse it" in markdown(document)
    assert '"is_carried": true' in as_json(document)


def test_statements_of_which_the_same_is_told_share_a_line(scene, bilal, chloe, dele):
    discussion, reply, _said = scene
    discussion.stage = "open"
    discussion.save()
    for number in range(3, 7):
        words = f"Words number {number} that a statement takes."
        contribution = make_contribution(discussion, words, by=chloe, released=bilal)
        make_statement(reply, contribution, number=number)
    discussion.stage = "consolidated"
    discussion.save()
    document = build(ended(open_round(reply, bilal), bilal, dele), "en")
    line = "5 statements without an objection, each: 4 endorse it · fewer than three abstain"
    for text in (html(document), markdown(document), word_text(document)):
        assert text.count(line) == 1
        assert text.count("fewer than three abstain") == 2
    assert all(f'id="e{number}" href="#s{number}"' in html(document) for number in range(2, 7))


def test_the_record_says_first_how_many_took_part(running, bilal, dele):
    take_all = {"taken": {}, "endorse_rest": True}
    endorsing.take_positions(running, by=dele, **take_all)
    endorsing.close_round(running, by=bilal)
    running.reply.refresh_from_db()
    text = html(build(running.reply, "en")).partition('id="endorsement"')[2]
    assert text.index("Endorsed by fewer than three members") < text.index("at least 1 had to")
    assert text.index("at least 1 had to") < text.index("The quorum was reached")


def test_the_record_of_a_running_round_counts_nothing(running, dele):
    endorsing.take_positions(running, by=dele, taken={"key1": Taken("object", "It costs.")})
    endorsement = build(running.reply, "en").endorsement
    assert endorsement is not None
    assert (endorsement.outcome, endorsement.took_part, endorsement.statements) == ("", None, ())
    assert "Members are asked now" in html(build(running.reply, "en"))


def test_a_reply_nobody_was_asked_about_says_so(reply):
    assert build(reply, "en").endorsement is None
    assert "Not yet endorsed." in html(build(reply, "en"))


def test_the_record_of_an_earlier_version_can_still_be_read(running, scene, bilal, dele):
    discussion, _reply, contributions = scene
    ended(running, bilal, dele)
    make_reply(discussion, contributions, number=2)
    text = seen().get(page()).content.decode()
    assert "Nobody is asked at present" in text
    assert page("endorsement_of", 1) in text
    assert "It costs too much." in seen().get(page("endorsement_of", 1)).content.decode()


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_pages_speak_the_readers_language_in_its_direction(running, bilal, dele, language):
    ended(running, bilal, dele)
    for name in ("endorsement", "endorsing"):
        with override(language):
            address = page(name)
        text = seen(bilal).get(address).content.decode()
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in text
        assert f'lang="fr" dir="ltr">{WORDS[1]}' in text


# --- how much it costs -----------------------------------------------------------------
def test_queries_do_not_grow_with_statements_and_objections(
    running, scene, bilal, chloe, dele, assert_same_queries
):
    discussion, reply, _said = scene
    discussion.stage = "open"
    discussion.save()

    def add(number: int) -> None:
        words = f"Words number {number} that a statement takes."
        contribution = make_contribution(discussion, words, by=chloe, released=bilal)
        made = make_statement(reply, contribution, number=number + 2)
        member = make_person(f"o{number}@example.org", name="O")
        objection = {made.key: Taken("object", f"Reason {number}")}
        endorsing.take_positions(running, by=member, taken=objection)

    assert_same_queries(page(), add, person=dele)


def test_the_team_page_too(running, scene, bilal, assert_same_queries):
    def add(number: int) -> None:
        member = make_person(f"o{number}@example.org", name="O")
        taken = {"key1": Taken("object", f"Reason {number}"), "key2": Taken("endorse")}
        endorsing.take_positions(running, by=member, taken=taken)

    assert_same_queries(page("endorsing"), add, person=bilal)


def test_exact_counts_tell_how_many_objections_are_met():
    assert showing.counted_exactly(Tally(5, 2, 0, 1)).endswith("2 object, 1 of them met")
