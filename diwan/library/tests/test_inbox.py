"""Letters to the library become drafts of the member who wrote them, and of nobody else."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from django.conf import settings

from diwan.core import clock
from diwan.library import inbox
from diwan.library.inbox import accepts
from diwan.library.models import Item
from diwan.mailroom import actions as mailroom
from diwan.mailroom.models import Letter, OutgoingLetter, RawLetter
from diwan.mailroom.words import Channel
from diwan.people.tests.factories import make_person

from .factories import a_document

pytestmark = pytest.mark.django_db
BOX = f"library@{settings.DIWAN_MAIL_DOMAIN}"
WORDS = """Bonjour,

voici notre pratique : https://example.org/abeilles.
Ruches partagées avec dix familles. Appelez-moi au +216 71 000 111.
"""


def send(monkeypatch, *, sender="amina@example.org", trust="pass", files=()):
    letter = EmailMessage()
    letter["From"], letter["To"] = sender, BOX
    letter["Subject"], letter["Message-ID"] = "Des abeilles au Kef", "<bees@example.org>"
    letter.set_content(WORDS)
    for name, content in files:
        letter.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    (received,) = mailroom.receive(
        letter.as_bytes(),
        recipients=[BOX],
        envelope_from=sender,
        channel=Channel.SMTP,
        received_at=clock.now(),
    )

    def _proven(row):
        Letter.objects.filter(pk=row.pk).update(trust=trust)
        return True

    monkeypatch.setattr("diwan.mailroom.actions.incoming.proving.prove", _proven)
    mailroom.process(received)
    return received


def answers():
    return list(OutgoingLetter.objects.values_list("kind", flat=True))


def test_only_the_box_takes_letters():
    assert accepts(BOX)
    assert not accepts(f"library+x-forged@{settings.DIWAN_MAIL_DOMAIN}")
    assert not accepts("library@elsewhere.example")


def test_a_letter_is_a_draft_with_its_link_and_files(monkeypatch):
    amina = make_person("amina@example.org", language="fr")
    files = [("fiche.docx", a_document()), ("tool.exe", b"MZ\x90\x00")]
    received = send(monkeypatch, files=files)
    item = Item.objects.get()
    assert (item.submitted_by, item.state) == (amina, "draft")
    assert item.title == {"fr": "Des abeilles au Kef"}
    assert item.link == "https://example.org/abeilles"
    assert "71 000 111" not in item.summary["fr"]
    assert [row.name for row in item.files.all()] == ["fiche.docx"]
    told = OutgoingLetter.objects.get()
    assert (told.kind, told.language) == ("library/letter_taken", "fr")
    assert "tool.exe" in told.text
    assert not RawLetter.objects.exists()
    inbox.handle(Letter.objects.get(pk=received.pk))
    assert Item.objects.count() == 1


def test_nobody_writes_in_the_name_of_others(monkeypatch):
    make_person("amina@example.org", verified=False)
    send(monkeypatch)
    assert not Item.objects.exists()
    assert answers() == ["library/letter_refused"]


def test_a_forged_letter_is_neither_kept_nor_answered(monkeypatch):
    make_person("amina@example.org")
    send(monkeypatch, trust="fail")
    assert not Item.objects.exists()
    assert answers() == []
