"""What may be done with organisations, by whom, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from diwan.audit.models import Entry
from diwan.core import clock
from diwan.core.errors import Refusal
from diwan.people import sheets
from diwan.people.actions import organisations as actions
from diwan.people.actions.organisations.foreseeing import pointing
from diwan.people.actions.organisations.importing import plans_of, read_in, write_chosen
from diwan.people.exporting import row_of
from diwan.people.importing import Fate, seen
from diwan.people.models import (
    Likeness,
    Mandate,
    Merge,
    Organisation,
    OrganisationImport,
    Person,
    Succession,
    Vetting,
)
from diwan.people.queries import organisations as queries
from diwan.people.rules.organisations import Description
from diwan.people.words.organisations import (
    Conclusion,
    Enforcement,
    MandateRole,
    PageKind,
    SuccessionKind,
    Verification,
)
from diwan.vocabularies.models import Place, Theme

from .factories import make_mandate, make_organisation, make_person

pytestmark = pytest.mark.django_db


def today():
    return clock.now().date()


def soon(days=100):
    return today() + timedelta(days=days)


@pytest.fixture
def ingrid():
    return make_person("ingrid@example.org", name="Ingrid", is_steward=True)


@pytest.fixture
def amina():
    return make_person(name="Amina")


@pytest.fixture
def jossour():
    return make_organisation("Jossour", names={"ar": "جسور"})


@pytest.fixture
def review():
    return actions.Review("Ten years", "A board", "Two towns", Conclusion.SOUND, soon())


# --- addresses and names -------------------------------------------------------------------
def test_addresses_differ_and_stay():
    first, second = make_organisation("Pont Neuf"), make_organisation("Pont  neuf!")
    assert (first.slug, second.slug) == ("pont-neuf", "pont-neuf-2")
    first.name = "Autre"
    first.save()
    assert first.slug == "pont-neuf"
    assert make_organisation("جمعية").slug == "organisation"


def test_it_is_found_by_any_of_its_names():
    make_organisation("Blouses sans frontières", names={"ar": "مآزر بلا حدود"}, acronym="BSF")
    make_organisation("Rihla")
    for query in ("frontieres", "BLOUSES front", "مازر", "bsf"):
        assert [row.slug for row in Organisation.objects.named(query)] == [
            "blouses-sans-frontieres"
        ]
    assert Organisation.objects.named("").count() == 2


# --- managing ------------------------------------------------------------------------------
def test_only_managers_and_stewards_describe(amina, ingrid, jossour):
    said = Description("Jossour", "civil_society", level="local", website="https://j.example")
    with pytest.raises(PermissionDenied):
        actions.describe(jossour, said=said, by=amina)
    make_mandate(amina, jossour, "officer")
    with pytest.raises(PermissionDenied):
        actions.describe(jossour, said=said, by=amina)
    make_mandate(amina, jossour)
    actions.describe(jossour, said=said, by=amina)
    actions.describe(jossour, said=said, by=ingrid)
    jossour.refresh_from_db()
    assert (jossour.kind, jossour.level, jossour.names) == ("civil_society", "local", {})


def test_a_mandate_that_is_over_or_unconfirmed_gives_nothing(amina, jossour):
    make_mandate(amina, jossour, confirmed_at=None)
    yesterday = today() - timedelta(days=1)
    make_mandate(amina, jossour, ends_on=yesterday)
    assert queries.powers(amina, jossour, today()) == queries.Powers()
    assert not Organisation.objects.may_act_for(amina, today()).exists()


def test_a_new_name_by_a_manager_ends_the_verification(amina, jossour):
    make_mandate(amina, jossour)
    jossour.verified_at, jossour.review_due = clock.now(), soon()
    jossour.save()
    actions.describe(jossour, said=Description("Jossour", jossour.kind), by=amina)
    assert jossour.verification == Verification.VERIFIED
    actions.describe(jossour, said=Description("Ministère", jossour.kind), by=amina)
    assert jossour.verification == Verification.ASKED


def test_managers_of_an_agency_manage_its_antennas(amina, jossour):
    make_mandate(amina, jossour)
    said = Description("Jossour Milano", jossour.kind)
    branch = actions.open_branch(jossour, said=said, by=amina)
    assert branch.parent == jossour
    managed = queries.organisations_managed_by(amina, today())
    assert {row.name for row in managed} == {"Jossour", "Jossour Milano"}
    bilal = make_person("bilal@example.org")
    make_mandate(bilal, branch)
    assert not queries.powers(bilal, jossour, today()).manages
    assert queries.powers(amina, branch, today()).manages
    assert not Organisation.objects.may_act_for(amina, today()).filter(pk=branch.pk).exists()


def test_nobody_is_part_of_its_own_branch(ingrid, jossour):
    branch = make_organisation("Antenna", parent=jossour)
    with pytest.raises(Refusal, match="part of itself"):
        actions.join_parent(jossour, parent=branch, by=ingrid)
    with pytest.raises(Refusal, match="part of itself"):
        actions.join_parent(jossour, parent=jossour, by=ingrid)


def test_who_manages_one_of_two_cannot_join_them(amina, jossour):
    make_mandate(amina, jossour)
    with pytest.raises(Refusal, match="manages both"):
        actions.join_parent(jossour, parent=make_organisation("Ministry"), by=amina)


@pytest.mark.parametrize("step", ["join", "leave", "rename"])
def test_under_another_roof_or_name_a_steward_looks_anew(amina, ingrid, jossour, step):
    make_mandate(amina, jossour)
    roof = make_organisation("Ministry")
    make_mandate(amina, roof)
    actions.mark_enforcement(jossour, Enforcement.NO, by=ingrid, why="Read its statutes.")
    if step == "rename":
        actions.rename(jossour, name="Border police", names={}, by=amina)
    elif step == "join":
        actions.join_parent(jossour, parent=roof, by=amina)
    else:
        Organisation.objects.filter(pk=jossour.pk).update(parent=roof)
        actions.leave_parent(jossour, by=amina)
    jossour.refresh_from_db()
    assert jossour.enforcement == Enforcement.UNKNOWN


@pytest.mark.parametrize("step", ["describe", "leave", "rename", "verify"])
def test_what_a_steward_said_meanwhile_is_not_undone_by_an_old_page(amina, ingrid, jossour, step):
    make_mandate(amina, jossour)
    actions.mark_enforcement(jossour, Enforcement.NO, by=ingrid, why="Read its statutes.")
    old = Organisation.objects.get(pk=jossour.pk)
    actions.mark_enforcement(jossour, Enforcement.YES, by=ingrid, why="It runs a detention desk.")
    if step == "describe":
        actions.describe(old, said=Description("Jossour", jossour.kind), by=amina)
    elif step == "leave":
        actions.leave_parent(old, by=amina)
    elif step == "rename":
        actions.rename(old, name="Jossour neuf", names={}, by=amina)
    else:
        actions.verify(old, review_due=soon(), by=ingrid)
    jossour.refresh_from_db()
    assert jossour.enforcement == Enforcement.YES


# --- verification --------------------------------------------------------------------------
def test_it_confirms_itself_asks_and_is_verified(amina, ingrid, jossour):
    make_mandate(amina, jossour)
    with pytest.raises(Refusal, match="First confirm"):
        actions.ask_review(jossour, by=amina)
    actions.confirm_by_itself(jossour, by=amina)
    assert jossour.verification == Verification.BY_ITSELF
    actions.ask_review(jossour, by=amina)
    assert jossour.verification == Verification.ASKED
    actions.verify(jossour, review_due=soon(), by=ingrid)
    assert jossour.verification == Verification.VERIFIED
    jossour.review_due = today() - timedelta(days=1)
    assert jossour.verification == Verification.OVERDUE


@pytest.mark.parametrize("tie", ["mandate", "until", "asked", "profile", "branch", "parent"])
def test_a_steward_never_reviews_their_own_organisation(ingrid, jossour, review, tie):
    if tie == "profile":
        ingrid.organisation = jossour
        ingrid.save()
    else:
        where = {
            "branch": lambda: make_organisation("Antenna", parent=jossour),
            "parent": lambda: _under(jossour),
        }.get(tie, lambda: jossour)()
        extra = {"asked": {"confirmed_at": None}, "until": {"ends_on": soon()}}.get(tie, {})
        make_mandate(ingrid, where, "member", **extra)
    for act in (
        lambda: actions.verify(jossour, review_due=soon(), by=ingrid),
        lambda: actions.vet(jossour, review=review, by=ingrid),
        lambda: actions.make_partner(jossour, by=ingrid),
        lambda: actions.merge(jossour, into=make_organisation("Other"), by=ingrid),
    ):
        with pytest.raises(Refusal, match="Ask another steward"):
            act()
    assert not Vetting.objects.exists()
    assert jossour.verified_at is None


def _under(child):
    child.parent = make_organisation("Federation")
    child.save()
    return child.parent


def test_a_review_is_for_stewards_alone(amina, ingrid, jossour, review):
    admin = make_person("admin@example.org", is_administrator=True)
    made = actions.vet(jossour, review=review, by=ingrid)
    for person in (amina, admin):
        with pytest.raises(PermissionDenied):
            actions.vet(jossour, review=review, by=person)
        assert not Vetting.objects.all().visible_to(person, jossour).exists()
    assert list(Vetting.objects.all().visible_to(ingrid, jossour)) == [made]


@pytest.mark.parametrize("days", [0, -1, 5000])
def test_a_review_falls_due_on_a_day_to_come(ingrid, jossour, days):
    with pytest.raises(Refusal, match="a day to come"):
        actions.verify(jossour, review_due=soon(days), by=ingrid)


def test_partners_are_verified_and_end_with_it(ingrid, jossour):
    with pytest.raises(Refusal, match="Verify the organisation first"):
        actions.make_partner(jossour, by=ingrid)
    actions.verify(jossour, review_due=soon(), by=ingrid)
    actions.make_partner(jossour, by=ingrid)
    assert Organisation.objects.partners().get() == jossour
    with pytest.raises(Refusal, match="Say why"):
        actions.take_back_verification(jossour, by=ingrid, why=" ")
    actions.take_back_verification(jossour, by=ingrid, why="It was dissolved.")
    assert not Organisation.objects.partners().exists()


# --- mandates ------------------------------------------------------------------------------
def ask(person, organisation, role=MandateRole.OFFICER, **extra):
    return actions.ask_mandate(organisation, role=role, starts_on=today(), by=person, **extra)


def test_a_mandate_counts_when_another_has_confirmed_it(amina, ingrid, jossour):
    asked = ask(amina, jossour, MandateRole.MANAGER)
    with pytest.raises(Refusal, match="their own mandate"):
        actions.confirm_mandate(asked, by=amina)
    with pytest.raises(PermissionDenied):
        actions.confirm_mandate(asked, by=make_person("b@example.org"))
    assert not Organisation.objects.may_act_for(amina, today()).exists()
    actions.confirm_mandate(asked, by=ingrid)
    assert Organisation.objects.may_act_for(amina, today()).get() == jossour
    with pytest.raises(Refusal, match="there already"):
        ask(amina, jossour, MandateRole.MANAGER)


def test_an_ended_mandate_ends_at_once_and_stays_in_the_record(amina, ingrid, jossour):
    made = ask(amina, jossour, MandateRole.MANAGER)
    actions.confirm_mandate(made, by=ingrid)
    actions.end_mandate(made, by=amina)
    assert not Mandate.objects.current(today()).exists()
    assert Mandate.objects.get().ends_on == today() - timedelta(days=1)


def test_a_declined_request_is_gone(amina, ingrid, jossour):
    actions.decline_mandate(ask(amina, jossour), by=ingrid)
    assert not Mandate.objects.exists()


def test_a_mandate_does_not_end_before_it_starts(amina, jossour):
    with pytest.raises(Refusal, match="ends on the day it starts"):
        ask(amina, jossour, ends_on=today() - timedelta(days=1))


def test_nobody_gives_themselves_a_mandate(amina, jossour):
    manager = make_mandate(amina, jossour)
    with pytest.raises(Refusal, match="their own mandate"):
        actions.give_mandate(manager, role=MandateRole.FOCAL_POINT, starts_on=today(), by=amina)


def test_a_deputy_needs_a_focal_point(amina, jossour):
    with pytest.raises(Refusal, match="no focal point yet"):
        ask(amina, jossour, MandateRole.DEPUTY)


def test_a_handover_loses_nothing(amina, jossour):
    chloe, dele = make_person("c@example.org"), make_person("d@example.org")
    point = make_mandate(amina, jossour, "focal_point", remit="returns")
    first, second = (
        make_mandate(person, jossour, "deputy", deputy_of=point) for person in (chloe, dele)
    )
    made = actions.hand_over(point, to=first, note="Two cases wait.", by=amina)
    for row in (point, first, second):
        row.refresh_from_db()
    assert (made.person, made.role, made.remit) == (chloe, "focal_point", "returns")
    assert (point.handed_to, point.handover_note) == (made, "Two cases wait.")
    assert first.ends_on is not None
    assert (second.deputy_of, second.ends_on) == (made, None)
    current = Mandate.objects.current(today())
    assert set(current.values_list("person__email", "role")) == {
        ("c@example.org", "focal_point"),
        ("d@example.org", "deputy"),
    }


def test_a_handover_goes_to_a_colleague(amina, jossour):
    point = make_mandate(amina, jossour, "focal_point")
    other = make_mandate(make_person("x@example.org"), make_organisation("Other"), "member")
    asked = make_mandate(make_person("y@example.org"), jossour, "member", confirmed_at=None)
    for successor, sentence in ((other, "Choose a colleague"), (asked, "does not hold today")):
        with pytest.raises(Refusal, match=sentence):
            actions.hand_over(point, to=successor, by=amina)


def test_only_the_person_shows_their_name(amina, jossour):
    made = make_mandate(amina, jossour)
    with pytest.raises(PermissionDenied):
        actions.show_name(made, is_shown=True, by=make_person("b@example.org"))
    actions.show_name(made, is_shown=True, by=amina)
    assert Mandate.objects.get().is_shown


# --- what became of it ---------------------------------------------------------------------
def test_an_old_name_is_kept_found_and_leads_here(amina, jossour):
    make_mandate(amina, jossour)
    old = jossour.slug
    actions.rename(jossour, name="Qantara", names={"ar": "قنطرة"}, by=amina, on=today())
    assert Organisation.objects.standing().named("جسور").get() == jossour
    change = Succession.objects.get()
    assert (change.before.name, change.after, change.kind) == ("Jossour", jossour, "renamed")
    assert change.before.merged_into == jossour
    assert jossour.slug == old
    with pytest.raises(Refusal, match="its name already"):
        actions.rename(jossour, name="Qantara", names={}, by=amina)
    with pytest.raises(Refusal, match="still to come"):
        actions.rename(jossour, name="Later", names={}, by=amina, on=soon())


def test_a_succession_is_written_once_and_not_in_circles(ingrid, jossour):
    other = make_organisation("Other")
    made = actions.record_succession(
        jossour, after=other, kind=SuccessionKind.MERGED, by=ingrid, on=today()
    )
    for pair, sentence in (
        ((jossour, other), "says so already"),
        ((other, jossour), "the opposite"),
        ((jossour, jossour), "cannot become itself"),
    ):
        with pytest.raises(Refusal, match=sentence):
            actions.record_succession(pair[0], after=pair[1], kind=SuccessionKind.SPLIT, by=ingrid)
    assert queries.history_of(other) == ([made], [])
    actions.remove_succession(made, by=ingrid)
    assert not Succession.objects.exists()


# --- merging two entries ---------------------------------------------------------------------
def test_an_entry_is_not_merged_with_itself(ingrid, jossour):
    with pytest.raises(Refusal, match="cannot be merged with itself"):
        actions.merge(jossour, into=jossour, by=ingrid)
    assert not Merge.objects.exists()


@pytest.fixture
def twins(ingrid, amina):
    """Two entries of one body, each with people, places, pages and a mandate."""
    tunisia, italy = (Place.objects.get(code=code) for code in ("TN", "IT"))
    theme = Theme.objects.first()
    source = make_organisation("Jossour Tunis", names={"ar": "جسور"}, website="https://j.example")
    target = make_organisation("Jossour", names={"en": "Bridges"})
    source.places.set([tunisia, italy])
    target.places.set([italy])
    source.themes.set([theme])
    for person, organisation in ((amina, source), (amina, target)):
        make_mandate(person, organisation)
    chloe = make_person("chloe@example.org", organisation=source)
    make_mandate(chloe, source, "officer")
    make_organisation("Antenna", parent=source)
    actions.write_page(
        source, kind=PageKind.PAGE, title={"en": "Us"}, body={"en": "We are."}, by=ingrid
    )
    return source, target


def facts():
    """Every row that points to an organisation, with where it points."""
    return {
        (label, key, to)
        for label, field in pointing()
        for key, to in field.model._base_manager.values_list("pk", f"{field.name}_id")
    }


def test_a_merge_loses_nothing_and_can_be_undone(ingrid, twins):
    source, target = twins
    before, described = facts(), {row.pk: row.names for row in Organisation.objects.all()}
    made = actions.merge(source, into=target, by=ingrid, why="The same body.")
    target.refresh_from_db()
    source.refresh_from_db()
    assert source.merged_into == target
    assert target.names == {"en": "Bridges", "ar": "جسور"}
    assert target.website == "https://j.example"
    assert {place.code for place in target.places.all()} == {"TN", "IT"}
    assert Person.objects.get(email="chloe@example.org").organisation == target
    assert target.branches.get().name == "Antenna"
    assert target.pages.count() == 1
    assert source.mandates.count() == 1, "Amina managed both: the second stays as a record"
    assert set(Organisation.objects.standing().named("tunis")) == {target}
    assert {key[:2] for key in facts()} - {("people.Organisation.merged_into", source.pk)} == {
        key[:2] for key in before
    } - {("people.Organisation.merged_into", source.pk)}
    actions.undo_merge(made, by=ingrid)
    assert facts() == before
    assert {row.pk: row.names for row in Organisation.objects.all()} == described
    with pytest.raises(Refusal, match="apart already"):
        actions.undo_merge(made, by=ingrid)


def test_a_merged_entry_takes_nothing_more(ingrid, twins):
    source, target = twins
    actions.merge(source, into=target, by=ingrid)
    for act in (
        lambda: actions.merge(source, into=target, by=ingrid),
        lambda: actions.verify(source, review_due=soon(), by=ingrid),
        lambda: ask(make_person("n@example.org"), source),
    ):
        source.refresh_from_db()
        with pytest.raises(Refusal, match="merged into another"):
            act()


def test_what_was_changed_since_is_kept_by_an_undo(ingrid, twins):
    source, target = twins
    made = actions.merge(source, into=target, by=ingrid)
    target.refresh_from_db()
    target.website = "https://new.example"
    target.save()
    actions.undo_merge(made, by=ingrid)
    target.refresh_from_db()
    assert target.website == "https://new.example"


def test_a_part_is_merged_with_the_whole_without_a_circle(ingrid, jossour):
    middle = make_organisation("Middle", parent=jossour)
    inner = make_organisation("Inner", parent=middle)
    made = actions.merge(jossour, into=inner, by=ingrid)
    for row in (middle, inner):
        row.refresh_from_db()
    assert (inner.parent, middle.parent) == (None, inner)
    actions.undo_merge(made, by=ingrid)
    for row in (middle, inner):
        row.refresh_from_db()
    assert (inner.parent, middle.parent) == (middle, jossour)


# --- likely twins ------------------------------------------------------------------------------
def test_twins_are_found_in_three_scripts_and_dismissed_for_good(ingrid):
    for name in ("Association Joussour", "جسور", "Rihla Solar", "Caisse Teranga"):
        make_organisation(name)
    assert actions.find_twins() == 1
    pair = Likeness.objects.all().open().get()
    assert {pair.first.name, pair.second.name} == {"Association Joussour", "جسور"}
    actions.dismiss_twins(pair, by=ingrid)
    assert actions.find_twins() == 0


def test_a_branch_is_no_twin_of_the_whole_nor_of_another_branch(jossour):
    for town in ("Tunis", "Tunus"):
        make_organisation(f"Jossour {town}", parent=jossour)
    assert actions.find_twins() == 0


# --- pages -----------------------------------------------------------------------------------
def test_a_page_is_seen_when_it_is_published(amina, jossour):
    make_mandate(amina, jossour)
    page = actions.write_page(
        jossour, kind=PageKind.PROGRAMME, title={"ar": "برنامج"}, body={"ar": "نص"}, by=amina
    )
    assert page.slug == "page"
    assert not queries.staff_pages(jossour, manages=False).exists()
    actions.publish_page(page, is_published=True, by=amina)
    assert queries.staff_pages(jossour, manages=False).get() == page
    with pytest.raises(Refusal, match="a title and a text"):
        actions.write_page(jossour, kind=PageKind.PAGE, title={"en": " "}, body={}, by=amina)
    with pytest.raises(PermissionDenied):
        actions.remove_page(page, by=make_person("s@example.org"))


# --- import ----------------------------------------------------------------------------------
CSV = """name;kind of actor;country;works in;themes;website
Pont Neuf;diaspora_association;Tunisie;TN;labour-matching;pont.example
Rihla;Private sector;TN;;;
rihla;private_sector;Tunisia;;;
Jossour;civil_society;;;;
Nowhere;research;Tunisa;;;
;research;TN;;;
X;wizard;TN;;weaving;http://
"""


@pytest.fixture
def register(jossour):
    return jossour


def test_a_preview_says_what_each_row_will_do_and_writes_nothing(ingrid, register):
    waiting = read_in("o.csv", CSV.encode(), by=ingrid)
    plans = plans_of(waiting)
    assert [plan.fate for plan in plans] == [
        *(Fate.ADD, Fate.ADD, Fate.TWIN, Fate.CHANGE, Fate.WRONG, Fate.WRONG, Fate.WRONG)
    ]
    assert "line 3" in plans[2].sentences[0]
    assert plans[3].other.slug == register.slug
    assert [(each.field, each.before, each.after) for each in plans[3].changes] == [
        ("kind", "diaspora_association", "civil_society")
    ]
    assert plans[4].sentences == [
        "“Tunisa” is not in the list of places. If you mean Tunisia (TN), write that."
    ]
    assert plans[5].sentences == ["The name is missing. Write it into the column “name”."]
    assert len(plans[6].sentences) == 3
    assert Organisation.objects.count() == 1


def test_only_chosen_rows_are_written_and_only_once(ingrid, register):
    waiting = read_in("o.csv", CSV.encode(), by=ingrid)
    done = write_chosen(waiting, numbers={0, 3, 4}, by=ingrid)
    done.refresh_from_db()
    assert (done.added, done.changed, done.left, done.rows) == (1, 1, [], [])
    added = Organisation.objects.get(name="Pont Neuf")
    assert (added.country.code, added.website) == ("TN", "https://pont.example")
    assert [theme.key for theme in added.themes.all()] == ["labour-matching"]
    register.refresh_from_db()
    assert register.kind == "civil_society"
    with pytest.raises(Refusal, match="written already"):
        write_chosen(waiting, numbers={1}, by=ingrid)


def test_what_others_changed_after_the_look_is_not_written_over(ingrid, register):
    waiting = read_in("o.csv", CSV.encode(), by=ingrid)
    shown = seen(plans_of(waiting))
    make_organisation("Rihla", country=Place.objects.get(code="TN"))
    with pytest.raises(Refusal, match="Look again"):
        write_chosen(waiting, numbers={0, 1}, seen_as=shown, by=ingrid)
    assert not Organisation.objects.filter(name="Pont Neuf").exists()


def test_many_rows_are_written_in_the_background_in_turns(
    ingrid, register, django_capture_on_commit_callbacks
):
    rows = "".join(f"Body number {number};research;TN\n" for number in range(120))
    content = f"name;kind of actor;country\n{rows}"
    waiting = read_in("many.csv", content.encode(), by=ingrid)
    everything = {plan.number for plan in plans_of(waiting)}
    with django_capture_on_commit_callbacks() as later:
        started = write_chosen(waiting, numbers=everything, by=ingrid)
    assert len(later) == 1
    assert Organisation.objects.count() == 1
    twice = make_organisation("Body number 7", country=Place.objects.get(code="TN"))
    later[0]()
    started.refresh_from_db()
    assert (started.done, started.added, started.changed) == (120, 119, 0)
    assert started.left == [["9", "Body number 7", str(started.left[0][2])]]
    assert "in the list already" in started.left[0][2]
    assert Organisation.objects.filter(name=twice.name).count() == 1


def test_the_clock_goes_on_with_a_file_whose_worker_was_stopped(ingrid, register):
    rows = "".join(f"Body number {number};research;TN\n" for number in range(60))
    waiting = read_in("many.csv", f"name;kind;country\n{rows}".encode(), by=ingrid)
    write_chosen(waiting, numbers=set(range(60)), by=ingrid)
    now = clock.now()
    assert actions.carry_on_stale(now) == 0
    assert actions.carry_on_stale(now + timedelta(minutes=6)) == 1
    assert Organisation.objects.count() == 61


def test_what_this_site_writes_is_read_in_again_without_a_change(ingrid, register):
    register.description = {"en": "Bridges\nand more.", "fr": "Ponts."}
    register.languages = ["ar", "fr"]
    register.save()
    register.places.set(Place.objects.by_code(["TN", "IT"]))
    text = sheets.written_csv(sheets.head(), [row_of(register)])
    plan = plans_of(read_in("o.csv", text.encode(), by=ingrid))[0]
    assert (plan.changes, plan.fate) == ([], Fate.SAME)


@pytest.mark.parametrize("cell", ["IT; TN", "IT, TN", "IT|TN", "Italy; Tunisie"])
def test_two_codes_in_a_cell_are_no_third_one(ingrid, cell):
    """IT-TN is Trento."""
    text = f'name;kind;works in\nPonte;research;"{cell}"\n'
    assert plans_of(read_in("o.csv", text.encode(), by=ingrid))[0].said.places == ["IT", "TN"]


def test_the_address_of_a_row_says_which_one_is_meant_and_may_rename_it(ingrid, register):
    text = f"address on this site,name,kind,acronym\n{register.slug},Jusur,{register.kind},JS\n"
    text += "nowhere,X,research,\n"
    plans = plans_of(read_in("o.csv", text.encode(), by=ingrid))
    assert [plan.fate for plan in plans] == [Fate.CHANGE, Fate.ADD]
    assert {each.field for each in plans[0].changes} == {"name", "acronym"}
    assert "nowhere" in plans[1].sentences[0]
    write_chosen(OrganisationImport.objects.get(), numbers={0}, by=ingrid)
    register.refresh_from_db()
    assert (register.name, register.acronym) == ("Jusur", "JS")


def test_empty_cells_leave_what_stands_there(ingrid, register):
    register.acronym, register.website = "JDS", "https://jossour.example"
    register.save()
    text = f"name,kind,country,acronym,website\nJossour,{register.kind},,,\n"
    assert plans_of(read_in("o.csv", text.encode(), by=ingrid))[0].fate is Fate.SAME


def test_a_steward_changes_no_organisation_of_their_own_by_a_file(ingrid, register):
    make_mandate(ingrid, register, role="member")
    text = "name,kind,country\nJossour,research,\n"
    plan = plans_of(read_in("o.csv", text.encode(), by=ingrid))[0]
    assert plan.fate is Fate.WRONG
    assert "another steward" in plan.sentences[0]


def test_an_import_is_for_whoever_read_it_in(ingrid, amina, register):
    with pytest.raises(PermissionDenied):
        read_in("o.csv", CSV.encode(), by=amina)
    waiting = read_in("o.csv", CSV.encode(), by=ingrid)
    other = make_person("other@example.org", is_steward=True)
    with pytest.raises(PermissionDenied):
        write_chosen(waiting, numbers={0}, by=other)


# --- the log -----------------------------------------------------------------------------------
def test_the_log_names_nobody_and_says_nothing_of_a_review(ingrid, jossour, review):
    actions.vet(jossour, review=review, by=ingrid)
    line = Entry.objects.latest("pk")
    assert (line.verb, line.reason, line.details) == ("vet organisation", "", {})
