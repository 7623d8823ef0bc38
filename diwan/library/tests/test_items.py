"""How items are written, submitted, reviewed by two, published, changed and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.library import actions, snapshots
from diwan.library.models import Item
from diwan.mailroom.models import OutgoingLetter
from diwan.people.tests.factories import make_organisation, make_person

from .factories import EVERY_CHECK, make_item, make_published, make_reviewers, say

pytestmark = pytest.mark.django_db
STRANGER = AnonymousUser()


@pytest.fixture
def amina():
    return make_person("amina@example.org", name="Amina")


@pytest.fixture
def steward():
    return make_person("steward@example.org", is_steward=True)


def seen(person=STRANGER):
    return set(Item.objects.visible_to(person).values_list("slug", flat=True))


def answer(item, person, verdict, **said):
    review = item.reviews.get(reviewer=person, verdict="")
    given = {"checklist": EVERY_CHECK, "note": "", "conflict": ""}
    return actions.answer(review, verdict, by=person, **(given | said))


def letters(to):
    return list(OutgoingLetter.objects.filter(to_address=to).values_list("kind", flat=True))


# --- the way to everybody ------------------------------------------------------------------
def test_two_reviewers_publish_what_a_member_submits(amina, steward):
    item = make_item(amina)
    one, two = make_reviewers(item, steward, "one@example.org", "two@example.org")
    assert answer(item, one, "publish").state == "in_review"
    assert seen() == set()
    published = answer(item, two, "publish")
    assert (published.state, published.editions.get().number) == ("published", 1)
    assert published.reviewed_edition == 1
    assert published.review_due_on > clock.now().date()
    assert seen() == {item.slug}
    assert letters("amina@example.org") == ["library/published"]
    assert letters("one@example.org") == ["library/review_asked"]


def test_one_reviewer_returns_it_with_reasons_and_it_comes_back(amina, steward):
    item = make_item(amina)
    one, two = make_reviewers(item, steward, "one@example.org", "two@example.org")
    with pytest.raises(Refusal, match="Say what is missing"):
        answer(item, one, "return")
    assert answer(item, one, "return", note="No year.").state == "returned"
    with pytest.raises(Conflict):
        actions.archive(item, why="no", by=steward)
    actions.submit(item, by=amina)
    actions.ask_reviewers(item, [one, two], due_on=clock.now().date(), by=steward)
    assert set(item.reviews.values_list("round", flat=True)) == {1, 2}
    answer(item, one, "publish")
    assert answer(item, two, "publish").state == "published"


def test_to_publish_every_check_is_ticked(amina, steward):
    item = make_item(amina)
    one, _two = make_reviewers(item, steward, "one@example.org", "two@example.org")
    with pytest.raises(Refusal, match="tick every check"):
        answer(item, one, "publish", checklist=EVERY_CHECK | {"people": False})


def test_what_is_missing_is_said_in_one_sentence(amina):
    item = make_item(amina, link="", places=[], themes=[])
    with pytest.raises(Refusal) as refused:
        actions.submit(item, by=amina)
    assert (
        str(refused.value)
        == "Before you submit it, add: a link, a file or a text, a place, a theme."
    )


def test_nobody_reviews_their_own_and_one_reviewer_is_not_enough(amina, steward):
    item = make_item(amina)
    actions.submit(item, by=amina)
    today = clock.now().date()
    other = make_person("other@example.org")
    with pytest.raises(Refusal, match="Choose two reviewers"):
        actions.ask_reviewers(item, [other, other], due_on=today, by=steward)
    with pytest.raises(Refusal, match="submitted themselves"):
        actions.ask_reviewers(item, [amina, other], due_on=today, by=steward)
    with pytest.raises(Refusal, match="Give a day"):
        actions.ask_reviewers(item, [steward, other], due_on=today - timedelta(days=1), by=steward)
    with pytest.raises(PermissionDenied):
        actions.ask_reviewers(item, [steward, other], due_on=today, by=amina)


def test_a_reviewer_of_the_same_body_declares_it(amina, steward):
    body = make_organisation("Two shores")
    amina.organisation = body
    amina.save()
    item = make_item(amina)
    one, _two = make_reviewers(item, steward, "one@example.org", "two@example.org")
    one.organisation = body
    one.save()
    with pytest.raises(Refusal, match="Your organisation has a part"):
        answer(item, one, "publish")
    answer(item, one, "publish", conflict="We share an office.")
    assert item.reviews.get(reviewer=one).conflict == "We share an office."


def test_a_verdict_is_given_once_and_by_its_reviewer_only(amina, steward):
    item = make_item(amina)
    one, two = make_reviewers(item, steward, "one@example.org", "two@example.org")
    review = item.reviews.get(reviewer=one)
    said = {"checklist": EVERY_CHECK, "note": "", "conflict": ""}
    with pytest.raises(PermissionDenied):
        actions.answer(review, "publish", by=two, **said)
    actions.answer(review, "publish", by=one, **said)
    with pytest.raises(Conflict):
        actions.answer(review, "publish", by=one, **said)


def test_a_reviewer_hands_it_back_and_another_is_asked(amina, steward):
    item = make_item(amina)
    one, two = make_reviewers(item, steward, "one@example.org", "two@example.org")
    actions.release_reviewer(item.reviews.get(reviewer=one), by=one)
    assert answer(item, two, "publish").state == "in_review"
    three = make_person("three@example.org")
    actions.ask_reviewers(item, [three], due_on=clock.now().date(), by=steward)
    assert answer(item, three, "publish").state == "published"


def test_of_three_reviewers_the_last_one_hands_it_back_and_it_is_published(amina, steward):
    item = make_item(amina)
    emails = [f"{name}@example.org" for name in ("one", "two", "three")]
    one, two, three = make_reviewers(item, steward, *emails)
    answer(item, one, "publish")
    assert answer(item, two, "publish").state == "in_review"
    actions.release_reviewer(item.reviews.get(reviewer=three), by=steward)
    item.refresh_from_db()
    assert item.state == "published"


def test_what_changes_during_the_review_is_looked_at_anew(amina, steward):
    item = make_item(amina)
    one, two = make_reviewers(item, steward, "one@example.org", "two@example.org")
    answer(item, one, "publish")
    actions.change(item, say("Something else altogether"), by=amina)
    assert letters("one@example.org") == ["library/review_asked"] * 2
    assert answer(item, two, "publish").state == "in_review"
    assert answer(item, one, "publish").state == "published"


def test_nobody_waits_for_reviews_of_what_is_withdrawn(amina, steward):
    item = make_item(amina)
    one, _two = make_reviewers(item, steward, "one@example.org", "two@example.org")
    answer(item, one, "publish")
    actions.withdraw(item, by=amina)
    assert item.reviews.get().reviewer == one


# --- who sees what ---------------------------------------------------------------------------
def test_a_draft_is_its_writers_and_the_stewards(amina, steward):
    item = make_item(amina)
    assert seen(amina) == seen(steward) == {item.slug}
    assert seen(make_person("dele@example.org")) == seen() == set()


def test_a_reviewer_sees_it_while_it_is_in_review_only(amina, steward):
    item = make_item(amina)
    one, two = make_reviewers(item, steward, "one@example.org", "two@example.org")
    assert seen(one) == {item.slug}
    answer(item, two, "return", note="No year.")
    assert seen(one) == set()


def test_others_cannot_change_it(amina):
    item = make_item(amina)
    dele = make_person("dele@example.org")
    for act in (
        lambda: actions.change(item, say("Mine now"), by=dele),
        lambda: actions.submit(item, by=dele),
        lambda: actions.withdraw(item, by=dele),
        lambda: actions.attach(item, "a.txt", b"words", by=dele),
    ):
        with pytest.raises(PermissionDenied):
            act()


# --- afterwards --------------------------------------------------------------------------------
def test_a_change_of_what_is_published_is_an_edition_that_says_what_changed(amina, steward):
    item = make_published(amina)
    with pytest.raises(Refusal, match="what you changed"):
        actions.change(item, say("Bees over two shores"), by=amina)
    actions.change(item, say("Bees over two shores"), by=amina, note="A better title.")
    new, old = item.editions.all()
    told = snapshots.changes(old.content, new.content)
    assert [(change.title, change.language) for change in told] == [("Title", "en")]
    assert [piece.text for piece in told[0].pieces if piece.op == "added"] == ["over"]
    changed = Item.objects.all().changed_since_review()
    assert list(changed) == [item]
    actions.confirm(item, by=steward)
    assert not changed.all().exists()


def test_nothing_changed_makes_no_edition(amina):
    item = make_published(amina)
    actions.change(item, say(), by=amina, note="Nothing.")
    assert item.editions.count() == 1


def test_withdrawn_is_nobodys_and_can_be_a_draft_again(amina):
    item = make_published(amina)
    actions.withdraw(item, by=amina)
    assert seen() == set()
    with pytest.raises(Conflict):
        actions.withdraw(item, by=amina)
    assert actions.reopen(item, by=amina).state == "draft"


def test_the_archive_keeps_the_address_and_needs_a_reason(amina, steward):
    item = make_published(amina)
    with pytest.raises(Refusal, match="why"):
        actions.archive(item, why=" ", by=steward)
    with pytest.raises(PermissionDenied):
        actions.archive(item, why="Old.", by=amina)
    actions.archive(item, why="The project is over.", by=steward)
    assert seen() == {item.slug}
    assert not Item.objects.all().published().exists()
    assert actions.restore(item, by=steward).state == "published"


def test_an_adaptation_keeps_its_lineage_and_makes_no_circle(amina):
    first = make_published(amina, "A manual")
    second = make_published(amina, "The manual for Egypt", adapted_from=first.slug)
    assert list(first.adaptations.all()) == [second]
    with pytest.raises(Refusal, match="cannot be adapted"):
        actions.change(first, say("A manual", adapted_from=second.slug), by=amina, note="No.")
    with pytest.raises(Refusal, match="No item has the address"):
        make_item(amina, adapted_from="nowhere")


def test_languages_of_a_work_are_one_family(amina):
    first = make_published(amina, "A report")
    second = make_published(amina, "Un rapport", family=first.slug)
    third = make_published(amina, "Un informe", family=second.slug)
    assert set(Item.objects.all().family_of(third)) == {first, second}
    assert set(Item.objects.all().family_of(first)) == {second, third}


def test_one_is_named_by_an_organisation_of_ones_own_only(amina):
    other = make_organisation("Not hers")
    with pytest.raises(Refusal, match="Choose an organisation"):
        make_item(amina, submitted_as="organisation", submitted_for=other.pk)
    amina.organisation = other
    amina.save()
    item = make_item(amina, submitted_as="organisation", submitted_for=other.pk)
    assert item.submitted_for == other


def test_bodies_of_the_register_are_tied_and_others_named(amina):
    known = make_organisation("Two shores")
    bodies = [("publisher", "two shores"), ("author", "A. Writer"), ("author", "A. Writer")]
    item = make_item(amina, bodies=bodies)
    rows = {(row.role, row.organisation, row.name) for row in item.bodies.all()}
    assert rows == {("publisher", known, ""), ("author", None, "A. Writer")}
