"""The reference pages say what the code says."""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from diwan.core import slots
from diwan.core.registry import Registry
from diwan.discussions import calls, commands, rules, words
from diwan.library import rules as library_rules
from diwan.library.rules import campaigns, norms, rumours, studies
from diwan.library.words import ItemState, kinds
from diwan.people.words import Role
from diwan.plans import rules as plans_rules
from diwan.plans.words import ProjectState
from diwan.project import cli
from diwan.services.rules import openness
from diwan.services.words import ServiceState
from diwan.vocabularies.actions import load_vocabularies

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def table(text: str) -> list[list[str]]:
    """The cells of every table row in ``text``, heads and rulers left out."""
    lines = text.splitlines()
    rulers = {number for number, line in enumerate(lines) if re.match(r"^\|[-|]+\|$", line)}
    return [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for number, line in enumerate(lines)
        if line.startswith("|") and number not in rulers and number + 1 not in rulers
    ]


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    return text.split(f"\n## {heading}\n")[1].split("\n## ", maxsplit=1)[0]


def code_words(cell: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", cell))


# --- CALL.json -------------------------------------------------------------------------
def example() -> str:
    return re.findall(r"```json\n(.*?)```", page("reference/call-json.md"), re.DOTALL)[0]


@pytest.mark.django_db
def test_the_documented_call_makes_a_discussion(tmp_path):
    load_vocabularies()
    file = tmp_path / "call.json"
    file.write_text(example(), encoding="utf-8")
    discussion = commands.create_from_file(file)
    assert discussion.slug == json.loads(example())["slug"]
    assert [question.key for question in discussion.questions.all()] == ["T1Q1", "T1Q2"]
    assert discussion.themes.count() == 2


def test_the_example_uses_every_field_of_a_call():
    fields = {field.name for field in dataclasses.fields(calls.Call)}
    assert set(json.loads(example())) == fields


def test_every_field_of_a_call_is_documented():
    documented = {
        path.replace("[]", "")
        for row in table(page("reference/call-json.md"))
        for path in code_words(row[0])
    }
    top = {field.name for field in dataclasses.fields(calls.Call)}
    topic = {f"topics.{field.name}" for field in dataclasses.fields(calls.TopicCall)}
    question = {
        f"topics.questions.{field.name}" for field in dataclasses.fields(calls.QuestionCall)
    }
    assert documented == top | topic | question


def test_the_documented_defaults_of_a_call_are_the_real_ones():
    small = {"title": "T", "opens": "2027-01-01", "closes": "2027-01-02", "languages": ["en"]}
    small["topics"] = [{"key": "a", "title": "A", "questions": [{"key": "b", "text": "B"}]}]
    call = calls.Reader("call.json").call(small, "the-file")
    said = {row[0].strip("`"): row[1].strip("`") for row in table(page("reference/call-json.md"))}
    assert {name for name in said if said[name] == "required" and "[" not in name} == set(small)
    assert call.time_zone == said["time_zone"]
    assert call.audience == said["audience"]
    assert (call.slug, call.address) == ("the-file", "the-file")
    for name in ("context", "objective", "who", "use", "event", "event_on", "places", "themes"):
        assert not getattr(call, name)
        assert said[name] in {"empty", "none"}


# --- commands --------------------------------------------------------------------------
def spoken(parser: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every command with its options, as the parser knows them."""
    groups = [act for act in parser._actions if isinstance(act, argparse._SubParsersAction)]
    if not groups:
        shown = [act for act in parser._actions if act.help != argparse.SUPPRESS]
        yield path, {max(act.option_strings, key=len) for act in shown if act.option_strings}
    for group in groups:
        for word, below in group.choices.items():
            yield from spoken(below, f"{path} {word}".strip())


def written() -> dict[str, set[str]]:
    """The commands of the page; later ones in a cell are of the first one's group."""
    found: dict[str, set[str]] = {}
    for row in table(page("reference/commands.md").split("## Exit")[0]):
        group: list[str] = []
        for code in re.findall(r"`([^`]+)`", row[0]):
            said = re.split(r" (?=\[|--|[A-Z…])", code.removeprefix("diwan "))
            names = said[0].split()
            if code.startswith("diwan "):
                group = names[:-1]
            else:
                names = [*group, *names]
            found[" ".join(names)] = set(re.findall(r"--[a-z-]+", code))
    return found


def test_the_documented_commands_are_those_of_the_command_line():
    real = {path: options - {"--help"} for path, options in spoken(cli.build_parser(str))}
    assert written() == real


def test_the_documented_exit_statuses_are_those_of_the_command_line():
    said = {row[0] for row in table(section(page("reference/commands.md"), "Exit status"))}
    assert said == {"0", "1", str(cli.REFUSED), str(cli.TRY_AGAIN), str(cli.INTERRUPTED)}


# --- slots, states, retention ------------------------------------------------------------
def test_every_slot_is_documented_with_what_it_takes():
    real = {
        name: registry for name, registry in vars(slots).items() if isinstance(registry, Registry)
    }
    said = {row[0].strip("`"): row[1] for row in table(page("reference/slots.md"))}
    assert set(said) == set(real)
    for cell in said.values():
        made = re.fullmatch(r"`(\w+)\((.*)\)`", cell)
        assert made is not None
        kind = getattr(slots, made[1])
        assert [field.name for field in dataclasses.fields(kind)] == made[2].split(", ")


@pytest.mark.parametrize(
    ("heading", "moves", "choices"),
    [
        ("A discussion", rules.NEXT_STAGES, words.Stage),
        ("A contribution", rules.NEXT_STATES, words.ContributionState),
        ("A project", plans_rules.MOVES, ProjectState),
        ("A service", openness.MOVES, ServiceState),
        ("An item of the library", library_rules.MOVES, ItemState),
        ("A rumour", rumours.MOVES, kinds.RumourState),
        ("A campaign", campaigns.MOVES, kinds.CampaignState),
        ("A study", studies.MOVES, kinds.StudyState),
        ("A norm", norms.MOVES, [each for each in kinds.Standing if each != "unknown"]),
    ],
)
def test_the_documented_states_and_moves_are_those_of_the_rules(heading, moves, choices):
    rows = table(section(page("reference/states.md"), heading))
    assert {row[0].strip("`"): code_words(row[2]) for row in rows} == {
        state: set(to) for state, to in moves.items()
    }
    assert {row[0].strip("`"): row[1] for row in rows} == {
        choice.value: str(choice.label) for choice in choices
    }


def test_the_documented_retention_rules_are_those_of_the_rooms():
    rows = table(section(page("explanation/privacy.md"), "How long"))
    assert {row[2].strip("`") for row in rows} == {name for name, _rule in slots.retention.items()}


def test_the_letters_that_go_out_are_all_in_the_guide():
    """One row for each kind, or a row that names two of them."""
    kinds = {
        path.name.removesuffix(".subject.txt")
        for room in ("discussions", "mailroom")
        for path in (ROOT / f"diwan/{room}/templates/{room}/letters").glob("*.subject.txt")
    }
    named = {
        *("acknowledgement", "acknowledgement_late", "released", "contribution", "digest"),
        *("returned", "set_aside", "correction_shown", "correction_kept", "withdrawn"),
        *("proposal_promoted", "proposal_declined", "facilitator_invitation", "announcement"),
        *("reminder", "extended", "closed", "became_published", "became_delivered"),
        *("endorsement_opened", "endorsement_claim", "endorsement_reminder"),
        *("endorsement_answered", "endorsement_result"),
        *("nothing_written", "help", "confirm_stop", "confirm_erase"),
        *("stopped", "erased", "not_done", "left_alone"),
        *("post", "approach", "proposal_open", "idea_open", "idea_promoted", "idea_declined"),
    }
    assert kinds == named, "write the letter into docs/howto/facilitate.md, then here"


def test_the_inside_of_a_room_is_drawn_as_the_linter_reads_it():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = contracts["tool"]["importlinter"]["contracts"]
    inside = next(each for each in contracts if each["name"] == "Inside a room")
    layers = [re.sub(r"[()]", "", layer) for layer in reversed(inside["layers"])]
    assert " → ".join(layers) in page("explanation/house.md")


# --- words -----------------------------------------------------------------------------
def catalogue(language: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in (ROOT / "diwan").glob(f"*/locale/{language}/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if isinstance(message.id, str) and isinstance(message.string, str):
                    found.setdefault(message.id, set()).add(message.string)
    return found


@pytest.mark.parametrize(("column", "language"), [(1, "fr"), (2, "ar")])
def test_the_glossary_says_what_the_catalogues_say(column, language):
    known = catalogue(language)
    rows = table(page("glossary.md"))
    wrong = {row[0]: row[column] for row in rows if row[column] not in known.get(row[0], set())}
    assert rows
    assert wrong == {}


def visible_words() -> str:
    """Every English text that the site can show, and the names of languages."""
    return "\n".join(catalogue("fr"))


def test_the_guides_name_buttons_that_exist():
    """What stands between stars in a guide is a word that the reader will find on the site."""
    shown = visible_words()
    missing = {
        f"{path.name}: {name}"
        for path in sorted([*(DOCS / "howto").glob("*.md"), *(DOCS / "tutorial").glob("*.md")])
        if path.name not in {"index.md", "translate.md", "run-a-site.md", "receive-mail.md"}
        for name in re.findall(r"(?<!\*)\*([A-Z][^*]+)\*(?!\*)", path.read_text(encoding="utf-8"))
        if " ".join(name.split()) not in shown
    }
    assert missing == set()


def test_every_role_has_a_guide():
    guide = page("howto/administer.md")
    assert all(str(role.label) in guide for role in Role)


def test_links_between_the_files_at_the_top_lead_somewhere():
    broken = [
        f"{name}: {target}"
        for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
        for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / name).read_text(encoding="utf-8"))
        if not (ROOT / target).exists()
    ]
    assert broken == []


def test_the_documentation_builds_without_a_warning(tmp_path):
    built = subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html"),
            *(str(DOCS), str(tmp_path / "html"), "-d", str(tmp_path / "trees")),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
