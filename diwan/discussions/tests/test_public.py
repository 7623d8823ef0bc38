from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from diwan.discussions import naming
from diwan.discussions.actions import asking, authoring, calling, moderation
from diwan.discussions.models import Attachment, BackgroundPaper, Invitation
from diwan.people.words import Attribution
from diwan.portal.queries import search

from .factories import make_contribution, make_discussion

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    """A request leaves its language behind in the thread of the test."""
    with override("en"):
        yield


CONTACT = "Write to me at hanan@example.net or call +216 71 123 456 about the harbour."


def queries_of(client, url):
    client.get(url)  # what the first visit of a process loads does not count
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.fixture
def harbour(bilal):
    return make_discussion("harbour", lead=bilal)


def page_of(client, discussion, name="detail", **query):
    response = client.get(reverse(f"discussions:{name}", args=[discussion.slug]), query)
    assert response.status_code == 200
    return response.content.decode()


# --- who sees what -----------------------------------------------------------------------
def test_a_draft_is_shown_to_its_team_only(client, bilal, dele):
    draft = make_discussion("hidden", stage="draft", lead=bilal)
    assert client.get(draft.get_absolute_url()).status_code == 404
    client.force_login(dele)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert "The hidden" not in client.get(reverse("discussions:index")).content.decode()
    client.force_login(bilal)
    assert client.get(draft.get_absolute_url()).status_code == 200
    assert "The hidden" in client.get(reverse("discussions:index")).content.decode()


def test_strangers_sign_in_before_a_discussion_of_members(client, amina):
    members = make_discussion("inside", audience="members")
    answer = client.get(members.get_absolute_url())
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
    assert "inside" not in client.get(reverse("discussions:index")).content.decode()
    client.force_login(amina)
    assert client.get(members.get_absolute_url()).status_code == 200


def test_held_words_stand_on_no_page(client, harbour, amina):
    make_contribution(harbour, "Nobody has released this sentence.", by=amina)
    for name in ("detail", "contributions", "complete"):
        assert "released this sentence" not in page_of(client, harbour, name)


def test_contact_details_and_addresses_of_authors_stand_on_no_page(client, harbour, bilal, amina):
    make_contribution(harbour, CONTACT, by=amina, released=bilal)
    make_contribution(harbour, CONTACT, released=bilal, name="Hanan", email="secret@example.net")
    for name in ("detail", "contributions", "complete"):
        html = page_of(client, harbour, name)
        for detail in ("hanan@", "secret@", "amina@", "71 123"):
            assert detail not in html


def test_an_anonymous_voice_shows_its_country_only_in_a_crowd(client, harbour, bilal):
    make_contribution(harbour, released=bilal, attribution="anonymous", country="TN")
    html = page_of(client, harbour, "contributions")
    assert "Anonymous contributor" in html
    assert "Tunisia" not in html
    for _time in range(2):
        make_contribution(harbour, released=bilal, attribution="anonymous", country="TN")
    assert "Tunisia" in page_of(client, harbour, "contributions")
    assert "Tunisia" in page_of(client, harbour)


# --- the announcement --------------------------------------------------------------------
def test_the_announcement_says_what_is_asked_and_how_to_answer(client, harbour):
    html = page_of(client, harbour)
    assert "7 days left" in html or "8 days left" in html
    assert "Who finds work?" in html
    assert f"mailto:{harbour.mail_address}" in html
    assert reverse("discussions:contribute", args=[harbour.slug]) in html


def test_the_announcement_is_written_in_the_language_of_its_reader(client, harbour):
    response = client.get(f"/ar{harbour.get_absolute_url()}")
    html = response.content.decode()
    assert 'dir="rtl"' in html
    assert "المرفأ harbour" in html


def test_facilitators_are_named_as_they_choose(client, harbour, bilal):
    assert "Bilal" in page_of(client, harbour)
    bilal.attribution = Attribution.ANONYMOUS
    bilal.save()
    assert "Bilal" not in page_of(client, harbour)


def test_the_index_of_voices_follows_every_change(client, harbour, bilal, amina):
    row = make_contribution(harbour, by=amina, released=bilal)
    assert "Amina" in page_of(client, harbour)
    authoring.attribute(row, attribution="anonymous", by=amina)
    assert "Amina" not in page_of(client, harbour)
    moderation.sign_language(row, language="pt", by=bilal)
    assert "Portuguese" in page_of(client, harbour)
    authoring.withdraw(row, by=amina)
    assert "Withdrawn by its author" in page_of(client, harbour)


