"""``{{ discussion|counted }}``: what stands behind a discussion in lists, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def counted(discussion: Any) -> SafeString:
    """Contributions, countries and languages, each in a ``span``; it needs its counts.

    Plain gettext, because a list calls this for each row and ``blocktranslate`` is slow.
    """
    return format_html_join(" ", "<span>{}</span>", ((line,) for line in _lines(discussion)))


def _lines(row: Any) -> list[str]:
    released, countries, languages = row.released_count, row.country_count, row.language_count
    if not released:
        return [_("No contribution is released yet")]
    lines = [ngettext("%(n)s contribution", "%(n)s contributions", released) % {"n": released}]
    if countries:
        lines.append(ngettext("%(n)s country", "%(n)s countries", countries) % {"n": countries})
    lines.append(ngettext("%(n)s language", "%(n)s languages", languages) % {"n": languages})
    return lines
