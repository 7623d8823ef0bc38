"""Every setting is documented, with its default; the readers say what is wrong with a value."""

from __future__ import annotations

import ast
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from diwan.project.settings import env

ROOT = Path(__file__).resolve().parents[2]
_ROW = re.compile(
    r"^\| `(?P<name>[A-Z_]+)` \| (?P<default>.+?) \| (?P<meaning>.+?) \|$", re.MULTILINE
)


def settings_read() -> dict[str, str | None]:
    """Environment name → its default where that is a plain value."""
    source = (ROOT / "diwan/project/settings/base.py").read_text(encoding="utf-8")
    found: dict[str, str | None] = {}
    for call in ast.walk(ast.parse(source)):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
            continue
        if not call.func.id.startswith("env_"):
            continue
        name = ast.literal_eval(call.args[0])
        defaults = [*call.args[1:2], *(k.value for k in call.keywords if k.arg == "default")]
        plain = [default.value for default in defaults if isinstance(default, ast.Constant)]
        found[name] = str(plain[0]).lower() if plain else None
        if call.func.id == "env_secret":
            found[f"{name}_FILE"] = None
    return found


def settings_documented() -> dict[str, tuple[str, str]]:
    text = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    return {row["name"]: (row["default"], row["meaning"]) for row in _ROW.finditer(text)}


def test_the_documented_settings_are_exactly_those_read():
    assert set(settings_documented()) == set(settings_read())


def test_the_documented_defaults_are_the_real_ones():
    documented = settings_documented()
    wrong = {
        name: (default, documented[name][0])
        for name, default in settings_read().items()
        if default and default not in documented[name][0].lower().replace(" ", "")
    }
    assert wrong == {}


def test_settings_are_read_in_one_place_only():
    elsewhere = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "diwan").rglob("*.py"))
        if "tests" not in path.parts and path.parent.name != "settings"
        if re.search(r"os\.(?:environ\b(?!\.setdefault)|getenv)", path.read_text(encoding="utf-8"))
    ]
    # the command line asks for the terminal's language before there are settings
    assert elsewhere == ["diwan/project/cli.py"]