def test_the_announcement_follows_every_change_of_the_call(client, harbour, bilal):
    make_contribution(harbour, by=bilal, released=bilal, question="T1Q1")
    page_of(client, harbour)
    calling.update(harbour, by=bilal, objective={"en": "To know the quays"})
    assert "To know the quays" in page_of(client, harbour)
    asking.reword(harbour.questions.get(key="T1Q1"), words={"en": "Who unloads?"}, by=bilal)
    assert "Who unloads?" in page_of(client, harbour)
    assert "Who unloads?" in page_of(client, harbour, "complete")
    topic = asking.add_topic(harbour, title={"en": "Ships"}, by=bilal)
    assert "2. <bdi>Ships</bdi>" in page_of(client, harbour)
    asking.add_question(topic, text={"en": "Which ships?"}, by=bilal)
    assert "Which ships?" in page_of(client, harbour)
    calling.move(harbour, "closed", by=bilal)
    assert "How to contribute" not in page_of(client, harbour)


def test_an_extension_keeps_the_day_first_announced(client, harbour, bilal):
    calling.move(harbour, "extended", by=bilal, until=harbour.closes_on + timedelta(days=5))
    assert "first announced until" in page_of(client, harbour)


# --- contributions in full ---------------------------------------------------------------
def test_a_contribution_is_shown_by_question_in_its_own_direction(client, harbour, bilal, amina):
    text = "المرفأ يحتاج إلى عمال مهرة. نريد مركزا للتدريب قرب الميناء."
    make_contribution(harbour, text, by=amina, released=bilal, question="T1Q1")
    html = page_of(client, harbour, "contributions")
    assert '<div class="reading" lang="ar" dir="rtl"><p id="c1-p1">' in html
    assert "Question 1.1" in html


def test_the_address_of_a_contribution_leads_to_its_page(client, harbour, bilal, amina):
    rows = [make_contribution(harbour, by=amina, released=bilal) for _time in range(12)]
    address = rows[11].get_absolute_url()
    assert address.endswith("?from=12#c12")
    html = client.get(address).content.decode()
    assert 'id="c12"' in html
    assert 'id="c1"' not in html


def test_contributions_are_filtered_by_question_and_language(client, harbour, bilal, amina):
    make_contribution(harbour, "The first answer here.", by=amina, released=bilal, question="T1Q1")
    make_contribution(
        harbour, "Une réponse à la seconde.", by=amina, released=bilal, question="T1Q2"
    )
    by_question = page_of(client, harbour, "contributions", question="T1Q2")
    assert "Une réponse" in by_question
    assert "The first answer" not in by_question
    by_language = page_of(client, harbour, "contributions", language="en")
    assert "The first answer" in by_language
    assert "Une réponse" not in by_language
    assert "The first answer" in page_of(client, harbour, "contributions", question="nonsense")


def test_a_withdrawn_contribution_leaves_a_notice(client, harbour, bilal, amina):
    row = make_contribution(harbour, by=amina, released=bilal)
    authoring.withdraw(row, by=amina)
    html = page_of(client, harbour, "contributions")
    assert "This contribution was withdrawn by its author." in html
    assert "one door" not in html
    assert "Amina" not in html


def test_an_edited_contribution_says_so(client, harbour, bilal, amina):
    row = make_contribution(harbour, by=amina)
    moderation.release(row, by=bilal, edited="A town needs one single door for all papers.")
    assert "Edited by the facilitation team" in page_of(client, harbour, "contributions")


def test_only_members_are_offered_to_reply_and_report(client, harbour, bilal, amina):
    make_contribution(harbour, by=amina, released=bilal)
    address = reverse("discussions:reply", args=[harbour.slug, 1])
    assert address not in page_of(client, harbour, "contributions")
    client.force_login(amina)
    assert address in page_of(client, harbour, "contributions")


# --- lists with one row and with three ---------------------------------------------------
@pytest.mark.parametrize("name", ["detail", "contributions", "complete"])
def test_a_page_of_contributions_asks_as_much_for_one_as_for_three(
    client, harbour, bilal, amina, name
):
    url = reverse(f"discussions:{name}", args=[harbour.slug])
    first = make_contribution(harbour, by=amina, released=bilal, question="T1Q1", country="TN")
    with_one = queries_of(client, url)
    for country in ("MA", "FR"):
        row = make_contribution(harbour, by=amina, released=bilal, country=country)
        row.reply_to = first
        row.save()
    assert queries_of(client, url) == with_one


def test_the_announcement_asks_little_once_it_is_known(client, harbour, bilal, amina):
    make_contribution(harbour, by=amina, released=bilal)
    assert queries_of(client, harbour.get_absolute_url()) <= 4


