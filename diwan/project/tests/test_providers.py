"""`diwan providers check` and the settings it speaks of."""

from __future__ import annotations

from argparse import Namespace

import pytest

from diwan.core.tests.stand_in import standing_in
from diwan.project.commands import providers
from diwan.project.settings import env
from diwan.vocabularies.actions import load_vocabularies

FRENCH = "En 2024, la mairie a ouvert 3 bureaux, et 45 familles ont trouvé du travail en six mois."
ARABIC = "في عام 2024 افتتحت البلدية 3 مكاتب، ووجدت 45 أسرة عملا خلال ستة أشهر."
DRAFT = "The town hall opened 3 offices in 2024, and 45 families found work."


def answer(body):
    return {"fr": FRENCH, "ar": ARABIC}.get(body.get("target"), DRAFT)


@pytest.fixture
def server(settings):
    with standing_in() as server:
        server.says = answer
        settings.DIWAN_TRANSLATION_URL = settings.DIWAN_DRAFTING_URL = server.url
        settings.DIWAN_DRAFTING_MODEL = "small-model"
        yield server


def check():
    said = []
    return providers.check(Namespace(), said.append), "\n".join(said)


def test_off_is_said_and_is_no_fault():
    status, said = check()
    assert status == 0
    assert "DIWAN_TRANSLATION_URL" in said
    assert "DIWAN_DRAFTING_URL" in said


@pytest.mark.django_db
def test_servers_that_answer_well_are_shown_with_what_they_said(server):
    load_vocabularies()
    status, said = check()
    assert status == 0, said
    assert all(words in said for words in (FRENCH, ARABIC, DRAFT))
    sent = str([body for _method, _path, _headers, body in server.heard])
    assert providers._Sample.text in sent


@pytest.mark.django_db
def test_one_bad_answer_is_a_finding(server):
    server.says = lambda body: answer(body).replace("45", "54")
    status, said = check()
    assert status == 1
    assert said.count("figures are not those of the original") == 3


@pytest.mark.django_db
def test_a_server_that_does_not_answer_is_a_finding(settings):
    settings.DIWAN_TRANSLATION_URL = "http://127.0.0.1:9"
    status, said = check()
    assert status == 1
    assert said.count("cannot be reached") == 1


# --- settings ------------------------------------------------------------------------------
@pytest.mark.parametrize("value", ["https://host/libre", "http://10.0.0.2:5000", ""])
def test_the_address_of_a_server_is_read(monkeypatch, value):
    monkeypatch.setenv("X", value + "/" if value else "")
    assert env.env_server("X") == value


@pytest.mark.parametrize(
    "value", ["host:5000", "ftp://host", "https://me:secret@host", "http://h?q"]
)
def test_an_address_that_is_none_is_named_without_a_password(monkeypatch, value):
    monkeypatch.setenv("X", value)
    with pytest.raises(env.SettingError, match="use http:// or https://") as caught:
        env.env_server("X")
    assert "secret" not in str(caught.value)


def test_a_key_stands_alone_in_its_file(monkeypatch, tmp_path):
    file = tmp_path / "key"
    monkeypatch.setenv("X", str(file))
    with pytest.raises(env.SettingError, match="no such file"):
        env.env_key_file("X")
    file.write_text("secret-1\n", encoding="utf-8")
    assert env.env_key_file("X") == "secret-1"
    for bad in ("", "secret-1\r\nX-Other: 1", "secret-é", "secret-\x00"):
        file.write_text(bad, encoding="utf-8")
        with pytest.raises(env.SettingError, match="the key and nothing else") as caught:
            env.env_key_file("X")
        assert "secret-" not in str(caught.value)
    monkeypatch.delenv("X")
    assert env.env_key_file("X") == ""
