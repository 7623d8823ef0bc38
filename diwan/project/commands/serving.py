"""`diwan run`, `web` and `worker`: the site and its processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from diwan.people import actions as people
from diwan.project import leash, preparation, worker
from diwan.project.supervisor import Child, Supervisor, own_command

if TYPE_CHECKING:
    from argparse import Namespace

    from diwan.project.commands import Say


def run(options: Namespace, say: Say) -> int:
    """Prepare everything and serve until a signal comes."""
    preparation.refuse_taken_port("DIWAN_LISTEN", settings.DIWAN_LISTEN)
    preparation.refuse_taken_port("DIWAN_MAIL_LISTEN", settings.DIWAN_MAIL_LISTEN)
    preparation.prepare(say)
    people.refuse_demo_accounts()
    if settings.DIWAN_DEMO:
        preparation.load_demo(say)
        print_demo_links(say)
    say("")
    say(_("Diwan is at %(address)s (Ctrl-C ends it).") % {"address": settings.DIWAN_ORIGIN})
    say(_("Letters are taken at %(address)s.") % {"address": _as_text(settings.DIWAN_MAIL_LISTEN)})
    preparation.close_database()
    children = [
        Child("web", own_command("web")),
        Child("worker", own_command("worker")),
        Child("mail", own_command("mail", "listen")),
    ]
    Supervisor(children, say).run()
    say(_("Diwan has ended."))
    return 0


def print_demo_links(say: Say) -> None:
    """Print a fresh sign-in link for each role of the demo community."""
    links = preparation.demo_links()
    if not links:
        return
    say("")
    say(_("Sign in to the demo with one of these links; each works once:"))
    width = max(len(role) for role, _link in links)
    for role, link in links:
        say(f"  {role:<{width}}  {link}")
    say(_letters_of_the_demo() % {"address": _outbox()})


def _letters_of_the_demo() -> str:
    if not settings.DIWAN_SMTP_URL:
        return _("The letters that would have been sent: %(address)s")
    return _(
        "Warning: DIWAN_SMTP_URL is set, so letters of this demo leave the machine, but for those "
        "to invented addresses. Everybody can read them all: %(address)s"
    )


def _outbox() -> str:
    return preparation.absolute(reverse("mailroom:outbox"))


def _as_text(address: tuple[str, int]) -> str:
    host, port = address
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def web(options: Namespace, say: Say) -> int:
    """Serve pages with granian until a signal comes."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    leash.hold(options.leash)
    people.refuse_demo_accounts()
    preparation.close_database()
    host, port = settings.DIWAN_LISTEN
    Server(
        "diwan.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.DIWAN_WEB_WORKERS,
        blocking_threads=4,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve()
    return 0


def work(options: Namespace, say: Say) -> int:
    """Do queued and due work until a signal comes."""
    leash.hold(options.leash)
    people.refuse_demo_accounts()
    worker.work(once=options.once)
    return 0
