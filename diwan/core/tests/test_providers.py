"""Machines that may help: what leaves, what is believed, and what each misbehaviour becomes."""

from __future__ import annotations

import json
import pickle
import socket
import ssl
import time
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from diwan.core import clock, providers
from diwan.core.errors import Refusal
from diwan.core.providers import Asked, Public, answers, wire
from diwan.core.providers.answers import own_faults

from . import stand_in
from .stand_in import standing_in

WORDS = "In 2024 the town hall opened 3 offices."
FRENCH = "En 2024, la mairie a ouvert 3 bureaux."
KEY = "sk-of-a-test-0123456789"


class Page:
    """Something that shows words to strangers, until it is taken back."""

    def __init__(self, words: str = WORDS) -> None:
        self.words = words

    def words_for_strangers(self) -> str:
        return self.words


def nothing_to_say(asked, answer):
    return ()


@pytest.fixture
def server(settings):
    with standing_in() as server:
        server.says = lambda body: FRENCH
        settings.DIWAN_TRANSLATION_URL = settings.DIWAN_DRAFTING_URL = server.url
        settings.DIWAN_DRAFTING_MODEL = "small-model"
        yield server


def translate(text=WORDS, check=nothing_to_say, **more):
    public = providers.released(text, Page(text))
    return providers.translate(public, "en", "fr", check=check, **more)


def propose(*texts, language="fr", check=nothing_to_say):
    passages = [providers.released(text, Page(text)) for text in texts]
    return providers.propose("Say it shortly.", passages, language=language, check=check)


# --- only public text ------------------------------------------------------------------
@pytest.mark.parametrize("text", ["", "  ", "Something else.", WORDS + " And more."])
def test_only_words_that_strangers_read_are_public(text):
    with pytest.raises(Refusal, match="everybody may read"):
        providers.released(text, Page())


def test_what_shows_nothing_makes_nothing_public():
    with pytest.raises(Refusal, match="everybody may read"):
        providers.released(WORDS, Page(""))


def test_a_public_text_cannot_be_made_by_hand():
    with pytest.raises(TypeError):
        Public()
    with pytest.raises(TypeError):
        Public(WORDS)
    with pytest.raises(TypeError):
        pickle.dumps(providers.released(WORDS, Page()))


def test_a_plain_text_does_not_leave(server):
    with pytest.raises(TypeError, match="Public"):
        providers.translate(WORDS, "en", "fr", check=nothing_to_say)
    with pytest.raises(TypeError, match="Public"):
        providers.propose("Do.", [WORDS], language="fr", check=nothing_to_say)
    assert server.heard == []


def test_what_was_taken_back_meanwhile_does_not_leave(server):
    page = Page()
    public = providers.released(WORDS, page)
    page.words = ""
    with pytest.raises(Refusal, match="everybody may read"):
        providers.translate(public, "en", "fr", check=nothing_to_say)
    assert server.heard == []


# --- off ---------------------------------------------------------------------------------
def test_nothing_is_asked_while_no_server_is_set(settings, monkeypatch):
    monkeypatch.setattr(wire.socket, "getaddrinfo", lambda *a, **k: pytest.fail("network"))
    assert providers.translation_server() is None
    assert providers.drafting_server() is None
    for ask, setting in (
        (translate, "DIWAN_TRANSLATION_URL"),
        (providers.languages, "DIWAN_TRANSLATION_URL"),
        (lambda: propose(WORDS), "DIWAN_DRAFTING_URL"),
    ):
        with pytest.raises(Refusal, match=setting):
            ask()


# --- the protocols -----------------------------------------------------------------------
def test_a_translation_comes_with_its_mark(server):
    before = clock.now()
    suggestion = translate()
    assert (suggestion.text, suggestion.language) == (FRENCH, "fr")
    assert before <= suggestion.made_at <= clock.now()
    assert suggestion.provider == f"127.0.0.1:{server.server_port}"
    assert suggestion.provider in suggestion.mark
    assert "machine" in suggestion.mark
    ((method, path, _headers, body),) = server.heard
    assert (method, path) == ("POST", "/translate")
    assert body == {"q": WORDS, "source": "en", "target": "fr", "format": "text"}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_mark_speaks_the_readers_language(language):
    suggestion = answers.Suggestion("x", "fr", "host", clock.now())
    english = suggestion.mark
    with translation.override(language):
        assert english.split("(")[0] not in suggestion.mark
        assert "host" in suggestion.mark


