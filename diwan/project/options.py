"""Every command of `diwan` with its options and its help, in the reader's language."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

REFUSED = 2
LANGUAGES = ("en", "fr", "ar")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(REFUSED, f"{self.prog}: {message}\n{self.format_usage()}")


def build_parser(translate: Callable[[str], str]) -> argparse.ArgumentParser:
    """Every command with its help, in the reader's language."""
    _ = translate
    parser = _Parser(prog="diwan", description=_("Run and look after a Diwan site."))
    parser.add_argument(
        "--language",
        metavar="CODE",
        type=lambda code: _language(code, translate),
        help=_("language of the messages: en, fr or ar"),
    )
    room = parser.add_subparsers(metavar=_("COMMAND"), required=True, parser_class=_Parser)
    _serving(room, translate)
    _mail(_group(room, "mail", _("letters: listen, deliver, fetch, import, sign")), translate)
    _consolidating(room, translate)
    _site(room, translate)
    _backup(room, translate)
    helpers = _group(room, "providers", _("machines that may help to translate and draft"))
    _add(helpers, "check", "providers.check", _("say which are set and whether they answer"))
    messages = _group(room, "messages", _("translations: make, compile, check"))
    make = _add(messages, "make", "translations.make", _("gather the texts to translate"))
    make.add_argument("rooms", nargs="*", metavar=_("ROOM"), help=_("only of these rooms"))
    _add(messages, "compile", "translations.compile_all", _("compile the translations"))
    _add(messages, "check", "translations.check", _("say what is missing or doubtful"))
    _add(room, "manage", "", _("any command of Django, for developers"))
    return parser


def _language(code: str, translate: Callable[[str], str]) -> str:
    if code[:2].lower() not in LANGUAGES or code[2:3] not in {"", "-", "_"}:
        _ = translate
        raise argparse.ArgumentTypeError(
            _("“%(code)s” is no language of Diwan; use en, fr or ar.") % {"code": code}
        )
    return code


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[_Parser]  # noqa: SLF001


def _add(room: Commands, word: str, does: str, text: str) -> _Parser:
    command = room.add_parser(word, help=text, description=text)
    command.set_defaults(does=does)
    return command


def _group(room: Commands, word: str, text: str) -> Commands:
    return room.add_parser(word, help=text, description=text).add_subparsers(
        metavar="…", required=True, parser_class=_Parser
    )


def _leashed(command: _Parser) -> _Parser:
    command.add_argument("--leash", type=int, help=argparse.SUPPRESS)
    return command


def _serving(room: Commands, translate: Callable[[str], str]) -> None:
    _ = translate
    _add(room, "run", "serving.run", _("prepare everything and serve: web, worker and mail"))
    _leashed(_add(room, "web", "serving.web", _("serve the pages only")))
    worker = _leashed(_add(room, "worker", "serving.work", _("do queued and due work only")))
    worker.add_argument("--once", action="store_true", help=_("do what waits now, then end"))


def _mail(room: Commands, translate: Callable[[str], str]) -> None:
    _ = translate
    _leashed(_add(room, "listen", "letters.listen", _("take letters from a mail server")))
    deliver = _add(room, "deliver", "letters.deliver", _("take one letter from standard input"))
    deliver.add_argument("--to", action="append", required=True, metavar=_("ADDRESS"))
    deliver.add_argument("--from", dest="sender", default="", metavar=_("ADDRESS"))
    fetch = _add(room, "fetch", "letters.fetch", _("take what waits in the hosted mailbox (IMAP)"))
    fetch.add_argument(
        "--again", action="store_true", help=_("look once more at all that is unread there")
    )
    _add(room, "dkim", "letters.dkim", _("print the DNS record that proves our letters"))
    load = _add(
        room,
        "import",
        "letters.import_mailbox",
        _("take the letters of a mailbox: mbox, Maildir or folder of .eml"),
    )
    load.add_argument("mailbox", type=Path, metavar="INBOX.mbox")
    load.add_argument("--to", required=True, metavar="SLUG", help=_("short name of the discussion"))
    _attribution(load, translate)


def _attribution(command: _Parser, translate: Callable[[str], str]) -> None:
    _ = translate
    command.add_argument(
        "--attribution",
        choices=["named", "organisation", "anonymous"],
        default="anonymous",
        help=_("how the writers agreed to be named (default: anonymous)"),
    )


def _consolidating(room: Commands, translate: Callable[[str], str]) -> None:
    _ = translate
    make = _add(
        room,
        "consolidate",
        "consolidating.consolidate",
        _("draft the consolidated reply to a call from a mailbox, without a site"),
    )
    make.set_defaults(is_homeless=True)
    make.add_argument("call", type=Path, metavar="CALL.json")
    make.add_argument("mailbox", type=Path, metavar="INBOX.mbox")
    make.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help=_("folder for the files of the draft"),
    )
    make.add_argument(
        "--lang",
        choices=LANGUAGES,
        help=_("language of the layout (default: the first one of the call)"),
    )
    make.add_argument(
        "--date",
        metavar="YYYY-MM-DD",
        type=lambda day: _day(day, translate),
        help=_("day printed on the draft (default: the last day of the call)"),
    )
    _attribution(make, translate)
    make.add_argument("--keep", action="store_true", help=_("keep the database, and say where"))
    reply = _group(room, "reply", _("consolidated replies: verify"))
    verify = _add(reply, "verify", "consolidating.verify", _("check every citation of a draft"))
    verify.add_argument("folder", type=Path, metavar="DIR")
    verify.add_argument("--json", action="store_true", help=_("print the findings as JSON"))


