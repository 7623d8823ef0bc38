"""The components of ``core/ui``."""

from __future__ import annotations

import pycountry
import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from diwan.core import tiles


class _Letter(forms.Form):
    subject = forms.CharField(label="Subject", help_text="One line.")
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Note", required=False)
    agreed = forms.BooleanField(label="I agree", help_text="You can withdraw.")
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


def _fields(form: forms.Form) -> str:
    return render_to_string("core/ui/fields.html", {"form": form})


def test_a_fresh_form_shows_no_summary() -> None:
    html = _fields(_Letter())
    assert "alert" not in html
    assert html.count("(optional)") == 1


def test_mistakes_are_listed_on_top_with_links_to_their_fields() -> None:
    html = _fields(_Letter({}))
    assert 'role="alert"' in html
    for target in ("#id_subject", "#id_kind", "#id_agreed"):
        assert f'href="{target}"' in html
        assert f'id="{target[1:]}"' in html


def test_help_and_mistakes_are_tied_to_the_input() -> None:
    html = _fields(_Letter({}))
    assert 'aria-describedby="id_subject_helptext id_subject_error"' in html
    assert 'id="id_subject_helptext"' in html
    assert 'id="id_subject_error"' in html
    assert 'id="id_agreed_helptext"' in html


def test_hidden_fields_are_kept_and_never_labelled() -> None:
    html = _fields(_Letter())
    assert html.count('name="hidden"') == 1
    assert 'for="id_hidden"' not in html


def test_an_empty_list_says_what_to_do() -> None:
    context = {"title": "No letters", "text": "Write one.", "url": "/new/", "action": "Write"}
    html = render_to_string("core/ui/empty.html", context)
    assert all(words in html for words in ("No letters", "Write one.", 'href="/new/"'))


@pytest.mark.parametrize(("kind", "role"), [("error", 'role="alert"'), ("done", "")])
def test_only_errors_interrupt(kind: str, role: str) -> None:
    html = render_to_string("core/ui/notice.html", {"text": "So it is.", "kind": kind})
    assert (role in html) if role else ("role" not in html)


def test_bars_stand_beside_their_numbers() -> None:
    page = Template("{% load figures %}{% bars rows title='By language' %}")
    html = page.render(Context({"rows": [("French", 8), ("Arabic", 2, 3), ("None", 0)]}))
    assert 'width="100.0%"' in html
    assert 'width="25.0%"' in html
    assert 'data-q="3"' in html
    assert html.count('<td class="number">') == 3


def test_no_rows_draw_no_bars_and_no_division_by_nothing() -> None:
    assert "<tbody>" in Template("{% load figures %}{% bars rows %}").render(Context({"rows": []}))


def test_every_country_has_its_own_place_on_the_map() -> None:
    countries = {country.alpha_2 for country in pycountry.countries}
    assert countries <= set(tiles.POSITIONS)
    assert len(set(tiles.POSITIONS.values())) == len(tiles.POSITIONS)


def test_the_map_names_what_it_shows_in_a_table() -> None:
    page = Template("{% load figures %}{% tile_map rows title='Countries' %}")
    html = page.render(Context({"rows": [("TN", "Tunisia", 7), ("CV", "Cabo Verde", 1)]}))
    assert html.count("data-shade=") == 2
    assert "Tunisia" in html
    assert "Cabo Verde" in html


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_more_is_never_paler(one: int, other: int) -> None:
    most = max(one, other)
    low, high = sorted((one, other))
    assert 0 <= tiles.shade(low, most) <= tiles.shade(high, most) <= 4
    assert (tiles.shade(one, most) == 0) == (one == 0)


def test_the_stretches_are_the_whole_map_once() -> None:
    made = tiles.stretches({"TN": 1})
    codes = [tile.code for stretch in made for tile in stretch.tiles]
    assert sorted(codes) == sorted(tiles.POSITIONS)
    widths = [int(stretch.view_box.split()[2]) for stretch in made]
    assert sum(widths) == tiles.COLUMNS * (tiles.SIDE + tiles.GAP)


def test_squares_that_are_links_say_what_they_lead_to() -> None:
    page = Template("{% load figures %}{% tile_world rows title='World' %}")
    rows = [("TN", "Tunisia", 7, "/places/TN/"), ("TV", "<Tuvalu>", 0, "/places/TV/")]
    html = page.render(Context({"rows": rows}))
    assert html.count("<a href=") == 2
    assert 'aria-label="TN Tunisia: 7"' in html
    assert "&lt;Tuvalu&gt;" in html
    assert html.count("data-shade=") == 1
    assert html.count("<rect") == len(tiles.POSITIONS)
    assert html.count('<g aria-hidden="true">') == len(tiles.POSITIONS) - 2


@given(st.lists(st.sampled_from(sorted(tiles.POSITIONS)), min_size=2, max_size=6, unique=True))
def test_the_part_of_the_map_holds_every_end(codes: list[str]) -> None:
    left, top, width, height = map(int, tiles.view_box(codes).split())
    step = tiles.SIDE + tiles.GAP
    for code in codes:
        column, row = tiles.POSITIONS[code]
        assert left <= column * step <= left + width - step
        assert top <= row * step <= top + height - step


def test_a_curve_is_drawn_for_each_pair_on_the_map() -> None:
    page = Template("{% load figures %}{% tile_arcs pairs title='Linked' %}")
    html = page.render(Context({"pairs": {("IT", "TN"): 4, ("FR", "TN"): 1, ("QQ", "TN"): 1}}))
    assert html.count("<path ") == 2
    assert 'data-width="4"' in html
    assert tiles.arcs({}) == []