def test_the_path_before_the_interface_is_kept(server, settings):
    settings.DIWAN_TRANSLATION_URL = f"{server.url}/libre"
    settings.DIWAN_DRAFTING_URL = f"{server.url}/llm/v1"
    translate()
    propose(WORDS)
    assert [path for _m, path, _h, _b in server.heard] == [
        "/libre/translate",
        "/llm/v1/chat/completions",
    ]


def test_a_draft_rests_on_its_quotations(server):
    suggestion = propose(WORDS, "Ils ont aidé.")
    assert suggestion.text == FRENCH
    assert suggestion.provider.endswith(", small-model")
    ((_method, path, _headers, body),) = server.heard
    assert path == "/v1/chat/completions"
    assert (body["model"], body["stream"]) == ("small-model", False)
    system, user = body["messages"]
    assert (system["role"], user["role"]) == ("system", "user")
    assert "French" in system["content"]
    assert json.loads(user["content"]) == {
        "instruction": "Say it shortly.",
        "quotations": [WORDS, "Ils ont aidé."],
    }


def test_languages_are_those_of_the_server(server):
    assert providers.languages() == {
        code: frozenset({"ar", "en", "fr"}) for code in ("ar", "en", "fr")
    }


@pytest.mark.parametrize("content", [{}, "en", [1], [["en"]], [{"name": "English"}], [{"code": 1}]])
def test_languages_of_another_shape_are_refused(server, monkeypatch, content):
    monkeypatch.setattr(stand_in, "LANGUAGES", content)
    with pytest.raises(Refusal, match="cannot be understood"):
        providers.languages()


def test_the_key_is_sent_and_never_said(server, settings, caplog):
    server.key = settings.DIWAN_TRANSLATION_KEY = settings.DIWAN_DRAFTING_KEY = KEY
    translate()
    propose(WORDS)
    assert KEY not in repr(providers.translation_server())
    server.key = "another"
    for ask in (translate, lambda: propose(WORDS)):
        with pytest.raises(Refusal, match="wants another key") as caught:
            ask()
        assert KEY not in str(caught.value)
        assert caught.value.__cause__ is None
    assert KEY not in caplog.text


def test_fixed_terms_that_were_not_used_are_named(server):
    glossary = [("town hall", "hôtel de ville"), ("offices", "bureaux"), ("school", "école")]
    assert translate(glossary=glossary).unused_terms == (("town hall", "hôtel de ville"),)


def test_a_text_is_not_translated_into_its_own_language(server):
    public = providers.released(WORDS, Page())
    with pytest.raises(Refusal, match="already"):
        providers.translate(public, "en", "en", check=nothing_to_say)


def test_too_much_is_not_sent(server):
    with pytest.raises(Refusal, match="too long"):
        translate("word " * 5_000)
    with pytest.raises(Refusal, match="too long"):
        propose(*["word " * 1_000] * 5)
    assert server.heard == []


def test_a_draft_needs_a_passage_and_a_model(server, settings):
    with pytest.raises(Refusal, match="at least one passage"):
        propose()
    settings.DIWAN_DRAFTING_MODEL = ""
    with pytest.raises(Refusal, match="DIWAN_DRAFTING_MODEL"):
        propose(WORDS)


# --- trouble -----------------------------------------------------------------------------
def answers_with(content, status=200, **headers):
    return lambda handler: handler.answer(content, status, **headers)


def writes(*pieces, pause=0.0):
    """Writes raw bytes, waiting between them."""

    def misbehave(handler):
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(pause)

    return misbehave


HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("misbehave", "said"),
    [
        (answers_with({"error": "x"}, 400), "error 400"),
        (answers_with({"error": KEY}, 500), "error 500"),
        (answers_with({"error": "x"}, 401), "another key"),
        (answers_with({"error": "Slowdown"}, 429), "too much to do"),
        (answers_with({"error": "loading"}, 503), "too much to do"),
        (answers_with(b"", 204), "error 204"),
        (answers_with(b"", 302, Location="http://127.0.0.1:9/translate"), "has moved"),
        (answers_with(b"", 308, Location="https://example.org/translate"), "has moved"),
        (answers_with(b"<html>Welcome</html>"), "cannot be understood"),
        (answers_with(b""), "cannot be understood"),
        (answers_with(b"\xff\xfe\x00"), "cannot be understood"),
        (answers_with(b"[" * 200_000), "cannot be understood"),
        (answers_with([]), "cannot be understood"),
        (answers_with("Bonjour."), "cannot be understood"),
        (answers_with({"translatedText": None}), "cannot be understood"),
        (answers_with({"translatedText": ["Bonjour."]}), "cannot be understood"),
        (answers_with({"translatedText": "x" * 1_000_001}), "cannot be understood"),
        (answers_with({"translatedText": FRENCH}, Content_Encoding="gzip"), "cannot be understood"),
        (writes(), "cannot be understood"),
        (writes(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), "cannot be understood"),
        (writes(HEAD + b"Content-Length: 90\r\n\r\n{"), "cannot be understood"),
        (writes(HEAD + b"Content-Length: many\r\n\r\n{"), "cannot be understood"),
        (writes(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "cannot be understood"),
        (writes(HEAD + b"X: " + b"x" * 70_000 + b"\r\n\r\n{}"), "cannot be understood"),
        (writes(HEAD + b"X: x\r\n" * 200 + b"\r\n{}"), "cannot be understood"),
        (answers_with({"translatedText": FRENCH + "\ud800"}), "hidden signs"),
        (answers_with({"translatedText": FRENCH + "\u202egnp"}), "hidden signs"),
        (answers_with({"translatedText": FRENCH + "\x00"}), "hidden signs"),
        (answers_with({"translatedText": f"<p>{FRENCH}</p>"}), "no plain text"),
        (answers_with({"translatedText": f"{FRENCH} <script"}), "no plain text"),
        (answers_with({"translatedText": f"{FRENCH} &#60;b"}), "no plain text"),
        (answers_with({"translatedText": f"**{FRENCH}**"}), "no plain text"),
        (answers_with({"translatedText": f"[{FRENCH}](x)"}), "no plain text"),
        (answers_with({"translatedText": f"{FRENCH} https://evil.example/"}), "adds a link"),
        (answers_with({"translatedText": f"{FRENCH} www.evil.example"}), "adds a link"),
        (answers_with({"translatedText": " \n"}), "answered nothing"),
        (answers_with({"translatedText": "…"}), "answered nothing"),
        (answers_with({"translatedText": FRENCH * 20}), "too long or too short"),
    ],
)
def test_each_misbehaviour_becomes_one_sentence(server, misbehave, said):
    server.misbehave = misbehave
    with pytest.raises(Refusal, match=said) as caught:
        translate()
    assert str(caught.value).startswith(("127.0.0.1:", "The answer of 127.0.0.1:"))
    assert caught.value.__cause__ is None
    assert KEY not in str(caught.value)
    assert len(server.heard) == 1, "asked once, and nowhere else"


