from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from diwan.core.errors import Conflict, Refusal
from diwan.discussions.actions import asking, authoring, calling, moderation, talk, teamwork
from diwan.discussions.models import Contribution
from diwan.mailroom.models import OutgoingLetter, RawLetter
from diwan.portal.models import SearchDocument
from diwan.portal.queries import search

pytestmark = pytest.mark.django_db

WORDS = "A returnee needs one door.\n\nIt must open before departure. Call +216 71 123 456."


@pytest.fixture
def held(say, amina):
    return say(WORDS, by=amina, question="T1Q1", name="Amina Trabelsi")


def test_a_released_contribution_is_read_found_and_numbered(held, bilal, dele):
    released = moderation.release(held, by=bilal)
    assert released.number == 1
    seen = Contribution.objects.visible_to(dele).for_reading().get()
    assert seen == released
    piece = seen.shown[0].pieces[0]
    assert piece["question"] == "T1Q1"
    assert '<p id="c1-p2">' in piece["html"]
    assert "+216" not in piece["html"]
    assert [row.shown.url for row in search(dele, "returnees").found] == [
        released.get_absolute_url()
    ]


def test_only_the_discussions_own_team_releases(held, dele, amina, admin):
    for stranger in (dele, amina):
        with pytest.raises(PermissionDenied):
            moderation.release(held, by=stranger)
    assert moderation.release(held, by=admin).state == "released"


def test_a_release_with_an_edit_keeps_the_original_and_tells_the_author(held, bilal, amina):
    moderation.release(held, by=bilal, edited=WORDS.replace("one door", "a single door"))
    texts = list(held.versions.order_by("number").values_list("kind", "is_released"))
    assert texts == [("received", False), ("edited", True)]
    assert "one door" in held.versions.get(number=1).text
    assert OutgoingLetter.objects.filter(kind="discussions/released", to_address=amina.email)


def test_two_facilitators_who_decide_at_once_are_told(held, bilal, admin):
    seen = held.revision
    moderation.set_aside(held, by=admin, reason="off_topic", revision=seen)
    with pytest.raises(Conflict):
        moderation.release(held, by=bilal, revision=seen)
    held.refresh_from_db()
    assert held.state == "set_aside"


def test_a_returned_contribution_comes_back_changed(held, bilal, amina):
    with pytest.raises(Refusal):
        moderation.give_back(held, by=bilal, note=" ")
    moderation.give_back(held, by=bilal, note="Please say which town.")
    authoring.correct(held, text="In Sfax. " + WORDS, by=amina)
    held.refresh_from_db()
    assert held.state == "held"
    moderation.release(held, by=bilal)
    assert held.versions.get(is_released=True).text.startswith("In Sfax.")


def test_what_is_set_aside_can_be_put_back(held, bilal):
    moderation.set_aside(held, by=bilal, reason="off_topic", note="About fishing.")
    assert OutgoingLetter.objects.filter(kind="discussions/set_aside").exists()
    assert moderation.put_back(held, by=bilal).state == "held"


def test_setting_a_released_contribution_aside_hides_it_at_once(held, bilal, dele):
    moderation.release(held, by=bilal)
    moderation.set_aside(held, by=bilal, reason="rules")
    assert not Contribution.objects.visible_to(dele).exists()
    assert not SearchDocument.objects.filter(source="contributions").exists()


def test_cut_text_is_put_back_where_it_stood(post, bilal):
    contribution = post(
        "We need one desk.\n\nOn Mon, 2 Nov 2026, Bilal <b@example.org> wrote:\n"
        "> What helps a return?\n"
    )
    cutting = contribution.cuttings.first()
    moderation.restore_cutting(cutting, by=bilal)
    latest = contribution.versions.order_by("-number").first()
    assert latest.text.startswith("We need one desk.")
    assert "What helps a return?" in latest.text
    with pytest.raises(Refusal):
        moderation.restore_cutting(cutting, by=bilal)


def test_a_correction_waits_for_the_team_and_then_replaces_the_words(held, bilal, amina, dele):
    moderation.release(held, by=bilal)
    correction = authoring.correct(held, text="A returnee needs two doors.", by=amina)
    shown = Contribution.objects.visible_to(dele).for_reading().get().shown[0]
    assert "one door" in shown.masked
    moderation.merge_correction(correction, by=bilal)
    shown = Contribution.objects.visible_to(dele).for_reading().get().shown[0]
    assert "two doors" in shown.masked


def test_a_withdrawn_contribution_leaves_a_notice_and_no_words(held, bilal, amina, dele):
    moderation.release(held, by=bilal)
    authoring.withdraw(held, by=amina)
    notice = Contribution.objects.visible_to(dele).get()
    assert (notice.state, notice.number) == ("withdrawn", 1)
    assert set(held.versions.values_list("text", "masked")) == {("", "")}
    assert not SearchDocument.objects.filter(source="contributions").exists()


def test_a_withdrawn_letter_leaves_no_raw_words_either(post):
    contribution = post("Take this back, please.")
    authoring.withdraw(contribution, by=None)
    assert not RawLetter.objects.exists()
    assert not contribution.versions.exclude(text="").exists()


def test_the_name_is_hidden_in_the_words_as_soon_as_the_author_wishes(held, bilal, amina, dele):
    authoring.correct(held, text=f"{WORDS}\n\nAmina Trabelsi", by=amina)
    moderation.release(held, by=bilal)

    def shown():
        return Contribution.objects.visible_to(dele).for_reading().get().shown[0].masked

    assert "Amina Trabelsi" in shown()
    authoring.attribute(held, attribution="anonymous", by=amina)
    assert "Trabelsi" not in shown()


