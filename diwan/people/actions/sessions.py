"""End the sessions of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from diwan.core import clock

if TYPE_CHECKING:
    from diwan.people.models import Person


def end_sessions(person: Person) -> int:
    """Delete every session in which ``person`` is signed in; returns how many.

    Django keeps whose session it is inside the sealed data, so all open ones are read.
    """
    mine = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=clock.now()).iterator()
        if session.get_decoded().get(SESSION_KEY) == str(person.pk)
    ]
    return Session.objects.filter(pk__in=mine).delete()[0]
