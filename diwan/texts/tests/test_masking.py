from __future__ import annotations

import mailbox
import re
import time
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diwan.texts.masking import mask

if TYPE_CHECKING:
    from pathlib import Path

#: what is written, and what a reader may see of it; every detail is invented
DETAILS = [
    # e-mail
    ("Write to amina@example.org today.", "Write to [e-mail] today."),
    ("Amina <amina.b+x@mail.example.co.uk>", "Amina <[e-mail]>"),
    ("mailto:amina@example.org", "[e-mail]"),
    ("amina [at] example dot org", "[e-mail]"),
    ("amina (at) example.org", "[e-mail]"),
    ("amina(at)example(dot)org", "[e-mail]"),
    ("écrire à amina [arobase] exemple point org", "écrire à [e-mail]"),
    ("amina at example dot org", "[e-mail]"),
    ("amina @ example.org", "[e-mail]"),
    ("amina@example.orgskype: dele.tunis", "[e-mail]: [account]"),
    ("see https://example.org/list?m=amina@example.org now", "see [e-mail] now"),
    ("unsubscribe: https://example.org/u/amina%40example.org", "unsubscribe: [e-mail]"),
    ("راسلوني على amina@example.org وشكرا", "راسلوني على [e-mail] وشكرا"),
    # phones
    ("Tel: 71 123 456", "Tel: [phone]"),
    ("tél. : 01 23 45 67 89", "tél. : [phone]"),
    ("Tél/Fax : +33 (0)1 23 45 67 89", "Tél/Fax : [phone]"),
    ("Telf. 968 123 456 Fax. 968 123 457", "Telf. [phone] Fax. [phone]"),
    ("Telf. 968 123 456 Fax. 968\n123 457", "Telf. [phone] Fax. [phone]"),
    ("GSM 98123456", "GSM [phone]"),
    ("my mobile is on file; mob 0661-12-34-56", "my mobile is on file; mob [phone]"),
    ("+216 71 123 456", "[phone]"),
    ("(+216) 71.123.456", "[phone]"),
    ("00216 71 123 456", "[phone]"),
    ("WhatsApp: +212 6 12 34 56 78", "WhatsApp: [phone]"),
    ("call me on 0044 20 7946 0000 please", "call me on [phone] please"),
    ("Tel. 71 123 456 / 98 123 457", "Tel. [phone] / [phone]"),
    ("appelez le 05 22 12 34 56", "appelez le [phone]"),
    ("06 12 34 56 78", "[phone]"),
    ("هاتف: ٧١ ١٢٣ ٤٥٦", "هاتف: [phone]"),
    ("الهاتف +٢١٦ ٧١ ١٢٣ ٤٥٦", "الهاتف [phone]"),
    ("فاكس : 0021671123456", "فاكس : [phone]"),
    ("Amina\n71 123 456\nSfax", "Amina\n[phone]\nSfax"),
    ("(202) 555-0147", "[phone]"),
    ("Phone (+216) 98 123 456", "Phone [phone]"),
    ("T: +216 71 123 456 M: 98 123 456", "T: [phone] M: [phone]"),
    ("Tel:+46 (0) 8 123 456 78", "Tel:[phone]"),
    ("my number 98123456", "my number [phone]"),
    ("رقم هاتفي 98123456", "رقم هاتفي [phone]"),
    ("الهاتف النقال: 98 123 456", "الهاتف النقال: [phone]"),
    # accounts
    ("Skype: amina.tunis", "Skype: [account]"),
    ("skype amina_84", "skype [account]"),
    ("Skype ID: live:amina84", "Skype ID: [account]"),
    ("Facebook : amina.benali", "Facebook : [account]"),
    ("سكايب: amina.tunis", "سكايب: [account]"),
    ("https://www.linkedin.com/in/amina-b-84/", "[account]"),
    ("t.me/amina84", "[account]"),
    # addresses
    ("12 bis, rue des Oliviers, 1002 Tunis", "[address]"),
    ("12 rue de la Liberté\n75015 Paris", "[address]"),
    ("Rue de la Loi 200, 1049 Bruxelles", "[address]"),
    ("Avenue Habib Bourguiba, n° 5", "[address]"),
    ("notre bureau, 45 avenue Mohammed V, 20000 Casablanca.", "notre bureau, [address]."),
    ("B.P. 1234", "[address]"),
    ("P.O. Box 417", "[address]"),
    ("221 Baker Street, London NW1 6XE", "[address]"),
    ("Our office is at 14 Palm Road.", "Our office is at [address]."),
    ("via Garibaldi 12, 00185 Roma", "[address]"),
    ("Piazza Dante, n. 5", "[address]"),
    ("calle Mayor, 12, 30001 Murcia", "[address]"),
    ("C/ Mayor nº 3", "[address]"),
    ("Avda. de la Libertad 8", "[address]"),
    ("Bahnhofstraße 12, 10115 Berlin", "[address]"),
    ("Hauptstr. 5a", "[address]"),
    ("12 شارع الزيتون، تونس", "[address]، تونس"),
    ("شارع الزيتون عدد 12", "[address]"),
    ("مقرنا في نهج الورد، 1002 تونس", "مقرنا في [address]"),
    ("ص.ب. 123", "[address]"),
    ("Adresse : Cité El Amal, bloc 4, Sfax", "Adresse : [address]"),
    ("العنوان: حي الزهور، عمارة 4، صفاقس", "العنوان: [address]"),
    ("F-75015 Paris", "[address]"),
    ("Rue du Grand Lac, Les Jardins du Lac, 1053 Tunis, Tunisie", "[address]"),
    ("12 rue de Marseille, Tunis 1001", "[address]"),
    ("Storgatan 12, 111 43 Stockholm", "[address]"),
    ("Strada Florilor 12, MD-2001 Chișinău", "[address]"),
    ("شارع الزيتون، عمارة 12، تونس 1001", "[address]"),
    ("18, Jacaranda Avenue, Nairobi", "[address], Nairobi"),
]

