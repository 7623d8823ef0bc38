"""Translations: written, asked of a machine, out of date, and who reads them."""

from __future__ import annotations

import json
from unittest.mock import patch

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from diwan.core.errors import Conflict, Refusal
from diwan.core.tests.stand_in import standing_in
from diwan.discussions import translating
from diwan.discussions.actions import authoring, moderation
from diwan.discussions.actions import translating as actions
from diwan.discussions.models import Citation, Reply, Statement, Translation
from diwan.discussions.reply import checks, rendering
from diwan.discussions.reply.building import build
from diwan.discussions.reply.document import Translated
from diwan.discussions.reply.reading import document_of
from diwan.discussions.rules import digest
from diwan.discussions.words import ReplyState, TranslationOrigin, TranslationState

WORDS = "Small loans of 200 dinars helped 45 families in Tunisia."
FRENCH = "De petits prêts de 200 dinars ont aidé 45 familles en Tunisie."


@pytest.fixture
def version(say, bilal, amina):
    contribution = moderation.release(say(WORDS, by=amina, language="en"), by=bilal)
    return contribution.versions.get(is_released=True)


@pytest.fixture
def statement(version):
    discussion = version.contribution.discussion
    reply = Reply.objects.create(
        discussion=discussion,
        number=1,
        state=ReplyState.DRAFT,
        made_on=discussion.opens_on,
        made_at=version.made_at,
    )
    made = Statement.objects.create(
        reply=reply, number=1, kind="point", text=WORDS, language="en", about="T1Q1"
    )
    Citation.objects.create(
        statement=made,
        order=1,
        version=version,
        start=0,
        end=len(WORDS),
        sha256=digest(WORDS),
        language="en",
    )
    return made


@pytest.fixture
def server(settings):
    with standing_in() as server:
        server.says = lambda _body: FRENCH
        settings.DIWAN_TRANSLATION_URL = server.url
        yield server


def state(thing, language="fr"):
    return translating.states(thing, thing.translations.all())[language]


@pytest.mark.django_db
class TestByHand:
    def test_a_translation_is_of_the_words_as_they_are(self, statement, bilal):
        assert state(statement) == TranslationState.MISSING
        made = actions.write(statement, language="fr", text=f" {FRENCH} ", by=bilal)
        assert (made.text, made.origin, made.revision) == (FRENCH, TranslationOrigin.HUMAN, 1)
        assert state(statement) == TranslationState.HUMAN
        assert state(statement, "en") == TranslationState.ORIGINAL

    def test_it_is_out_of_date_once_the_words_changed_and_readers_do_not_see_it(
        self, statement, bilal
    ):
        actions.write(statement, language="fr", text=FRENCH, by=bilal)
        assert translating.of_reply(statement.reply, "fr")[statement.pk].text == FRENCH
        Statement.objects.filter(pk=statement.pk).update(text="Loans helped.")
        statement.refresh_from_db()
        assert state(statement) == TranslationState.OUT_OF_DATE
        assert translating.outdated(statement.reply) == [(statement, "fr")]
        assert translating.of_reply(statement.reply, "fr") == {}

    def test_two_translators_at_once_lose_nothing(self, statement, bilal, admin):
        actions.write(statement, language="fr", text=FRENCH, by=bilal)
        with pytest.raises(Conflict):
            actions.write(statement, language="fr", text="Autre chose.", by=admin)
        assert statement.translations.get().text == FRENCH
        actions.write(statement, language="fr", text="Autre chose.", by=admin, seen=1)
        assert statement.translations.get().text == "Autre chose."

    def test_contact_details_and_a_hidden_name_are_masked(self, version, bilal):
        version.contribution.attribution = "anonymous"
        version.contribution.author_name = "Amina Trabelsi"
        made = actions.write(
            version, language="fr", text="Écrivez à Amina Trabelsi, a@example.net.", by=bilal
        )
        assert "Trabelsi" not in made.text
        assert "example.net" not in made.text

    @pytest.mark.parametrize(("language", "text"), [("en", "x"), ("de", "x"), ("fr", " \n ")])
    def test_what_cannot_be_kept_is_refused(self, statement, bilal, language, text):
        with pytest.raises(Refusal):
            actions.write(statement, language=language, text=text, by=bilal)
        assert not Translation.objects.exclude(text="").exists()

    def test_only_the_team_translates(self, statement, dele):
        with pytest.raises(PermissionDenied):
            actions.write(statement, language="fr", text=FRENCH, by=dele)

    def test_pages_that_show_a_contribution_are_made_anew(self, version, bilal):
        before = version.contribution.discussion.contributions.all().edition()
        actions.write(version, language="fr", text=FRENCH, by=bilal)
        assert version.contribution.discussion.contributions.all().edition() != before

    def test_withdrawn_words_are_neither_translated_nor_read(self, version, bilal, amina):
        actions.write(version, language="fr", text=FRENCH, by=bilal)
        assert Translation.objects.visible_to(AnonymousUser()).count() == 1
        contribution = version.contribution
        authoring.withdraw(contribution, by=amina)
        assert not Translation.objects.visible_to(AnonymousUser()).exists()
        assert translating.of_contribution(AnonymousUser(), contribution.discussion, 1) == []
        with pytest.raises(Conflict):
            actions.write(version, language="ar", text="نص", by=bilal)

    def test_a_draft_is_its_teams(self, statement, bilal, dele):
        actions.write(statement, language="fr", text=FRENCH, by=bilal)
        assert Translation.objects.visible_to(bilal).count() == 1
        assert not Translation.objects.visible_to(dele).exists()


