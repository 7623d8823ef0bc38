"""What members want to be discussed, and which of it comes first."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from diwan.core.errors import Conflict, Refusal
from diwan.discussions.actions import authoring, prioritising, talk
from diwan.discussions.models import Facilitator, Priority, QuestionProposal, Topic, TopicIdea
from diwan.mailroom.models import OutgoingLetter

from .factories import make_discussion

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea(amina):
    return prioritising.propose_idea(title="Fees", text="Sending money costs too much.", by=amina)


@pytest.fixture
def opened(idea, bilal, discussion):
    """Bilal leads a team, so he may create discussions."""
    return prioritising.open_idea(idea, by=bilal)


@pytest.fixture
def prepared(bilal):
    return make_discussion("next", stage="draft", lead=bilal)


@pytest.fixture
def proposal(discussion, amina, bilal):
    made = talk.propose_question(discussion, text="And the ferries?", topic=None, by=amina)
    return prioritising.open_proposal(made, by=bilal)


def letters():
    return list(OutgoingLetter.objects.order_by("pk").values_list("kind", "to_address"))


# --- topics ------------------------------------------------------------------------------
def test_a_topic_is_held_until_somebody_has_read_it(client, idea, amina, dele):
    page = reverse("discussions:ideas")
    assert "Fees" not in client.get(page).content.decode()
    client.force_login(dele)
    assert "Fees" not in client.get(page).content.decode()
    client.force_login(amina)
    assert "Fees" in client.get(page).content.decode()


def test_an_empty_topic_is_refused(amina):
    with pytest.raises(Refusal, match="why it matters"):
        prioritising.propose_idea(title=" ", text="x", by=amina)


def test_who_may_create_opens_it_and_the_member_is_told(
    client, idea, bilal, discussion, dele, amina
):
    with pytest.raises(PermissionDenied):
        prioritising.open_idea(idea, by=dele)
    opened = prioritising.open_idea(idea, by=bilal)
    assert letters() == [("discussions/idea_open", amina.email)]
    assert "Fees" in client.get(reverse("discussions:ideas")).content.decode()
    with pytest.raises(Conflict):
        prioritising.open_idea(opened, by=bilal)


def test_declining_needs_a_reason_and_tells_it(idea, bilal, discussion, amina):
    with pytest.raises(Refusal, match="why the topic"):
        prioritising.decline_idea(idea, note=" ", by=bilal)
    prioritising.decline_idea(idea, note="It was discussed last year.", by=bilal)
    letter = OutgoingLetter.objects.get(kind="discussions/idea_declined")
    assert letter.to_address == amina.email
    assert "last year" in letter.text
    with pytest.raises(Conflict, match="decided already"):
        prioritising.decline_idea(idea, note="Again.", by=bilal)


def test_a_topic_is_taken_into_a_discussion_in_preparation(opened, prepared, bilal, amina):
    words = {"en": "Fees", "fr": "Frais"}
    taken = prioritising.promote_idea(opened, discussion=prepared, words=words, by=bilal)
    assert (taken.state, taken.discussion) == ("promoted", prepared)
    assert Topic.objects.filter(discussion=prepared, title=words).exists()
    assert letters()[-1] == ("discussions/idea_promoted", amina.email)


def test_only_its_team_and_only_before_it_opens(opened, prepared, discussion, dele, bilal):
    with pytest.raises(PermissionDenied):
        prioritising.promote_idea(opened, discussion=prepared, words={"en": "x"}, by=dele)
    with pytest.raises(Refusal, match="in preparation"):
        prioritising.promote_idea(opened, discussion=discussion, words={"en": "x"}, by=bilal)
    assert Topic.objects.filter(discussion=prepared).count() == 1


def test_a_facilitator_who_leads_nothing_takes_up_but_does_not_decline(opened, prepared, dele):
    Facilitator.objects.create(discussion=prepared, person=dele)
    with pytest.raises(PermissionDenied):
        prioritising.decline_idea(opened, note="no", by=dele)
    prioritising.promote_idea(opened, discussion=prepared, words={"en": "Fees"}, by=dele)


@pytest.mark.parametrize("slug", ["ideas", "mine", "new"])
def test_no_discussion_takes_the_address_of_another_page(slug):
    with pytest.raises(Refusal, match="another page"):
        make_discussion(slug)


# --- what comes first ----------------------------------------------------------------------
def test_each_member_counts_once_and_can_take_it_back(opened, amina, chloe):
    assert prioritising.prioritise(opened, by=amina)
    assert prioritising.prioritise(opened, by=chloe)
    assert prioritising.ideas().get().count == 2
    assert not prioritising.prioritise(opened, by=amina)
    assert prioritising.ideas().get().count == 1
    assert Priority.objects.count() == 1


def test_what_is_held_or_decided_is_not_open_to_priorities(idea, bilal, discussion, amina):
    with pytest.raises(Refusal, match="not open"):
        prioritising.prioritise(idea, by=amina)
    declined = prioritising.decline_idea(idea, note="no", by=bilal)
    with pytest.raises(Refusal, match="not open"):
        prioritising.prioritise(declined, by=amina)


def test_the_most_wanted_stand_first_then_the_oldest(opened, amina, chloe, bilal):
    others = [
        prioritising.open_idea(
            prioritising.propose_idea(title=title, text="Because.", by=chloe), by=bilal
        )
        for title in ("Second", "Third")
    ]
    prioritising.prioritise(others[1], by=amina)
    assert [row.title for row in prioritising.ideas()] == ["Third", "Fees", "Second"]


def test_a_visitor_reads_and_is_asked_to_sign_in(client, opened, amina):
    page = reverse("discussions:ideas")
    html = client.get(page).content.decode()
    assert "Fees" in html
    assert "Put it first" not in html
    first = reverse("discussions:idea_first", args=[opened.pk])
    assert (
        "/login" in client.post(first)["Location"] or "accounts" in client.post(first)["Location"]
    )
    client.force_login(amina)
    client.post(first)
    html = client.get(page).content.decode()
    assert "1 member puts it first" in html
    assert "Take it back" in html


def test_nobody_is_named_on_the_public_list(client, opened, amina):
    assert amina.name not in client.get(reverse("discussions:ideas")).content.decode()


def test_a_held_topic_cannot_be_guessed_by_its_number(client, idea, dele):
    client.force_login(dele)
    assert client.post(reverse("discussions:idea_first", args=[idea.pk])).status_code == 404
    assert client.get(reverse("discussions:idea", args=[idea.pk])).status_code == 403


# --- proposed questions --------------------------------------------------------------------
def test_a_proposed_question_can_be_put_to_the_members_first(
    client, discussion, proposal, amina, chloe
):
    assert ("discussions/proposal_open", amina.email) in letters()
    html = client.get(discussion.get_absolute_url()).content.decode()
    assert "And the ferries?" in html
    client.force_login(chloe)
    first = reverse("discussions:proposal_first", args=[discussion.slug, proposal.pk])
    html = client.post(first, follow=True).content.decode()
    assert "1 member puts it first" in html


def test_an_open_question_can_still_be_taken_or_declined(discussion, proposal, bilal):
    with pytest.raises(Conflict):
        prioritising.open_proposal(proposal, by=bilal)
    topic = discussion.topics.first()
    talk.promote(proposal, topic=topic, words={"en": "And the ferries?"}, by=bilal)
    with pytest.raises(Conflict):
        talk.decline(proposal, note="no", by=bilal)


def test_only_the_team_opens_a_question(discussion, amina, dele):
    made = talk.propose_question(discussion, text="And the ferries?", topic=None, by=amina)
    with pytest.raises(PermissionDenied):
        prioritising.open_proposal(made, by=dele)


def test_the_team_opens_it_on_its_page(client, discussion, amina, bilal):
    made = talk.propose_question(discussion, text="And the ferries?", topic=None, by=amina)
    client.force_login(bilal)
    page = reverse("discussions:proposal", args=[discussion.slug, made.pk])
    assert "Open it to priorities" in client.get(page).content.decode()
    client.post(page, {"act": "open"})
    assert QuestionProposal.objects.get().state == "open"
    html = client.get(page).content.decode()
    assert "Open it to priorities" not in html
    assert "Make it part of the discussion" in html


def test_priorities_of_a_closed_discussion_are_over(client, discussion, proposal, chloe):
    discussion.stage = "closed"
    discussion.save()
    proposal.refresh_from_db()
    with pytest.raises(Refusal, match="takes no questions"):
        prioritising.prioritise(proposal, by=chloe)
    assert "And the ferries?" not in client.get(discussion.get_absolute_url()).content.decode()


# --- pages, data -------------------------------------------------------------------------
def test_from_the_form_to_a_topic(client, amina, bilal, prepared):
    client.force_login(amina)
    page = reverse("discussions:propose_idea")
    assert client.post(page, {"title": "", "text": ""}).status_code == 422
    client.post(page, {"title": "Fees", "text": "Too high."})
    idea = TopicIdea.objects.get()
    client.force_login(bilal)
    page = reverse("discussions:idea", args=[idea.pk])
    assert client.post(page, {"act": "decline", "note": ""}).status_code == 422
    client.post(page, {"act": "open"})
    data = {"act": "promote", "discussion": prepared.pk, "words_en": "Fees"}
    client.post(page, data)
    idea.refresh_from_db()
    assert (idea.state, idea.discussion) == ("promoted", prepared)
    assert "next" in client.get(page).content.decode()


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_pages_in_each_language(client, opened, bilal, language):
    client.force_login(bilal)
    with translation.override(language):
        for name, more in (("ideas", []), ("propose_idea", []), ("idea", [opened.pk])):
            assert client.get(reverse(f"discussions:{name}", args=more)).status_code == 200


def test_the_list_asks_as_often_with_many(client, opened, amina, bilal):
    client.force_login(amina)

    def _asked():
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("discussions:ideas"))
        return len(asked)

    _asked()
    few = _asked()
    for number in range(6):
        made = prioritising.propose_idea(title=f"T{number}", text="Because.", by=amina)
        prioritising.prioritise(prioritising.open_idea(made, by=bilal), by=amina)
    assert _asked() == few


def test_erasing_an_account_leaves_its_open_topic_without_a_name(opened, amina):
    held = prioritising.propose_idea(title="Held", text="Because.", by=amina)
    prioritising.prioritise(opened, by=amina)
    authoring.anonymise(amina)
    opened.refresh_from_db()
    assert opened.proposed_by is None
    assert not TopicIdea.objects.filter(pk=held.pk).exists()
    assert not Priority.objects.exists()
