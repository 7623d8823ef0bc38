"""What the invented people write to each other, in the language of each."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F

from diwan.core import slots

from ..actions import conversations as actions
from ..models import Conversation, Message, Person
from .people import address

if TYPE_CHECKING:
    from collections.abc import Sequence

#: who asks whom, how many days ago, what became of it, and all that was said, sender first
TALKS: tuple[tuple[str, str, int, str, tuple[str, ...]], ...] = (
    (
        "chloe",
        "amina",
        9,
        "accepted",
        (
            (
                "Bonjour Amina, notre association envoie des infirmières en mission à Fès. Le"
                " dispensaire n'a du courant que le matin. Pourriez-vous nous dire quelle pompe et"
                " quels panneaux tiendraient là-bas ? Mon numéro : 06 12 34 56 78."
            ),
            (
                "With pleasure, Chloé. How deep is the well, and how many patients come on a market"
                " day? A pump that is too strong empties it."
            ),
            "Quarante mètres, et une centaine le jeudi. Nous avons un petit budget pour deux ans.",
            (
                "Then take the small pump and keep a tank on the roof. I send two apprentices in"
                " spring if you lodge them."
            ),
        ),
    ),
    (
        "yusuf",
        "amina",
        1,
        "asked",
        (
            (
                "السلام عليكم، لدينا اثنا عشر شابا تعلموا النجارة ويريدون تعلم تركيب الألواح"
                " الشمسية. هل تستقبل ورشتكم متدربين في الخريف؟ يمكنكم الاتصال بي على 0100 123 4567."
            ),
        ),
    ),
    (
        "amina",
        "omar",
        3,
        "asked",
        (
            (
                "Your students in Morocco measure panels on roofs; mine repair them. Shall we let"
                " them do it together for a week in May?"
            ),
        ),
    ),
    (
        "fatou",
        "amina",
        40,
        "declined",
        ("Bonjour, seriez-vous prête à parler de l'épargne des ateliers à notre assemblée ?",),
    ),
    (
        "ion",
        "chloe",
        6,
        "accepted",
        (
            "We train nurses' aides at our school. May I ask how you prepare yours for France?",
            "Volontiers. Nous commençons par la langue, six mois avant le départ.",
            "Send me 300 euros a person and I have places ready for all of them by Friday.",
        ),
    ),
)
#: the last message of this conversation was reported
_REPORTED = ("ion", "chloe")
_REASON = "Demande de l'argent pour des places ; ce n'était pas l'objet de notre échange."


def load() -> None:
    for sender, recipient, days, state, said in TALKS:
        talk = _told(_person(sender), _person(recipient), state, said)
        if (sender, recipient) == _REPORTED:
            last = Message.objects.filter(conversation=talk).latest("pk")
            actions.report(last, by=_person(recipient), reason=_REASON)
        _set_back(talk, timedelta(days=days))


def _person(local: str) -> Person:
    return Person.objects.get(email=address(local))


def _told(sender: Person, recipient: Person, state: str, said: Sequence[str]) -> Conversation:
    talk = actions.ask(recipient, by=sender, text=said[0], is_named=True)
    if state == "accepted":
        talk = actions.accept(talk, by=recipient, is_named=True)
    elif state == "declined":
        talk = actions.decline(talk, by=recipient)
    for number, text in enumerate(said[1:], start=1):
        by = recipient if number % 2 else sender
        actions.mark_read(talk, by=by)
        actions.reply(talk, by=by, text=text)
    return talk


def _set_back(talk: Conversation, by: timedelta) -> None:
    """It was begun so long ago; what was said since came hour by hour."""
    for number, message in enumerate(talk.messages.all()):
        message.sent_at -= by - timedelta(hours=5 * number)
        message.save(update_fields=["sent_at"])
        last = message.sent_at
    Conversation.objects.filter(pk=talk.pk).update(
        asked_at=F("asked_at") - by,
        answered_at=F("answered_at") - by,
        closed_at=F("closed_at") - by,
        last_at=last,
    )


slots.demo.add("people-conversations", slots.DemoLoader(load), order=16)
