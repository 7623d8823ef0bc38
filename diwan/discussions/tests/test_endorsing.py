"""Members endorse a published reply, object to it, are answered; the round is counted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied

from diwan.core import clock, slots
from diwan.core.errors import Conflict, Refusal
from diwan.discussions.actions import authoring, calling, endorsing, endorsing_letters, talk
from diwan.discussions.actions.endorsing import Taken
from diwan.discussions.endorsing_rules import Tally
from diwan.discussions.models import Contribution, EndorsementRound, Position
from diwan.discussions.reply import rounds
from diwan.discussions.rules import end_of_day, local_day
from diwan.mailroom.models import OutgoingLetter
from diwan.people.models import Person
from diwan.people.tests.factories import make_organisation, make_person

from .endorsing_scene import make_published, make_reply, open_round

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

pytestmark = pytest.mark.django_db

ENDORSE, OBJECT, ABSTAIN = Taken("endorse"), Taken("object", "It costs too much."), Taken("abstain")


@pytest.fixture
def scene(bilal, chloe):
    """The discussion that Bilal leads, its published reply, what Chloé contributed."""
    return make_published(bilal, chloe)


@pytest.fixture
def reply(scene):
    return scene[1]


@pytest.fixture
def running(reply, bilal):
    OutgoingLetter.objects.all().delete()
    return open_round(reply, bilal)


@pytest.fixture
def at(monkeypatch) -> Callable[[datetime], None]:
    """``at(moment)``: from now on it is that moment."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


def take(running: EndorsementRound, by: Any, *said: Taken, **fields: Any) -> None:
    """Positions to the first, second… statement."""
    taken = {f"key{number}": each for number, each in enumerate(said, start=1)}
    endorsing.take_positions(running, by=by, taken=taken, **fields)


def counted(running: EndorsementRound) -> list[Tally]:
    return list(rounds.tallies(running).values())


def kinds() -> list[tuple[str, str]]:
    """Letters queued, as (kind, address), in their order."""
    rows = OutgoingLetter.objects.order_by("pk").values_list("kind", "to_address")
    return [(kind.partition("/")[2], address) for kind, address in rows]


# --- opening ---------------------------------------------------------------------------
def test_only_the_team_opens_a_round(reply, dele, chloe):
    for person in (dele, chloe):
        with pytest.raises(PermissionDenied):
            open_round(reply, person)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"opens_on": 5, "closes_on": 4}, "The last day is before the first day"),
        ({"opens_on": -1}, "The first day is over already"),
        ({"closes_on": 90}, "A round takes at most 90 days"),
        ({"quorum": 0}, "At least one member must take part"),
        ({"quorum": 3}, "Only 2 members may take part"),
        ({"quorum": 2, "audience": "contributors"}, "Only 1 member may take part"),
        ({"audience": "everybody"}, "Choose who may take part"),
    ],
)
def test_odd_rounds_are_refused_with_a_sentence(reply, bilal, changes, sentence):
    today = local_day(clock.now(), reply.discussion.time_zone)
    days = {
        name: today + timedelta(days=value)
        for name, value in changes.items()
        if name.endswith("_on")
    }
    with pytest.raises(Refusal, match=sentence):
        open_round(reply, bilal, **(changes | days))
    assert not EndorsementRound.objects.exists()


def test_contributors_without_an_account_leave_nobody_to_ask(bilal):
    discussion, reply, _said = make_published(bilal, None)
    with pytest.raises(Refusal, match="Let all members take part"):
        open_round(reply, bilal, audience="contributors")
    assert rounds.eligible(discussion, "members").count() == 1


def test_a_draft_cannot_be_put_to_the_members(reply, bilal):
    reply.state = "draft"
    reply.save()
    with pytest.raises(Refusal, match="Only the newest published version"):
        open_round(reply, bilal)


def test_only_the_newest_version_can(scene, bilal):
    discussion, reply, said = scene
    make_reply(discussion, said, number=2)
    with pytest.raises(Refusal, match="Only the newest published version"):
        open_round(reply, bilal)


def test_a_version_without_statements_cannot(reply, bilal):
    reply.statements.all().delete()
    with pytest.raises(Refusal, match="holds no statement"):
        open_round(reply, bilal)