def drip(handler, head=b"", piece=b" "):
    handler.wfile.write(head)
    for _turn in range(200):
        handler.wfile.write(piece)
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize(
    "misbehave",
    [
        lambda handler: time.sleep(5),
        lambda handler: drip(handler, HEAD + b"\r\n"),
        lambda handler: drip(handler, HEAD, b"X: x\r\n"),
        lambda handler: drip(handler, b"", b"H"),
        lambda handler: drip(handler, HEAD + b"Content-Length: 9000\r\n\r\n{"),
        lambda handler: drip(handler, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        lambda handler: drip(handler, b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
)
def test_however_slowly_it_comes_the_time_is_bounded(server, settings, misbehave):
    settings.DIWAN_TRANSLATION_SECONDS = 0.4
    server.misbehave = misbehave
    began = time.monotonic()
    with pytest.raises(Refusal, match="did not answer in time"):
        translate()
    assert time.monotonic() - began < 1.5


def test_a_slow_look_up_is_not_waited_for(settings, monkeypatch):
    settings.DIWAN_TRANSLATION_URL = "https://translate.example"
    settings.DIWAN_TRANSLATION_SECONDS = 0.2
    monkeypatch.setattr(wire.socket, "getaddrinfo", lambda *a, **k: time.sleep(2) or [])
    began = time.monotonic()
    with pytest.raises(Refusal, match="did not answer in time"):
        translate()
    assert time.monotonic() - began < 1


def test_a_server_that_is_not_there_is_named(settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.DIWAN_TRANSLATION_URL = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(Refusal, match="cannot be reached"):
            translate()


@pytest.mark.parametrize("reason", ["length", "content_filter", "tool_calls"])
def test_half_a_draft_is_none(server, reason):
    server.finish_reason = reason
    with pytest.raises(Refusal, match="did not finish"):
        propose(WORDS)


@pytest.mark.parametrize(
    "content",
    [
        {"choices": []},
        {"choices": [{"finish_reason": "stop", "message": {"content": None}}]},
        {"choices": [{"finish_reason": None, "message": {"content": FRENCH}}]},
        {"choices": {"0": 1}},
        {"error": {"message": KEY}},
    ],
)
def test_a_completion_of_another_shape_is_refused(server, content):
    server.misbehave = answers_with(content)
    with pytest.raises(Refusal, match="cannot be understood"):
        propose(WORDS)


def test_a_proxy_of_the_environment_is_not_asked(server, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert translate().text == FRENCH


# --- who may be asked over http ------------------------------------------------------------
@pytest.mark.parametrize(
    ("address", "is_near"),
    [("127.0.0.1", True), ("10.1.2.3", True), ("fd00::1", True), ("8.8.8.8", False)],
)
def test_http_stays_in_the_own_network(settings, monkeypatch, address, is_near):
    settings.DIWAN_TRANSLATION_URL = "http://translate.example"
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))]
    monkeypatch.setattr(wire.socket, "getaddrinfo", lambda *a, **k: found)
    monkeypatch.setattr(wire, "_first", lambda *a: (_ for _ in ()).throw(ConnectionRefusedError))
    said = "cannot be reached" if is_near else "use https"
    with pytest.raises(Refusal, match=said):
        translate()
    settings.DIWAN_PROVIDERS_HTTP = True
    with pytest.raises(Refusal, match="cannot be reached"):
        translate()


def test_one_far_address_among_near_ones_is_far(settings, monkeypatch):
    settings.DIWAN_TRANSLATION_URL = "http://translate.example"
    found = [(2, 1, 6, "", (address, 80)) for address in ("127.0.0.1", "8.8.8.8")]
    monkeypatch.setattr(wire.socket, "getaddrinfo", lambda *a, **k: found)
    with pytest.raises(Refusal, match="use https"):
        translate()


# --- https ---------------------------------------------------------------------------------
@pytest.fixture
def proof(tmp_path):
    """A certificate for 127.0.0.1 that only those trust who are given it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "stand-in")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "stand-in.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def secure_server(proof, settings):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(proof)
    with standing_in(context) as server:
        server.says = lambda body: FRENCH
        settings.DIWAN_TRANSLATION_URL = server.url
        yield server


def test_a_certificate_that_nobody_vouches_for_is_refused(secure_server):
    with pytest.raises(Refusal, match="certificate"):
        translate()
    assert secure_server.heard == []


def test_https_works_with_a_certificate_that_is_trusted(secure_server, proof, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(proof))
    assert translate().text == FRENCH


def test_a_drip_over_https_is_bounded_too(secure_server, proof, monkeypatch, settings):
    monkeypatch.setenv("SSL_CERT_FILE", str(proof))
    settings.DIWAN_TRANSLATION_SECONDS = 0.5
    secure_server.misbehave = lambda handler: drip(handler, HEAD + b"\r\n")
    began = time.monotonic()
    with pytest.raises(Refusal, match="did not answer in time"):
        translate()
    assert time.monotonic() - began < 2


def test_https_to_a_server_that_speaks_http_is_refused(server, settings):
    settings.DIWAN_TRANSLATION_URL = server.url.replace("http:", "https:")
    with pytest.raises(Refusal, match="cannot be reached"):
        translate()


# --- the checks ------------------------------------------------------------------------------
def test_what_the_asker_finds_wrong_is_refused(server):
    seen = []

    def check(asked, answer):
        seen.append((asked, answer))
        yield "figures"

    with pytest.raises(Refusal, match="figures are not those"):
        translate(check=check)
    assert seen == [(Asked((WORDS,), "fr", is_translation=True), FRENCH)]


def test_there_is_a_sentence_for_every_fault():
    assert set(answers._SENTENCES) == set(answers.Fault.__args__)


@pytest.mark.parametrize(
    ("original", "answer"),
    [
        ("Fewer than <5 families: see https://a.example/x", "Moins de <5 : https://a.example/x"),
        ("Write <b>bold</b>", "Écrivez <b>gras</b>"),
        ("المهاجرون", "می‌خواهم"),
        ("Lines\n- one\n- two", "Lignes\n- un\n- deux"),
        ("3 < 5 & 7 > 2", "3 < 5 et 7 > 2"),
    ],
)
def test_what_the_original_has_is_no_fault(original, answer):
    asked = Asked((original,), "fr", is_translation=True)
    assert list(own_faults(asked, answer)) == []


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_comes_is_judged(original, answer):
    asked = Asked((original,), "fr", is_translation=True)
    faults = set(own_faults(asked, answer))
    if not faults:
        answer.encode()
        assert "\x00" not in answer


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=200))
def test_a_text_has_no_fault_beside_itself(text):
    faults = set(own_faults(Asked((text,), "fr", is_translation=True), text))
    assert faults <= ({"empty"} if not any(map(str.isalnum, text)) else set())
