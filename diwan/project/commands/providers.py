"""`diwan providers check`: which machines may help, and whether they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from diwan.core import providers
from diwan.core.errors import Refusal
from diwan.discussions.machine import checking
from diwan.discussions.reply.sources import countries

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from diwan.core.providers import Check, Suggestion
    from diwan.project.commands import Say

LANGUAGES = ("en", "fr", "ar")
_TRANSLATION = {"setting": "DIWAN_TRANSLATION_URL"}
_DRAFTING = {"setting": "DIWAN_DRAFTING_URL"}


class _Sample:
    """An invented sentence of the program's own: the only one a check may send."""

    text = "In 2024 the town hall opened 3 offices, and 45 families found work within six months."

    def words_for_strangers(self) -> str:
        return self.text


def check(options: Namespace, say: Say) -> int:
    """Send an invented sentence to each server that is set, and look at what comes back."""
    trusted = [_translation(say), _drafting(say)]
    return 0 if all(trusted) else 1


def _translation(say: Say) -> bool:
    server = providers.translation_server()
    if server is None:
        say(_("Translation: off. Nothing is sent while %(setting)s is empty.") % _TRANSLATION)
        return True
    say(_("Translation: %(server)s") % {"server": server.name})
    if not _speaks(say):
        return False
    tried = [_translates(target, say) for target in LANGUAGES[1:]]
    return all(tried)


def _speaks(say: Say) -> bool:
    try:
        known = providers.languages()
    except Refusal as refusal:
        say(f"  ✗ {refusal}")
        return False
    missing = [code for code in LANGUAGES if code not in known]
    if missing:
        say(
            "  ✗ "
            + _("Languages it does not know: %(languages)s") % {"languages": " ".join(missing)}
        )
    return not missing


def _translates(target: str, say: Say) -> bool:
    sample = providers.released(_Sample.text, _Sample())
    return _tried(
        f"en → {target}",
        lambda check: providers.translate(sample, "en", target, check=check),
        say,
    )


def _drafting(say: Say) -> bool:
    server = providers.drafting_server()
    if server is None:
        say(_("Drafting: off. Nothing is sent while %(setting)s is empty.") % _DRAFTING)
        return True
    say(_("Drafting: %(server)s") % {"server": server.name})
    sample = providers.released(_Sample.text, _Sample())
    instruction = "Say what the quotation says in one short sentence."
    return _tried(
        "en",
        lambda check: providers.propose(instruction, [sample], language="en", check=check),
        say,
    )


def _tried(name: str, ask: Callable[[Check], Suggestion], say: Say) -> bool:
    try:
        suggestion = ask(checking(countries().names))
    except Refusal as refusal:
        say(f"  ✗ {name}: {refusal}")
        return False
    say(f"  ✓ {name}: {suggestion.text}")
    return True