def test_there_is_one_round_at_a_time_and_no_new_version_meanwhile(running, reply, bilal):
    with pytest.raises(Refusal, match="Members are asked about version 1"):
        open_round(reply, bilal)
    with pytest.raises(Refusal, match="Members are asked about version 1"):
        calling.refuse_while_round(reply.discussion)
    with pytest.raises(Refusal, match="Members are asked about version 1"):
        calling.move(reply.discussion, "delivered", by=bilal)
    endorsing.close_round(running, by=bilal)
    calling.refuse_while_round(reply.discussion)


def test_an_endorsed_version_is_not_asked_about_again(running, reply, bilal, dele):
    take(running, dele, ENDORSE, ENDORSE)
    endorsing.close_round(running, by=bilal)
    reply.refresh_from_db()
    with pytest.raises(Refusal, match="have endorsed this version"):
        open_round(reply, bilal)


def test_after_objections_only_a_new_version_is_asked_about(running, scene, bilal, dele):
    discussion, reply, said = scene
    take(running, dele, OBJECT)
    endorsing.close_round(running, by=bilal)
    with pytest.raises(Refusal, match="Publish a new version"):
        open_round(reply, bilal)
    assert open_round(make_reply(discussion, said, number=2), bilal)


def test_after_too_few_the_same_version_may_be_asked_about_again(running, reply, bilal):
    endorsing.close_round(running, by=bilal)
    assert open_round(reply, bilal)


# --- positions -------------------------------------------------------------------------
def test_each_member_has_one_position_a_statement_and_can_change_it(running, dele):
    take(running, dele, ENDORSE, OBJECT)
    assert counted(running) == [Tally(endorse=1), Tally(object=1, standing=1)]
    take(running, dele, ABSTAIN, ENDORSE)
    assert counted(running) == [Tally(abstain=1), Tally(endorse=1)]
    assert Position.objects.count() == 2
    assert not Position.objects.exclude(reason="").exists()


def test_what_is_not_answered_stays_as_it_was(running, dele):
    take(running, dele, ENDORSE, ABSTAIN)
    take(running, dele, OBJECT)
    assert counted(running) == [Tally(object=1, standing=1), Tally(abstain=1)]


def test_all_that_is_open_can_be_endorsed_at_once(running, dele):
    take(running, dele, OBJECT, endorse_rest=True)
    assert counted(running) == [Tally(object=1, standing=1), Tally(endorse=1)]
    take(running, dele, endorse_rest=True)
    assert counted(running)[0].object == 1, "an objection of one's own is no open statement"


def test_an_objection_needs_its_reason(running, dele):
    with pytest.raises(Refusal, match="Write why you object"):
        take(running, dele, ENDORSE, Taken("object", "  \n"))
    assert not Position.objects.exists(), "all of it is taken, or nothing"


@pytest.mark.parametrize("choice", ["", "veto"])
def test_other_choices_are_refused(running, dele, choice):
    with pytest.raises(Refusal, match="Endorse, object or abstain"):
        take(running, dele, Taken(choice))


def test_a_statement_of_another_reply_is_refused(running, dele):
    with pytest.raises(Refusal, match="load the page again"):
        endorsing.take_positions(running, by=dele, taken={"nowhere": ENDORSE})


def test_among_contributors_others_have_no_say(reply, bilal, chloe, dele):
    running = open_round(reply, bilal, audience="contributors")
    take(running, chloe, ENDORSE)
    with pytest.raises(PermissionDenied):
        take(running, dele, ENDORSE)


def test_who_contributed_to_another_discussion_is_no_contributor_here(reply, bilal, dele):
    make_published(bilal, dele, slug="other")
    running = open_round(reply, bilal, audience="contributors")
    assert not rounds.may_take_part(dele, running)


def test_a_suspended_account_has_no_say(running, dele):
    dele.is_active = False
    dele.save()
    with pytest.raises(PermissionDenied):
        take(running, dele, ENDORSE)


