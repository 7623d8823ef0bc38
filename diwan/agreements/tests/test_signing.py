from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from diwan.agreements import access, actions
from diwan.agreements.models import Agreement, Milestone, Party, SignOff
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.mailroom.models import OutgoingLetter
from diwan.people.tests.factories import make_organisation, make_person

from .factories import give_mandate, make_twinning

pytestmark = pytest.mark.django_db
STRANGER = AnonymousUser()


@pytest.fixture
def here():
    return make_organisation("Ville des Oliviers")


@pytest.fixture
def there():
    return make_organisation("Borgo Alto")


@pytest.fixture
def leila(here):
    person = make_person("leila@example.org", language="fr")
    give_mandate(person, here)
    return person


@pytest.fixture
def marco(there):
    person = make_person("marco@example.org")
    give_mandate(person, there, "officer")
    return person


@pytest.fixture
def outsider():
    return make_person("outsider@example.org")


@pytest.fixture
def twinning(leila, here, there):
    return make_twinning(leila, here, there)


def party(agreement: Agreement, side: str) -> Party:
    return agreement.parties.get(side=side)


def sign(agreement: Agreement, side: str, person, digest: str = "") -> SignOff:
    terms = agreement.terms.last()
    digest = digest or (terms.digest if terms else "")
    return actions.sign(party(agreement, side), by=person, digest=digest, capacity="Mayor")


def test_both_sides_sign_and_it_is_signed(twinning, leila, marco):
    actions.propose(twinning, by=leila)
    sign(twinning, "origin", leila)
    twinning.refresh_from_db()
    assert twinning.state == "proposed"
    sign(twinning, "destination", marco)
    twinning.refresh_from_db()
    assert twinning.state == "signed"
    assert twinning.milestones.get(kind="signed").on == clock.now().date()


def test_whoever_may_sign_is_written_to_in_their_language(twinning, leila, marco):
    actions.propose(twinning, by=marco)
    letter = OutgoingLetter.objects.get()
    assert (letter.to_address, letter.language) == (leila.email, "fr")
    assert "/fr/agreements/" in letter.text
    sign(twinning, "origin", leila)
    sign(twinning, "destination", marco)
    assert OutgoingLetter.objects.count() == 3


def test_without_a_mandate_nobody_signs(twinning, leila, marco, outsider):
    actions.propose(twinning, by=leila)
    for person in (outsider, marco):
        with pytest.raises(PermissionDenied):
            sign(twinning, "origin", person)
    assert not SignOff.objects.exists()


def test_a_mandate_that_is_over_signs_nothing(twinning, leila, marco):
    actions.propose(twinning, by=leila)
    marco.mandates.update(ends_on=clock.now().date() - timedelta(1))
    with pytest.raises(PermissionDenied):
        sign(twinning, "destination", marco)


def test_nobody_signs_for_both_sides(twinning, leila, there):
    give_mandate(leila, there)
    actions.propose(twinning, by=leila)
    sign(twinning, "origin", leila)
    with pytest.raises(Refusal, match="other side"):
        sign(twinning, "destination", leila)


def test_a_party_signs_once(twinning, leila):
    actions.propose(twinning, by=leila)
    sign(twinning, "origin", leila)
    with pytest.raises(Conflict, match="already"):
        sign(twinning, "origin", leila)


def test_terms_changed_meanwhile_are_not_signed(twinning, leila, marco):
    old = actions.propose(twinning, by=leila).digest
    sign(twinning, "origin", leila)
    actions.call_back(twinning, by=leila)
    priority = twinning.priorities.get()
    priority.title = {"en": "Clean water and a clinic"}
    priority.save()
    actions.propose(twinning, by=leila)
    with pytest.raises(Conflict, match="changed since"):
        sign(twinning, "destination", marco, old)
    sign(twinning, "destination", marco)
    twinning.refresh_from_db()
    assert twinning.state == "proposed", "what was signed before the change binds nobody"


def test_what_was_laid_before_them_is_kept_word_for_word(twinning, leila):
    terms = actions.propose(twinning, by=leila)
    twinning.priorities.update(title={"en": "Something else"})
    terms.refresh_from_db()
    assert terms.content["priorities"] == [{"en": "Clean water"}]


def test_a_missing_part_is_named(twinning, leila):
    twinning.priorities.all().delete()
    with pytest.raises(Refusal, match="one part is missing: priorities"):
        actions.propose(twinning, by=leila)


def test_a_party_outside_the_register_cannot_sign(twinning, leila):
    Party.objects.create(
        agreement=twinning, side="destination", level="national", name={"en": "A ministry"}
    )
    with pytest.raises(Refusal, match="A ministry is not in the register"):
        actions.propose(twinning, by=leila)


