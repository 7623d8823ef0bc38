from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from diwan.core import clock
from diwan.discussions.actions import asking, calling, talk, teamwork
from diwan.discussions.calls import Reader
from diwan.discussions.models import Discussion
from diwan.mailroom.models import OutgoingLetter
from diwan.people.tests.factories import make_organisation, make_person

from .conftest import call_data

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def draft(admin, bilal):
    """A discussion in preparation that Bilal leads."""
    made = calling.create(Reader("test").call(call_data(slug="draft")), by=None)
    teamwork.appoint(made, bilal, by=admin, is_lead=True)
    return made


@pytest.fixture
def zaki(discussion, admin):
    """Facilitates another discussion."""
    person = make_person("zaki@example.org", name="Zaki")
    other = calling.create(Reader("test").call(call_data(slug="other")), by=None)
    teamwork.appoint(other, person, by=admin, is_lead=True)
    return person


def url(name, discussion, *more):
    return reverse(f"discussions:{name}", args=[discussion.slug, *more])


def typed(**changes):
    """The least that a new call needs."""
    today = clock.now().date()
    return {
        "title_en": "Coasts and towns",
        "languages": ["en", "ar"],
        "opens_on": str(today),
        "closes_on": str(today + timedelta(days=20)),
        "time_zone": "Africa/Tunis",
        "audience": "public",
        "mailing": "digest",
        **changes,
    }


# --- who may ---------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["edit", "questions", "add_topic", "papers", "move"])
def test_only_the_team_prepares_a_discussion(client, discussion, zaki, dele, bilal, admin, name):
    page = url(name, discussion)
    assert client.get(page).status_code == 302
    for person, status in ((dele, 403), (zaki, 403), (bilal, 200), (admin, 200)):
        client.force_login(person)
        assert client.get(page).status_code == status


@pytest.mark.parametrize("name", ["edit", "questions", "papers", "move"])
def test_a_draft_of_others_is_not_there(client, draft, dele, name):
    client.force_login(dele)
    assert client.get(url(name, draft)).status_code == 404


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("edit", typed(title_en="Taken over")),
        ("add_topic", {"words_en": "Taken over"}),
        ("move", {"to": "closed", "stage": "open"}),
    ],
)
def test_strangers_change_nothing(client, discussion, zaki, dele, name, data):
    before = Discussion.objects.values().get(pk=discussion.pk)
    for person in (dele, zaki):
        client.force_login(person)
        assert client.post(url(name, discussion), data).status_code == 403
    assert Discussion.objects.values().get(pk=discussion.pk) == before
    assert discussion.topics.count() == 2


def test_only_administrators_and_leads_make_discussions(client, dele, bilal, admin, discussion):
    page = reverse("discussions:create")
    assert client.get(page).status_code == 302
    for person, status in ((dele, 403), (bilal, 200), (admin, 200)):
        client.force_login(person)
        assert client.get(page).status_code == status
    client.force_login(dele)
    assert client.post(page, typed()).status_code == 403


# --- the announcement ------------------------------------------------------------------
def test_a_discussion_is_made_with_what_was_typed(client, admin):
    convener = make_organisation("Union of towns")
    client.force_login(admin)
    data = typed(
        title_ar="السواحل والمدن",
        context_ar="نص",
        event_name_en="The meeting of coasts",
        conveners=[convener.pk],
        places=["TN"],
        mailing="each",
    )
    answer = client.post(reverse("discussions:create"), data)
    made = Discussion.objects.get()
    assert answer["Location"] == url("questions", made)
    assert made.slug == made.address == "coasts-and-towns"
    assert made.title == {"en": "Coasts and towns", "ar": "السواحل والمدن"}
    assert made.languages == ["en", "ar"]
    assert (made.stage, made.mailing) == ("draft", "each")
    assert made.event_name == {"en": "The meeting of coasts"}
    assert list(made.conveners.all()) == [convener]
    assert [place.code for place in made.places.all()] == ["TN"]
    assert made.team.get().person == admin


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title_en": ""}, "title"),
        ({"title_en": "", "title_fr": "Côtes"}, "title"),
        ({"closes_on": "2001-01-01"}, "closes_on"),
        ({"opens_on": "someday"}, "opens_on"),
        ({"languages": []}, "languages"),
        ({"address": "two words"}, "address"),
        ({"time_zone": "Mars/North"}, "time_zone"),
        ({"title_en": "", "title_ar": "السواحل"}, "slug"),
    ],
)
def test_mistakes_keep_what_was_typed(client, admin, changes, field):
    client.force_login(admin)
    page = client.post(
        reverse("discussions:create"), typed(objective_fr="Un but à garder", **changes)
    )
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert "Un but à garder" in page.content.decode()
    assert not Discussion.objects.exists()


