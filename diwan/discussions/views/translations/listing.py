"""Statements and contributions, and how each stands in the languages of the house."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.core import providers
from diwan.core.errors import Refusal
from diwan.core.wording import HOUSE_LANGUAGES, direction
from diwan.people.access import member_required

from ... import translating
from ...actions import translating as actions
from ...models import Statement
from ...words import TranslationState
from ..fetch import discussion_for_team, render_team
from . import things

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import Discussion
    from ...translating import Thing

PER_PAGE = 50
#: a machine is asked for so many at once
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """How a thing stands in one language; ``url`` is empty for the original."""

    language: str
    name: str
    state: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    words: str
    language: str
    direction: str
    cells: list[Cell]


@require_safe
@member_required
def translations(request: MemberRequest, slug: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    show = "contributions" if request.GET.get("show") == "contributions" else "statements"
    todo = request.GET.get("todo", "")
    todo = todo if todo in HOUSE_LANGUAGES else ""
    everything = _things(discussion, show)
    known = [(each, translating.states(each, each.translations.all())) for each in everything]
    chosen = [pair for pair in known if not todo or pair[1][todo] in translating.TO_DO]
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))
    return render_team(
        request,
        "translations.html",
        discussion,
        show=show,
        todo=todo,
        page=page,
        rows=[_row(discussion, each, states) for each, states in page],
        languages=[
            _standing(code, [states for _each, states in known]) for code in HOUSE_LANGUAGES
        ],
        count=len(known),
        is_machine_on=providers.translation_server() is not None,
    )


def _things(discussion: Discussion, show: str) -> Sequence[Thing]:
    if show == "contributions":
        return translating.contributions(discussion)
    reply = things.newest(discussion)
    return translating.statements(reply) if reply else []


def _standing(code: str, states: list[dict[str, TranslationState]]) -> dict[str, object]:
    """A language, and how many of the things still wait for a translation into it."""
    return {
        "code": code,
        "name": get_language_info(code)["name_translated"],
        "todo": sum(each[code] in translating.TO_DO for each in states),
    }


def _row(discussion: Discussion, of: Thing, states: dict[str, TranslationState]) -> Row:
    language = translating.language_of(of)
    return Row(
        _label(of),
        Truncator(translating.words_of(of)).words(24),
        language,
        direction(language),
        [_cell(discussion, of, code, states[code]) for code in HOUSE_LANGUAGES],
    )


def _label(of: Thing) -> str:
    if isinstance(of, Statement):
        return _("Statement %(number)s") % {"number": of.number}
    return _("Contribution %(number)s") % {"number": of.contribution.number}


def _cell(discussion: Discussion, of: Thing, code: str, state: TranslationState) -> Cell:
    is_original = state == TranslationState.ORIGINAL
    place = [discussion.slug, things.address(of), code]
    return Cell(
        code,
        get_language_info(code)["name_translated"],
        state,
        str(state.label),
        "" if is_original else reverse("discussions:translate", args=place),
    )


@require_POST
@member_required
def ask_all(request: MemberRequest, slug: str) -> HttpResponse:
    """Ask the machine for what is missing in a language, as far as it may be asked."""
    discussion = discussion_for_team(request, slug)
    language = request.POST.get("language", "")
    if language not in HOUSE_LANGUAGES:
        messages.error(request, _("Choose a language to translate into."))
        return redirect("discussions:translations", discussion.slug)
    show = "contributions" if request.POST.get("show") == "contributions" else "statements"
    asked, refused = 0, ""
    for each in _things(discussion, show):
        states = translating.states(each, each.translations.all())
        if states[language] not in translating.TO_DO or asked >= _AT_ONCE:
            continue
        try:
            actions.ask(each, language=language, by=request.user)
        except Refusal as refusal:
            refused = str(refusal)
        else:
            asked += 1
    _tell(request, asked, refused)
    page = reverse("discussions:translations", args=[discussion.slug])
    return redirect(f"{page}?show={show}&todo={language}")


def _tell(request: MemberRequest, asked: int, refused: str) -> None:
    if asked:
        messages.success(
            request,
            ngettext(
                "The machine is asked for %(n)s translation. Look again in a minute.",
                "The machine is asked for %(n)s translations. Look again in a minute.",
                asked,
            )
            % {"n": asked},
        )
    if refused:
        messages.warning(request, refused)
    elif not asked:
        messages.info(request, _("Nothing is missing in this language."))