def test_dates_that_contradict_are_not_laid_before_anybody(twinning, leila):
    for kind, day in (("in_force", date(2026, 1, 1)), ("expires", date(2025, 1, 1))):
        Milestone.objects.create(agreement=twinning, kind=kind, on=day)
    with pytest.raises(Refusal, match="contradict"):
        actions.propose(twinning, by=leila)


def test_sending_back_needs_a_reason_and_tells_the_others(twinning, leila, marco):
    actions.propose(twinning, by=leila)
    OutgoingLetter.objects.all().delete()
    with pytest.raises(Refusal, match="what should be changed"):
        actions.refuse_to_sign(party(twinning, "destination"), by=marco, why=" ")
    actions.refuse_to_sign(party(twinning, "destination"), by=marco, why="No clinic.")
    twinning.refresh_from_db()
    assert twinning.state == "draft"
    letter = OutgoingLetter.objects.get()
    assert letter.to_address == leila.email
    assert "No clinic." in letter.text


def test_a_draft_is_seen_by_its_parties_alone(twinning, leila, marco, outsider):
    seen = [p for p in (leila, marco, outsider, STRANGER) if _sees(p, twinning)]
    assert seen == [leila, marco]
    actions.propose(twinning, by=leila)
    assert not _sees(STRANGER, twinning)
    sign(twinning, "origin", leila)
    sign(twinning, "destination", marco)
    assert _sees(STRANGER, twinning)
    assert _sees(outsider, twinning)


def _sees(person, agreement: Agreement) -> bool:
    return Agreement.objects.visible_to(person).filter(pk=agreement.pk).exists()


@pytest.fixture
def signed(twinning, leila, marco):
    actions.propose(twinning, by=leila)
    sign(twinning, "origin", leila)
    sign(twinning, "destination", marco)
    twinning.refresh_from_db()
    return twinning


def test_in_force_and_ended(signed, marco):
    today = clock.now().date()
    actions.enter_into_force(signed, today, by=marco)
    with pytest.raises(Refusal, match="why"):
        actions.end(signed, today, by=marco, why="")
    actions.end(signed, today, by=marco, why="The project is over.")
    signed.refresh_from_db()
    assert signed.state == "ended"


def test_it_cannot_enter_into_force_before_it_was_signed(signed, leila):
    with pytest.raises(Refusal, match="contradict"):
        actions.enter_into_force(signed, clock.now().date() - timedelta(2), by=leila)
    signed.refresh_from_db()
    assert signed.state == "signed"


def test_a_day_to_come_has_not_happened(signed, leila):
    with pytest.raises(Refusal, match="still to come"):
        actions.enter_into_force(signed, clock.now().date() + timedelta(1), by=leila)


def test_outsiders_move_nothing(signed, outsider):
    for move in (actions.enter_into_force, lambda a, d, *, by: actions.suspend(a, by=by, why="x")):
        with pytest.raises(PermissionDenied):
            move(signed, clock.now().date(), by=outsider)


def test_whoever_signs_for_no_body_drafts_nothing(outsider):
    with pytest.raises(PermissionDenied):
        actions.draft("twinning", {"en": "Mine"}, by=outsider)


def test_an_address_is_made_of_the_title_or_the_kind(leila):
    one = actions.draft("twinning", {"en": "Sun & Sea"}, by=leila)
    two = actions.draft("twinning", {"en": "Sun & Sea"}, by=leila)
    arabic = actions.draft("twinning", {"ar": "مدينتان"}, by=leila)
    assert [one.slug, two.slug, arabic.slug] == ["sun-sea", "sun-sea-2", "twinning"]


def test_who_began_it_and_signs_for_nobody_any_more_has_no_part_in_it(twinning, leila, marco):
    leila.mandates.all().delete()
    assert not access.takes_part(leila, twinning)
    for act in (actions.propose, lambda it, by: actions.abandon(it, by=by, why="Gone.")):
        with pytest.raises(PermissionDenied):
            act(twinning, by=leila)
    actions.propose(twinning, by=marco)
    with pytest.raises(PermissionDenied):
        actions.call_back(twinning, by=leila)


def test_a_mandate_that_ended_since_the_page_was_opened_signs_nothing(twinning, leila, monkeypatch):
    actions.propose(twinning, by=leila)
    answers = iter([True, False])
    monkeypatch.setattr("diwan.agreements.actions.signing.may_sign", lambda *_each: next(answers))
    with pytest.raises(PermissionDenied):
        sign(twinning, "origin", leila)
    assert not SignOff.objects.exists()