def test_contact_details_in_a_reason_are_hidden_and_so_is_an_unwanted_name(running):
    amel = make_person("amel@example.org", name="Amel Ben Salah")
    reason = Taken("object", "Write to amel@example.org.\r\nAmel Ben Salah")
    take(running, amel, reason)
    assert Position.objects.get().reason == "Write to [e-mail].\n[name]"
    take(running, amel, reason, attribution="named")
    assert Position.objects.get().reason == "Write to [e-mail].\nAmel Ben Salah"


def test_before_the_first_day_and_after_the_last_nothing_is_taken(reply, bilal, dele, at):
    today = local_day(clock.now(), "UTC")
    first = today + timedelta(days=2)
    running = open_round(reply, bilal, opens_on=first, closes_on=today + timedelta(days=4))
    with pytest.raises(Refusal, match="has not begun yet"):
        take(running, dele, ENDORSE)
    at(clock.now() + timedelta(days=3))
    take(running, dele, ENDORSE)
    at(clock.now() + timedelta(days=2))
    with pytest.raises(Refusal, match="This round is over"):
        take(running, dele, OBJECT)


def test_a_closed_round_takes_nothing(running, bilal, dele):
    endorsing.close_round(running, by=bilal)
    with pytest.raises(Refusal, match="This round is over"):
        take(running, dele, ENDORSE)


# --- how objections are signed ---------------------------------------------------------
def test_an_objection_is_signed_as_its_member_chose(running):
    make_organisation(name="Harbour Council")
    body = make_organisation(name="Harbour Workers")
    amel = make_person("amel@example.org", name="Amel", organisation=body)
    signed = {}
    for attribution in ("anonymous", "organisation", "named"):
        take(running, amel, OBJECT, attribution=attribution)
        signed[attribution] = rounds.objections(running)["key1"][0].signed
    assert signed == {
        "anonymous": (),
        "organisation": ("Harbour Workers",),
        "named": ("Amel", "Harbour Workers"),
    }
    assert "anonymously" in str(
        rounds.Objection(1, "", (), "", "en", "", False, False, 1).signature
    )


# --- answers ---------------------------------------------------------------------------
def test_the_team_answers_in_public_and_may_mark_an_objection_as_met(running, bilal, dele, amina):
    take(running, dele, OBJECT)
    take(running, amina, ENDORSE, ENDORSE)
    objection = Position.objects.objections().get()
    endorsing.answer(objection, by=bilal, text="We say now who pays.", is_met=True)
    assert counted(running)[0] == Tally(endorse=1, object=1, standing=1)
    assert rounds.objections(running)["key1"][0].answer == "We say now who pays."
    assert kinds()[-1] == ("endorsement_answered", "dele@example.org")
    endorsing.confirm_objection(objection, by=dele)
    assert counted(running)[0] == Tally(endorse=1, object=1)
    endorsing.close_round(running, by=bilal)
    running.refresh_from_db()
    assert running.outcome == "endorsed"


def test_the_team_cannot_mark_an_objection_as_met_and_end_the_round_at_once(
    running, bilal, dele, amina, at
):
    take(running, dele, OBJECT)
    take(running, amina, ENDORSE, ENDORSE)
    endorsing.answer(Position.objects.objections().get(), by=bilal, text="Done.", is_met=True)
    at(clock.now() + timedelta(hours=23))
    with pytest.raises(Refusal, match=r"less than a day ago \(statement 1\)"):
        endorsing.close_round(running, by=bilal)
    at(clock.now() + timedelta(hours=1))
    closed = endorsing.close_round(running, by=bilal)
    assert closed.outcome == "endorsed"
    assert rounds.objections(closed)["key1"][0].is_met


def test_what_is_marked_as_met_on_the_last_evening_is_counted_as_standing(
    running, bilal, dele, amina, at
):
    take(running, dele, OBJECT)
    take(running, amina, ENDORSE, ENDORSE)
    over = end_of_day(running.closes_on, running.reply.discussion.time_zone)
    at(over - timedelta(hours=2))
    endorsing.answer(Position.objects.objections().get(), by=bilal, text="Done.", is_met=True)
    at(over)
    assert endorsing.close_due(over) == 1
    running.refresh_from_db()
    assert (running.outcome, counted(running)[0].standing) == ("objected", 1)
    at(over + timedelta(days=3))
    assert not rounds.objections(running)["key1"][0].is_met


