"""Headings and buttons of the account pages are written as ours are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.utils.safestring import SafeString
from django.utils.translation import override

from diwan.people.templatetags.headings import sentence_case

from .factories import make_person

if TYPE_CHECKING:
    from django.test import Client


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Enter Sign-In Code", "Enter sign-in code"),
        ("Trust this Browser?", "Trust this browser?"),
        ("Two-Factor Authentication", "Two-factor authentication"),
        ("Verify Your Email Address", "Verify your email address"),
        ("Send me a sign-in code", "Send me a sign-in code"),
        ("<b>Security Keys</b> of Amina Sow", "<b>Security keys</b> of Amina Sow"),
        ("Codes & <Keys>", "Codes &amp; &lt;Keys&gt;"),
    ],
)
def test_english_headings_have_capitals_for_names_alone(theirs: str, ours: str) -> None:
    assert sentence_case(SafeString(theirs) if "<b>" in theirs else theirs) == ours


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_other_languages_are_left_as_they_are(language: str) -> None:
    with override(language):
        assert sentence_case("Saisissez le Code") == "Saisissez le Code"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("prefix", "heading"),
    [
        ("", "Enter sign-in code"),
        ("/fr", "Saisissez le code de connexion"),
        ("/ar", "أدخل رمز الدخول"),
    ],
)
def test_the_page_that_asks_for_the_code(client: Client, prefix: str, heading: str) -> None:
    make_person("amina@example.org")
    client.post(f"{prefix}/account/login/code/", {"email": "amina@example.org"})
    page = client.get(f"{prefix}/account/login/code/confirm/").content.decode()
    title = re.search(r"<title>\s*(.*?)\s*·", page, re.DOTALL)
    assert title is not None
    assert title[1] == heading
    assert f"<h1>{heading}</h1>" in re.sub(r">\s+|\s+<", lambda m: m[0].strip(), page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["login/", "signup/", "login/code/", "password/reset/", "email/", "password/set/", "2fa/"],
)
def test_no_heading_or_button_is_written_in_capitals(client: Client, path: str) -> None:
    if path in {"email/", "password/set/", "2fa/"}:
        client.force_login(
            make_person(), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
    page = client.get(f"/account/{path}", follow=True).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    texts = re.findall(r"<(?:h1|h2|button)[^>]*>\s*([^<]+?)\s*<", main)
    assert texts
    for text in texts:
        assert not re.search(r"\w[\s-]+(?!Diwan|Arabic|French|English)[A-Z][a-z]", text), text
