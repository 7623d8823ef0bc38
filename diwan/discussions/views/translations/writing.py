"""One text beside its translation: written by hand, or a machine's answer checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from diwan.core import clock, providers
from diwan.core.errors import Conflict, Refusal
from diwan.core.wording import HOUSE_LANGUAGES, direction
from diwan.people.access import member_required
from diwan.texts.glossary import fixed_terms

from ... import translating
from ...actions import translating as actions
from ...forms.translations import TranslationForm
from ...models import Statement
from ...words import TranslationState
from ..fetch import discussion_for_team, render_team
from . import things

if TYPE_CHECKING:
    from django.http import HttpResponse

    from diwan.people.access import MemberRequest

    from ...models import Discussion, Translation
    from ...translating import Thing


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def translate(request: MemberRequest, slug: str, thing: str, language: str) -> HttpResponse:
    """What was typed stays when it is refused; when two wrote at once, both are shown."""
    discussion = discussion_for_team(request, slug)
    of = things.thing(discussion, thing)
    code = things.language(language)
    if request.method != "POST":
        return _page(request, discussion, of, code)
    form = _form(code, request.POST)
    if not form.is_valid():
        return _page(request, discussion, of, code, form, status=422)
    try:
        actions.write(of, language=code, by=request.user, **form.cleaned_data)
    except Conflict as conflict:
        return _page(request, discussion, of, code, _anew(of, code, form), str(conflict), 409)
    except Refusal as refusal:
        return _page(request, discussion, of, code, form, str(refusal), 422)
    messages.success(request, _("The translation is kept."))
    return redirect(_after(request, discussion, of, code))


@require_POST
@member_required
def ask(request: MemberRequest, slug: str, thing: str, language: str) -> HttpResponse:
    discussion = discussion_for_team(request, slug)
    of = things.thing(discussion, thing)
    code = things.language(language)
    try:
        actions.ask(of, language=code, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The machine is being asked. Look again in a moment."))
    return redirect("discussions:translate", slug, thing, code)


def _row(of: Thing, code: str) -> Translation | None:
    return of.translations.filter(language=code).select_related("made_by").first()


def _form(code: str, data: Any = None, row: Translation | None = None) -> TranslationForm:
    kept = {"text": row.text, "seen": row.revision} if row else {"seen": 0}
    return TranslationForm(data, language=code, direction=direction(code), initial=kept)


def _anew(of: Thing, code: str, typed: TranslationForm) -> TranslationForm:
    """What was typed, to be kept over what a colleague wrote, now that both are seen."""
    row = _row(of, code)
    text = typed.cleaned_data["text"]
    return _form(code, {"text": text, "seen": row.revision if row else 0})


def _page(
    request: MemberRequest,
    discussion: Discussion,
    of: Thing,
    code: str,
    form: TranslationForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    row = _row(of, code)
    state = translating.state(of, row, code)
    source = translating.language_of(of)
    runs = list(_runs(translating.words_of(of), source, code))
    return render_team(
        request,
        "translate.html",
        discussion,
        status=status,
        thing=of,
        address=things.address(of),
        is_statement=isinstance(of, Statement),
        is_original=state == TranslationState.ORIGINAL,
        runs=runs,
        has_terms=len(runs) > 1,
        source=_named(source),
        target=_named(code),
        others=[_named(each) for each in HOUSE_LANGUAGES if each not in {code, source}],
        state=state,
        row=row,
        lacking=actions.terms_lacking(of, row) if row and row.text else [],
        theirs=row.text if row and status == 409 else "",
        form=form or _form(code, None, row),
        refusal=refusal,
        is_machine_on=providers.translation_server() is not None,
        is_asked=_is_asked(row),
    )


def _is_asked(row: Translation | None) -> bool:
    asked = row.asked_at if row else None
    return bool(asked and asked > clock.now() - actions.ASKED_ANEW_AFTER)


def _named(code: str) -> dict[str, str]:
    try:
        name = get_language_info(code)["name_translated"]
    except KeyError:
        name = code
    return {"code": code, "name": name, "direction": direction(code)}


def _runs(text: str, source: str, target: str) -> Any:
    """The text in pairs (words, form to use): fixed terms have one, what is between has none."""
    place = 0
    for term in fixed_terms(text, source):
        yield text[place : term.start], ""
        yield text[term.start : term.end], term.names.get(target, "")
        place = term.end
    yield text[place:], ""


def _after(request: MemberRequest, discussion: Discussion, of: Thing, code: str) -> str:
    """The next that waits for a translation into the same language, when that was asked for."""
    if "next" in request.POST:
        following = _next(discussion, of, code)
        if following is not None:
            place = [discussion.slug, things.address(following), code]
            return reverse("discussions:translate", args=place)
    show = "statements" if isinstance(of, Statement) else "contributions"
    page = reverse("discussions:translations", args=[discussion.slug])
    return f"{page}?show={show}&todo={code}"


def _next(discussion: Discussion, of: Thing, code: str) -> Thing | None:
    rows: list[Thing]
    if isinstance(of, Statement):
        rows = list(translating.statements(of.reply))
    else:
        rows = list(translating.contributions(discussion))
    places = [things.address(each) for each in rows]
    here = places.index(things.address(of)) if things.address(of) in places else -1
    for each in [*rows[here + 1 :], *rows[: max(here, 0)]]:
        if translating.states(each, each.translations.all())[code] in translating.TO_DO:
            return each
    return None