def test_what_a_member_maintains_the_team_cannot_mark_as_met_again(running, bilal, dele, amina):
    take(running, dele, OBJECT)
    endorsing.answer(Position.objects.get(), by=bilal, text="Done.", is_met=True)
    endorsing.maintain_objection(Position.objects.get(), by=dele)
    with pytest.raises(Refusal, match="maintains this objection"):
        endorsing.answer(Position.objects.get(), by=bilal, text="It is, really.", is_met=True)
    endorsing.answer(Position.objects.get(), by=bilal, text="We see it otherwise.", is_met=False)
    with pytest.raises(PermissionDenied):
        endorsing.confirm_objection(Position.objects.get(), by=amina)
    endorsing.confirm_objection(Position.objects.get(), by=dele)
    (said,) = rounds.objections(running)["key1"]
    assert (said.is_met, said.is_maintained) == (True, False)


def test_nobody_confirms_what_the_team_does_not_take_as_met(running, bilal, dele):
    take(running, dele, OBJECT)
    with pytest.raises(Refusal, match="confirmed as met"):
        endorsing.confirm_objection(Position.objects.get(), by=dele)


def test_a_member_who_cannot_be_told_is_not_taken_to_agree(running, bilal, dele, amina, at):
    take(running, dele, OBJECT)
    take(running, amina, ENDORSE, ENDORSE)
    Person.objects.filter(pk=dele.pk).update(is_active=False)
    endorsing.answer(Position.objects.objections().get(), by=bilal, text="Done.", is_met=True)
    at(clock.now() + timedelta(days=2))
    assert counted(running)[0].standing == 1
    assert endorsing.close_round(running, by=bilal).outcome == "objected"


def test_only_the_team_answers(running, dele, amina):
    take(running, dele, OBJECT)
    with pytest.raises(PermissionDenied):
        endorsing.answer(Position.objects.get(), by=amina, text="No.", is_met=True)


def test_an_answer_has_words(running, bilal, dele):
    take(running, dele, OBJECT)
    with pytest.raises(Refusal, match="Write an answer"):
        endorsing.answer(Position.objects.get(), by=bilal, text=" ", is_met=True)


def test_an_objection_put_in_other_words_stands_again(running, bilal, dele, at):
    take(running, dele, OBJECT)
    endorsing.answer(Position.objects.get(), by=bilal, text="Done.", is_met=True)
    at(clock.now() + timedelta(minutes=1))
    take(running, dele, Taken("object", "It is not done at all."))
    (said,) = rounds.objections(running)["key1"]
    assert (said.is_met, said.is_answer_older, said.answer) == (False, True, "Done.")


def test_an_objection_taken_as_met_can_be_maintained_while_the_round_runs(
    running, bilal, dele, amina, at
):
    take(running, dele, OBJECT)
    endorsing.answer(Position.objects.get(), by=bilal, text="Done.", is_met=True)
    at(clock.now() + timedelta(minutes=1))
    with pytest.raises(PermissionDenied):
        endorsing.maintain_objection(Position.objects.get(), by=amina)
    endorsing.maintain_objection(Position.objects.get(), by=dele)
    (said,) = rounds.objections(running)["key1"]
    assert (said.is_met, said.is_answer_older, said.reason) == (False, True, OBJECT.reason)
    with pytest.raises(Refusal, match="marked as met"):
        endorsing.maintain_objection(Position.objects.get(), by=dele)


def test_after_the_end_no_objection_is_maintained(running, bilal, dele):
    take(running, dele, OBJECT)
    endorsing.answer(Position.objects.get(), by=bilal, text="Done.", is_met=True)
    endorsing.confirm_objection(Position.objects.get(), by=dele)
    endorsing.close_round(running, by=bilal)
    with pytest.raises(Refusal, match="This round is over"):
        endorsing.maintain_objection(Position.objects.get(), by=dele)


