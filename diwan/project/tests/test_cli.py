"""The command line speaks to people: one sentence, in their language, and an exit status."""

from __future__ import annotations

import io
import os
import re
import socket
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError

from diwan.core.errors import Refusal
from diwan.discussions.calls import read_call
from diwan.mailroom.models import Letter
from diwan.project import cli, commands, options, preparation
from diwan.project.commands import letters, serving
from diwan.project.settings.env import SettingError

ROOT = Path(__file__).resolve().parents[3]


def diwan(*words, home, **environment):
    """The real command in a process of its own, on a home of its own."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("DIWAN_", "LC_", "LANG"))}
    clean.pop("DATABASE_URL", None)
    clean.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-m", "diwan.project.cli", *words],
        cwd=ROOT,
        env=clean | {"DIWAN_HOME": str(home), "LANG": "C.UTF-8"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "terminal", "language"),
    [
        ([], "", "en"),
        ([], "fr_FR.UTF-8", "fr"),
        ([], "ar_TN.UTF-8", "ar"),
        ([], "C.UTF-8", "en"),
        ([], "de_DE.UTF-8", "en"),
        (["--language", "ar", "retention"], "fr_FR.UTF-8", "ar"),
        (["--language=fr"], "", "fr"),
    ],
)
def test_the_language_is_the_one_named_or_that_of_the_terminal(
    monkeypatch, words, terminal, language
):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", terminal)
    assert cli.language_of(words) == language


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Refusal("Do this."), "Do this."),
        (SettingError("%(name)s is wrong.", name="X"), "X is wrong."),
        (PermissionDenied(), "You may not do this"),
        (OperationalError("no such table: people_person"), "diwan setup"),
        (OperationalError("connection refused\nsecond line"), "connection refused."),
        (PermissionError(13, "Permission denied", "/var/x"), "/var/x"),
        (ValueError("a fault of ours"), None),
    ],
)
def test_what_goes_wrong_becomes_one_sentence(error, said):
    sentence = cli.sentence_for(error, str)
    if said is None:
        assert sentence is None
    else:
        assert said in sentence
        assert "\n" not in sentence


def test_every_command_that_the_parser_knows_exists():
    source = Path(options.__file__).read_text(encoding="utf-8")
    names = set(
        re.findall(
            r'"((?:serving|letters|site|translations|consolidating|archiving|providers)\.\w+)"',
            source,
        )
    )
    assert len(names) >= 15
    assert all(callable(commands.named(name)) for name in names)


def test_a_wrong_word_is_answered_with_the_usage_and_status_2(tmp_path):
    result = diwan("serve", home=tmp_path)
    assert result.returncode == 2
    assert "serve" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_setting_that_cannot_be_used_ends_with_one_sentence(tmp_path):
    result = diwan("discussion", "list", home=tmp_path, DIWAN_LISTEN="8000")
    assert result.returncode == 2
    assert result.stderr.strip() == (
        "DIWAN_LISTEN is “8000”; use host:port, for example 127.0.0.1:8000."
    )


def test_a_database_that_is_not_prepared_is_said(tmp_path):
    result = diwan("discussion", "list", home=tmp_path)
    assert (result.returncode, result.stderr.strip()) == (
        2,
        "The database is not prepared yet. Run: diwan setup",
    )


def test_a_home_that_is_missing_is_said(tmp_path):
    result = diwan("retention", home=tmp_path / "not yet", DIWAN_SECRET_KEY="k" * 50)
    assert (result.returncode, (tmp_path / "not yet").exists()) == (2, False)
    assert result.stderr.strip() == "The database is not prepared yet. Run: diwan setup"


def test_a_home_is_made_before_the_database_though_the_key_stands_elsewhere(
    tmp_path, settings, monkeypatch
):
    settings.DIWAN_HOME, settings.STATIC_ROOT = tmp_path / "not" / "yet", tmp_path / "static"
    modes = []
    for name in ("call_command", "load_vocabularies", "portal.index_what_is_new"):
        see = lambda *_, **_more: modes.append(settings.DIWAN_HOME.stat().st_mode & 0o777)  # noqa: E731
        monkeypatch.setattr(f"diwan.project.preparation.{name}", see)
    preparation.prepare(print)
    assert set(modes) == {0o700}


def test_a_home_that_cannot_be_written_is_named_with_the_remedy(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    result = diwan("discussion", "list", home=blocked / "home")
    assert result.returncode == 2
    assert str(blocked) in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "base de données"), ("ar", "قاعدة البيانات")]
)
def test_a_sentence_is_said_in_the_language_of_the_terminal(tmp_path, language, words):
    result = diwan("--language", language, "discussion", "list", home=tmp_path)
    assert words in result.stderr


def test_arabic_does_not_break_a_terminal_without_its_letters(tmp_path):
    result = diwan("--language", "ar", "--help", home=tmp_path, PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert "UnicodeEncodeError" not in result.stderr


def test_no_letter_on_standard_input_is_refused(tmp_path):
    result = diwan("mail", "deliver", "--to", "x@example.org", home=tmp_path)
    assert result.returncode == 2
    assert "standard input" in result.stderr


def test_the_record_of_the_signing_key_is_printed_and_the_key_stays_the_same(tmp_path):
    first = diwan("mail", "dkim", home=tmp_path, DIWAN_MAIL_DOMAIN="lists.example.org")
    second = diwan("mail", "dkim", home=tmp_path, DIWAN_MAIL_DOMAIN="lists.example.org")
    assert (first.returncode, second.returncode) == (0, 0)
    record = first.stdout.splitlines()[-1]
    assert record.startswith('diwan._domainkey.lists.example.org. IN TXT ( "v=DKIM1; k=rsa; p=MII')
    assert record == second.stdout.splitlines()[-1]
    assert "dkim.pem" in first.stdout
    assert "dkim.pem" not in second.stdout


def test_a_signing_key_that_is_none_is_told(tmp_path):
    (tmp_path / "none").write_text("hello")
    result = diwan("mail", "dkim", home=tmp_path, DIWAN_DKIM_KEY_FILE=str(tmp_path / "none"))
    assert result.returncode == 2
    assert "DIWAN_DKIM_KEY_FILE" in result.stderr


def test_a_taken_port_is_said_before_anything_is_started(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = diwan("run", home=tmp_path, DIWAN_LISTEN=f"127.0.0.1:{port}")
    assert result.returncode == 2
    assert str(port) in result.stderr
    assert "DIWAN_LISTEN" in result.stderr
    assert not (tmp_path / "diwan.sqlite3").exists()


def test_a_letter_to_nobody_is_refused_so_that_the_writer_hears_of_it(monkeypatch, db):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"From: a@example.org\n\nHello")))
    options = Namespace(to=["nobody@example.org"], sender="a@example.org")
    with pytest.raises(Refusal, match="nobody@"):
        letters.deliver(options, print)
    assert not Letter.objects.exists()


def test_a_pipe_is_told_to_try_again_when_its_sender_is_over_the_limit(
    monkeypatch, db, settings, capsys
):
    settings.DIWAN_MAIL_HOURLY_SENDER = 1
    for number in range(2):
        raw = f"From: Amina@example.org\n\nNumber {number}.".encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        options = Namespace(to=["help@diwan.localhost"], sender="x@example.org")
        assert letters.deliver(options, print) == (0, cli.TRY_AGAIN)[number]
    assert "within an hour" in capsys.readouterr().err
    assert Letter.objects.count() == 1


def test_a_letter_that_is_too_large_is_refused(monkeypatch, settings):
    settings.DIWAN_MAIL_MAX_BYTES = 10_000
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 10_001)))
    with pytest.raises(Refusal, match="10000"):
        letters.deliver(Namespace(to=["nobody@example.org"], sender=""), print)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--language", "fr", "serve"), "choix inconnu : 'serve'"),
        (("--language", "fr", "mail", "deliver"), "il manque : --to"),
        (("--language", "ar", "serve"), "الاستعمال: diwan"),
        (("--language",), "expected one argument"),
        (("--language", "xx", "retention"), "“xx” is no language of Diwan; use en, fr or ar."),
    ],
)
def test_what_is_wrong_with_the_command_line_is_said_in_the_language(tmp_path, words, said):
    result = diwan(*words, home=tmp_path)
    assert result.returncode == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("DIWAN_ORIGN", "DIWAN_ORIGN is set, but there is no such setting. Did you mean"),
        ("DIWAN_OF_SOMETHING_ELSE", "it changes nothing."),
    ],
)
def test_a_setting_that_does_not_exist_is_pointed_out(tmp_path, name, said):
    assert said in diwan("discussion", "list", home=tmp_path, **{name: "x"}).stderr


def test_a_call_without_permission_is_said_to_be_so(tmp_path, monkeypatch):
    def closed(*args: object, **options: object) -> str:
        raise PermissionError(13, "Permission denied")

    # the system lets root read every file; what it answers others is put in its place
    monkeypatch.setattr(Path, "read_text", closed)
    with pytest.raises(Refusal, match="permission"):
        read_call(tmp_path / "call.json")


def test_a_file_without_permission_is_told_apart_from_one_that_is_not_there():
    closed = cli.sentence_for(PermissionError(13, "Permission denied", "/call.json"), str)
    missing = cli.sentence_for(FileNotFoundError(2, "No such file", "/call.json"), str)
    assert closed == "/call.json is closed to you: give your account the permission to use it."
    assert closed != missing


@pytest.mark.parametrize("server", ["", "smtp://127.0.0.1:1"])
def test_a_demo_warns_at_start_when_its_letters_leave_the_machine(monkeypatch, settings, server):
    settings.DIWAN_SMTP_URL = server
    monkeypatch.setattr(preparation, "demo_links", lambda: [("Member", "http://127.0.0.1/x")])
    said: list[str] = []
    serving.print_demo_links(said.append)
    assert ("Warning: DIWAN_SMTP_URL" in said[-1]) == bool(server)
    assert "/mailroom/outbox/" in said[-1]
