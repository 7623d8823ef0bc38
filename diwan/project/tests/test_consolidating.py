"""`diwan consolidate` and `diwan reply verify`: what they write, refuse and find."""

from __future__ import annotations

import json
import mailbox
import os
import signal
import subprocess
import sys
import time
import zipfile
from argparse import Namespace
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

import pytest

from diwan.core.errors import Refusal
from diwan.discussions.models import Contribution
from diwan.discussions.reply import exported, exporting, rendering
from diwan.people.models import Person
from diwan.project import outfolder, press
from diwan.project.commands import consolidating
from diwan.project.settings import throwaway

ROOT = Path(__file__).resolve().parents[3]
CALL = {
    "slug": "harbour",
    "title": {"en": "Work around the harbour", "fr": "Le travail autour du port"},
    "opens": "2026-02-01",
    "closes": "2026-02-28",
    "languages": ["en", "fr", "ar"],
    "topics": [
        {
            "key": "T1",
            "title": {"en": "Return to small towns"},
            "questions": [
                {"key": "T1Q1", "en": "What helps people who return to find work in their town?"},
                {"key": "T1Q2", "en": "Which training should the towns offer to young people?"},
            ],
        }
    ],
}
ENGLISH = """Dear members,

What helps people who return to find work in their town?

In our harbour, 45 families found work within six months because the port office trained them.
The town council should pay a mentor who goes with each returning family in the first year.

Which training should the towns offer to young people?

Towns should offer evening courses in ship repair, because three yards on our coast look for welders.

Kind regards,
Amel Ben Salah
University of Ghana, Accra
"""
FRENCH = """Chers membres,

Qu’est-ce qui aide les personnes qui reviennent à trouver du travail dans leur ville ?

Les communes devraient ouvrir un guichet unique où les familles déposent tous leurs papiers.

Bien cordialement,
Moncef Trabelsi
"""


def letter(words, *, sender="Amel Ben Salah <amel@example.net>", day="Mon, 16 Feb 2026", **headers):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "harbour@example.org", "Re: harbour"
    made["Date"] = f"{day} 10:00:00 +0000"
    made["Message-ID"] = f"<{abs(hash((words, sender)))}@example.net>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(words)
    return made


@pytest.fixture
def files(tmp_path):
    """``files(letters, **changes of the call)``: the paths of a call and a mailbox."""

    def _files(letters, **changes):
        call = tmp_path / "call.json"
        call.write_text(json.dumps(CALL | changes), encoding="utf-8")
        box = mailbox.mbox(tmp_path / "inbox.mbox")
        for each in letters:
            box.add(each)
        box.close()
        return call, tmp_path / "inbox.mbox"

    return _files


@pytest.fixture
def consolidate(files, tmp_path, monkeypatch):
    """Run the command here, in the database of the test; returns the folder and what was said."""
    monkeypatch.setattr(consolidating, "make_tables", lambda: None)
    monkeypatch.setattr(consolidating, "call_command", lambda *_args, **_options: None)
    monkeypatch.setattr(consolidating.preparation, "close_database", lambda: None)

    @contextmanager
    def _at_once():
        class Here:
            def begin(self, document):
                return lambda: b"%PDF " + document.title.encode()

        yield Here()

    monkeypatch.setattr(press, "started", _at_once)

    def _consolidate(letters, *, out="out", changes=None, **options):
        call, box = files(letters, **(changes or {}))
        given = {"lang": None, "date": None, "attribution": "anonymous", "keep": False} | options
        said = []
        folder = tmp_path / out
        status = consolidating.consolidate(
            Namespace(call=call, mailbox=box, out=folder, **given), said.append
        )
        assert status == 0
        return folder, said

    return _consolidate


LETTERS = [
    letter(ENGLISH),
    letter(FRENCH, sender="Moncef Trabelsi <moncef@example.net>", day="Tue, 17 Feb 2026"),
    letter("I am away.", sender="Away <away@example.net>", Auto_Submitted="auto-replied"),
    letter("Too late, but here: towns should teach welding to everybody.", day="Mon, 02 Mar 2026"),
]


def reply_of(folder):
    return json.loads((folder / "reply.json").read_text(encoding="utf-8"))


def report_of(folder):
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))


