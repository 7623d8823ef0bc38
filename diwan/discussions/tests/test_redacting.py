"""Words that are taken back leave every version of the reply, and the log says how many."""

from __future__ import annotations

import json

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from diwan.audit.models import Entry
from diwan.core import clock
from diwan.discussions import archive
from diwan.discussions.actions import authoring, calling, moderation, printing, publishing
from diwan.discussions.models import (
    Citation,
    Reply,
    Statement,
    Suggestion,
    Translation,
    UnsavedText,
)
from diwan.discussions.reply import hashing, rendering
from diwan.discussions.reply.building import build
from diwan.discussions.reply.changes import changes
from diwan.discussions.reply.redacting import Spoken, says

from .test_publishing import HALL, LOAN, cite, state

pytestmark = pytest.mark.django_db

REWORDED = "Families trust the town hall most of all, says one of those who came back."
BOTH = "A loan and a place at the town hall help those who come back."
NEARLY = "As one says, the town hall should help returnees first because every family knows it."


@pytest.fixture
def spoken(say, amina, chloe, bilal):
    return [
        moderation.release(say(LOAN, by=amina), by=bilal),
        moderation.release(say(HALL, by=chloe), by=bilal),
    ]


@pytest.fixture
def published(discussion, spoken, bilal):
    """In order: the words themselves; reworded upon one voice; upon two; nearly the words."""
    closed = calling.move(discussion, "closed", by=bilal)
    now = clock.now()
    reply = Reply.objects.create(
        discussion=closed, number=1, state="draft", made_on=now.date(), made_at=now
    )
    state(reply, LOAN, spoken[0], by_hand=False)
    state(reply, HALL, spoken[1], by_hand=False)
    state(reply, REWORDED, spoken[1])
    state(reply, BOTH, spoken[1], spoken[0])
    state(reply, NEARLY, spoken[0], spoken[1])
    return publishing.publish(reply, by=bilal)


def texts(reply):
    return [each.text for each in build(reply, "en").statements]


def everything(reply):
    """All that anybody can read of it, in every form."""
    made = build(reply, "en")
    return rendering.as_json(made) + rendering.markdown(made) + rendering.html(made)


def test_withdrawn_words_leave_every_version_and_form(published, spoken, bilal):
    draft = publishing.begin_next(published, by=bilal)
    authoring.withdraw(spoken[1], by=None)
    for reply in (published, draft):
        assert texts(reply) == [LOAN, "", "", BOTH, ""]
        for words in (HALL, REWORDED, NEARLY):
            assert words not in everything(reply)
    assert "Its words were taken back." in rendering.markdown(build(published, "en"))
    told = changes(build(published, "en"), build(draft, "en"))
    assert not any(each.pieces for each in told)


def test_the_log_tells_how_much_was_taken_and_no_word_of_it(published, spoken, bilal):
    publishing.begin_next(published, by=bilal)
    authoring.withdraw(spoken[1], by=None)
    line = Entry.objects.get(verb="redact reply")
    assert line.details == {
        "replies": [
            {"version": 1, "citations": 4, "statements": 3},
            {"version": 2, "citations": 4, "statements": 3},
        ]
    }
    made = build(published, "en")
    assert made.published.redacted == 4
    assert made.published.sha256 == published.content_sha256
    assert hashing.content_sha256(made) != published.content_sha256
    assert '"redacted": 4' in rendering.as_json(made)


def test_other_voices_keep_a_statement_and_the_team_is_told(published, spoken):
    authoring.withdraw(spoken[1], by=None)
    both = build(published, "en").statements[3]
    assert [(each.words, each.flag) for each in both.citations] == [
        ("", "withdrawn"),
        (LOAN, ""),
    ]
    assert both.weight.contributors == 1


def test_what_was_said_in_the_same_words_by_another_stays(published, say, amina, bilal):
    same = moderation.release(say(f"{HALL} I agree.", by=amina), by=bilal)
    statement = published.statements.get(number=5)
    cite(statement, same)
    other = published.statements.get(number=2).citations.get().version.contribution
    authoring.withdraw(other, by=None)
    assert texts(published)[4] == NEARLY


def test_what_belongs_to_the_words_goes_too(published, spoken, bilal):
    two, four = published.statements.get(number=2), published.statements.get(number=4)
    version = spoken[1].versions.get(is_released=True)
    now = clock.now()
    for statement in (two, four):
        Translation.objects.create(
            statement=statement, language="fr", text="La mairie.", origin="human",
            source_sha256="", made_at=now,
        )  # fmt: skip
    Translation.objects.create(
        version=version, language="fr", text="La mairie.", origin="human", made_at=now
    )
    cited = {"start": 0, "end": 9, "sha256": "", "language": "en"}
    Suggestion.objects.create(statement=four, version=version, likeness=0.5, **cited)
    dropped = json.dumps({"text": "مبنى", "citations": [{"version_id": version.pk}]})
    typed = {f"s-{two.key}": "The hall", "new-T1Q1": NEARLY, "new-T2": "Else.", "d-x": dropped}
    for place, text in typed.items():
        UnsavedText.objects.create(reply=published, person=bilal, place=place, text=text, at=now)
    authoring.withdraw(spoken[1], by=None)
    assert Translation.objects.get().statement == four
    assert not Suggestion.objects.exists()
    assert UnsavedText.objects.get().text == "Else."