def test_a_claimed_contribution_cannot_be_claimed_again(post, amina, dele):
    contribution = post("Mine.")
    authoring.claim(contribution, by=amina)
    with pytest.raises(Refusal):
        authoring.claim(contribution, by=dele)
    contribution.refresh_from_db()
    assert contribution.author == amina


def test_an_erased_person_leaves_anonymous_words_only(held, say, bilal, amina):
    moderation.release(held, by=bilal)
    waiting = say("Not released yet.", by=amina)
    authoring.anonymise(amina)
    held.refresh_from_db()
    waiting.refresh_from_db()
    assert (held.state, held.attribution, held.author, held.author_name) == (
        "released",
        "anonymous",
        None,
        "",
    )
    assert "+216" not in "".join(held.versions.values_list("text", flat=True))
    assert waiting.state == "withdrawn"
    assert not waiting.versions.exclude(text="").exists()


def test_a_proposed_question_becomes_one_of_the_discussion(discussion, bilal, amina):
    proposal = talk.propose_question(discussion, text="And the children?", topic=None, by=amina)
    assert proposal.state == "held"
    topic = discussion.topics.first()
    talk.promote(proposal, topic=topic, words={"en": "And the children?"}, by=bilal)
    question = discussion.questions.get(is_members=True)
    assert (question.key, question.number) == ("T1Q3", 3)
    with pytest.raises(Conflict):
        talk.decline(proposal, note="Too late.", by=bilal)


def test_a_report_is_answered_once_and_by_the_team(held, bilal, dele):
    moderation.release(held, by=bilal)
    made = talk.report(held, reason="It names a neighbour.", by=dele)
    with pytest.raises(PermissionDenied):
        talk.answer_report(made, state="kept", by=dele)
    talk.answer_report(made, state="kept", by=bilal)
    with pytest.raises(Conflict):
        talk.answer_report(made, state="acted", by=bilal)


def test_an_extension_needs_a_later_day_and_tells_the_followers(discussion, bilal, dele):
    talk.follow(discussion, by=dele)
    with pytest.raises(Refusal):
        calling.move(discussion, "extended", by=bilal, until=discussion.closes_on)
    first = discussion.closes_on
    extended = calling.move(discussion, "extended", by=bilal, until=first + timedelta(days=7))
    assert (extended.first_closes_on, extended.is_taking_contributions) == (first, True)
    assert OutgoingLetter.objects.get(kind="discussions/extended").to_address == dele.email


def test_whoever_contributed_without_an_account_is_told_of_the_end(discussion, post, say, bilal):
    post("A letter that is no reply.", From="Samia <samia@example.net>")
    post("Out of office", From="robot@example.net", Auto_Submitted="auto-replied")
    say("Un avis en français pour le bourg.", email="visiteuse@example.net", language="fr")
    calling.move(discussion, "closed", by=bilal)
    told = OutgoingLetter.objects.filter(kind="discussions/closed")
    assert dict(told.values_list("to_address", "language")) == {
        "samia@example.net": "en",
        "visiteuse@example.net": "fr",
    }


def test_a_stale_page_cannot_move_a_discussion(discussion, bilal, admin):
    calling.move(discussion, "closed", by=admin)
    with pytest.raises(Conflict):
        calling.move(discussion, "closed", by=bilal)


def test_somebody_must_lead_the_team(discussion, bilal):
    with pytest.raises(Refusal):
        teamwork.leave_team(discussion.team.get(), by=bilal)


def test_a_lead_shares_the_lead_and_may_then_leave(discussion, bilal, chloe, admin):
    teamwork.appoint(discussion, chloe, by=admin, is_lead=False)
    second = discussion.team.get(person=chloe)
    with pytest.raises(PermissionDenied):
        teamwork.make_lead(second, by=chloe)
    teamwork.make_lead(second, by=bilal)
    teamwork.leave_team(discussion.team.get(person=bilal), by=bilal)
    assert discussion.team.get().person == chloe


def test_a_co_facilitator_joins_with_the_address_that_was_asked(discussion, bilal, chloe, dele):
    invitation = teamwork.invite_facilitator(
        discussion, email="chloe@example.org", languages=["fr"], by=bilal
    )
    with pytest.raises(Refusal):
        teamwork.accept_facilitation(invitation, by=dele)
    facilitator = teamwork.accept_facilitation(invitation, by=chloe)
    assert facilitator.languages == ["fr"]
    with pytest.raises(Refusal):
        teamwork.accept_facilitation(invitation, by=chloe)


def test_a_question_of_an_opened_discussion_stays(discussion, bilal):
    with pytest.raises(Refusal):
        asking.remove(discussion.questions.first(), by=bilal)


def test_the_team_writes_down_what_a_signature_says(post, bilal, dele):
    contribution = post("From the union.")
    facts = {"organisation": "Union des deux rives", "kind": "civil_society", "country": None}
    with pytest.raises(PermissionDenied):
        moderation.describe(contribution, by=dele, **facts)
    described = moderation.describe(contribution, by=bilal, **facts)
    assert (described.organisation_name, described.kind) == (
        "Union des deux rives",
        "civil_society",
    )
    assert described.attribution == "anonymous"
