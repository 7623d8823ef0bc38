from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from diwan.core import slots
from diwan.discussions.actions import calling, moderation
from diwan.discussions.actions.envelopes import about
from diwan.discussions.models import Contribution, Follow, QuestionProposal, Report
from diwan.mailroom.models import OutgoingLetter

from .factories import make_contribution, make_discussion
from .test_public import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    """A request leaves its language behind in the thread of the test."""
    with override("en"):
        yield


ARABIC = "المرفأ يحتاج إلى عمال مهرة. نريد مركزا للتدريب قرب الميناء."
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def harbour(bilal):
    return make_discussion("harbour", lead=bilal)


def box(discussion, key):
    return f"answer_{discussion.questions.get(key=key).pk}"


def send(client, discussion, intent="submit", name="contribute", args=(), **typed):
    url = reverse(f"discussions:{name}", args=[discussion.slug, *args])
    typed = {"attribution": "named", "intent": intent, **typed}
    return client.post(url, typed)


def letters_to(address):
    return OutgoingLetter.objects.filter(to_address=address)


# --- writing without scripts ---------------------------------------------------------------
def test_a_visitor_writes_saves_returns_and_hands_in(client, harbour):
    url = reverse("discussions:contribute", args=[harbour.slug])
    assert client.get(url).status_code == 200
    first = box(harbour, "T1Q1")
    response = send(client, harbour, "save", **{first: "Fishers find work."})
    assert response.status_code == 302
    assert "Fishers find work." in client.get(url).content.decode()

    preview = send(client, harbour, "preview", **{first: "Fishers find work. Call +216 71 123 456"})
    assert "As others will see it" in preview.content.decode()
    assert "Contact details are hidden" in preview.content.decode()

    response = send(
        client,
        harbour,
        email="Hanan@Example.net",
        **{first: "Fishers find work."},
        organisation="Port",
    )
    contribution = Contribution.objects.get()
    assert response["Location"] == reverse("discussions:manage", args=[contribution.token])
    assert contribution.state == "held"
    assert contribution.author_email == "hanan@example.net"
    assert contribution.versions.get().parts[0]["question"] == "T1Q1"
    assert "Fishers" in letters_to("hanan@example.net").get().text
    assert "Fishers" not in client.get(url).content.decode(), "the draft is gone"


def test_a_visitor_who_hands_in_gives_an_address_and_keeps_the_words(client, harbour):
    response = send(client, harbour, text="Keep these words.", organisation="Port")
    assert response.status_code == 422
    assert "Keep these words." in response.content.decode()
    assert not Contribution.objects.exists()


def test_nobody_is_named_without_a_name(client, harbour):
    response = send(client, harbour, text="Words.", email="hanan@example.net")
    assert response.status_code == 422
    assert "Write your name" in response.content.decode()


def test_an_empty_contribution_is_not_handed_in(client, harbour, amina):
    client.force_login(amina)
    response = send(client, harbour)
    assert response.status_code == 422
    assert "Write an answer to at least one question" in response.content.decode()
    assert not Contribution.objects.exists()


def test_an_arabic_contribution_is_recognised_and_answered_in_arabic(client, harbour):
    send(client, harbour, text=ARABIC, email="hanan@example.net", attribution="anonymous")
    assert Contribution.objects.get().language == "ar"
    assert letters_to("hanan@example.net").get().language == "ar"


def test_a_draft_survives_signing_in(client, harbour, amina):
    send(client, harbour, "save", text="Begun before signing in.")
    client.force_login(amina)
    page = client.get(reverse("discussions:contribute", args=[harbour.slug]))
    assert "Begun before signing in." in page.content.decode()
    assert Contribution.objects.get().author == amina


def test_nobody_finds_the_draft_of_another(client, harbour, amina, dele):
    client.force_login(amina)
    send(client, harbour, "save", text="Mine alone.")
    client.force_login(dele)
    page = client.get(reverse("discussions:contribute", args=[harbour.slug]))
    assert "Mine alone." not in page.content.decode()
    token = Contribution.objects.get().token
    assert client.get(reverse("discussions:manage", args=[token])).status_code == 403
    assert client.post(reverse("discussions:discard", args=[token])).status_code == 403
    send(client, harbour, "save", text="Changed by a stranger.", token=token)
    assert Contribution.objects.get(author=amina).versions.get().text == "Mine alone."


def test_a_pause_saves_the_draft_and_says_so(client, harbour, amina):
    client.force_login(amina)
    assert send(client, harbour, "auto").content.strip() == b""
    assert not Contribution.objects.exists()
    status = send(client, harbour, "auto", text="As I pause.").content.decode()
    draft = Contribution.objects.get()
    assert "Draft saved at" in status
    assert draft.token in status
    assert "<html" not in status


def test_the_browser_does_not_hold_back_an_unfinished_draft(client, harbour):
    page = client.get(reverse("discussions:contribute", args=[harbour.slug])).content.decode()
    form = page[page.index('<form class="writing"') :].split(">")[0]
    assert "novalidate" in form, "htmx sends no form that the browser calls invalid"