def test_a_met_objection_alone_endorses_nothing(running, reply, bilal, dele, amina):
    take(running, dele, OBJECT, ENDORSE)
    endorsing.answer(Position.objects.objections().get(), by=bilal, text="Done.", is_met=True)
    endorsing.confirm_objection(Position.objects.objections().get(), by=dele)
    endorsing.close_round(running, by=bilal)
    running.refresh_from_db()
    reply.refresh_from_db()
    assert (running.outcome, reply.state) == ("no_quorum", "published")


def test_the_same_positions_again_change_nothing(running, bilal, dele):
    take(running, dele, OBJECT, ENDORSE)
    endorsing.answer(Position.objects.objections().get(), by=bilal, text="Done.", is_met=True)
    take(running, dele, OBJECT, ENDORSE)
    assert rounds.objections(running)["key1"][0].is_taken_as_met


def test_an_answer_to_other_words_than_those_read_is_refused(running, bilal, dele, at):
    take(running, dele, OBJECT)
    read = Position.objects.get()
    at(clock.now() + timedelta(minutes=1))
    take(running, dele, Taken("object", "Another reason."))
    with pytest.raises(Conflict):
        endorsing.answer(read, by=bilal, text="Done.", is_met=False)


def test_after_the_end_the_team_still_answers_but_what_was_counted_stays(running, bilal, dele):
    take(running, dele, OBJECT)
    endorsing.close_round(running, by=bilal)
    objection = Position.objects.get()
    with pytest.raises(Refusal, match="stays as it was counted"):
        endorsing.answer(objection, by=bilal, text="Sorry.", is_met=True)
    endorsing.answer(objection, by=bilal, text="Sorry.", is_met=False)
    assert rounds.objections(running)["key1"][0].answer == "Sorry."


# --- taking words back -----------------------------------------------------------------
def test_the_words_of_an_objection_can_be_taken_back_at_any_time(running, bilal, dele, amina):
    take(running, dele, OBJECT)
    position = Position.objects.get()
    endorsing.answer(position, by=bilal, text="You say it costs too much.", is_met=False)
    endorsing.close_round(running, by=bilal)
    with pytest.raises(PermissionDenied):
        endorsing.withdraw_objection(position, by=amina)
    endorsing.withdraw_objection(position, by=dele)
    (said,) = rounds.objections(running)["key1"]
    assert (said.is_withdrawn, said.reason, said.answer) == (True, "", "")
    with pytest.raises(Refusal, match="no words"):
        endorsing.withdraw_objection(position, by=dele)
    with pytest.raises(Refusal, match="nothing to answer"):
        endorsing.answer(Position.objects.get(), by=bilal, text="Well.", is_met=False)


def test_a_statement_whose_words_are_withdrawn_is_not_counted(running, scene, bilal, dele, chloe):
    _discussion, reply, said = scene
    take(running, dele, OBJECT, ENDORSE)
    authoring.withdraw(said[0], by=chloe)
    assert [row.key for row in rounds.statements(reply)] == ["key2"]
    assert counted(running) == [Tally(endorse=1)]
    with pytest.raises(Refusal, match="load the page again"):
        take(running, dele, ENDORSE)
    endorsing.close_round(running, by=bilal)
    running.refresh_from_db()
    assert (running.outcome, list(running.result["statements"])) == ("endorsed", ["key2"])


def test_whoever_speaks_only_to_withdrawn_words_is_not_counted(running, scene, dele, chloe):
    take(running, dele, ENDORSE)
    assert rounds.took_part(running) == 1
    authoring.withdraw(scene[2][0], by=chloe)
    assert rounds.took_part(running) == 0


# --- the end ---------------------------------------------------------------------------
def test_what_members_endorse_becomes_endorsed_and_goes_on(running, reply, bilal, dele):
    take(running, dele, ENDORSE, ENDORSE)
    endorsing.close_round(running, by=bilal)
    reply.refresh_from_db()
    assert (reply.state, reply.discussion.stage) == ("endorsed", "endorsed")
    assert calling.move(reply.discussion, "delivered", by=bilal).stage == "delivered"


@pytest.mark.parametrize("said", [[], [OBJECT], [ABSTAIN]])
def test_what_they_do_not_stays_a_summary_and_goes_on(running, reply, bilal, dele, said):
    take(running, dele, *said)
    endorsing.close_round(running, by=bilal)
    reply.refresh_from_db()
    assert (reply.state, reply.discussion.stage) == ("published", "consolidated")
    assert calling.move(reply.discussion, "delivered", by=bilal).stage == "delivered"