HARMLESS = [
    "In 2012 we trained 350 nurses; in 2010-2021 it was 2,400.",
    "a budget of 5,000,000 EUR over 2010-2014",
    "5 000 000 EUR, 25 000 000 DT, 12 500 000 dirhams",
    "450 M FCFA, 20 M €, US$ 300 million",
    "Law 2004-63 of 27 July 2004, loi organique n° 2004-63",
    "résolution A/RES/73/195 du 19 décembre 2018",
    "pp. 267-289, vol. 12, no. 3",
    "ISBN 978-3-16-148410-0",
    "ISBN 0-306-40615-2",
    "ISSN 1234-5678",
    "see http://www.example.org/page.php?id=523&Itemid=2",
    "https://example.org/2012/03/22/report-20120322.pdf",
    "23/02/2012, 22.03.2012, 2012-03-22, 22-03-12",
    "from 23 February to 22 March 2012 at 18:30",
    "10 % of 11 305 412 inhabitants, 12,5 %",
    "Topic 1, question 3; T1Q3; objective 19; target 10.7",
    "COM(2011) 292 final, Regulation (EC) No 562/2006",
    "mobile in 2010-2021 and mobility 2016-2020",
    "call 2012/C 326/01",
    "numbers by phone or Skype are welcome; we use Skype and Facebook",
    "via Tunis 2012, via the ministry, via Skype",
    "via leurs services déconcentrés, 12 communes",
    "in place since 2008, in place 24 hours a day",
    "the route of 2011, the 12 Member States, the first 10 roads",
    "In 2010 United Nations agencies met at the Road Traffic Court of Tunis",
    "en cours 2012, au cours de 2011, place de marché en 2012",
    "une cité de 400 ménages, 400 ménages du quartier",
    "la route 12 est fermée aux camions",
    "the Arab street in 2011",
    "الشارع العربي سنة 2011",
    "في عام 2012 دربنا 350 ممرضة بميزانية 5000000 يورو",
    "من 2010 إلى 2021، بنسبة 12٪",
    "القانون عدد 63 لسنة 2004",
    "رقم 5 من جدول الأعمال",
    "Monitoring 2012, Engineering 3, Steering 2",
    "50 places, 300 emplois, 1 200 bénéficiaires, 400 000 personnes",
    "GPS 36.8065, 10.1815",
    "version 1.2.3.4 of 127.0.0.1",
    "We meet at noon; look at example dot matrices",
    "10 000 Marocains et 25000 Tunisiens",
    "between 1990/1991 and 2000/2001",
    "IBAN is asked later; reference TN-2012-0034",
    "0.5 %, 0,75 and 00 are numbers too",
    "tel. [removed] fax. [removed]",
    "M. 12 500 000 EUR; Phone survey of 1 200 345 people; call 450 000 people",
    "Sig. Rossi and M. Dupont 2012, T. 1, F. 2",
    "largo plazo 3, corso di lingua 3, via article 5",
    "Facebook: important, Signal 2012: strong growth",
    "+ 5 000 000 EUR, +50 000 emplois",
    "[phone] [e-mail] [address] [account]",
]