def test_a_save_that_comes_after_handing_in_makes_no_second_draft(client, harbour, amina):
    client.force_login(amina)
    send(client, harbour, "save", text="Once.")
    token = Contribution.objects.get().token
    send(client, harbour, text="Once.", token=token)
    status = send(client, harbour, "auto", text="Once.", token=token)
    assert "handed in already" in status.content.decode()
    assert Contribution.objects.count() == 1


def test_a_refused_file_says_why_and_the_words_stay(client, harbour, amina):
    client.force_login(amina)
    files = [
        SimpleUploadedFile("notes.pdf", PDF),
        SimpleUploadedFile("setup.exe", b"MZ\x90\x00" + b"\x00" * 60),
    ]
    response = send(client, harbour, text="With two files.", attachments=files)
    html = response.content.decode()
    assert response.status_code == 422
    assert "setup.exe: Files of this type are not taken" in html
    assert "With two files." in html
    draft = Contribution.objects.get()
    assert draft.state == "draft"
    kept = draft.attachments.get()
    assert kept.name == "notes.pdf"
    send(client, harbour, f"drop-{kept.pk}", text="With two files.")
    assert not draft.attachments.exists()


def test_a_draft_is_thrown_away_after_a_question(client, harbour, amina):
    client.force_login(amina)
    send(client, harbour, "save", text="No.")
    url = reverse("discussions:discard", args=[Contribution.objects.get().token])
    assert client.get(url).status_code == 200
    assert Contribution.objects.exists()
    client.post(url)
    assert not Contribution.objects.exists()


def test_a_closed_discussion_says_what_to_do_and_gives_the_draft_back(
    client, harbour, amina, bilal
):
    client.force_login(amina)
    send(client, harbour, "save", text="Too late for this.")
    calling.move(harbour, "closed", by=bilal)
    html = client.get(reverse("discussions:contribute", args=[harbour.slug])).content.decode()
    assert "takes no more contributions" in html
    assert "Too late for this." in html
    send(client, harbour, text="Too late for this.")
    assert Contribution.objects.get().state == "draft"


def test_a_reply_belongs_to_what_it_answers_and_is_held(client, harbour, amina, dele, bilal):
    make_contribution(harbour, by=amina, released=bilal)
    url = reverse("discussions:reply", args=[harbour.slug, 1])
    assert client.get(url).status_code == 302
    client.force_login(dele)
    assert "A town needs one door" in client.get(url).content.decode()
    send(client, harbour, name="reply", args=[1], text="Two doors are better.")
    reply = Contribution.objects.get(author=dele)
    assert reply.state == "held"
    assert reply.reply_to.number == 1
    assert client.get(reverse("discussions:reply", args=[harbour.slug, 7])).status_code == 404


# --- one's own page --------------------------------------------------------------------------
def test_a_wrong_token_leads_nowhere(client):
    for name in ("manage", "correct", "withdraw", "discard"):
        url = reverse(f"discussions:{name}", args=["nonsense"])
        assert client.get(url).status_code == 404


def test_the_own_page_is_kept_by_nobody(client, harbour):
    contribution = make_contribution(harbour, name="Hanan")
    response = client.get(reverse("discussions:manage", args=[contribution.token]))
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]


def test_an_author_sees_what_others_will_and_what_the_team_changed(client, harbour, bilal):
    contribution = make_contribution(harbour, "One door. Call +216 71 123 456.", name="Hanan")
    url = reverse("discussions:manage", args=[contribution.token])
    assert "[phone]" in client.get(url).content.decode()
    moderation.release(
        contribution, by=bilal, edited="One open door. Call +216 71 123 456.", note="Clearer."
    )
    html = client.get(url).content.decode()
    assert "<ins>open </ins>" in html or "<ins> open</ins>" in html
    assert "Clearer." in html


def test_a_returned_contribution_is_corrected_and_handed_in_again(client, harbour, bilal):
    contribution = make_contribution(harbour, name="Hanan")
    moderation.give_back(contribution, by=bilal, note="Which town?")
    url = reverse("discussions:correct", args=[contribution.token])
    assert "Which town?" in client.get(url).content.decode()
    assert client.post(url, {"text": ""}).status_code == 422
    client.post(url, {"text": "The town of the harbour."})
    contribution.refresh_from_db()
    assert contribution.state == "held"
    assert contribution.versions.last().text == "The town of the harbour."


def test_a_correction_after_release_waits_beside_the_shown_words(client, harbour, bilal):
    contribution = make_contribution(harbour, name="Hanan", released=bilal)
    client.post(reverse("discussions:correct", args=[contribution.token]), {"text": "Two doors."})
    html = client.get(reverse("discussions:manage", args=[contribution.token])).content.decode()
    assert "Your correction waits" in html
    page = client.get(reverse("discussions:contributions", args=[harbour.slug])).content.decode()
    assert "one door" in page


def test_an_author_without_an_account_withdraws_after_a_question(client, harbour, bilal):
    contribution = make_contribution(harbour, name="Hanan", released=bilal)
    url = reverse("discussions:withdraw", args=[contribution.token])
    assert "for good" in client.get(url).content.decode()
    contribution.refresh_from_db()
    assert contribution.state == "released"
    client.post(url)
    contribution.refresh_from_db()
    assert contribution.state == "withdrawn"
    page = client.get(reverse("discussions:manage", args=[contribution.token]))
    assert page.status_code == 200


