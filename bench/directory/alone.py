"""The search alone and plain `icontains`, in one process: prints milliseconds by shape as JSON."""

from __future__ import annotations

import json
import os
import statistics
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from bench.directory.asking import SHAPES, timed

if TYPE_CHECKING:
    from bench.directory.asking import Shape


def main(times: int) -> None:
    import django  # noqa: PLC0415

    django.setup()
    from diwan.people.models import Person  # noqa: PLC0415
    from diwan.people.standing import standing_of  # noqa: PLC0415

    standing = standing_of(Person.objects.get(email="reader@example.org"))
    told = {}
    for shape in SHAPES:
        ours = timed(partial(_ours, standing, shape), times)
        plain = timed(partial(_plain, shape), max(2, times // 5))
        told[shape.title] = {
            "ours": statistics.median(ours),
            "plain": statistics.median(plain),
            "found": _ours(standing, shape),
        }
    print(json.dumps(told))


def _ours(standing: Any, shape: Shape) -> int:
    from diwan.core import clock  # noqa: PLC0415
    from diwan.people import finding  # noqa: PLC0415

    wanted = finding.Wanted(text=shape.words, facets=dict(shape.facets))
    return finding.find(standing, wanted, now=clock.now(), page=shape.page).count


def _plain(shape: Shape) -> list[Any]:
    """What one writes first: every word in some field of a profile, and no audiences at all."""
    from django.db.models import Q  # noqa: PLC0415

    from diwan.people.models import Profile  # noqa: PLC0415

    rows = Profile.objects.to_be_found().agreed()
    for word in shape.words.split():
        anywhere = Q()
        for name in (
            *("person__name", "person__organisation__name"),
            *("about", "expertise", "institution"),
        ):
            anywhere |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(anywhere)
    for name, value in shape.facets.items():
        rows = rows.filter(**_plain_facet(name, value))
    rows[:201].count()
    first = (shape.page - 1) * 20
    return list(rows.select_related("person").order_by("person__name")[first : first + 20])


def _plain_facet(name: str, value: str) -> dict[str, str]:
    return {
        "kind": {"person__kind": value},
        "country_of_residence": {"person__country_of_residence__code": value},
        "countries_of_origin": {"person__countries_of_origin__code": value},
        "languages": {"languages__icontains": value},
    }[name]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.project.settings.base")
    main(int(sys.argv[1]))