# --- what is written -----------------------------------------------------------------------
@pytest.mark.django_db
def test_every_file_is_written_and_the_team_files_say_so(consolidate):
    folder, said = consolidate(LETTERS)
    assert {path.name for path in folder.iterdir()} == set(exporting.NAMES)
    assert str(folder) in said[0]
    first, *lines = map(json.loads, (folder / "passages.jsonl").read_text().splitlines())
    assert "team only" in first["notice"]
    assert "team only" in report_of(folder)["notice"]
    assert list(lines[0]) == [
        *("contribution", "number", "version", "author", "order", "start", "end", "kind"),
        *("targets", "confidence", "lang", "text"),
    ]
    for name in exporting.FOR_THE_TEAM:
        assert (folder / name).stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_nobody_is_left_in_the_database(consolidate):
    consolidate(LETTERS)
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_the_report_says_what_became_of_every_letter(consolidate):
    folder, _said = consolidate(LETTERS)
    report = report_of(folder)
    assert (report["messages"], report["contributions"], report["late"]) == (4, 2, 1)
    assert [each["reason"] for each in report["set_aside"]] == ["automatic"]
    assert report["by_language"] == {"en": 1, "fr": 1}
    assert list(report["by_question"]) == ["T1", "T1Q1", "T1Q2"]
    assert report["seconds"] > 0


@pytest.mark.django_db
def test_passages_are_words_of_the_responses(consolidate):
    folder, _said = consolidate(LETTERS, attribution="named")
    texts = {each["contribution"]: each["text"] for each in reply_of(folder)["responses"]}
    lines = [json.loads(line) for line in (folder / "passages.jsonl").read_text().splitlines()[1:]]
    for line in lines:
        assert texts[line["number"]][line["start"] : line["end"]] == line["text"]
    assert [each["order"] for each in lines if each["number"] == 1][:2] == [1, 2]


@pytest.mark.django_db
def test_nobody_is_named_unless_they_agreed(consolidate):
    folder, _said = consolidate(LETTERS)
    for name in ("reply.html", "reply.md", "reply.json"):
        text = (folder / name).read_text(encoding="utf-8")
        assert not {"Ben Salah", "Trabelsi", "amel@", "University of Ghana"} & {
            word
            for word in ("Ben Salah", "Trabelsi", "amel@", "University of Ghana")
            if word in text
        }


@pytest.mark.django_db
def test_who_agreed_is_named_with_what_the_signature_tells(consolidate):
    folder, _said = consolidate(LETTERS, attribution="named")
    amel = reply_of(folder)["contributors"][0]
    assert amel["name"] == "Amel Ben Salah"


@pytest.mark.django_db
def test_the_draft_says_that_nobody_moderated_it(consolidate):
    folder, said = consolidate(LETTERS)
    assert "nobody has moderated" in said[0]
    assert reply_of(folder)["is_moderated"] is False
    assert "not moderated" in (folder / "reply.html").read_text(encoding="utf-8")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "day", "language"),
    [({}, "2026-02-28", "en"), ({"lang": "ar", "date": date(2026, 3, 5)}, "2026-03-05", "ar")],
)
def test_day_and_layout_are_those_of_the_call_or_the_options(consolidate, options, day, language):
    reply = reply_of(consolidate(LETTERS[:1], **options)[0])
    assert (reply["made_on"], reply["language"]) == (day, language)


@pytest.mark.django_db
def test_a_letter_without_a_day_is_no_late_one(consolidate):
    dateless = letter(ENGLISH)
    del dateless["Date"]
    folder, _said = consolidate([dateless])
    assert report_of(folder)["late"] == 0
    assert reply_of(folder)["contributors"][0]["day"] == "2026-02-28"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("letters", "changes", "contributions"),
    [
        ([letter("I am away.", Auto_Submitted="auto-replied")], {}, 0),
        ([letter(ENGLISH)], {}, 1),
        ([letter("Hello.")], {}, 1),
        (
            [letter(ENGLISH)],
            {"topics": [{"key": "T", "title": "Work", "questions": [{"key": "Q", "en": "What?"}]}]},
            1,
        ),
        ([letter(FRENCH), letter(FRENCH + "\nAutre.", sender="b@example.net")], {}, 2),
    ],
    ids=["only automatic", "one", "one word", "one question", "one language"],
)
def test_odd_mailboxes_give_an_honest_reply(consolidate, letters, changes, contributions):
    folder, _said = consolidate(letters, changes=changes)
    assert report_of(folder)["contributions"] == contributions
    assert len(reply_of(folder)["responses"]) == contributions
    wrong = [each for each in exported.verify(folder) if not each.passed]
    assert wrong == []