def test_the_quorum_counts_whoever_endorses_or_objects_once(reply, bilal, dele, amina, chloe):
    running = open_round(reply, bilal, quorum=3)
    take(running, dele, ENDORSE, ENDORSE)
    take(running, amina, OBJECT)
    take(running, chloe, ABSTAIN, ABSTAIN)
    assert rounds.took_part(running) == 2
    endorsing.close_round(running, by=bilal)
    running.refresh_from_db()
    assert (running.outcome, running.result["took_part"]) == ("no_quorum", 2)


def test_a_round_is_closed_once(running, bilal):
    endorsing.close_round(running, by=bilal)
    with pytest.raises(Conflict):
        endorsing.close_round(running, by=bilal)


def test_a_round_closed_early_says_so(running, bilal):
    closed = endorsing.close_round(running, by=bilal)
    assert closed.closes_on == local_day(clock.now(), "UTC")


def test_the_clock_closes_after_the_last_day_where_the_discussion_is_held(bilal, chloe, dele):
    _discussion, reply, _said = make_published(bilal, chloe, time_zone="Pacific/Kiritimati")
    running = open_round(reply, bilal)
    take(running, dele, ENDORSE, ENDORSE)
    end = end_of_day(running.closes_on, "Pacific/Kiritimati")
    assert endorsing.close_due(end - timedelta(seconds=1)) == 0
    assert endorsing.close_due(end) == 1
    assert endorsing.close_due(end) == 0
    running.refresh_from_db()
    assert running.outcome == "endorsed"


# --- letters ---------------------------------------------------------------------------
def test_an_opening_writes_to_followers_and_contributors_in_their_language(
    scene, bilal, dele, amina
):
    discussion, reply, _said = scene
    talk.follow(discussion, by=dele)
    Person.objects.update(wants_announcements=False)
    OutgoingLetter.objects.all().delete()
    running = open_round(reply, bilal)
    assert sorted(kinds()) == [
        ("endorsement_opened", "chloe@example.org"),
        ("endorsement_opened", "dele@example.org"),
    ]
    french = OutgoingLetter.objects.get(to_address="chloe@example.org")
    assert french.language == "fr"
    assert f"/fr/discussions/{discussion.slug}/endorsement/" in french.text
    endorsing_letters.invite.enqueue(running.pk)
    assert len(kinds()) == 2, "written once, however often the task runs"


def test_where_all_may_take_part_those_who_want_announcements_are_told_too(reply, bilal, dele):
    Person.objects.filter(pk=bilal.pk).update(wants_announcements=False)
    OutgoingLetter.objects.all().delete()
    open_round(reply, bilal)
    assert sorted(kinds()) == [
        ("endorsement_opened", "chloe@example.org"),
        ("endorsement_opened", "dele@example.org"),
    ]


def test_among_contributors_followers_are_not_written_to(scene, bilal, dele):
    discussion, reply, _said = scene
    talk.follow(discussion, by=dele)
    OutgoingLetter.objects.all().delete()
    open_round(reply, bilal, audience="contributors")
    assert kinds() == [("endorsement_opened", "chloe@example.org")]


def test_a_contributor_without_an_account_is_told_how_to_take_part(bilal):
    _discussion, reply, said = make_published(bilal, None)
    Person.objects.update(wants_announcements=False)
    OutgoingLetter.objects.all().delete()
    open_round(reply, bilal)
    assert kinds() == [("endorsement_claim", "visitor@example.org")], "one letter an address"
    assert said[1].token in OutgoingLetter.objects.get().text


def test_a_round_to_come_is_announced_on_its_first_day(reply, bilal, chloe, at):
    Person.objects.update(wants_announcements=False)
    OutgoingLetter.objects.all().delete()
    day = local_day(clock.now(), "UTC") + timedelta(days=3)
    open_round(reply, bilal, opens_on=day, closes_on=day + timedelta(days=9))
    now = clock.now()
    assert endorsing_letters.write_due(now) == 0
    at(now + timedelta(days=3))
    assert endorsing_letters.write_due(clock.now()) == 1
    assert kinds() == [("endorsement_opened", chloe.email)]
    assert endorsing_letters.write_due(clock.now()) == 0