def test_the_way_one_is_named_changes_at_once(client, harbour, bilal):
    contribution = make_contribution(harbour, name="Hanan", released=bilal)
    url = reverse("discussions:contributions", args=[harbour.slug])
    assert "Hanan" in client.get(url).content.decode()
    client.post(
        reverse("discussions:attribute", args=[contribution.token]), {"attribution": "anonymous"}
    )
    assert "Hanan" not in client.get(url).content.decode()


def test_a_letter_is_offered_to_the_member_whose_address_wrote_it(client, harbour, amina, dele):
    contribution = make_contribution(harbour, name="A.", email=amina.email)
    client.force_login(dele)
    assert contribution.token not in client.get(reverse("discussions:mine")).content.decode()
    client.force_login(amina)
    assert contribution.token in client.get(reverse("discussions:mine")).content.decode()
    client.post(reverse("discussions:claim", args=[contribution.token]))
    contribution.refresh_from_db()
    assert contribution.author == amina
    client.force_login(dele)
    client.post(reverse("discussions:claim", args=[contribution.token]))
    contribution.refresh_from_db()
    assert contribution.author == amina


def test_my_contributions_ask_as_much_for_one_as_for_three(client, harbour, amina):
    client.force_login(amina)
    url = reverse("discussions:mine")
    make_contribution(harbour, by=amina)
    make_contribution(harbour, name="A.", email=amina.email)
    with_one = queries_of(client, url)
    for _time in range(2):
        make_contribution(harbour, by=amina)
        make_contribution(harbour, name="A.", email=amina.email)
    assert queries_of(client, url) == with_one


# --- around contributions ------------------------------------------------------------------
def test_members_report_a_contribution(client, harbour, amina, dele, bilal):
    make_contribution(harbour, by=amina, released=bilal)
    url = reverse("discussions:report", args=[harbour.slug, 1])
    client.force_login(dele)
    assert client.post(url, {"reason": ""}).status_code == 422
    client.post(url, {"reason": "It insults a neighbour."})
    assert Report.objects.get().reported_by == dele


def test_members_propose_a_question(client, harbour, dele):
    url = reverse("discussions:propose", args=[harbour.slug])
    assert client.post(url, {"text": "Who pays?"}).status_code == 302
    assert not QuestionProposal.objects.exists()
    client.force_login(dele)
    client.post(url, {"text": "Who pays?", "topic": harbour.topics.get().pk})
    assert QuestionProposal.objects.get().state == "held"
    assert "Who pays?" not in client.get(harbour.get_absolute_url()).content.decode()


def test_following_is_turned_on_and_off(client, harbour, dele):
    client.force_login(dele)
    url = reverse("discussions:follow", args=[harbour.slug])
    client.get(url)
    assert not Follow.objects.exists()
    client.post(url)
    assert Follow.objects.get().person == dele
    client.post(url)
    assert not Follow.objects.exists()


# --- shared pages ----------------------------------------------------------------------------
def test_the_desk_shows_what_was_returned_and_what_is_unfinished(client, harbour, amina, bilal):
    moderation.give_back(make_contribution(harbour, by=amina), by=bilal, note="Which town?")
    client.force_login(amina)
    html = client.get(reverse("portal:desk")).content.decode()
    assert "To finish or correct" in html
    assert "Returned to the author" in html


def test_a_persons_data_holds_their_words_and_erasing_removes_them(harbour, amina, bilal):
    make_contribution(harbour, "Released words of mine.", by=amina, released=bilal)
    make_contribution(harbour, "Held words of mine.", by=amina)
    data = slots.personal_data.get("discussions")
    exported = data.export(amina)
    texts = [row["versions"][0]["text"] for row in exported["contributions"]]
    assert texts == ["Released words of mine.", "Held words of mine."]
    data.erase(amina)
    assert not Contribution.objects.filter(author=amina).exists()
    assert Contribution.objects.get(state="released").attribution == "anonymous"
    assert Contribution.objects.get(state="withdrawn").versions.get().text == ""


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_letter_of_a_discussion_can_be_written_in_each_language(language, harbour):
    folder = Path(__file__).parent.parent / "templates" / "discussions" / "letters"
    names = sorted(path.name.removesuffix(".subject.txt") for path in folder.glob("*.subject.txt"))
    assert len(names) >= 16
    with override(language):
        for name in names:
            context = about(harbour, language) | {
                "manage_url": "https://example.org/m",
                "words": "Words.",
                "count": 2,
                "more": 1,
                "note": "Note.",
                "idea": {"title": "The harbour", "decision_note": "Not the harbour."},
            }
            subject = render_to_string(f"discussions/letters/{name}.subject.txt", context)
            text = render_to_string(f"discussions/letters/{name}.txt", context)
            assert 5 < len(subject.strip()) < 120
            assert "\n\n\n\n" not in text
            assert "harbour" in text
