"""The `diwan` command: reads the command line, speaks the reader's language, never a traceback.

Exit status: 0 done, 1 a check found something, 2 refused with one sentence on standard
error, 75 a letter could not be stored now and the mail server should try again.
"""

from __future__ import annotations

import argparse
import gettext
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

from diwan.project.options import LANGUAGES, REFUSED, build_parser

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TRY_AGAIN = 75
INTERRUPTED = 130
_LOCALE = Path(__file__).resolve().parent / "locale"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        # a terminal without Arabic letters must not end a command
        cast("TextIO", stream).reconfigure(errors="backslashreplace")  # type: ignore[attr-defined]
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.project.settings.base")
    if words[:1] == ["manage"]:
        return _guarded(lambda: _manage(words[1:]), "en")
    language = language_of(words)
    return _guarded(lambda: _command(words, language), language)


def language_of(words: Sequence[str]) -> str:
    """The language named with --language, else that of the terminal, else English."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument("--language")
    try:
        named = parser.parse_known_args(list(words))[0].language
    except argparse.ArgumentError:
        named = None  # without its value; the parser of the commands will say so
    for value in (named, *(os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))):
        if value:
            code = value[:2].lower()
            return code if code in LANGUAGES else "en"
    return "en"


def _command(words: list[str], language: str) -> int:
    _compile_translations()
    _teach_argparse(language)
    options = build_parser(_speaker(language)).parse_args(words)
    if not getattr(options, "is_homeless", False):
        return _run(options, language)
    from diwan.project.settings import throwaway

    with throwaway.home(keep=options.keep):
        return _run(options, language)


def _run(options: argparse.Namespace, language: str) -> int:
    import django
    from django.utils import translation

    django.setup()
    translation.activate(language)
    if getattr(options, "leash", None) is None:  # the parent has said it already
        _warn(language)
    from diwan.project import commands

    return commands.named(options.does)(options, _say)


def _warn(language: str) -> None:
    """Name what is set in the environment and changes nothing."""
    from diwan.project.settings.env import unknown_names

    for warning in unknown_names():
        print(warning.sentence(_speaker(language)), file=sys.stderr)


def _manage(words: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["diwan manage", *words])
    return 0


def _compile_translations() -> None:
    """So that a fresh clone speaks three languages from its first sentence."""
    stale = any(
        not (compiled := path.with_suffix(".mo")).exists()
        or compiled.stat().st_mtime <= path.stat().st_mtime
        for path in _LOCALE.parent.parent.glob("*/locale/*/LC_MESSAGES/django.po")
    )
    if stale:
        from diwan.project import catalogues

        catalogues.compile_all()


# --- speaking ----------------------------------------------------------------------------


def _say(line: str) -> None:
    print(line, flush=True)


def _speaker(language: str) -> Callable[[str], str]:
    """Translates before Django is there, from the same catalogue."""
    return gettext.translation("django", _LOCALE, [language], fallback=True).gettext


def _teach_argparse(language: str) -> None:
    """Let argparse take its own words, ``usage`` and what was wrong, from our catalogue."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("django", _LOCALE)
    gettext.textdomain("django")


def _guarded(command: Callable[[], int], language: str) -> int:
    """Turn what may go wrong in a person's hands into one sentence on standard error."""
    try:
        return command()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # the reader of our output went away; keep the interpreter from saying so again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        sentence = sentence_for(error, _speaker(language))
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        return TRY_AGAIN if _is_delivering() and _is_passing(error) else REFUSED


def sentence_for(error: Exception, translate: Callable[[str], str]) -> str | None:
    """What to tell a person about ``error``; None when it is a fault of the program."""
    from django.core.exceptions import ImproperlyConfigured, PermissionDenied
    from django.db import DatabaseError

    from diwan.core.errors import Refusal
    from diwan.project.settings.env import SettingError

    _ = translate
    if isinstance(error, SettingError):
        return error.sentence(translate)
    if isinstance(error, Refusal):
        return str(error)
    if isinstance(error, PermissionDenied):
        return str(error) or _("You may not do this. Ask an administrator of the site.")
    if isinstance(error, DatabaseError):
        return _database_sentence(error, translate)
    if isinstance(error, PermissionError) and error.filename:
        return _("%(path)s is closed to you: give your account the permission to use it.") % {
            "path": error.filename
        }
    if isinstance(error, OSError) and error.filename:
        return _("%(path)s cannot be used: %(reason)s. Check the path and its permissions.") % {
            "path": error.filename,
            "reason": error.strerror,
        }
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    return None


def _database_sentence(error: Exception, translate: Callable[[str], str]) -> str:
    _ = translate
    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    is_empty = "no such table" in reason or ("relation" in reason and "does not exist" in reason)
    if is_empty or ("unable to open" in reason and _has_no_home()):
        return _("The database is not prepared yet. Run: diwan setup")
    return _("The database cannot be used: %(reason)s. Check DATABASE_URL and DIWAN_HOME.") % {
        "reason": reason
    }


def _has_no_home() -> bool:
    from django.conf import settings

    return not Path(settings.DIWAN_HOME).exists()


def _is_delivering() -> bool:
    return sys.argv[1:3] == ["mail", "deliver"]


def _is_passing(error: Exception) -> bool:
    """Whether trying again later may help: the disk or the database, not the letter."""
    from django.db import DatabaseError

    return isinstance(error, (OSError, DatabaseError))


if __name__ == "__main__":
    sys.exit(main())
