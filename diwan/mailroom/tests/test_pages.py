from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diwan.core import clock, slots
from diwan.mailroom import panels
from diwan.mailroom.models import Letter, OutgoingLetter
from diwan.mailroom.words import Channel, LetterState, OutgoingState

ADMINISTRATORS_ONLY = ["mailroom:quarantine", "mailroom:outbox"]


def written(number: int = 1, **fields) -> OutgoingLetter:
    now = clock.now()
    defaults = {
        "to_address": "chloe@example.org",
        "language": "ar",
        "subject": f"رسالة {number}",
        "text": "مرحبا\n<b>x</b> https://example.org/a?b=1&c=2",
        "kind": "garden/news",
        "message_id": f"{number}@diwan.localhost",
        "queued_at": now,
        "due_at": now,
    }
    return OutgoingLetter.objects.create(**(defaults | fields))


def quarantined() -> Letter:
    return Letter.objects.create(
        channel=Channel.SMTP,
        state=LetterState.QUARANTINED,
        recipient="nobody@diwan.localhost",
        from_name="Chloé <b>",
        received_at=clock.now(),
        problem="Nobody here takes letters to this address.",
    )


@pytest.fixture
def administrator(amina, client):
    amina.is_administrator = True
    amina.save()
    client.force_login(amina)
    return client


@pytest.mark.parametrize("name", ADMINISTRATORS_ONLY)
def test_strangers_sign_in_and_members_are_refused(db, client, bilal, name):
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]
    client.force_login(bilal)
    assert client.get(reverse(name)).status_code == 403


def test_one_letter_is_as_closed_as_the_outbox(db, client, bilal):
    url = reverse("mailroom:outgoing", kwargs={"pk": written().pk})
    assert client.get(url).status_code == 302
    client.force_login(bilal)
    assert client.get(url).status_code == 403


def test_on_a_demonstration_site_everybody_reads_the_outbox_but_not_the_quarantine(
    db, client, settings
):
    settings.DIWAN_DEMO = True
    letter = written()
    page = client.get(reverse("mailroom:outbox")).content.decode()
    assert "رسالة 1" in page
    assert 'lang="ar" dir="rtl"' in page
    assert client.get(reverse("mailroom:outgoing", kwargs={"pk": letter.pk})).status_code == 200
    assert client.get(reverse("mailroom:quarantine")).status_code == 302


def test_links_in_a_letter_can_be_followed_and_its_markup_cannot(administrator):
    url = reverse("mailroom:outgoing", kwargs={"pk": written().pk})
    page = administrator.get(url).content.decode()
    assert 'href="https://example.org/a?b=1&amp;c=2"' in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_a_letter_that_does_not_exist_is_not_found(administrator):
    assert administrator.get(reverse("mailroom:outgoing", kwargs={"pk": 999})).status_code == 404


def test_empty_pages_say_what_belongs_there(administrator):
    assert "No letter yet" in administrator.get(reverse("mailroom:outbox")).content.decode()
    assert (
        "Nothing in quarantine"
        in administrator.get(reverse("mailroom:quarantine")).content.decode()
    )


def test_the_outbox_shows_the_newest_first_and_is_paged(administrator):
    for number in range(1, 28):
        written(number)
    first = administrator.get(reverse("mailroom:outbox")).context["page"]
    assert [letter.subject for letter in first][:2] == ["رسالة 27", "رسالة 26"]
    assert len(first) == 25
    second = administrator.get(reverse("mailroom:outbox") + "?page=2").context["page"]
    assert len(second) == 2


@pytest.mark.parametrize(
    ("name", "make"), [("mailroom:outbox", "outgoing"), ("mailroom:quarantine", "incoming")]
)
def test_lists_ask_the_database_as_often_for_three_rows_as_for_one(administrator, name, make):
    def ask(rows: int) -> int:
        for number in range(rows):
            written(number + 10 * rows) if make == "outgoing" else quarantined()
        with CaptureQueriesContext(connection) as queries:
            assert administrator.get(reverse(name)).status_code == 200
        return len(queries)

    ask(0)
    assert ask(1) == ask(2)


def test_the_quarantine_shows_the_reason_and_tries_again(administrator, desk):
    letter = quarantined()
    page = administrator.get(reverse("mailroom:quarantine")).content.decode()
    assert "Nobody here takes letters to this address." in page
    assert "Chloé &lt;b&gt;" in page
    url = reverse("mailroom:try_again", kwargs={"pk": letter.pk})
    assert administrator.get(url).status_code == 405
    answer = administrator.post(url, follow=True).content.decode()
    assert "still cannot be processed" in answer
    assert "retention schedule" in answer, "this one has no bytes any more"


def test_the_reason_is_told_in_the_readers_language(administrator, desk):
    letter = quarantined()
    assert letter.problem == "Nobody here takes letters to this address."  # as the worker noted it
    page = administrator.get("/ar" + reverse("mailroom:quarantine")).content.decode()
    assert "لا أحد هنا" in page
    assert "Nobody here" not in page


def test_only_administrators_try_again(db, client, bilal):
    letter = quarantined()
    client.force_login(bilal)
    url = reverse("mailroom:try_again", kwargs={"pk": letter.pk})
    assert client.post(url).status_code == 403


def test_a_failed_letter_is_sent_again_by_an_administrator(administrator):
    letter = written(state=OutgoingState.FAILED)
    page = administrator.get(
        reverse("mailroom:outgoing", kwargs={"pk": letter.pk})
    ).content.decode()
    assert "Send again" in page
    url = reverse("mailroom:send_again", kwargs={"pk": letter.pk})
    assert "waits to be sent again" in administrator.post(url, follow=True).content.decode()
    assert "has not failed" in administrator.post(url, follow=True).content.decode()


def test_the_desk_tells_an_administrator_what_needs_a_look(rf, amina):
    request = rf.get("/")
    request.user = amina
    quarantined()
    written(state=OutgoingState.FAILED)
    assert panels._waiting(request) is None
    amina.is_administrator = True
    assert panels._waiting(request) == {"quarantined": 1, "failed": 1}
    Letter.objects.all().delete()
    OutgoingLetter.objects.all().delete()
    assert panels._waiting(request) is None


def test_the_job_is_registered():
    assert slots.jobs.get("mailroom.process").every.total_seconds() == 60


@pytest.mark.parametrize("server", ["", "smtp://127.0.0.1:1"])
def test_the_outbox_of_a_demo_says_whether_letters_leave(db, client, settings, server):
    settings.DIWAN_DEMO = True
    settings.DIWAN_SMTP_URL = server
    page = client.get(reverse("mailroom:outbox")).content.decode()
    assert ("nothing leaves this machine" in page) == (not server)
    assert ("so letters leave this machine" in page) == bool(server)
