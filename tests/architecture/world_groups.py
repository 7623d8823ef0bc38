"""A council and questions for the permission matrix: bodies that nobody in it acts for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diwan.core import clock
from diwan.groups import actions
from diwan.groups.models import Question
from diwan.groups.tests.factories import make_cast, make_council, make_opinion, make_question

if TYPE_CHECKING:
    from diwan.people.models import Person

_OF_QUESTION = ("question", "support", "answer", "redirect")
_OF_ASKER = ("correct", "withdraw", "judge")
_OF_COUNCIL = ("council", "describe", "college", "new_meeting", "new_opinion")


def special(asker: Person) -> dict[str, dict[str, Any]]:
    """Arguments of the addresses of councils and questions; ``asker`` asked both questions."""
    cast = make_cast()
    council = make_council(cast)
    opinion = make_opinion(cast, council)
    seat = council.colleges.all()[0].seats.all()[0]
    today = clock.now().date()
    held = actions.fill_seat(seat, person=asker, starts_on=today, by=cast.keeper)
    meeting = actions.add_meeting(council, held_on=today, by=cast.keeper)
    shown, waiting = make_question(cast, by=asker), make_question(cast, by=asker)
    actions.publish(shown, by=cast.steward)
    Question.objects.filter(pk=shown.pk).update(title="Shown")
    one = {"slug": council.slug}
    return {
        **{f"questions:{name}": {"pk": shown.pk} for name in _OF_QUESTION},
        **{f"questions:{name}": {"pk": waiting.pk} for name in _OF_ASKER},
        "questions:mend": {"pk": waiting.pk},
        "questions:decide": {"pk": waiting.pk},
        "questions:clock": {"slug": cast.authority.slug},
        **{f"councils:{name}": one for name in _OF_COUNCIL},
        "councils:seat": one | {"pk": seat.pk},
        "councils:leave": one | {"pk": held.pk},
        "councils:show_name": one | {"pk": held.pk},
        "councils:meeting": one | {"pk": meeting.pk},
        "councils:item": one | {"pk": meeting.pk},
        "councils:minutes": one | {"pk": meeting.pk},
        **{
            f"councils:{name}": one | {"number": opinion.number}
            for name in ("opinion", "reword", "vote", "respond")
        },
    }
