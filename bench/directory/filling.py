"""Fill a site with members: ``python -m bench.directory.filling OUT.json PEOPLE ORGANISATIONS``.

Rows are written at once, as the forms leave them; the index is made by the directory itself.
"""

from __future__ import annotations

import json
import os
import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.directory import people

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BATCH = 2_000


def main(out: Path, how_many: int, organisations: int) -> None:
    """Leaves the time that the index took, and a session of a member."""
    import django  # noqa: PLC0415

    django.setup()
    from django.db import connection, transaction  # noqa: PLC0415

    from bench.pages.filling import _sign_in  # noqa: PLC0415
    from diwan.people.actions import directory  # noqa: PLC0415
    from diwan.people.tests.factories import make_person  # noqa: PLC0415
    from diwan.project import preparation  # noqa: PLC0415

    preparation.prepare(lambda _sentence: None)
    member = make_person("reader@example.org", name="Reader")
    with transaction.atomic():
        bodies = _organisations(organisations)
        _people(how_many, bodies)
    start = time.perf_counter()
    entries = directory.rebuild()
    seconds = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    session = _sign_in(member, "allauth.account.auth_backends.AuthenticationBackend")
    out.write_text(json.dumps({"session": session, "entries": entries, "seconds": seconds}))


def _organisations(count: int) -> list[int]:
    from diwan.people.models import Organisation  # noqa: PLC0415
    from diwan.people.rules import organisations as rules  # noqa: PLC0415
    from diwan.vocabularies.models import Place  # noqa: PLC0415

    countries = {place.code: place for place in Place.objects.countries()}
    rows = (
        Organisation(
            name=name,
            slug=f"organisation-{number}",
            folded=rules.folded_names([name]),
            kind=kind,
            country=countries[country],
        )
        for number, (name, kind, country) in enumerate(people.organisations(count))
    )
    return [row.pk for row in Organisation.objects.bulk_create(rows, batch_size=_BATCH)]


def _people(count: int, bodies: list[int]) -> None:
    from diwan.core import clock  # noqa: PLC0415
    from diwan.people.consents import asked  # noqa: PLC0415
    from diwan.people.models import ConsentText  # noqa: PLC0415
    from diwan.vocabularies.models import Place, Theme  # noqa: PLC0415

    now = clock.now()
    text = asked("directory")
    known = {
        "now": now,
        "countries": {place.code: place.pk for place in Place.objects.countries()},
        "themes": list(Theme.objects.values_list("pk", flat=True)),
        "text": ConsentText.objects.create(
            purpose="directory",
            edition=text.edition,
            digest=text.digest,
            titles=text.titles,
            texts=text.texts,
            first_given_at=now,
        ),
    }
    made = people.members(count, len(bodies))
    for number, batch in enumerate(_batches(made)):
        _batch(number * _BATCH, batch, bodies, known)
        print(f"{number * _BATCH + len(batch)} members", file=sys.stderr)


def _batches(rows: Iterable[people.Member]) -> Iterator[list[people.Member]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


def _batch(first: int, said: list[people.Member], bodies: list[int], known: dict[str, Any]) -> None:
    from diwan.people.models import Consent, FieldAudience, Person, Profile  # noqa: PLC0415

    countries, themes = known["countries"], known["themes"]
    made = Person.objects.bulk_create(
        Person(
            email=f"member-{first + number}@example.org",
            password="!",  # noqa: S106 - nobody signs in with it
            name=each.name,
            language=each.language,
            kind=each.kind,
            organisation_id=bodies[each.organisation],
            country_of_residence_id=countries[each.residence],
        )
        for number, each in enumerate(said)
    )
    pairs = list(zip(made, said, strict=True))
    Person.countries_of_origin.through.objects.bulk_create(
        Person.countries_of_origin.through(person_id=row.pk, place_id=countries[each.origin])
        for row, each in pairs
    )
    Person.themes.through.objects.bulk_create(
        Person.themes.through(person_id=row.pk, theme_id=themes[each.theme % len(themes)])
        for row, each in pairs
    )
    profiles = Profile.objects.bulk_create(
        Profile(
            person=row,
            about=each.about,
            expertise=each.expertise,
            institution=each.institution,
            languages=each.speaks,
            confirmed_at=known["now"],
        )
        for row, each in pairs
    )
    FieldAudience.objects.bulk_create(
        FieldAudience(profile=profile, field=field, audience=audience)
        for profile, each in zip(profiles, said, strict=True)
        for field, audience in each.audiences.items()
    )
    Consent.objects.bulk_create(
        Consent(
            person=row,
            purpose="directory",
            text=known["text"],
            language=row.language,
            method="web",
            recorded_by=row,
            given_at=known["now"],
        )
        for row in made
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.project.settings.base")
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