# --- all or nothing ------------------------------------------------------------------------
@pytest.mark.django_db
def test_what_else_lies_in_the_folder_stays(consolidate, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "out" / "reply.md").write_text("of last week", encoding="utf-8")
    folder, _said = consolidate(LETTERS)
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert "of last week" not in (folder / "reply.md").read_text(encoding="utf-8")


@pytest.mark.django_db
def test_an_error_at_the_end_changes_nothing(consolidate, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "reply.md").write_text("of last week", encoding="utf-8")
    with patch.object(rendering, "docx", side_effect=MemoryError), pytest.raises(MemoryError):
        consolidate(LETTERS)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["reply.md"]


@pytest.mark.django_db
def test_without_the_libraries_of_pdf_the_other_files_are_written(
    consolidate, tmp_path, monkeypatch, capsys
):
    @contextmanager
    def _without():
        class Here:
            def begin(self, _document):
                def _refuse():
                    raise Refusal("This machine cannot make PDF files yet.")

                return _refuse

        yield Here()

    monkeypatch.setattr(press, "started", _without)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "reply.pdf").write_bytes(b"of last week")
    folder, _said = consolidate(LETTERS)
    assert {path.name for path in folder.iterdir()} == set(exporting.NAMES) - {"reply.pdf"}
    assert "cannot make PDF files" in capsys.readouterr().err