def test_a_short_name_that_is_taken_is_refused(client, admin, discussion):
    client.force_login(admin)
    page = client.post(reverse("discussions:create"), typed(slug=discussion.slug))
    assert page.status_code == 422
    assert "exists already" in page.content.decode()


def test_the_announcement_is_changed(client, draft, bilal):
    client.force_login(bilal)
    assert "draft@" in client.get(url("edit", draft)).content.decode()
    data = typed(title_en="Another title", address="other-name", places=["MA"])
    assert client.post(url("edit", draft), data).status_code == 302
    draft.refresh_from_db()
    assert draft.title == {"en": "Another title"}
    assert draft.address == "other-name"
    assert [place.code for place in draft.places.all()] == ["MA"]


def test_days_and_address_stay_once_members_were_told(client, discussion, bilal):
    client.force_login(bilal)
    before = (discussion.closes_on, discussion.address, discussion.time_zone)
    client.post(url("edit", discussion), typed(address="moved", time_zone="UTC"))
    discussion.refresh_from_db()
    assert (discussion.closes_on, discussion.address, discussion.time_zone) == before
    assert discussion.title == {"en": "Coasts and towns"}


def test_an_address_that_is_taken_is_refused(client, draft, discussion, bilal):
    client.force_login(bilal)
    page = client.post(url("edit", draft), typed(address=discussion.address))
    assert page.status_code == 422
    assert "belongs to another discussion" in page.content.decode()


# --- topics and questions --------------------------------------------------------------
def test_topics_and_questions_are_added_reworded_and_removed(client, draft, bilal):
    client.force_login(bilal)
    answer = client.post(url("add_topic", draft), {"words_fr": "Logement"})
    topic = draft.topics.get(key="T3")
    assert answer["Location"] == url("add_question", draft, "T3")
    client.post(url("add_question", draft, "T3"), {"words_en": "Where?", "words_ar": "أين؟"})
    question = topic.questions.get()
    assert (question.key, question.text) == ("T3Q1", {"en": "Where?", "ar": "أين؟"})
    client.post(url("reword", draft, "T3Q1"), {"words_en": "Where exactly?"})
    question.refresh_from_db()
    assert (question.key, question.text) == ("T3Q1", {"en": "Where exactly?"})
    assert "Where exactly?" in client.get(url("questions", draft)).content.decode()
    assert client.get(url("remove", draft, "T3Q1")).status_code == 200
    assert topic.questions.exists()
    client.post(url("remove", draft, "T3Q1"))
    assert not topic.questions.exists()


def test_numbers_close_up_when_a_topic_is_removed(client, draft, bilal):
    client.force_login(bilal)
    client.post(url("remove", draft, "T1"))
    assert list(draft.topics.values_list("key", "number")) == [("T2", 1)]


def test_a_question_without_words_is_refused(client, draft, bilal):
    client.force_login(bilal)
    assert client.post(url("add_question", draft, "T1"), {"words_en": " "}).status_code == 422
    assert client.get(url("reword", draft, "nothing")).status_code == 404


def test_nothing_is_removed_once_the_discussion_was_opened(client, discussion, bilal):
    client.force_login(bilal)
    client.post(url("remove", discussion, "T1Q1"))
    assert discussion.questions.filter(key="T1Q1").exists()
    assert (
        url("remove", discussion, "T1Q1")
        not in client.get(url("questions", discussion)).content.decode()
    )


def test_the_questions_cost_the_same_for_one_and_three(
    client, draft, bilal, django_assert_max_num_queries
):
    client.force_login(bilal)
    draft.topics.filter(key="T2").delete()
    client.get(url("questions", draft))
    with django_assert_max_num_queries(20) as one:
        client.get(url("questions", draft))
    for words in ("Two", "Three"):
        asking.add_topic(draft, title={"en": words}, by=bilal)
    with django_assert_max_num_queries(len(one)):
        client.get(url("questions", draft))


