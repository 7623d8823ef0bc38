"""Signs that words tell of what others should rather not know (P-5): a hint, never a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from diwan.texts.normalise import fold_word, words

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

#: topic → how folded words begin that tell of it, in English, French and Arabic
_SIGNS: tuple[tuple[StrPromise, tuple[str, ...]], ...] = (
    (
        _("religion"),
        (
            *("muslim", "musulman", "christian", "chretien", "catholi", "jewish", "juif", "juive"),
            *("sunni", "shia", "chiite", "atheis", "athee", "مسلم", "مسيحي", "يهودي", "شيعي"),
        ),
    ),
    (
        _("health"),
        (
            *("hiv", "vih", "diabet", "cancer", "depressi", "pregnan", "enceinte", "handicap"),
            *("disabled", "epilep", "trauma", "سرطان", "سكري", "اكتئاب", "حامل", "معاق"),
        ),
    ),
    (
        _("legal status"),
        (
            *("undocumented", "irregular", "irregulier", "overstay", "deport", "expulse", "asylum"),
            *("asile", "refugee", "refugie", "لاجئ", "لجوء", "مرحل"),
        ),
    ),
    (
        _("ethnicity or sexual life"),
        (
            *("tribe", "tribu", "ethni", "amazigh", "kurd", "kurde", "gay", "lesbi", "homosex"),
            *("قبيله", "امازيغ", "كردي", "مثلي"),
        ),
    ),
)
_ARTICLE = "ال"


def telling(text: str) -> list[StrPromise]:
    """The topics that ``text`` seems to tell of."""
    folded = {fold_word(word).removeprefix(_ARTICLE) for word in words(text)}
    return [topic for topic, signs in _SIGNS if any(word.startswith(signs) for word in folded)]
