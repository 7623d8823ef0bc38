"""What must stand before a site can serve: tables, vocabularies, styles, the demo community."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.utils.translation import gettext as _

from diwan.core import slots
from diwan.core.errors import Refusal
from diwan.people import actions as people
from diwan.people.models import Person
from diwan.portal import actions as portal
from diwan.vocabularies.actions import load_vocabularies

if TYPE_CHECKING:
    from collections.abc import Callable


def prepare(say: Callable[[str], None]) -> None:
    """Migrate, load the vocabularies, gather static files; quick when nothing is new."""
    say(_("Preparing the database …"))
    # with a key of its own in the environment, nothing has made it yet; letters will lie there
    Path(settings.DIWAN_HOME).mkdir(mode=0o700, parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    load_vocabularies()
    portal.index_what_is_new()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    if not settings.WHITENOISE_USE_FINDERS:
        call_command("collectstatic", interactive=False, verbosity=0)


def demand_demo() -> None:
    """Refuse on a site that is not started as a demo."""
    if not settings.DIWAN_DEMO:
        raise Refusal(
            _("Only a demo site gets the demo community: set DIWAN_DEMO=1 and use a new database.")
        )


def load_demo(say: Callable[[str], None]) -> bool:
    """Fill the demo community on first start; False when it is there already.

    Raises:
        Refusal: this is a real site, by its settings or by the people it has.
    """
    demand_demo()
    if Person.objects.filter(is_demo=True).exists():
        return False
    if Person.objects.exists():
        raise Refusal(
            _(
                "This database belongs to a real site; the demo community is not loaded into it. "
                "Use another DATABASE_URL or DIWAN_HOME."
            )
        )
    say(_("Loading the demo community …"))
    with transaction.atomic():
        for loader in slots.demo:
            loader.load()
    return True


def demo_links() -> list[tuple[str, str]]:
    """A fresh one-time sign-in link for each role of the demo: (role, address)."""
    links = []
    for loader in slots.demo:
        for role, email in loader.roles:
            person = Person.objects.by_email(email).first()
            if person is not None:
                links.append((str(role), people.one_time_link(person)))
    return links


def absolute(address: str) -> str:
    """A whole address for a path of this site."""
    return settings.DIWAN_ORIGIN + address if address.startswith("/") else address


def close_database() -> None:
    connections.close_all()


def refuse_taken_port(setting: str, address: tuple[str, int]) -> None:
    """Say at once that somebody else listens there, instead of failing in a child process."""
    host, port = address
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except (OSError, OverflowError) as error:
            raise Refusal(
                _(
                    "Nothing can listen on %(host)s:%(port)s (%(reason)s). End the program that "
                    "uses it, or choose another address with %(setting)s."
                )
                % {
                    "host": host,
                    "port": port,
                    "reason": getattr(error, "strerror", None) or error,
                    "setting": setting,
                }
            ) from error
