"""The pages of the library: what they show, to whom, and what they say to bad input."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from diwan.core import clock
from diwan.library import actions
from diwan.library.models import Item
from diwan.people.tests.factories import make_person
from diwan.vocabularies.models import Place

from .factories import a_document, make_item, make_published, make_reviewers, say

pytestmark = pytest.mark.django_db
ALLAUTH = "allauth.account.auth_backends.AuthenticationBackend"
SHORT = {
    "kind": "practice",
    "title": "Des abeilles entre deux rives",
    "link": "https://example.org/abeilles",
    "places_more": "Tunisie",
    "themes": ["reintegration"],
    "language": "fr",
    "submitted_as": "name",
}


@pytest.fixture
def member(client):
    person = make_person("amina@example.org", name="Amina", language="fr")
    client.force_login(person, backend=ALLAUTH)
    return person


def text_of(answer):
    return answer.content.decode()


# --- lists --------------------------------------------------------------------------------------
def test_a_list_asks_the_same_for_one_and_for_three(assert_same_queries):
    person = make_person("amina@example.org")
    assert_same_queries(
        "/library/",
        lambda number: make_published(
            person, f"Practice {number}", origins=["TN"], destinations=["IT"], themes=["health"]
        ),
    )


def test_the_list_is_narrowed_by_place_and_theme(client, member):
    make_published(member, "Reintegration in Tunis", places=["TN-11"])
    make_published(member, "Health in Tunis", places=["TN-11"], themes=["health"])
    make_published(member, "Reintegration in Rabat", places=["MA"])
    tunisia = Place.objects.get(code="TN").pk
    query = f"?country={tunisia}&theme=reintegration"
    page = text_of(client.get(f"/library/{query}"))
    assert "Reintegration in Tunis" in page
    assert "Health in Tunis" not in page
    assert "Reintegration in Rabat" not in page
    feed = client.get(f"/library/feed/{query}")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert text_of(feed).count("<entry>") == 1


def test_words_are_found_in_any_language_and_inflection(client, member):
    make_published(member, "Beekeeping for returnees")
    make_published(member, "Customs tariffs")
    page = text_of(client.get("/library/?q=returnee"))
    assert "Beekeeping for returnees" in page
    assert "Customs tariffs" not in page
    feed = text_of(client.get("/library/feed/?q=returnee"))
    assert feed.count("<entry>") == 1


def test_a_narrowed_list_is_kept_as_a_search(client, member):
    tunisia = Place.objects.get(code="TN").pk
    page = client.get(f"/library/?country={tunisia}&theme=reintegration")
    assert page.context["keep_url"].endswith("?source=library&place=TN&theme=reintegration")
    assert client.get(page.context["keep_url"]).status_code == 200


def test_nonsense_narrows_nothing(client, member):
    make_published(member, "A practice")
    answer = client.get("/library/?country=x&theme=y&kind=z&year=never&state=w&page=-3")
    assert "A practice" in text_of(answer)


def test_what_is_not_published_stands_in_no_list_and_no_feed(client):
    person = make_person("amina@example.org")
    make_item(person, "Secret draft")
    withdrawn = make_published(person, "Secret again")
    actions.withdraw(withdrawn, by=person)
    for path in ("/library/", "/library/feed/", "/library/?state=archived", "/places/TN/"):
        assert "Secret" not in text_of(client.get(path)), path
    assert client.get(withdrawn.get_absolute_url()).status_code == 404


# --- one item -----------------------------------------------------------------------------------
def test_a_page_says_who_submitted_it_as_they_asked(client):
    person = make_person("amina@example.org", name="Amina B.")
    named = make_published(person, "One")
    unnamed = make_published(person, "Two", submitted_as="not_named")
    assert "Submitted by <bdi>Amina B.</bdi>" in text_of(client.get(named.get_absolute_url()))
    assert "Amina" not in text_of(client.get(unnamed.get_absolute_url()))


def test_a_page_past_its_day_says_so(client):
    person = make_person("amina@example.org")
    yesterday = clock.now().date() - timedelta(days=1)
    item = make_published(person, review_due_on=yesterday)
    assert "Out of date?" in text_of(client.get(item.get_absolute_url()))
    assert "Out of date" in text_of(client.get("/library/"))


def test_a_page_holds_what_machines_read(client):
    person = make_person("amina@example.org")
    item = make_published(person, "Bees </script><b>", kind="study", doi="10.1000/182")
    page = text_of(client.get(item.get_absolute_url()))
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found is not None
    assert json.loads(found[1])["name"] == "Bees </script><b>"
    bib = text_of(client.get(f"{item.get_absolute_url()}bib/"))
    assert bib.startswith("@techreport{")
    assert "TY  - RPRT" in text_of(client.get(f"{item.get_absolute_url()}ris/"))


def test_related_items_share_tags_and_words(client):
    person = make_person("amina@example.org")
    item = make_published(person, "Beekeeping for returnees in Kef")
    near = make_published(person, "Returnees learn beekeeping")
    far = make_published(person, "Customs tariffs", places=["QA"], themes=["health"])
    page = text_of(client.get(item.get_absolute_url()))
    assert near.get_absolute_url() in page
    assert far.get_absolute_url() not in page


def test_editions_show_what_changed(client):
    person = make_person("amina@example.org")
    item = make_published(person, "Bees between two shores")
    actions.change(item, say("Bees over two shores"), by=person, note="A better title.")
    page = text_of(client.get(f"{item.get_absolute_url()}editions/"))
    assert "<ins>over</ins>" in page
    assert "<del>between</del>" in page
    assert "A better title." in page


# --- submitting ---------------------------------------------------------------------------------
def test_four_things_are_enough_to_submit(client, member):
    answer = client.post("/library/new/", SHORT)
    item = Item.objects.get()
    assert answer["Location"] == item.get_absolute_url()
    assert (item.state, item.title) == ("submitted", {"fr": "Des abeilles entre deux rives"})
    assert [row.place.code for row in item.places.all()] == ["TN"]


def test_a_file_stands_for_a_link(client, member):
    file = SimpleUploadedFile("fiche.docx", a_document())
    client.post("/library/new/", SHORT | {"link": "", "file": file})
    item = Item.objects.get()
    assert item.state == "submitted"
    row = item.files.get()
    assert row.name == "fiche.docx"
    assert "fiche" not in row.file.name
    answer = client.get(f"{item.get_absolute_url()}files/{row.pk}/")
    assert answer["Content-Disposition"] == 'attachment; filename="fiche.docx"'
    client.logout()
    assert client.get(f"{item.get_absolute_url()}files/{row.pk}/").status_code == 404


def test_neither_link_nor_file_is_said_at_the_link(client, member):
    answer = client.post("/library/new/", SHORT | {"link": ""})
    assert answer.status_code == 422
    assert answer.context["form"].errors["link"] == ["Give a link, or choose a file."]
    assert not Item.objects.exists()


def a_zip_called_docx():
    import zipfile  # noqa: PLC0415

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("program.exe", b"MZ")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("fiche.docx", a_zip_called_docx(), "Archives are not opened here"),
        ("picture.svg", b"<svg><script>alert(1)</script></svg>", "Files of this type"),
        ("report.pdf", b"<html><script>1</script></html>", "Files of this type"),
        ("report.pdf", b"MZ\x90\x00 a program", "Files of this type"),
        ("empty.pdf", b"", "empty"),
    ],
)
def test_a_file_that_lies_is_refused_in_a_sentence(client, member, name, content, says):
    file = SimpleUploadedFile(name, content)
    answer = client.post("/library/new/", SHORT | {"link": "", "file": file})
    assert answer.status_code == 422
    assert says in " ".join(answer.context["form"].errors["file"])
    assert not Item.objects.exists()


def test_a_file_too_large_is_refused(client, member, settings):
    settings.DIWAN_ATTACHMENT_MAX_BYTES = 1000
    file = SimpleUploadedFile("long.txt", b"a" * 2000)
    answer = client.post("/library/new/", SHORT | {"link": "", "file": file})
    assert "larger than" in " ".join(answer.context["form"].errors["file"])


def test_the_rest_is_said_later(client, member):
    item = make_item(member, kind="publication")
    url = f"{item.get_absolute_url()}edit/"
    assert client.get(url).status_code == 200
    said = {"title_en": "Bees", "title_fr": "Abeilles", "title_ar": "نحل", "link": item.link}
    said |= {"places": ["TN"], "themes": ["health"], "submitted_as": "not_named"}
    said |= {"doi": "https://doi.org/10.1000/182", "authors": "A. Writer\nB. Writer"}
    answer = client.post(url, said)
    assert answer.status_code == 302, answer.context["form"].errors
    item.refresh_from_db()
    assert (item.title["ar"], item.doi) == ("نحل", "10.1000/182")
    assert [str(row) for row in item.bodies.all()] == ["A. Writer", "B. Writer"]


def test_a_member_cannot_change_what_others_submitted(client, member):
    item = make_published(make_person("other@example.org"))
    for verb in ("edit", "submit", "withdraw"):
        assert client.post(f"{item.get_absolute_url()}{verb}/").status_code == 403


# --- reviewing ----------------------------------------------------------------------------------
def test_a_reviewer_finds_it_on_the_desk_and_gives_a_verdict(client):
    item = make_item(make_person("amina@example.org"))
    steward = make_person("steward@example.org", is_steward=True)
    one, _two = make_reviewers(item, steward, "one@example.org", "two@example.org")
    client.force_login(one, backend=ALLAUTH)
    url = f"{item.get_absolute_url()}review/"
    assert url in text_of(client.get("/desk/"))
    answer = client.post(url, {"verdict": "return"})
    assert answer.status_code == 422
    said = {"verdict": "return", "note": "No year.", "conflict": "", "checks": ["clear"]}
    assert client.post(url, said).status_code == 302
    item.refresh_from_db()
    assert item.state == "returned"
    assert item.reviews.get(reviewer=one).checklist["clear"]
    assert client.get(url).status_code == 404


def test_whoever_submitted_reads_the_reasons_and_not_by_whom(client):
    amina = make_person("amina@example.org")
    item = make_item(amina)
    steward = make_person("steward@example.org", is_steward=True)
    one, _two = make_reviewers(item, steward, "one@example.org", "two@example.org")
    one.name = "Reviewer One"
    one.save()
    review = item.reviews.get(reviewer=one)
    actions.answer(review, "return", checklist={}, note="No year.", conflict="Kin.", by=one)
    client.force_login(amina, backend=ALLAUTH)
    page = text_of(client.get(item.get_absolute_url()))
    assert "No year." in page
    assert "Reviewer One" not in page
    assert "Kin." not in page


# --- offline ------------------------------------------------------------------------------------
def filled(*rows):
    from diwan.library import sheets  # noqa: PLC0415

    book = load_workbook(io.BytesIO(sheets.empty(["Health"])))
    for row in rows:
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    return SimpleUploadedFile("library.xlsx", file.getvalue())


GOOD = ["Bees", "Practice", "https://example.org/", "Tunisia", "Reintegration; health", "", "en"]


def test_a_table_is_looked_at_before_it_is_written(client, member):
    bad = ["", "Practice", "", "Nowhere at all", "No such theme", "", "en"]
    answer = client.post("/library/read/", {"file": filled(GOOD, bad)})
    assert not Item.objects.exists()
    good_row, bad_row = answer.context["told"]
    assert good_row["errors"] == []
    assert any("No place is called" in error for error in bad_row["errors"])
    written = client.post("/library/read/", {"rows": answer.context["rows"]})
    assert written["Location"] == "/library/mine/"
    item = Item.objects.get()
    assert (item.state, item.title) == ("draft", {"en": "Bees"})
    assert {theme.key for theme in item.themes.all()} == {"reintegration", "health"}


def test_a_table_that_is_none_is_refused(client, member):
    for name, content in (
        ("t.xlsx", a_zip_called_docx()),
        ("t.xlsx", b"words"),
        ("t.docx", a_document()),
    ):
        answer = client.post("/library/read/", {"file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 422
        assert answer.context["form"].errors["file"]


def test_rows_that_somebody_made_up_are_not_written(client, member):
    client.post("/library/read/", {"rows": "made-up"})
    assert not Item.objects.exists()


def test_the_empty_table_speaks_the_readers_language(client):
    content = client.get("/fr/library/template/").content
    heading = [cell.value for cell in load_workbook(io.BytesIO(content)).worksheets[0][1]]
    assert heading[0] == "Titre"