@pytest.mark.parametrize(
    ("read", "value", "said"),
    [
        (lambda: env.env_bool("X", default=False), "perhaps", "use true or false"),
        (lambda: env.env_int("X", 1), "many", "whole number"),
        (lambda: env.env_int("X", 5, least=3), "2", "3 or more"),
        (lambda: env.env_address("X", "127.0.0.1:8000"), "8000", "127.0.0.1:8000"),
        (lambda: env.env_address("X", "127.0.0.1:8000"), "host:99999", "host:port"),
        (lambda: env.env_addresses("X", example="127.0.0.1:53"), "127.0.0.1", "127.0.0.1:53"),
        (lambda: env.env_choice("X", ("own", "off"), "own"), "on", "one of own, off"),
        (lambda: env.env_verify("X", "own"), "header", "DIWAN_MAIL_AUTHSERV_ID"),
        (lambda: env.database("mysql://secret@host/x", Path("x")), "", "postgresql://"),
        (lambda: env.database("nonsense", Path("x")), "", "DATABASE_URL is “nonsense”"),
        (lambda: env.database("sqlite:x", Path("x")), "", "sqlite:///path"),
        (lambda: env.database("postgresql://u:secret@h:a/x", Path("x")), "", "…@h:a/x"),
        (lambda: env.env_origin("X", ""), "diwan.example.org", "https://"),
        (lambda: env.env_origin("X", ""), "https://host/path", "https://"),
        (lambda: env.env_origin("X", ""), "ftp://host", "https://"),
        (lambda: env.env_origin("X", ""), "https://me:secret@host", "https://"),
        (lambda: env.env_origin("X", ""), "https://host:99999", "https://"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_what_is_expected(
    monkeypatch, read, value, said
):
    monkeypatch.setenv("X", value)
    with pytest.raises(env.SettingError, match=re.escape(said)) as caught:
        read()
    assert "secret" not in str(caught.value)
    assert caught.value.sentence(lambda text: f"> {text}") == f"> {caught.value}"


def test_several_addresses_are_read(monkeypatch):
    monkeypatch.setenv("X", "127.0.0.1:53, [::1]:5353")
    assert env.env_addresses("X", example="") == [("127.0.0.1", 53), ("::1", 5353)]
    monkeypatch.setenv("X", "")
    assert env.env_addresses("X", example="") == []


def test_the_header_of_a_mail_server_is_believed_when_it_is_named(monkeypatch):
    monkeypatch.setenv("X", "header")
    monkeypatch.setenv("DIWAN_MAIL_AUTHSERV_ID", "mx.diwan.example")
    monkeypatch.setenv("DIWAN_MAIL_HOPS", "1")
    assert env.env_verify("X", "own") == "header"


@pytest.mark.parametrize(("value", "answer"), [("", True), ("off", False), ("YES", True)])
def test_a_yes_or_no_is_read(monkeypatch, value, answer):
    monkeypatch.setenv("X", value)
    assert env.env_bool("X", default=True) is answer


@pytest.mark.parametrize(
    ("value", "origin"),
    [
        ("", "http://127.0.0.1:8000"),
        ("https://diwan.example.org/", "https://diwan.example.org"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_origin_is_a_scheme_and_a_host(monkeypatch, value, origin):
    monkeypatch.setenv("X", value)
    assert env.env_origin("X", "http://127.0.0.1:8000") == origin


def test_a_setting_that_was_read_is_not_unknown(monkeypatch):
    monkeypatch.setenv("DIWAN_READ_IN_A_TEST", "1")
    assert any("DIWAN_READ_IN_A_TEST" in str(warning) for warning in env.unknown_names())
    env.env_text("DIWAN_READ_IN_A_TEST")
    assert not any("DIWAN_READ_IN_A_TEST" in str(warning) for warning in env.unknown_names())


def test_the_secret_is_made_once_and_only_its_owner_can_read_it(monkeypatch, tmp_path):
    monkeypatch.delenv("X", raising=False)
    first = env.env_secret("X", tmp_path / "home" / "secret")
    assert env.env_secret("X", tmp_path / "home" / "secret") == first
    assert len(first) >= 50
    assert (tmp_path / "home" / "secret").stat().st_mode & 0o077 == 0


def test_the_secret_may_stand_in_a_file(monkeypatch, tmp_path):
    monkeypatch.delenv("X", raising=False)
    (tmp_path / "key").write_text("kept elsewhere\n", encoding="utf-8")
    monkeypatch.setenv("X_FILE", str(tmp_path / "key"))
    assert env.env_secret("X", tmp_path / "secret") == "kept elsewhere"
    monkeypatch.setenv("X_FILE", str(tmp_path / "no such key"))
    with pytest.raises(env.SettingError, match="no such file"):
        env.env_secret("X", tmp_path / "secret")


def test_a_database_address_is_taken_apart():
    found = env.database("postgresql://diwan:a%2Fb@db.example:5433/site?sslmode=require", Path("x"))
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("site", "diwan", "a/b")
    assert (found["HOST"], found["PORT"]) == ("db.example", "5433")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_site_is_safe_when_nothing_is_set(settings):
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert settings.DEBUG is False
    assert settings.DIWAN_DEMO is False
    assert "'unsafe-inline'" not in str(policy)
    assert "'unsafe-eval'" not in str(policy)
    assert settings.SESSION_COOKIE_HTTPONLY is True


def test_what_is_erased_from_sqlite_is_overwritten(tmp_path):
    options = env.database("", tmp_path / "diwan.sqlite3")["OPTIONS"]
    with closing(sqlite3.connect(tmp_path / "diwan.sqlite3")) as connection:
        connection.executescript(options["init_command"])
        assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)
