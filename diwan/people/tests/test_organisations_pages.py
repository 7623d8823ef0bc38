"""Pages of organisations: what strangers, members, managers and stewards see."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from diwan.core import clock, slots
from diwan.core.slots import SubjectPanel
from diwan.people import sheets
from diwan.people.actions import erase, everything_about
from diwan.people.actions import organisations as actions
from diwan.people.models import Likeness, Mandate, Organisation, OrganisationImport, Vetting
from diwan.people.words.organisations import Conclusion, SuccessionKind
from diwan.vocabularies.models import Place, Theme

from .factories import make_mandate, make_organisation, make_person
from .test_pages import assert_house_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def ingrid():
    return make_person("ingrid@example.org", name="Ingrid", is_steward=True)


@pytest.fixture
def amina():
    return make_person(name="Amina")


@pytest.fixture
def jossour():
    made = make_organisation("Jossour", names={"ar": "جسور"}, country=place("EG"), level="local")
    made.origins.set([place("TN")])
    made.themes.set([Theme.objects.get(key="reintegration")])
    return made


def place(code):
    return Place.objects.get(code=code)


def soon(days=100):
    return clock.now().date() + timedelta(days=days)


def url(name, *args):
    with override("en"):
        return reverse(f"organisations:{name}", args=args)


def page(client, address, language=""):
    answer = client.get(f"/{language}{address}" if language else address)
    assert answer.status_code == 200, address
    text = answer.content.decode()
    assert_house_rules(text)
    return text


# --- the list ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("q=josSOUR", True),
        ("q=جسور", True),
        ("q=pont", False),
        ("kind=diaspora_association", True),
        ("kind=research", False),
        ("level=local", True),
        ("level=national", False),
        ("country=EG", True),
        ("country=TN", True),
        ("country=MA", False),
        ("theme=reintegration", True),
        ("theme=health", False),
        ("q=jossour&country=EG&theme=reintegration&level=local", True),
        ("kind=nonsense&country=ZZ&page=x", True),
    ],
)
def test_the_list_is_narrowed(client, jossour, query, is_found):
    text = page(client, f"{url('index')}?{query}")
    assert ("Jossour" in text) is is_found


@pytest.mark.parametrize("name", ["index", "institutions", "associations"])
@pytest.mark.parametrize("language", ["", "fr", "ar"])
def test_every_view_of_the_register_is_a_page(client, jossour, name, language):
    page(client, url(name), language)


def test_lists_ask_as_often_for_many_as_for_one(client, django_assert_max_num_queries):
    for name in ("index", "associations", "institutions"):
        make_organisation(f"A {name}", kind="local_authority", country=place("TN"))
        make_organisation(f"B {name}").origins.set([place("TN")])
        page(client, url(name))
        with django_assert_max_num_queries(40) as few:
            page(client, url(name))
        for number in range(5):
            body = make_organisation(f"{name} {number}", country=place("TN"))
            body.origins.set([place("TN"), place("MA")])
            body.themes.set(Theme.objects.all()[:2])
            make_organisation(f"Town {name} {number}", kind="local_authority", parent=body)
        with django_assert_max_num_queries(len(few)):
            page(client, url(name))


def test_institutions_show_what_became_of_them(client, ingrid):
    old, new = (make_organisation(name, kind="national_government") for name in ("Old", "New"))
    actions.record_succession(old, after=new, kind=SuccessionKind.MERGED, by=ingrid)
    text = page(client, url("institutions"))
    assert "day not known" in text
    assert "Merged" in text


# --- one page ------------------------------------------------------------------------------
def test_a_page_is_drawn_in_three_languages(client, jossour):
    assert "Jossour" in page(client, jossour.get_absolute_url())
    assert "<h1><bdi>جسور</bdi>" in page(client, jossour.get_absolute_url(), "ar")


def test_old_addresses_lead_to_the_page(client, ingrid, jossour):
    twin = make_organisation("Joussour")
    actions.merge(twin, into=jossour, by=ingrid)
    for old in (twin.get_absolute_url(), reverse("people:organisation", args=[twin.pk])):
        answer = client.get(old, follow=True)
        assert answer.redirect_chain[-1][0] == jossour.get_absolute_url()
    text = page(client, url("index"))
    assert text.count('<article class="row">') == 1


def test_panels_of_other_rooms_are_drawn(client, jossour):
    panel = SubjectPanel(
        "Shown", "people/panels/profile.html", lambda _request, subject: {"url": f"/{subject.pk}/"}
    )
    slots.organisation_panels.add("test.shown", panel)
    slots.organisation_panels.add(
        "test.hidden", SubjectPanel("Hidden", "none.html", lambda _request, _subject: None)
    )
    try:
        text = page(client, jossour.get_absolute_url())
    finally:
        for name in ("test.shown", "test.hidden"):
            del slots.organisation_panels._entries[name]
    assert f'href="/{jossour.pk}/"' in text
    assert "Hidden" not in text


def test_names_of_staff_are_for_colleagues_and_whoever_they_show_them_to(client, amina, jossour):
    make_mandate(amina, jossour, "focal_point")
    member = make_person("m@example.org")
    assert "Amina" not in page(client, jossour.get_absolute_url())
    client.force_login(member)
    text = page(client, jossour.get_absolute_url())
    assert "Amina" not in text
    assert "who chose not to be named" in text
    Mandate.objects.update(is_shown=True)
    assert "Amina" in page(client, jossour.get_absolute_url())
    client.logout()
    assert "Amina" not in page(client, jossour.get_absolute_url())
    make_mandate(member, jossour, "member")
    Mandate.objects.update(is_shown=False)
    client.force_login(member)
    assert "Amina" in page(client, jossour.get_absolute_url())


def test_a_page_asks_the_database_as_often_with_much_as_with_little(
    client, amina, jossour, django_assert_max_num_queries
):
    client.force_login(amina)
    page(client, jossour.get_absolute_url())
    with django_assert_max_num_queries(40) as few:
        page(client, jossour.get_absolute_url())
    for number in range(4):
        make_mandate(make_person(f"{number}@example.org"), jossour, "officer", is_shown=True)
        make_organisation(f"Antenna {number}", parent=jossour, country=place("FR"))
    with django_assert_max_num_queries(len(few)):
        page(client, jossour.get_absolute_url())


# --- a steward's review never leaves its page ----------------------------------------------
@pytest.fixture
def secret(ingrid, jossour):
    """A review with words that stand nowhere else."""
    review = actions.Review(
        *("zebraword record", "zebraword board", "zebraword towns"), Conclusion.NOT_YET, soon()
    )
    return actions.vet(jossour, review=review, by=ingrid)


def test_a_review_is_in_no_page_file_search_or_count(client, amina, jossour, secret):
    admin = make_person("admin@example.org", is_administrator=True)
    make_mandate(amina, jossour)
    before = Organisation.objects.visible_to(None).count()
    addresses = [
        jossour.get_absolute_url(),
        *(url(name) for name in ("index", "institutions", "associations")),
        *(url("export", form) for form in ("csv", "json")),
        f"{url('index')}?q=zebraword",
        f"{reverse('portal:search')}?q=zebraword",
        reverse("people:my_data"),
        reverse("people:export"),
        reverse("audit:log"),
        reverse("portal:desk"),
    ]
    for person in (None, amina, admin):
        client.logout()
        if person:
            client.force_login(person)
        for address in addresses:
            answer = client.get(address)
            text = answer.content.decode()
            assert "zebraword record" not in text, address
            assert "zebraword board" not in text, address
            assert str(Conclusion.NOT_YET.label) not in text, address
        assert client.get(url("vetting", jossour.slug)).status_code in {302, 403}
    assert Organisation.objects.visible_to(None).count() == before


def test_a_steward_reads_and_writes_reviews_but_not_of_their_own(client, ingrid, jossour, secret):
    client.force_login(ingrid)
    address = url("vetting", jossour.slug)
    assert "zebraword record" in page(client, address)
    typed = {
        "track_record": "A",
        "governance": "B",
        "references": "",
        "conclusion": "sound",
        "next_review_on": soon().isoformat(),
    }
    assert client.post(address, typed).status_code == 302
    assert Vetting.objects.count() == 2
    make_mandate(ingrid, jossour, "member")
    text = page(client, address)
    assert "zebraword" not in text
    assert "Ask another steward" in text
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "Ask another steward" in answer.content.decode()
    assert Vetting.objects.count() == 2


# --- typing --------------------------------------------------------------------------------
def test_an_association_adds_itself_is_confirmed_and_verified(client, amina, ingrid):
    client.force_login(amina)
    typed = {"name": "Pont Neuf", "kind": "diaspora_association", "places_more": "Tunisia; IT"}
    answer = client.post(url("new"), typed)
    added = Organisation.objects.get()
    assert answer["Location"] == added.get_absolute_url()
    assert {each.code for each in added.places.all()} == {"TN", "IT"}
    mandate = Mandate.objects.get(person=amina)
    assert (mandate.role, mandate.confirmed_at) == ("manager", None)
    assert client.get(url("describe", added.slug)).status_code == 403
    client.force_login(ingrid)
    assert "Amina" in page(client, reverse("portal:desk"))
    client.post(url("decide", added.slug, mandate.pk), {"act": "confirm"})
    client.post(url("verify", added.slug), {"review_due": soon().isoformat()})
    client.force_login(amina)
    assert client.get(url("describe", added.slug)).status_code == 200
    assert "Verified" in page(client, added.get_absolute_url())


def test_one_that_looks_like_another_is_asked_about(client, amina, jossour):
    client.force_login(amina)
    typed = {"name": "Association Joussour", "kind": "civil_society"}
    answer = client.post(url("new"), typed)
    assert answer.status_code == 422
    assert "This may be in the register already: Jossour" in answer.content.decode()
    assert client.post(url("new"), typed | {"is_another": "on"}).status_code == 302


def test_an_unknown_place_keeps_what_was_typed(client, amina, jossour):
    make_mandate(amina, jossour)
    client.force_login(amina)
    typed = {"name": "Jossour", "kind": "civil_society", "places_more": "Qxzatl", "acronym": "JSR"}
    answer = client.post(url("describe", jossour.slug), typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "No place is called “Qxzatl”" in text
    assert 'value="Qxzatl"' in text
    assert 'value="JSR"' in text
    typed["places_more"] = "TN; Morocco"
    client.post(url("describe", jossour.slug), typed)
    assert {each.code for each in jossour.places.all()} == {"TN", "MA"}


def test_what_a_form_shows_it_saves_again_unchanged(client, amina, jossour):
    make_mandate(amina, jossour)
    client.force_login(amina)
    jossour.places.set([place("TN"), place("FR")])
    form = client.get(url("describe", jossour.slug)).context["form"]
    typed = {name: value for name, value in form.initial.items() if value is not None}
    assert client.post(url("describe", jossour.slug), typed).status_code == 302
    again = client.get(url("describe", jossour.slug)).context["form"]
    assert again.initial == form.initial


def test_own_pages_are_written_and_published(client, amina, jossour):
    make_mandate(amina, jossour)
    client.force_login(amina)
    typed = {"kind": "programme", "title_en": "Antennas", "body_en": "We open at nine."}
    client.post(url("new_page", jossour.slug), typed)
    address = url("page", jossour.slug, "antennas")
    assert "Only those who manage" in page(client, address)
    client.logout()
    assert client.get(address).status_code == 404
    assert "Antennas" not in page(client, jossour.get_absolute_url())
    client.force_login(amina)
    client.post(url("pages", jossour.slug), {"page": "antennas", "act": "publish"})
    client.logout()
    assert "We open at nine." in page(client, address)
    assert "Antennas" in page(client, jossour.get_absolute_url())


def test_a_focal_point_hands_over_on_a_page(client, amina, jossour):
    point = make_mandate(amina, jossour, "focal_point")
    chloe = make_person("c@example.org", name="Chloe")
    deputy = make_mandate(chloe, jossour, "deputy", deputy_of=point)
    client.force_login(amina)
    address = url("hand_over", jossour.slug, point.pk)
    assert client.get(address).context["form"].initial["to"] == deputy.pk
    client.post(address, {"to": deputy.pk, "note": "Two cases wait."})
    client.force_login(chloe)
    text = page(client, url("mandates", jossour.slug))
    assert "handed over to Chloe" in text
    assert "Two cases wait." in text


def test_every_page_of_managers_and_stewards_is_a_page(client, amina, ingrid, jossour):
    make_mandate(amina, jossour)
    admin_pages = ("import", "twins")
    for person, names in (
        (amina, ("describe", "branch", "rename", "part_of", "succession", "mandates", "pages")),
        (ingrid, ("verify", "vetting", "merge", "mandates", "describe")),
    ):
        client.force_login(person)
        for language in ("", "ar"):
            for name in names:
                page(client, url(name, jossour.slug), language)
    for name in admin_pages:
        page(client, url(name))


# --- files ---------------------------------------------------------------------------------
def test_what_is_exported_can_be_read_in_again(client, ingrid, jossour):
    jossour.places.set([place("TN"), place("FR")])
    jossour.description = {"en": "Bridges, for all"}
    jossour.website, jossour.languages = "https://j.example", ["ar", "fr"]
    jossour.save()
    files = {form: client.get(url("export", form)).content for form in ("csv", "xlsx", "json")}
    told = json.loads(files["json"])[0]
    assert (told["name"], told["places"], told["languages"]) == ("Jossour", "FR; TN", "ar fr")
    assert load_workbook(io.BytesIO(files["xlsx"])).active["B2"].value == "Jossour"
    assert client.get(url("export", "pdf")).status_code == 404
    Organisation.objects.all().delete()
    for form in ("csv", "xlsx"):
        waiting = OrganisationImport.objects.create(
            made_by=ingrid, made_at=clock.now(), rows=sheets.read(f"o.{form}", files[form])
        )
        actions.write_chosen(waiting, numbers={0}, by=ingrid)
        again = json.loads(client.get(url("export", "json")).content)[0]
        assert again == told
        Organisation.objects.all().delete()


def test_a_file_is_shown_before_it_is_added(client, ingrid, jossour):
    client.force_login(ingrid)
    content = "Nom;Type;Pays\nÉcole;research;TN\nJossour;research;EG\nX;research;Atlantis\n"
    file = io.BytesIO(content.encode("cp1252"))
    file.name = "liste.csv"
    answer = client.post(url("import"), {"file": file}, follow=True)
    text = answer.content.decode()
    assert "École" in text
    assert "“Atlantis” is not in the list of places" in text
    assert Organisation.objects.count() == 1
    address = answer.redirect_chain[-1][0]
    client.post(address, {})
    assert Organisation.objects.count() == 1
    told = re.search(r'name="seen" value="(\w+)"', text)[1]
    client.post(address, {"seen": told, "shown": ["0", "1", "2"], "row": ["0", "2"]})
    assert set(Organisation.objects.values_list("name", flat=True)) == {"Jossour", "École"}
    assert "Left as they were" not in page(client, address)
    client.post(address, {"seen": told, "shown": ["0"], "row": ["0"]})
    assert Organisation.objects.count() == 2


def test_what_changes_is_shown_from_what_to_what_and_pages_keep_their_ticks(
    client, ingrid, jossour
):
    client.force_login(ingrid)
    rows = "".join(f"Body number {number};research;\n" for number in range(150))
    waiting = actions.read_in(
        "o.csv", f"name;kind;country\nJossour;media;EG\n{rows}".encode(), by=ingrid
    )
    address = url("preview", waiting.pk)
    text = page(client, address)
    assert f'<del dir="auto">{jossour.get_kind_display()}</del>' in text
    assert '<ins dir="auto">Media</ins>' in text
    assert "Page 1 of 2" in text
    shown = [str(number) for number in range(100)]
    client.post(address, {"shown": shown, "row": ["0"], "page": "2"})
    text = page(client, f"{address}?page=2")
    assert "52 rows are ticked" in text
    told = re.search(r'name="seen" value="(\w+)"', text)[1]
    client.post(address, {"seen": told, "shown": ["100"], "row": []})
    waiting.refresh_from_db()
    assert len(waiting.chosen) == 51
    assert "0 of 51 rows are done" in page(client, address)
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part


def test_a_file_that_cannot_be_read_gets_one_sentence(client, ingrid):
    client.force_login(ingrid)
    file = io.BytesIO(b"PK\x03\x04 nonsense")
    file.name = "o.xlsx"
    answer = client.post(url("import"), {"file": file})
    assert answer.status_code == 422
    assert "damaged or protected" in answer.content.decode()
    assert not OrganisationImport.objects.exists()


# --- the desk, one's data, what is due to go -------------------------------------------------
def test_the_desk_reminds_stewards_of_reviews_but_not_of_their_own(client, ingrid):
    due, own, later = (
        make_organisation(name, verified_at=clock.now(), review_due=soon(days))
        for name, days in (("Due soon", 5), ("Their own", 5), ("Due later", 200))
    )
    make_mandate(ingrid, own, "member")
    make_organisation("Antenna of own", parent=own, review_asked_at=clock.now())
    Likeness.objects.create(first=due, second=later, score=0.9)
    client.force_login(ingrid)
    text = page(client, reverse("portal:desk"))
    assert "Due soon" in text
    assert "Entries of the register look alike" in text
    for name in ("Their own", "Due later", "Antenna of own"):
        assert name not in text


def test_an_administrator_is_reminded_of_what_the_steward_may_not_do(rf, ingrid, secret):
    own = make_organisation("Her own", review_asked_at=clock.now())
    make_mandate(ingrid, own, "member")
    Vetting.objects.update(next_review_on=soon(5))
    admin = make_person("admin@example.org", is_administrator=True)
    found = {}
    for person in (ingrid, admin):
        request = rf.get("/")
        request.user = person
        found[person] = slots.desk_panels.get("people-organisations").context(request)
    assert (found[ingrid]["reviews"], found[admin]["reviews"]) == ([], [own])
    assert (found[ingrid]["vettings"], found[admin]["vettings"]) == ([secret], [])


def test_members_see_nothing_of_it_on_their_desk(client, rf, amina, jossour):
    request = rf.get("/")
    request.user = amina
    assert slots.desk_panels.get("people-organisations").context(request) is None
    make_mandate(amina, jossour)
    assert slots.desk_panels.get("people-organisations").context(request) is not None


def test_mandates_are_among_ones_data_and_lose_their_words_with_the_account(amina, jossour):
    made = make_mandate(amina, jossour, "focal_point", remit="returns", is_shown=True)
    told = everything_about(amina)["people-mandates"][1]["mandates"]
    assert [(row["organisation"], row["role"], row["remit"]) for row in told] == [
        ("Jossour", "focal_point", "returns")
    ]
    erase(amina, by=amina)
    made.refresh_from_db()
    assert (made.remit, made.is_shown, str(made.person)) == ("", False, "A member")
    assert not Mandate.objects.current(clock.now().date()).exists()


def test_a_file_that_nobody_added_goes_after_a_day(ingrid):
    rule = slots.retention.get("people-organisation-imports")
    now = clock.now()
    OrganisationImport.objects.create(made_by=ingrid, made_at=now)
    OrganisationImport.objects.create(made_by=ingrid, made_at=now - timedelta(days=2))
    assert (rule.due(now), rule.purge(now), rule.due(now)) == (1, 1, 0)
    assert OrganisationImport.objects.count() == 1
