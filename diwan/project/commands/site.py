"""Prepare a site and look after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.core import clock, slots
from diwan.core.errors import Refusal
from diwan.discussions import commands as discussions
from diwan.discussions.models import Discussion
from diwan.library import facts
from diwan.library.access import may_steward
from diwan.people import actions as people
from diwan.people.actions import directory
from diwan.people.models import Person
from diwan.portal import actions as portal
from diwan.project import preparation
from diwan.project.commands.serving import print_demo_links
from diwan.vocabularies.actions import load_vocabularies

if TYPE_CHECKING:
    from argparse import Namespace

    from diwan.project.commands import Say


def setup(options: Namespace, say: Say) -> int:
    preparation.prepare(say)
    say(_("The site is ready. Make the first administrator with: diwan admin create E-MAIL"))
    return 0


def vocabularies_load(options: Namespace, say: Say) -> int:
    load_vocabularies()
    say(_("The vocabularies are loaded."))
    return 0


def library_facts(options: Namespace, say: Say) -> int:
    """Raises:
    Refusal: nobody with that address may publish for the house.
    """
    person = Person.objects.active().filter(email__iexact=options.email).first()
    if person is None or not may_steward(person):
        raise Refusal(_("Give the address of a steward or an administrator of this site."))
    added = facts.load(by=person)
    say(ngettext("%(n)s entry added.", "%(n)s entries added.", added) % {"n": added})
    return 0


def demo_load(options: Namespace, say: Say) -> int:
    preparation.demand_demo()
    preparation.prepare(say)
    if not preparation.load_demo(say):
        say(_("The demo community is there already."))
    print_demo_links(say)
    return 0


def admin_create(options: Namespace, say: Say) -> int:
    link = people.make_first_administrator(options.email)
    say(_("%(email)s is an administrator. Sign in once with this link:") % {"email": options.email})
    say(link)
    return 0


def discussion_create(options: Namespace, say: Say) -> int:
    discussion = discussions.create_from_file(options.call, lead=options.lead)
    say(
        _("The discussion “%(title)s” is in preparation: %(address)s")
        % {
            "title": discussion,
            "address": preparation.absolute(discussion.get_absolute_url()),
        }
    )
    return 0


def discussion_list(options: Namespace, say: Say) -> int:
    rows = list(Discussion.objects.order_by("-opens_on", "slug"))
    if not rows:
        say(_("There is no discussion yet. Make one with: diwan discussion create CALL.json"))
    for row in rows:
        say(
            f"{row.slug}\t{row.get_stage_display()}\t{row.opens_on}\t{row.closes_on}\t"
            f"{row.mail_address}\t{row}"
        )
    return 0


def retention(options: Namespace, say: Say) -> int:
    """Purge what is past its time, or only say what would go (P-10)."""
    for outcome in people.run_retention(clock.now(), dry_run=options.dry_run):
        say(f"{outcome.count}\t{outcome.rule.title}: {outcome.rule.rule}")
    if options.dry_run:
        say(_("Nothing was removed."))
    return 0


def search_reindex(options: Namespace, say: Say) -> int:
    for name, count in portal.reindex_all().items():
        source = slots.search_sources.get(name)
        entries = ngettext("%(count)d entry", "%(count)d entries", count) % {"count": count}
        say(f"{source.title}: {entries}")
    return 0


def directory_rebuild(options: Namespace, say: Say) -> int:
    """The entries of the members' directory are kept as things change; this makes them anew."""
    count = directory.rebuild()
    say(ngettext("%(count)d entry", "%(count)d entries", count) % {"count": count})
    return 0