def test_a_folder_that_cannot_be_used_is_named(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/nothing")):
        with (
            pytest.raises(Refusal, match="--out"),
            outfolder.written_together(folder, exporting.NAMES),
        ):
            pass


def test_a_new_folder_goes_again_when_nothing_came_of_it(tmp_path):
    folder = tmp_path / "new"
    with pytest.raises(FileNotFoundError), outfolder.written_together(folder, ["a"]) as place:
        (place / "no folder" / "a").write_text("half", encoding="utf-8")
    assert not folder.exists()


# --- a home of its own ---------------------------------------------------------------------
@pytest.mark.parametrize("keep", [True, False])
def test_the_home_is_private_and_goes_unless_it_is_kept(monkeypatch, keep):
    monkeypatch.setenv("DATABASE_URL", "postgresql://site")
    monkeypatch.setenv("DIWAN_HOME", "/site")
    with throwaway.home(keep=keep) as home:
        assert os.environ["DIWAN_HOME"] == str(home)
        assert "DATABASE_URL" not in os.environ
        assert home.stat().st_mode & 0o077 == 0
        (home / "diwan.sqlite3").write_text("", encoding="utf-8")
    assert home.exists() == keep


def run(*words, **environment):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("DIWAN_", "LC_", "LANG"))}
    clean.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.Popen(
        [sys.executable, "-m", "diwan.project.cli", *map(str, words)],
        cwd=ROOT,
        env=clean | {"LANG": "C.UTF-8"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_real_command_leaves_nothing_but_its_files(files, tmp_path):
    homes = tmp_path / "homes"
    homes.mkdir()
    call, box = files(LETTERS)
    site = {"TMPDIR": str(homes), "DIWAN_HOME": str(tmp_path / "site")}
    process = run("consolidate", call, box, "--out", tmp_path / "out", **site)
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    assert "Reading the letters" in err
    assert "Traceback" not in err
    assert list(homes.iterdir()) == []
    assert not (tmp_path / "site").exists()
    assert (tmp_path / "out" / "reply.pdf").read_bytes().startswith(b"%PDF")
    assert str(tmp_path / "out") in out


def test_a_command_that_is_broken_off_leaves_nothing(files, tmp_path):
    homes = tmp_path / "homes"
    homes.mkdir()
    call, box = files(LETTERS)
    process = run("consolidate", call, box, "--out", tmp_path / "out", TMPDIR=str(homes))
    until = time.monotonic() + 60
    while not (tmp_path / "out").exists() and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert list(homes.iterdir()) == []
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("call", "box", "said"),
    [
        ("missing.json", "inbox.mbox", "missing.json"),
        ("call.json", "missing.mbox", "missing.mbox"),
        ("broken.json", "inbox.mbox", "broken.json, line 1"),
        ("call.json", "call.json", "is not a mailbox"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_and_nothing_is_written(
    files, tmp_path, call, box, said
):
    files(LETTERS)
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    process = run("consolidate", tmp_path / call, tmp_path / box, "--out", tmp_path / "out")
    _out, err = process.communicate(timeout=120)
    assert process.returncode == 2
    assert said in err.splitlines()[-1]
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()


# --- verify --------------------------------------------------------------------------------
@pytest.fixture
def drafted(consolidate):
    return consolidate(LETTERS)[0]


def failing(folder):
    return {each.check for each in exported.verify(folder) if not each.passed}


@pytest.mark.django_db
def test_an_untouched_reply_stands(drafted):
    findings = exported.verify(drafted)
    assert [each for each in findings if not each.passed] == []
    assert any(each.check == "hashes" and each.statement for each in findings)


def _response(reply):
    first = reply["statements"][0]["citations"][0]
    return next(r for r in reply["responses"] if r["contribution"] == first["contribution"])


def _forge_word(reply):
    response = _response(reply)
    response["text"] = response["text"].replace("e", "a")


def _forge_text(reply):
    reply["statements"][0]["text"] = "In 1873 the Banco Real gave 9,000 ships to Portugal."


def _forge_offset(reply):
    reply["statements"][0]["citations"][0]["start"] += 1


def _forge_range(reply):
    reply["statements"][0]["citations"][0]["end"] = 10**9


def _forge_flag(reply):
    citation = reply["statements"][0]["citations"][0]
    citation["flag"], citation["end"] = "withdrawn", 10**9


def _forge_weight(reply):
    reply["statements"][0]["weight"]["contributors"] = 9


def _forge_moderation(reply):
    reply["is_moderated"] = True


def _forge_question(reply):
    reply["statements"][0]["question"] = "T1Q2" if "Q1" in str(reply["statements"][0]) else "T1Q1"


def _forge_limits(reply):
    reply["limits"]["is_consensus"] = True


def _forge_count(reply):
    reply["counts"]["contributions"] = 500


def _drop_citations(reply):
    reply["statements"][0]["citations"] = []


def _drop_statement(reply):
    del reply["statements"][0]


def _forget_contribution(reply):
    reply["unused"] = []
    number = reply["statements"][0]["citations"][0]["contribution"]
    reply["statements"] = [
        each
        for each in reply["statements"]
        if all(citation["contribution"] != number for citation in each["citations"])
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("forge", "check"),
    [
        (_forge_word, "hashes"),
        (_forge_text, "reply.md"),
        (_forge_text, "names"),
        (_forge_text, "figures"),
        (_forge_text, "dates"),
        (_forge_offset, "hashes"),
        (_forge_range, "readable"),
        (_forge_flag, "readable"),
        (_forge_weight, "weight"),
        (_forge_moderation, "reply.html"),
        (_forge_question, "reply.docx"),
        (_forge_limits, "reply.json"),
        (_forge_count, "counted"),
        (_drop_citations, "cited"),
        (_drop_statement, "numbered"),
        (_drop_statement, "reply.html"),
        (_forget_contribution, "covered"),
    ],
)
def test_what_was_tampered_with_is_found(drafted, forge, check):
    reply = reply_of(drafted)
    forge(reply)
    (drafted / "reply.json").write_text(json.dumps(reply), encoding="utf-8")
    assert check in failing(drafted)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["reply.html", "reply.md"])
def test_a_form_that_says_something_else_is_found(drafted, name):
    said = reply_of(drafted)["statements"][0]["text"]
    path = drafted / name
    changed = path.read_text(encoding="utf-8").replace(said[-30:], "and the moon is made of cheese")
    path.write_text(changed, encoding="utf-8")
    assert name in failing(drafted)
    path.unlink()
    assert name in failing(drafted)


SLIPS = [
    ("reply.html", "</main>", "<p>All 500 members agree.</p></main>"),
    ("reply.md", "is not a consensus", "is a consensus"),
    ("reply.md", "Draft, not moderated", "Approved"),
    ("reply.md", "Rests on [", "Rests on much more than ["),
    ("reply.html", "Kind regards", "Unkind regards"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "before", "after"), SLIPS)
@pytest.mark.parametrize("is_sealed_anew", [False, True])
def test_what_was_changed_beside_the_statements_is_found(
    consolidate, name, before, after, is_sealed_anew
):
    folder, _said = consolidate(LETTERS, attribution="named")
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    if is_sealed_anew:
        reply = reply_of(folder)
        reply["files"][name] = sha256(path.read_bytes()).hexdigest()
        written = json.dumps(reply, ensure_ascii=False, indent=1) + "\n"
        (folder / "reply.json").write_text(written, encoding="utf-8")
    assert failing(folder) == {name}


@pytest.mark.django_db
@pytest.mark.parametrize("content", [None, b"hello", b"%PDF of something else"])
def test_another_paper_is_found(drafted, content):
    (drafted / "reply.pdf").unlink()
    if content:
        (drafted / "reply.pdf").write_bytes(content)
    assert failing(drafted) == {"reply.pdf"}


@pytest.mark.django_db
def test_another_layout_is_verified_in_its_own_language(consolidate):
    folder, _said = consolidate(LETTERS, lang="ar")
    assert failing(folder) == set()


@pytest.mark.django_db
def test_a_word_file_with_another_word_is_found(drafted):
    path = drafted / "reply.docx"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(b"harbour", b"airport")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert failing(drafted) == {"reply.docx"}


@pytest.mark.django_db
def test_a_word_file_that_says_something_else_is_found(drafted):
    (drafted / "reply.docx").write_bytes(b"no word file")
    assert "reply.docx" in failing(drafted)


@pytest.mark.django_db
def test_the_command_prints_a_line_a_check_and_ends_with_1_when_something_is_wrong(drafted):
    said = []
    options = Namespace(folder=drafted, json=False)
    assert consolidating.verify(options, said.append) == 0
    reply = reply_of(drafted)
    _forge_text(reply)
    (drafted / "reply.json").write_text(json.dumps(reply), encoding="utf-8")
    said.clear()
    assert consolidating.verify(options, said.append) == 1
    assert any("statement 1" in line for line in said)
    said.clear()
    assert consolidating.verify(Namespace(folder=drafted, json=True), said.append) == 1
    assert {each["passed"] for each in json.loads(said[0])} == {True, False}


@pytest.mark.parametrize("content", [None, "{", "[]", '{"format": "other"}'])
def test_a_folder_without_a_reply_is_refused(tmp_path, content):
    if content is not None:
        (tmp_path / "reply.json").write_text(content, encoding="utf-8")
    with pytest.raises(Refusal, match=r"reply\.json"):
        exported.verify(tmp_path)


@pytest.mark.parametrize("key", ["statements", "responses", "contributors"])
@pytest.mark.django_db
def test_a_reply_with_a_part_missing_is_refused(drafted, key):
    reply = reply_of(drafted)
    del reply[key]
    (drafted / "reply.json").write_text(json.dumps(reply), encoding="utf-8")
    with pytest.raises(Refusal):
        exported.verify(drafted)


# --- on a site -----------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_discussion_of_the_site_is_consolidated(consolidate):
    consolidate(LETTERS)
    said = []
    assert consolidating.consolidate_discussion(Namespace(slug="harbour"), said.append) == 0
    assert "Version 2" in said[0]
    assert "/discussions/harbour/replies/2/" in said[0]
    assert Contribution.objects.filter(number__isnull=False).count() == 2
    with pytest.raises(Refusal, match="There are: harbour"):
        consolidating.consolidate_discussion(Namespace(slug="other"), said.append)


# --- the press -----------------------------------------------------------------------------
class Document:
    """Stands for a document that a process cannot set."""


def pressed(code):
    """What a press gives whose process runs ``code``."""
    with (
        subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as child,
        ThreadPoolExecutor(1) as threads,
    ):
        return press.Press(child, threads).begin(Document())()


ANSWER = "import pickle, sys; sys.stdin.buffer.read(); sys.stdout.buffer.write(pickle.dumps(%r))"


def test_the_press_gives_the_bytes():
    assert pressed(ANSWER % ((b"%PDF", ""),)) == b"%PDF"


@pytest.mark.parametrize(
    ("code", "error", "said"),
    [
        (ANSWER % ((b"", "No library."),), Refusal, "No library"),
        ("import os; os.kill(os.getpid(), 9)", Refusal, "memory"),
        ("raise SystemExit(1)", RuntimeError, "status 1"),
    ],
)
def test_why_there_are_no_bytes_is_told_apart(code, error, said):
    with pytest.raises(error, match=said):
        pressed(code)