@pytest.mark.django_db
class TestByMachine:
    def ask(self, thing, by, capture, language="fr"):
        with capture(execute=True):
            row = actions.ask(thing, language=language, by=by)
        row.refresh_from_db()
        return row

    def test_an_answer_that_passes_is_kept_and_marked(
        self, statement, bilal, server, django_capture_on_commit_callbacks
    ):
        row = self.ask(statement, bilal, django_capture_on_commit_callbacks)
        assert (row.text, row.origin, row.asked_at) == (FRENCH, TranslationOrigin.MACHINE, None)
        assert state(statement) == TranslationState.MACHINE
        kept = actions.write(statement, language="fr", text=FRENCH, by=bilal, seen=row.revision)
        assert kept.origin == TranslationOrigin.HUMAN

    @pytest.mark.parametrize(
        "answer",
        [
            "De petits prêts de 300 dinars ont aidé 45 familles en Tunisie.",
            "<b>De petits prêts de 200 dinars ont aidé 45 familles en Tunisie.</b>",
            "De petits prêts de 200 dinars ont aidé 45 familles au Maroc.",
            "",
        ],
    )
    def test_one_that_lies_or_holds_markup_is_not(
        self, answer, statement, bilal, server, django_capture_on_commit_callbacks
    ):
        server.says = lambda _body: answer
        row = self.ask(statement, bilal, django_capture_on_commit_callbacks)
        assert row.text == ""
        assert row.trouble
        assert state(statement) == TranslationState.MISSING

    def test_a_server_that_is_away_is_told(
        self, statement, bilal, settings, django_capture_on_commit_callbacks
    ):
        settings.DIWAN_TRANSLATION_URL = "http://127.0.0.1:9"
        row = self.ask(statement, bilal, django_capture_on_commit_callbacks)
        assert row.trouble
        assert row.asked_at is None

    def test_without_a_machine_nothing_is_asked(self, statement, bilal):
        with pytest.raises(Refusal, match="No machine"):
            actions.ask(statement, language="fr", by=bilal)

    def test_words_of_the_team_leave_the_house_only_once_published(self, statement, bilal, server):
        statement.text = "We found that small loans help."
        statement.save()
        with pytest.raises(Refusal, match="everybody may read"):
            actions.ask(statement, language="fr", by=bilal)
        assert server.heard == []
        Reply.objects.update(state=ReplyState.PUBLISHED)
        statement = Statement.objects.select_related("reply__discussion").get()
        actions.ask(statement, language="fr", by=bilal)

    def test_what_only_members_read_never_leaves(self, version, bilal, server):
        discussion = version.contribution.discussion
        discussion.audience = "members"
        discussion.save()
        with pytest.raises(Refusal, match="everybody may read"):
            actions.ask(version, language="fr", by=bilal)

    def test_a_person_who_was_faster_wins(self, statement, bilal, server):
        row = actions.ask(statement, language="fr", by=bilal)
        actions.write(statement, language="fr", text="Des prêts.", by=bilal)
        actions.fetch.call(row.pk)
        assert statement.translations.get().text == "Des prêts."
        with pytest.raises(Refusal, match="A person"):
            actions.ask(statement, language="fr", by=bilal)

    def test_it_is_asked_once_at_a_time(self, statement, bilal, server):
        actions.ask(statement, language="fr", by=bilal)
        with pytest.raises(Refusal, match="already"):
            actions.ask(statement, language="fr", by=bilal)

    def test_a_fault_of_the_program_is_told_too(
        self, statement, bilal, server, django_capture_on_commit_callbacks
    ):
        with patch.object(actions.machine, "checking", side_effect=RuntimeError):
            row = self.ask(statement, bilal, django_capture_on_commit_callbacks)
        assert "could not be asked" in row.trouble


