"""Pages of councils and questions: who reads what, what is kept, how many queries a list costs."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from diwan.core import clock
from diwan.groups import actions
from diwan.groups.models import Holding, Question, Seat
from diwan.people.tests.factories import make_person

from .factories import make_cast, make_council, make_draft, make_open_question, make_opinion

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def asked(cast, **fields: Any) -> dict[str, Any]:
    return {
        "concern": "common",
        "authority": cast.authority.pk,
        "title": "When does the desk open?",
        "text": "It was announced last year. When does it open?",
        "naming": "anonymous",
    } | fields


def test_from_the_form_to_the_answer(cast):
    asker, steward, focal = map(signed_in, (cast.asker, cast.steward, cast.focal))
    asker.post("/questions/ask/", asked(cast, place="Tunisie"))
    question = Question.objects.get()
    assert question.place.code == "TN"
    assert "When does the desk open?" in steward.get("/questions/queue/").content.decode()
    steward.post(f"/questions/{question.pk}/decide/", {"act": "publish"})
    assert "When does the desk open?" in focal.get("/desk/").content.decode()
    focal.post(f"/questions/{question.pk}/answer/", {"text": "On the third of March, at nine."})
    asker.post(f"/questions/{question.pk}/judge/", {"is_satisfied": "1"})
    page = Client().get(f"/questions/{question.pk}/").content.decode()
    assert "third of March" in page
    assert "it answers the question" in page
    assert "Asker" not in page
    assert "Focal" not in page


@pytest.mark.parametrize("path", ["/questions/ask/", "correct"])
def test_what_is_said_of_ones_own_case_is_neither_kept_nor_sent_back(cast, path):
    if path == "correct":
        question = make_open_question(cast)
        Question.objects.filter(pk=question.pk).update(state="returned")
        path = f"/questions/{question.pk}/correct/"
    told = signed_in(cast.asker).post(path, asked(cast, concern="own", text="File 8812 was lost."))
    assert told.status_code == 422
    assert "8812" not in told.content.decode()
    assert "Where to turn" in told.content.decode()
    assert not Question.objects.filter(text__contains="8812").exists()


def test_a_held_question_has_no_page_for_others(cast):
    signed_in(cast.asker).post("/questions/ask/", asked(cast))
    question = Question.objects.get()
    for person in (cast.focal, cast.manager, cast.elsewhere):
        assert signed_in(person).get(f"/questions/{question.pk}/").status_code == 404
    assert Client().get(f"/questions/{question.pk}/").status_code == 404


def test_a_place_that_nobody_knows_is_refused_and_the_typing_kept(cast):
    told = signed_in(cast.asker).post("/questions/ask/", asked(cast, place="Qwxzy"))
    assert told.status_code == 422
    assert "No place is called so" in told.content.decode()
    assert "announced last year" in told.content.decode()


def test_two_stewards_decide_and_the_second_is_told(cast):
    question = make_open_question(cast)
    told = signed_in(cast.steward).post(
        f"/questions/{question.pk}/decide/", {"act": "publish"}, follow=True
    )
    assert "is now" in told.content.decode()


def test_the_overdue_stand_first_among_the_authorities(cast):
    today = clock.now().date()
    make_open_question(cast)
    late = make_open_question(cast, authority=cast.other)
    Question.objects.filter(pk=late.pk).update(due_on=today.replace(year=today.year - 1))
    page = Client().get("/questions/authorities/").content.decode()
    assert page.index("Region of Hills") < page.index("Office of Returns")


def test_lists_are_narrowed_by_how_answers_stand(cast):
    shown = make_open_question(cast, title="Still open")
    done = make_open_question(cast, title="Done with")
    actions.answer(done, "In March.", by=cast.focal)
    page = Client().get("/questions/?answer=waiting").content.decode()
    assert shown.title in page
    assert done.title not in page
    assert Client().get("/questions/?answer=nonsense").status_code == 200


def test_a_seat_is_filled_by_address_and_the_holder_chooses_who_reads_it(cast):
    council = make_council(cast)
    seat = Seat.objects.filter(college__council=council)[0]
    holder = make_person("rim@example.org", name="Rim Holder")
    typed = {"role": "holder", "email": "rim@example.org", "starts_on": clock.now().date()}
    keeper = signed_in(cast.keeper)
    missing = keeper.post(
        f"/councils/{council.slug}/seats/{seat.pk}/", typed | {"email": "x@example.org"}
    )
    assert "Nobody with that address" in missing.content.decode()
    keeper.post(f"/councils/{council.slug}/seats/{seat.pk}/", typed)
    held = Holding.objects.get()
    page = council.get_absolute_url()
    assert "Rim Holder" in keeper.get(page).content.decode()
    assert "Rim Holder" not in Client().get(page).content.decode()
    signed_in(holder).post(
        f"/councils/{council.slug}/holders/{held.pk}/name/", {"audience": "public"}
    )
    assert "Rim Holder" in Client().get(page).content.decode()


def test_an_opinion_from_the_draft_to_the_answer(cast):
    council = make_council(cast)
    keeper, manager = signed_in(cast.keeper), signed_in(cast.manager)
    base = f"/councils/{council.slug}/opinions"
    keeper.post(
        f"{base}/new/",
        {
            "title_en": "Evening courses",
            "text_en": "Open them.",
            "authority": cast.authority.pk,
        },
    )
    assert Client().get(f"{base}/1/").status_code == 404
    first = council.colleges.first()
    vote = {"on": clock.now().date(), f"for_{first.pk}": 9}
    assert "3 seats, but 9 votes" in keeper.post(f"{base}/1/vote/", vote).content.decode()
    keeper.post(f"{base}/1/vote/", vote | {f"for_{first.pk}": 2})
    assert "Evening courses" in Client().get("/councils/opinions/").content.decode()
    assert "Evening courses" in manager.get("/desk/").content.decode()
    refused = manager.post(f"{base}/1/answer/", {"response": "declined"})
    assert "Say why not" in refused.content.decode()
    manager.post(f"{base}/1/answer/", {"response": "declined", "answer_en": "No money."})
    assert "No money." in Client().get(f"{base}/1/").content.decode()


def test_lists_cost_the_same_with_one_row_and_with_three(cast, assert_same_queries):
    council = make_council(cast)
    assert_same_queries("/questions/", lambda _n: make_open_question(cast))
    assert_same_queries("/questions/authorities/", lambda _n: make_open_question(cast))
    assert_same_queries("/councils/opinions/", lambda _n: make_opinion(cast, council))
    assert_same_queries("/councils/", lambda _n: make_council(cast))


def test_queue_and_council_cost_the_same_with_one_row_and_with_three(cast, assert_same_queries):
    council = make_council(cast, seats=4)
    seats = Seat.objects.filter(college__council=council, college__kind="elected")

    def sit(number: int) -> None:
        actions.fill_seat(
            seats[number - 1],
            person=make_person(f"p{number}@example.org"),
            starts_on=clock.now().date(),
            by=cast.keeper,
        )
        make_draft(cast, council)

    assert_same_queries(council.get_absolute_url(), sit, person=cast.keeper)
    asker = signed_in(cast.asker)
    assert_same_queries(
        reverse("questions:queue"),
        lambda _n: asker.post("/questions/ask/", asked(cast)),
        person=cast.steward,
    )