def test_only_those_who_have_not_answered_are_reminded(scene, bilal, chloe, dele, at):
    discussion, reply, _said = scene
    talk.follow(discussion, by=dele)
    running = open_round(reply, bilal)
    take(running, dele, ABSTAIN)
    OutgoingLetter.objects.all().delete()
    now = clock.now()
    at(now + timedelta(days=7))
    assert endorsing_letters.write_due(clock.now()) == 0
    at(now + timedelta(days=8))
    assert endorsing_letters.write_due(clock.now()) == 1
    assert kinds() == [("endorsement_reminder", chloe.email)]
    assert endorsing_letters.write_due(clock.now()) == 0


def test_the_result_goes_to_all_who_were_asked_or_took_part(running, bilal, chloe, dele):
    take(running, dele, ENDORSE)
    OutgoingLetter.objects.all().delete()
    endorsing.close_round(running, by=bilal)
    assert sorted(kinds()) == [
        ("endorsement_result", chloe.email),
        ("endorsement_result", dele.email),
    ]


def test_a_round_called_off_before_its_first_day_tells_nobody(reply, bilal):
    day = local_day(clock.now(), "UTC") + timedelta(days=3)
    running = open_round(reply, bilal, opens_on=day, closes_on=day)
    OutgoingLetter.objects.all().delete()
    endorsing.close_round(running, by=bilal)
    assert kinds() == []


def test_letters_of_a_round_read_well_in_each_language(scene, bilal, dele, chloe):
    discussion, reply, said = scene
    for language in ("en", "fr", "ar"):
        person = make_person(f"{language}@example.org", name="Nour", language=language)
        talk.follow(discussion, by=person)
    Contribution.objects.filter(pk=said[1].pk).update(author=None, author_email="v@example.org")
    running = open_round(reply, bilal)
    take(running, dele, OBJECT)
    endorsing.answer(Position.objects.get(), by=bilal, text="Well.", is_met=False)
    endorsing_letters.remind.enqueue(running.pk)
    endorsing.close_round(running, by=bilal)
    written = set(OutgoingLetter.objects.filter(kind__contains="endorsement").values_list("kind"))
    assert len(written) == 5
    assert not OutgoingLetter.objects.filter(text__contains="{").exists()


# --- leaving ---------------------------------------------------------------------------
def test_an_erased_account_takes_its_positions_along_and_the_record_stays(running, bilal, dele):
    take(running, dele, OBJECT, ENDORSE)
    endorsing.close_round(running, by=bilal)
    running.refresh_from_db()
    before = counted(running)
    endorsing.forget(dele)
    assert not Position.objects.exists()
    assert counted(EndorsementRound.objects.get()) == before != []
    assert rounds.objections(running) == {}


def test_an_account_erased_while_a_round_runs_is_not_counted(running, dele):
    take(running, dele, ENDORSE)
    endorsing.forget(dele)
    assert rounds.took_part(running) == 0


def test_my_data_holds_positions_and_erasing_the_account_removes_them(running, bilal, dele):
    take(running, dele, OBJECT, ABSTAIN)
    told = slots.personal_data.get("discussions").export(dele)["positions"]
    assert [(row["position"], row["reason"]) for row in told] == [
        ("object", "It costs too much."),
        ("abstain", ""),
    ]
    slots.personal_data.get("discussions").erase(dele)
    assert not Position.objects.exists()
    assert slots.personal_data.get("discussions").export(bilal)["positions"] == []


def test_a_name_given_later_signs_nothing_said_before(bilal, chloe, dele):
    _discussion, reply, _said = make_published(bilal, chloe)
    running = open_round(reply, bilal)
    dele.name, dele.organisation = "", None
    dele.save()
    taken = {"key1": Taken("object", "It costs.")}
    endorsing.take_positions(running, by=dele, taken=taken, attribution="named")
    assert Position.objects.get(choice="object").attribution == "anonymous"