def test_the_list_of_discussions_asks_as_much_for_one_as_for_three(client, bilal):
    make_discussion("one")
    make_discussion("over-one", stage="closed")
    with_one = queries_of(client, reverse("discussions:index"))
    for slug in ("two", "three"):
        make_discussion(slug)
        make_discussion(f"over-{slug}", stage="closed")
    assert queries_of(client, reverse("discussions:index")) == with_one


def test_home_asks_as_much_for_one_discussion_as_for_three(client, bilal, amina):
    first = make_discussion("one", lead=bilal)
    make_contribution(first, by=amina, released=bilal)
    with_one = queries_of(client, reverse("portal:home"))
    for slug in ("two", "three"):
        make_contribution(make_discussion(slug, lead=bilal), by=amina, released=bilal)
    assert queries_of(client, reverse("portal:home")) == with_one


# --- files and invitations ---------------------------------------------------------------
def test_a_file_is_saved_and_never_opened_inside_the_site(client, harbour, bilal, amina):
    row = make_contribution(harbour, by=amina)
    file = Attachment.objects.create(
        contribution=row,
        file=ContentFile(b"%PDF-1.4 words", name="x.pdf"),
        name="تقرير المرفأ.pdf",
        content_type="application/pdf",
        size=14,
    )
    url = reverse("discussions:attachment", args=[file.pk])
    assert client.get(url).status_code == 404
    moderation.release(row, by=bilal)
    response = client.get(url)
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D8")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    file.refused = "The file holds macros."
    file.save()
    assert client.get(url).status_code == 404


def test_the_paper_of_a_draft_is_for_its_team(client, bilal):
    draft = make_discussion("hidden", stage="draft", lead=bilal)
    paper = BackgroundPaper.objects.create(
        discussion=draft, language="en", title="Paper", file=ContentFile(b"%PDF", name="p.pdf")
    )
    url = reverse("discussions:paper", args=[paper.pk])
    assert client.get(url).status_code == 404
    client.force_login(bilal)
    assert client.get(url)["Content-Disposition"] == 'attachment; filename="Paper.pdf"'


def test_an_invitation_counts_people_and_not_machines(client, harbour, bilal):
    invitation = calling.share(harbour, channel="radio", by=bilal)
    url = reverse("discussions:invitation", args=[invitation.token])
    assert client.get(url)["Location"] == harbour.get_absolute_url()
    client.head(url)
    client.get(url, headers={"Sec-Purpose": "prefetch"})
    client.get(url, headers={"User-Agent": "Mozilla/5.0 (compatible; Examplebot/2.1)"})
    assert Invitation.objects.get().visits == 1
    assert client.get(reverse("discussions:invitation", args=["nonsense"])).status_code == 404


# --- elsewhere ---------------------------------------------------------------------------
def test_what_is_released_is_found_by_those_who_may_read_it(bilal, amina, dele):
    members = make_discussion("inside", audience="members", lead=bilal)
    make_contribution(members, "Apiaries last where they teach.", by=amina, released=bilal)
    assert search(dele, "apiary").count == 1
    assert search(AnonymousUser(), "apiary").count == 0


def test_home_shows_what_is_open_and_what_was_said(client, harbour, bilal, amina):
    make_contribution(harbour, by=amina, released=bilal)
    html = client.get(reverse("portal:home")).content.decode()
    assert "The harbour" in html
    assert "A town needs one door" in html


def test_a_name_and_an_organisation_keep_their_directions_beside_each_other(client, harbour, bilal):
    contribution = make_contribution(
        harbour, "Ice.", name="آمال بن صالح", organisation="Hirafa & fils", released=bilal
    )
    apart = "<bdi>آمال بن صالح</bdi>{}<bdi>Hirafa &amp; fils</bdi>"
    for prefix, comma in [("", ", "), ("/fr", ", "), ("/ar", "، ")]:
        for page in ("", "contributions/", "contributions/all/"):
            html = client.get(f"{prefix}/discussions/{harbour.slug}/{page}").content.decode()
            assert apart.format(comma) in html, (prefix, page)
        assert apart.format(comma) in client.get(f"{prefix}/").content.decode()
    with override("ar"):
        assert naming.signed_as(contribution) == "آمال بن صالح، Hirafa & fils"
    with override("fr"):
        assert naming.signed_as(contribution) == "آمال بن صالح, Hirafa & fils"
    contribution.attribution = "anonymous"
    with override("fr"):
        assert naming.signature(contribution) == "Contribution anonyme"
