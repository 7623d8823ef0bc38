"""Questions to authorities: asked, read, answered, sent on, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import translation

from diwan.audit.models import Entry
from diwan.core import clock
from diwan.core.errors import Conflict, Refusal
from diwan.groups import actions, queries
from diwan.groups.actions import reminding, rights
from diwan.groups.actions.asking import Asking
from diwan.groups.models import Question, Support
from diwan.groups.rules import QUESTION_DAYS, UNPUBLISHED_LIFE
from diwan.mailroom.models import OutgoingLetter
from diwan.people.tests.factories import make_mandate, make_organisation, make_person
from diwan.portal.models import SearchDocument

from .factories import make_cast, make_open_question, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def kinds(person):
    return list(
        OutgoingLetter.objects.filter(to_address=person.email)
        .order_by("pk")
        .values_list("kind", flat=True)
    )


def test_nobody_reads_a_question_before_the_house_has(cast):
    question = make_question(cast)
    public = Question.objects.visible_to(AnonymousUser())
    assert not public.exists()
    for person in (cast.focal, cast.manager, make_person("other@example.org")):
        assert not Question.objects.visible_to(person).exists()
    assert question in Question.objects.visible_to(cast.asker)
    assert question in Question.objects.visible_to(cast.steward)
    actions.publish(question, by=cast.steward)
    assert public.get() == question
    assert SearchDocument.objects.filter(source="groups-questions").exists()


def test_contact_details_are_hidden_and_what_was_hidden_is_forgotten(cast):
    question = make_question(
        cast,
        title="Write to me at rim@example.net",
        text="My number is +216 71 234 567. When does the desk open to people who return?",
    )
    assert "rim@" not in question.title
    assert "71 234" not in question.masked
    assert "71 234" in question.text
    actions.publish(question, by=cast.steward)
    assert question.text == ""


def test_the_clock_runs_from_publication_for_the_days_of_the_authority(cast):
    question = make_open_question(cast)
    today = clock.now().date()
    assert question.due_on == today + timedelta(days=QUESTION_DAYS)
    actions.set_days(cast.authority, 10, by=cast.manager)
    assert make_open_question(cast).due_on == today + timedelta(days=10)
    with pytest.raises(PermissionDenied):
        actions.set_days(cast.authority, 10, by=cast.focal)
    with pytest.raises(Refusal):
        actions.set_days(cast.authority, 2, by=cast.manager)


def test_a_private_matter_is_refused_and_nothing_of_it_is_kept(cast):
    with pytest.raises(Refusal):
        make_question(cast, concern="own", text="My passport 77 was taken.")
    assert not Question.objects.exists()


def test_a_private_matter_that_was_overlooked_loses_its_words(cast):
    question = make_question(cast, title="My file", text="My residence file 88 was lost.")
    actions.turn_away(question, by=cast.steward)
    assert (question.title, question.text, question.masked) == ("", "", "")
    letter = OutgoingLetter.objects.get(kind="groups/turned_away")
    assert "help@" in letter.text
    assert "file 88" not in letter.text
    with pytest.raises(Conflict):
        actions.publish(question, by=cast.steward)


def test_a_returned_question_is_corrected_and_read_again(cast):
    question = make_question(cast)
    with pytest.raises(Refusal):
        actions.return_to_asker(question, " ", by=cast.steward)
    actions.return_to_asker(question, "Please leave the name of the clerk out.", by=cast.steward)
    letter = OutgoingLetter.objects.get(kind="groups/returned")
    assert "leave the name" in letter.text
    asking = Asking(authority=cast.authority, title="Shorter", text="When does the desk open?")
    with pytest.raises(PermissionDenied):
        actions.correct(question, asking, by=cast.focal)
    actions.correct(question, asking, by=cast.asker)
    assert (question.state, question.title, question.why) == ("held", "Shorter", "")


def test_who_asks_or_belongs_to_the_authority_does_not_read_for_the_house(cast):
    mine = make_question(cast, by=cast.steward)
    theirs = make_question(cast)
    make_mandate(cast.steward, cast.authority, "member")
    for question in (mine, theirs):
        with pytest.raises(PermissionDenied):
            actions.publish(question, by=cast.steward)
        assert question not in Question.objects.all().to_read(cast.steward)
    assert theirs not in Question.objects.visible_to(cast.steward)


@pytest.mark.parametrize("who", ["asker", "focal", "manager", "keeper"])
def test_only_stewards_read_for_the_house(cast, who):
    question = make_question(cast)
    for act in (actions.publish, actions.turn_away):
        with pytest.raises(PermissionDenied):
            act(question, by=getattr(cast, who))


def test_the_authority_answers_in_public_and_the_asker_is_told(cast):
    question = make_open_question(cast)
    for stranger in (cast.elsewhere, cast.steward, cast.asker):
        with pytest.raises(PermissionDenied):
            actions.answer(question, "Soon.", by=stranger)
    said = actions.answer(question, "يفتح المكتب في شهر مارس ويستقبل الناس كل يوم.", by=cast.focal)
    assert said.language == "ar"
    assert question.state == "answered"
    assert question.clock.timing == "in_time"
    assert kinds(cast.asker) == ["groups/published", "groups/answered"]
    assert kinds(cast.focal) == ["groups/owed"]
    assert kinds(cast.manager) == [], "where there is a focal point, managers are not written to"


def test_the_asker_says_whether_it_answered_and_the_authority_may_add(cast):
    question = make_open_question(cast)
    with pytest.raises(Refusal):
        actions.say_whether_answered(question, is_satisfied=True, by=cast.asker)
    actions.answer(question, "In March.", by=cast.focal)
    with pytest.raises(PermissionDenied):
        actions.say_whether_answered(question, is_satisfied=True, by=cast.focal)
    actions.say_whether_answered(question, is_satisfied=False, by=cast.asker)
    assert question.is_satisfied is False
    assert kinds(cast.focal)[-1] == "groups/not_satisfied"
    first_day = question.answered_on
    actions.answer(question, "On the third of March, at nine.", by=cast.manager)
    assert question.answers.count() == 2
    assert (question.is_satisfied, question.answered_on) == (None, first_day)


def test_sent_on_the_history_stays_and_the_clock_begins_anew(cast):
    question = make_open_question(cast)
    began = clock.now().date() - timedelta(days=9)
    Question.objects.filter(pk=question.pk).update(began_on=began, due_on=began)
    question.refresh_from_db()
    with pytest.raises(Refusal):
        actions.redirect(question, cast.authority, "Again us.", by=cast.focal)
    with pytest.raises(Refusal):
        actions.redirect(question, cast.secretariat, "They know.", by=cast.focal)
    actions.redirect(question, cast.other, "The region runs the desk.", by=cast.focal)
    assert question.authority == cast.other
    step = question.redirections.get()
    assert (step.before, step.after, step.days_kept) == (cast.authority, cast.other, 9)
    assert question.clock.timing == "waiting"
    assert kinds(cast.elsewhere) == ["groups/owed"]
    with pytest.raises(PermissionDenied):
        actions.answer(question, "In March.", by=cast.focal)
    with pytest.raises(Refusal):
        actions.redirect(question, cast.authority, "Back to you.", by=cast.elsewhere)


def test_asking_too_is_counted_once_and_never_ones_own(cast):
    question = make_open_question(cast)
    reader = make_person("reader@example.org")
    actions.support(question, by=reader)
    actions.support(question, by=reader)
    assert Question.objects.for_listing().get().support_count == 1
    with pytest.raises(Refusal):
        actions.support(question, by=cast.asker)
    actions.support_no_more(question, by=reader)
    assert not Support.objects.exists()


def test_taken_back_it_is_gone_from_everywhere(cast):
    question = make_open_question(cast)
    with pytest.raises(PermissionDenied):
        actions.withdraw(question, by=cast.steward)
    actions.withdraw(question, by=cast.asker)
    assert not Question.objects.visible_to(AnonymousUser()).exists()
    assert not SearchDocument.objects.filter(source="groups-questions").exists()
    with pytest.raises(PermissionDenied):
        actions.answer(question, "Too late.", by=cast.asker)
    with pytest.raises(Conflict):
        actions.answer(question, "Too late.", by=cast.focal)


def overdue(question: Question, days: int = 22) -> Question:
    """As if it had been published long ago."""
    due = clock.now().date() - timedelta(days=days)
    began = due - timedelta(days=30)
    Question.objects.filter(pk=question.pk).update(opened_on=began, began_on=began, due_on=due)
    question.refresh_from_db()
    return question


def test_whoever_takes_it_back_takes_no_lateness_along(cast, client):
    question = overdue(make_open_question(cast, title="Zanzibar dhow permits", naming="named"))
    actions.withdraw(question, by=cast.asker)
    row = queries.authorities_asked().get()
    assert (row, row.asked_count, row.overdue_count) == (cast.authority, 1, 1)
    assert queries.timings_of_questions(Question.objects.all()) == {"overdue": 1}
    page = client.get(f"/questions/?to={cast.authority.slug}&answer=overdue").content.decode()
    assert "withdrawn by whoever asked, 22 days after the date" in page
    assert f"Question {question.pk}" in page
    assert "Zanzibar" not in page
    assert "Asker" not in page
    assert client.get(question.get_absolute_url()).status_code == 404


def test_taken_back_in_time_it_counts_against_nobody(cast):
    actions.withdraw(make_open_question(cast), by=cast.asker)
    assert not queries.authorities_asked().exists()
    assert not queries.timings_of_questions(Question.objects.all())


def test_an_answer_stays_counted_when_the_question_is_taken_back(cast):
    question = overdue(make_open_question(cast))
    actions.answer(question, "In March.", by=cast.focal)
    actions.withdraw(question, by=cast.asker)
    row = queries.authorities_asked().get()
    assert (row.answered_count, row.late_count, row.overdue_count) == (1, 1, 0)


@pytest.mark.parametrize("forget", ["purge", "erase"])
def test_of_one_taken_back_only_number_authority_and_dates_are_kept(cast, forget):
    question = overdue(make_open_question(cast))
    actions.answer(question, "In March.", by=cast.focal)
    actions.withdraw(question, by=cast.asker)
    later = clock.now() + UNPUBLISHED_LIFE + timedelta(days=1)
    if forget == "purge":
        assert (rights.due(later), rights.purge(later), rights.purge(later)) == (1, 1, 0)
    else:
        rights.erase(cast.asker)
    question.refresh_from_db()
    assert (question.title, question.masked, question.text, question.asked_by) == ("", "", "", None)
    assert not question.answers.exists()
    assert queries.authorities_asked().get().late_count == 1


@pytest.mark.parametrize(
    ("naming", "expected"),
    [
        ("named", "Asker"),
        ("role", "Diaspora association"),
        ("anonymous", "A member who is not named"),
    ],
)
def test_readers_see_the_asker_as_the_asker_chose(cast, naming, expected):
    cast.asker.kind = "diaspora_association"
    cast.asker.save()
    assert make_question(cast, naming=naming).signed == expected


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_whoever_is_not_named_is_so_in_every_language(cast, language):
    with translation.override(language):
        assert "member" not in make_question(cast).signed


def test_reminders_go_out_once_and_again_when_it_is_overdue(cast):
    question = make_open_question(cast)
    now = clock.now()
    assert reminding.remind(now) == 0
    due = question.due_on
    soon = now + (due - now.date()) - timedelta(days=3)
    assert reminding.remind(soon) == 1
    assert reminding.remind(soon) == 0
    late = soon + timedelta(days=8)
    assert reminding.remind(late) == 1
    letter = OutgoingLetter.objects.filter(kind="groups/reminder").latest("pk")
    assert "5 days ago" in letter.text
    actions.answer(question, "In March.", by=cast.focal)
    assert reminding.remind(late + timedelta(days=40)) == 0


def test_no_subject_and_no_log_line_tells_the_matter_or_a_name(cast):
    question = make_open_question(cast, title="Zanzibar dhow permits", naming="named")
    actions.answer(question, "Zanzibar permits come in March.", by=cast.focal)
    for letter in OutgoingLetter.objects.all():
        assert "Zanzibar" not in letter.subject
        assert "Asker" not in letter.subject + letter.text
    for entry in Entry.objects.all():
        assert "Zanzibar" not in f"{entry.subject} {entry.reason} {entry.details}"


def test_a_body_that_is_no_authority_is_not_asked(cast):
    with pytest.raises(Refusal):
        make_question(cast, authority=make_organisation("A club"))


def test_only_so_many_wait_at_once(cast):
    for _number in range(10):
        make_question(cast)
    with pytest.raises(Refusal):
        make_question(cast)


def test_erased_the_published_stays_without_a_name_and_the_rest_goes(cast):
    shown = make_open_question(cast, naming="named")
    make_question(cast)
    actions.support(shown, by=cast.keeper)
    told = rights.everything_of(cast.asker)
    assert len(told["questions"]) == 2
    rights.erase(cast.asker)
    shown.refresh_from_db()
    assert Question.objects.get() == shown
    assert (shown.asked_by, shown.signed) == (None, "A member who is not named")
    assert rights.everything_of(cast.asker)["questions"] == []


def test_what_was_refused_is_forgotten_after_ninety_days(cast):
    question = make_question(cast)
    actions.return_to_asker(question, "Please say which desk.", by=cast.steward)
    kept = make_open_question(cast)
    now = clock.now()
    assert rights.due(now + UNPUBLISHED_LIFE - timedelta(days=1)) == 0
    assert rights.purge(now + UNPUBLISHED_LIFE + timedelta(days=1)) == 1
    assert Question.objects.get() == kept