def test_a_translation_of_nothing_is_a_fault():
    with pytest.raises(ValueError, match="of nothing"):
        translating.thing_of(Translation(language="fr"))


def test_a_long_text_goes_in_pieces_between_its_paragraphs():
    text = "\n\n".join(["a" * 30, "b" * 30, "c" * 30])
    assert actions.blocks(text, 70) == ["a" * 30 + "\n\n" + "b" * 30, "c" * 30]


@given(st.lists(st.text("ab\n", max_size=20), max_size=12), st.integers(5, 40))
def test_the_pieces_hold_every_letter_once(paragraphs, most):
    text = "\n\n".join(paragraphs)
    pieces = actions.blocks(text, most)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(len(piece) <= most or "\n\n" not in piece.strip("\n") for piece in pieces)


@pytest.mark.django_db
class TestInTheReply:
    def test_a_layout_shows_its_translation_and_says_who_made_it(self, statement, bilal):
        actions.write(statement, language="fr", text=FRENCH, by=bilal)
        french, english = (build(statement.reply, code) for code in ("fr", "en"))
        assert french.statements[0].translated == Translated(FRENCH, "human")
        assert french.statements[0].text == WORDS
        assert english.statements[0].translated is None
        with override("fr"):
            page = rendering.html(french)
            assert FRENCH in page
            assert "traduit par une personne (original : anglais)" in page
            assert FRENCH in rendering.markdown(french)
            again = document_of(json.loads(rendering.as_json(french)))
            assert again.statements[0].translated == french.statements[0].translated

    def test_a_machines_is_marked_as_unchecked(self, statement, bilal):
        actions.write(statement, language="fr", text=FRENCH, by=bilal)
        Translation.objects.update(origin="machine")
        with override("fr"):
            assert "non vérifié" in rendering.markdown(build(statement.reply, "fr"))

    def test_one_that_is_out_of_date_is_not_shown(self, statement, bilal):
        actions.write(statement, language="fr", text=FRENCH, by=bilal)
        Statement.objects.update(text=WORDS.replace("Small", "Smaller"))
        assert build(statement.reply, "fr").statements[0].translated is None

    def test_a_translation_with_another_figure_fails_the_check(self, statement, bilal):
        actions.write(statement, language="fr", text=FRENCH, by=bilal)
        assert self.failed(statement) == set()
        actions.write(statement, language="fr", text=FRENCH.replace("200", "900"), by=bilal, seen=1)
        assert self.failed(statement) == {"translation"}

    def failed(self, statement):
        found = checks.verify(build(statement.reply, "fr").statements)
        return {finding.check for finding in found if not finding.passed}