def test_printed_files_go_and_an_archive_made_later_has_none_of_it(
    published, spoken, django_capture_on_commit_callbacks
):
    name = printing.keep(build(published, "en"), "docx")
    with django_capture_on_commit_callbacks(execute=True):
        authoring.withdraw(spoken[1], by=None)
    assert not default_storage.exists(name)
    made = archive.files(published.discussion, languages=["en"], day=published.made_on)
    whole = b"".join(content for _path, content in made).decode(errors="ignore")
    assert LOAN in whole
    for words in (HALL, REWORDED, NEARLY):
        assert words not in whole


def test_who_is_erased_is_named_in_no_version(published, say, amina, bilal, chloe):
    """The words stay, without the name in them: in the citations, and in what was made of them."""
    name = amina.name = "Amina Sow"
    amina.save()
    words = f"My name is {name} and I came back to Sfax in spring with two children."
    contribution = moderation.release(say(words, by=amina), by=bilal)
    state(published, words, contribution, by_hand=False)
    state(published, f"{name} came back to Sfax.", contribution)
    kept = state(published, "Families came back to Sfax.")
    cite(kept, contribution, "came back to Sfax in spring with two children")
    authoring.anonymise(amina)
    assert name not in everything(published)
    assert texts(published)[5:] == ["", "", "Families came back to Sfax."]
    lost = Entry.objects.filter(verb="redact reply").first().details["replies"]
    assert lost == [{"version": 1, "citations": 2, "statements": 2}]
    assert build(published, "en").statements[7].citations[0].flag == ""


def test_set_aside_words_come_back_with_the_contribution(published, spoken, bilal):
    moderation.set_aside(spoken[1], by=bilal, reason="off_topic")
    assert texts(published) == [LOAN, "", "", BOTH, ""]
    moderation.put_back(spoken[1], by=bilal)
    moderation.release(spoken[1], by=bilal)
    assert texts(published) == [LOAN, HALL, REWORDED, BOTH, NEARLY]


def test_citations_of_an_earlier_version_follow_to_the_words_that_stay(
    published, spoken, chloe, bilal
):
    version = authoring.correct(spoken[1], text=f"Again: {HALL}", by=chloe)
    moderation.merge_correction(version, by=bilal)
    spoken[1].refresh_from_db()
    authoring.keep_shown_words_only(spoken[1])
    cited = Citation.objects.get(statement__reply=published, statement__number=2)
    assert (cited.version, cited.start) == (version, len("Again: "))
    assert texts(published) == [LOAN, HALL, REWORDED, BOTH, NEARLY]
    made = build(published, "en")
    assert hashing.content_sha256(made) == published.content_sha256
    assert Statement.objects.filter(reply=published, text="").count() == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The town hall should help returnees first.", True),
        ("THE TOWN-HALL should help returnees", True),
        ("The town hall is old.", False),
        ("", False),
        ("Help", False),
    ],
)
def test_words_are_found_nearly_the_same(text, found):
    assert Spoken([HALL]).is_in(text) is found
    assert not Spoken([HALL], but=[HALL]).is_in(text)


def test_a_name_is_found_in_a_row_only():
    assert says("It was AMINA Sow’s idea.", "Amina Sow")
    assert not says("Sow seeds, Amina.", "Amina Sow")
    assert not says("anything", " ")


def test_an_archive_has_the_newest_version_and_lists_them_all(published, bilal):
    publishing.publish(publishing.begin_next(published, by=bilal), by=bilal)
    made = dict(archive.files(published.discussion, languages=["en"], day=published.made_on))
    reply = json.loads(made["data/reply.json"])
    assert (reply["version"], reply["state"]) == (2, "published")
    listed = json.loads(made["data/versions.json"])["versions"]
    assert [each["version"] for each in listed] == [2, 1]
    assert listed[1]["sha256"] == published.content_sha256
    assert published.content_sha256 in made["en/index.html"].decode()
    assert reply["published"]["sha256"] == listed[0]["sha256"]


def test_the_team_finds_it_on_its_desk(published, spoken, bilal, client):
    client.force_login(bilal)
    desk = reverse("portal:desk")
    assert "Statements that lost words" not in client.get(desk).content.decode()
    authoring.withdraw(spoken[1], by=None)
    html = client.get(desk).content.decode()
    assert 'Statements that lost words <span class="badge">4</span>' in html