# --- background paper ------------------------------------------------------------------
def test_a_paper_is_added_in_versions(client, discussion, bilal):
    client.force_login(bilal)
    for _round in range(2):
        paper = SimpleUploadedFile("paper.pdf", PDF, content_type="application/pdf")
        data = {"language": "fr", "title": "Note de cadrage", "file": paper}
        client.post(url("papers", discussion), data)
    rows = discussion.papers.order_by("version").values_list("version", "content_type")
    assert list(rows) == [(1, "application/pdf"), (2, "application/pdf")]
    assert "Note de cadrage" in client.get(url("papers", discussion)).content.decode()


def test_a_paper_that_is_no_paper_is_refused(client, discussion, bilal):
    client.force_login(bilal)
    bad = SimpleUploadedFile("paper.pdf", b"MZ\x00\x01", content_type="application/pdf")
    page = client.post(url("papers", discussion), {"language": "en", "title": "Kept", "file": bad})
    assert page.status_code == 422
    assert "Kept" in page.content.decode()
    assert not discussion.papers.exists()


# --- stage -----------------------------------------------------------------------------
def test_the_page_says_who_gets_letters_and_opening_sends_them(client, draft, bilal, dele):
    client.force_login(bilal)
    page = client.get(url("move", draft))
    promised = page.context["moves"][0]["letters"]
    client.post(url("move", draft), {"to": "open", "stage": "draft"})
    draft.refresh_from_db()
    assert draft.stage == "open"
    sent = OutgoingLetter.objects.filter(kind="discussions/announcement")
    assert sent.count() == promised > 0


def test_extending_tells_the_followers(client, discussion, bilal, dele):
    talk.follow(discussion, by=dele)
    client.force_login(bilal)
    until = discussion.closes_on + timedelta(days=5)
    data = {"to": "extended", "stage": "open"}
    assert client.post(url("move", discussion), {**data, "until": ""}).status_code == 422
    early = {**data, "until": str(discussion.closes_on)}
    assert client.post(url("move", discussion), early).status_code == 422
    client.post(url("move", discussion), {**data, "until": str(until)})
    discussion.refresh_from_db()
    assert (discussion.stage, discussion.closes_on) == ("extended", until)
    letter = OutgoingLetter.objects.get(kind="discussions/extended")
    assert letter.to_address == dele.email


def test_the_stages_follow_one_another_to_the_end(client, discussion, bilal):
    client.force_login(bilal)
    stage = "open"
    for to in ("closed", "consolidated", "endorsed", "delivered", "followed_up"):
        assert client.get(url("move", discussion)).status_code == 200
        client.post(url("move", discussion), {"to": to, "stage": stage})
        discussion.refresh_from_db()
        assert discussion.stage == to
        stage = to
    assert client.get(url("move", discussion)).context["moves"] == []


def test_two_who_move_it_at_once_are_told(client, discussion, bilal):
    calling.move(discussion, "closed", by=bilal)
    client.force_login(bilal)
    until = str(discussion.closes_on + timedelta(days=5))
    page = client.post(url("move", discussion), {"to": "extended", "stage": "open", "until": until})
    assert page.status_code == 422
    assert "Somebody else was faster" in page.content.decode()


@pytest.mark.parametrize("to", ["delivered", "draft", "nonsense", ""])
def test_a_stage_that_does_not_follow_is_refused(client, discussion, bilal, to):
    client.force_login(bilal)
    answer = client.post(url("move", discussion), {"to": to, "stage": "open"})
    assert answer.status_code == 422
    discussion.refresh_from_db()
    assert discussion.stage == "open"


def test_a_discussion_without_a_question_is_not_opened(client, draft, bilal):
    draft.topics.all().delete()
    client.force_login(bilal)
    assert client.post(url("move", draft), {"to": "open", "stage": "draft"}).status_code == 422


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_pages_speak_each_language(client, discussion, bilal, language):
    client.force_login(bilal)
    for name in ("edit", "questions", "papers", "move", "queue", "team", "share", "behalf"):
        with translation.override(language):
            page = client.get(url(name, discussion))
        assert page.status_code == 200
        assert f'<html lang="{language}"' in page.content.decode()