def _day(text: str, translate: Callable[[str], str]) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        _ = translate
        raise argparse.ArgumentTypeError(
            _("“%(value)s” is not a day; write it as 2026-02-23.") % {"value": text}
        ) from None


def _site(room: Commands, translate: Callable[[str], str]) -> None:
    _ = translate
    for word in ("setup", "migrate"):
        _add(room, word, "site.setup", _("prepare the database, the vocabularies and translations"))
    demo = _group(room, "demo", _("the demo community"))
    _add(demo, "load", "site.demo_load", _("fill a new demo site and print sign-in links"))
    admin = _group(room, "admin", _("administrators"))
    create = _add(admin, "create", "site.admin_create", _("make the first administrator"))
    create.add_argument("email", metavar=_("E-MAIL"))
    discussion = _group(
        room, "discussion", _("discussions: create, list, consolidate, check, archive")
    )
    call = _add(discussion, "create", "site.discussion_create", _("make a discussion from a call"))
    call.add_argument("call", type=Path, metavar="CALL.json")
    call.add_argument(
        "--lead", metavar="EMAIL", default="", help=_("whose account leads the facilitation team")
    )
    _add(discussion, "list", "site.discussion_list", _("list the discussions"))
    draft = _add(
        discussion,
        "consolidate",
        "consolidating.consolidate_discussion",
        _("draft the consolidated reply"),
    )
    draft.add_argument("slug", metavar="SLUG", help=_("short name of the discussion"))
    check = _add(
        discussion,
        "check",
        "checking.check",
        _("say what hinders publishing the reply, as JSON"),
    )
    check.add_argument("slug", metavar="SLUG", help=_("short name of the discussion"))
    check.add_argument(
        "--version",
        dest="number",
        type=int,
        metavar="N",
        help=_("version of the reply (default: the draft, else the newest)"),
    )
    _archive(discussion, translate)
    retention = _add(room, "retention", "site.retention", _("remove what is past its time"))
    retention.add_argument(
        "--dry-run", action="store_true", help=_("only say what would be removed")
    )
    search = _group(room, "search", _("the search"))
    _add(search, "reindex", "site.search_reindex", _("fill the search again"))
    directory = _group(room, "directory", _("the members' directory"))
    rebuild = _("make the entries of the members' directory anew")
    _add(directory, "rebuild", "site.directory_rebuild", rebuild)
    vocabularies = _group(room, "vocabularies", _("places, themes and goals"))
    _add(vocabularies, "load", "site.vocabularies_load", _("load the vocabularies again"))
    library = _group(room, "library", _("the library"))
    entries = _("publish the entries that come with the house, as far as they are not there")
    facts = _add(library, "facts", "site.library_facts", entries)
    facts.add_argument("email", metavar=_("E-MAIL"), help=_("account of a steward"))


def _backup(room: Commands, translate: Callable[[str], str]) -> None:
    _ = translate
    write = _add(room, "backup", "backing.write", _("write the whole site into one file"))
    write.add_argument("file", type=Path, metavar="FILE", help=_("a new file"))
    write.add_argument(
        "--for",
        dest="recipients",
        action="append",
        default=[],
        metavar=_("PUBLIC-KEY"),
        help=_("lock the backup: only the private key of this public key (age1…) opens it"),
    )
    restore = _add(room, "restore", "backing.restore", _("fill an empty site from a backup"))
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument(
        "--key", type=Path, metavar="KEYFILE", help=_("file of the private key, if it is locked")
    )
    restore.add_argument(
        "--dry-run",
        dest="is_homeless",
        action="store_true",
        help=_("only restore into a scratch database, and compare every row and file"),
    )
    restore.set_defaults(keep=False)
    key = _add(room, "backup-key", "backing.make_key", _("make a key that locks backups"))
    key.add_argument("file", type=Path, metavar="KEYFILE", help=_("a new file"))


def _archive(room: Commands, translate: Callable[[str], str]) -> None:
    _ = translate
    archive = _add(
        room,
        "archive",
        "archiving.archive",
        _("write a discussion into a folder that needs no server"),
    )
    archive.add_argument("slug", metavar="SLUG", help=_("short name of the discussion"))
    archive.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help=_("new folder; an earlier archive in it is replaced"),
    )
    archive.add_argument(
        "--language",
        dest="layout",
        metavar="CODE",
        type=lambda code: _language(code, translate),
        help=_("only the pages in this language (default: en, fr and ar)"),
    )
    archive.add_argument(
        "--date",
        metavar="YYYY-MM-DD",
        type=lambda day: _day(day, translate),
        help=_("day printed on the pages (default: that of the last change)"),
    )
    archive.add_argument(
        "--with-draft",
        action="store_true",
        help=_("with the team’s draft of the reply, marked as draft"),
    )