@pytest.mark.parametrize(("written", "shown"), DETAILS)
def test_a_contact_detail_is_hidden(written: str, shown: str) -> None:
    masked = mask(written)
    assert masked.text == shown
    assert all(written[f.start : f.end] == f.text for f in masked.found)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_contact_detail_stays(text: str) -> None:
    assert mask(text).text == text
    assert mask(text).found == ()


def test_markers_speak_the_language_of_the_text() -> None:
    text = "amina@example.org, tel: 71 123 456, skype: amina.b, 12 rue des Lilas"
    assert (
        mask(text, language="fr").text == "[courriel], tel: [téléphone], skype: [compte], [adresse]"
    )
    assert "[بريد إلكتروني]" in mask(text, language="ar").text
    assert mask("a@example.org", markers={"e-mail": "…"}).text == "…"


PIECES = st.sampled_from([written for written, _ in DETAILS] + HARMLESS)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=5),
    st.sampled_from([" ", "\n", ", ", ""]),
    st.sampled_from(["", "fr", "ar"]),
)
def test_masking_twice_changes_nothing_and_the_rest_stays(
    pieces: list[str], joint: str, language: str
) -> None:
    text = joint.join(pieces)
    masked = mask(text, language=language)
    again = mask(masked.text, language=language)
    assert again.text == masked.text
    rest, position = [], 0
    for found in masked.found:
        assert found.start >= position
        assert text[found.start : found.end] == found.text
        rest.append(text[position : found.start])
        position = found.end
    rest.append(text[position:])
    place = 0
    for part in rest:
        place = masked.text.index(part, place) + len(part)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=4))
def test_no_planted_address_survives_in_company(pieces: list[str]) -> None:
    assert "@" not in mask("\n\n".join(pieces)).text


@pytest.mark.parametrize(
    "hostile",
    [
        "a" * 100_000 + " @",
        "1 " * 50_000,
        "A-" * 50_000,
        "\n" * 100_000,
        "rue a " * 17_000,
        "+1 " * 33_000,
        "a.b@" * 25_000,
        "tel " * 25_000,
        "12 Rue " * 14_000,
        "address: " + "1." * 50_000,
        "https://a" * 11_000 + "@",
        "> " * 50_000,
        "ش " * 50_000,
    ],
)
def test_a_hostile_text_costs_no_more_than_its_length(hostile: str) -> None:
    started = time.process_time()
    mask(hostile)
    assert time.process_time() - started < 5


@pytest.mark.peer
def test_no_contact_detail_is_left_in_the_real_letters(data_dir: Path) -> None:
    """The letters come with their contacts removed but for a few leftovers."""
    box = mailbox.mbox(data_dir / "ediscussion" / "inbox.mbox")
    letters = [
        message_from_bytes(box.get_bytes(key), policy=policy.default) for key in box.iterkeys()
    ]
    found = []
    for letter in letters:
        body = letter.get_body(("plain", "html"))
        assert body is not None
        masked = mask(bytes(body.get_payload(decode=True)).decode(errors="replace"))
        assert "@" not in masked.text
        assert not re.search(r"(?i)(?:tel|fax|skype)[.:\s]*\d", masked.text)
        found += [piece.kind for piece in masked.found]
    assert len(letters) == 18
    assert set(found) <= {"e-mail", "phone"}
    assert len(found) <= 5


def test_a_label_on_the_line_after_a_town_is_kept() -> None:
    text = "12 rue des Fleurs\n59500 Douai\nTél. : 06 12 34 56 78\nBien à vous"
    masked = mask(text, language="fr").text
    assert masked == "[adresse]\nTél. : [téléphone]\nBien à vous"
