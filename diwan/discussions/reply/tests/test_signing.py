"""What a signature tells, and what it must not be taken to tell."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diwan.discussions.reply import signing, sources
from diwan.discussions.reply.signing import Signed, read

COUNTRIES = {
    "TN": ("Tunisia", "Tunisie", "تونس"),
    "FR": ("France", "فرنسا"),
    "GH": ("Ghana", "غانا"),
    "JO": ("Jordan", "Jordanie", "الأردن"),
    "SN": ("Senegal", "Sénégal", "السنغال"),
    "US": ("United States", "USA"),
    "CD": ("Congo",),
    "CG": ("Congo",),
}

SIGNED = [
    ("Best regards,\nA. Mensah\nDr., University of Ghana, Accra", "University of Ghana", "research", "GH"),
    ("[name]\nPresident, Association of Harbour Women\nDakar – Senegal", "Association of Harbour Women", "civil_society", "SN"),
    ("Cordialement\nJ. Diop\nChargé de programme\nMinistère du Travail\nDakar, Sénégal", "Ministère du Travail", "national_government", "SN"),
    ("K. Ben Ali\nAgence nationale pour l'emploi\nTunis, Tunisie\nTél. [téléphone]", "Agence nationale pour l'emploi", "employment_service", "TN"),
    ("Bien à vous\n[nom]\nRéseau des associations de la diaspora", "Réseau des associations de la diaspora", "diaspora_association", ""),
    ("مع أطيب التحيات\nليلى\nبلدية المرسى\nتونس", "بلدية المرسى", "local_authority", "TN"),
    ("تحياتي\n[اسم]\nجامعة القلعة", "جامعة القلعة", "research", ""),
    ("سمير\nغرفة التجارة والصناعة، صفاقس", "غرفة التجارة والصناعة", "private_sector", ""),
    ("Amel\nCity of Marseille, France; tel. [phone]", "City of Marseille", "local_authority", "FR"),
]  # fmt: skip


@pytest.mark.parametrize(("signature", "organisation", "kind", "country"), SIGNED)
def test_a_signature_tells_organisation_kind_and_country(signature, organisation, kind, country):
    assert read(signature, COUNTRIES) == Signed(organisation, kind, country)


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "Michael Jordan",  # a person
        "Best,\nJordan",
        "II Commission coordinator",  # a role
        "Directrice",
        "مدير",
        "tel. +216 00 000 000\nwww.example.org",
        "Many thanks for the work of the association and best regards",
        "We met in France with the association of the port for the very first time last year, in May.",
    ],
)
def test_what_is_not_sure_is_not_read(signature):
    assert read(signature, COUNTRIES) == Signed()


def test_two_countries_tell_none():
    assert read("A. B.\nEmbassy of France\nTunis, Tunisia", COUNTRIES).country == ""


def test_a_name_that_two_countries_share_tells_none():
    assert read("A. B.\nUniversity of Congo\nCongo", COUNTRIES).country == ""


def test_three_letters_tell_no_country():
    assert read("A. B.\nUniversity, USA", COUNTRIES).country == ""


@given(st.text(max_size=300))
def test_whatever_stands_there_is_read_without_harm(signature):
    signed = read(signature, COUNTRIES)
    assert signed.organisation == "" or len(signed.organisation) <= 120
    assert signed.country in {"", *COUNTRIES}


@given(st.lists(st.sampled_from([line for text, *_ in SIGNED for line in text.splitlines()])))
def test_an_organisation_is_always_words_of_the_signature(lines):
    organisation = read("\n".join(lines), COUNTRIES).organisation
    assert organisation in " ".join("\n".join(lines).split())


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("The Harbour Observatory", True),
        ("Returnees Affairs Department", True),
        ("جمعية بحارة الجنوب", True),
        ("Amel Ben Salah", False),
        ("Marie Bureau", False),
        ("Ong Thi Bank", False),
        ("Theodora Banks", False),
    ],
)
def test_only_what_is_surely_an_organisation_is_taken_for_one(name, is_one):
    assert signing.is_organisation(name) is is_one


@pytest.mark.parametrize("line", ["Bien cordialement,", "[nom]", "— [name]", "Best wishes,"])
def test_a_closing_line_or_a_masked_name_is_a_formula(line):
    assert signing.is_formula(line)
    assert not signing.is_formula("We should open a desk [in town] soon.")


def _signed(*passages):
    """The words that are taken for a signature; a passage is kind, confidence and words."""
    text, rows = "", []
    for kind, confidence, words in passages:
        end = len(text) + len(words)
        rows.append(SimpleNamespace(kind=kind, confidence=confidence, start=len(text), end=end))
        text += words + "\n"
    version = SimpleNamespace(masked=text, passages=SimpleNamespace(all=lambda: rows[::-1]))
    return [text[each.start : each.end] for each in sources.signed_passages(version)]


def test_lines_of_a_signature_are_as_sure_as_the_surest_beside_them():
    answer, office = ("answer", 0.9, "Open a desk."), ("signature", 0.6, "Dirección de Puertos")
    assert _signed(answer, office) == []
    assert _signed(answer, ("signature", 0.6, "[nom]"), office) == ["[nom]", office[2]]
    assert _signed(office, answer, ("signature", 0.95, "Accra")) == ["Accra"]
