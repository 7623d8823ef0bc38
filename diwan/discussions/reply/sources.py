"""From released contributions to what a draft is made of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from diwan.texts.passages import Passage
from diwan.vocabularies.models import Place

from .. import models
from .drafting import Source
from .signing import Signed, is_formula, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..models import Contribution, Version


#: from this confidence on a passage is taken for a signature; below, it may be a reference
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Teller:
    """Who says something, as declared or else as signed; empty where neither tells.

    ``region`` is the code of the region the country lies in.
    """

    organisation: str = ""
    kind: str = ""
    country: str = ""
    region: str = ""
    as_signed: bool = False


@dataclass(frozen=True, slots=True)
class Countries:
    """Every country by its code (ISO 3166-1 alpha-2): its names, and the region it lies in."""

    names: Mapping[str, tuple[str, ...]]
    regions: Mapping[str, str]


def countries() -> Countries:
    """One query."""
    rows = list(
        Place.objects.countries().order_by("code").values_list("code", "names", "parent__code")
    )
    return Countries(
        {code: tuple(dict.fromkeys(names.values())) for code, names, _region in rows},
        {code: region or "" for code, _names, region in rows},
    )


def signatures(versions: Sequence[Version]) -> dict[int, str]:
    """By contribution, the lines it is signed with: cut from the letter, or left in the words.

    Two queries. The versions need their passages.
    """
    cut = models.Cutting.objects.filter(
        contribution__in=[version.contribution_id for version in versions],
        reason="signature",
        restored_at__isnull=True,
    )
    lines: dict[int, list[str]] = {version.contribution_id: [] for version in versions}
    for version in versions:
        lines[version.contribution_id] += [
            version.masked[passage.start : passage.end] for passage in signed_passages(version)
        ]
    for contribution, text in cut.values_list("contribution", "text"):
        lines[contribution].append(text)
    return {contribution: "\n".join(texts) for contribution, texts in lines.items()}


def signed_passages(version: Version) -> list[models.Passage]:
    """Where the words shown are signed, as far as that is sure; the version needs its passages.

    Lines of a signature that stand together are as sure as the surest of them, and a closing
    formula or a masked name among them is sure.
    """
    rows = sorted(version.passages.all(), key=lambda passage: passage.start)
    sure: list[models.Passage] = []
    for is_signature, run in groupby(rows, key=lambda passage: passage.kind == "signature"):
        lines = list(run)
        if is_signature and any(_is_sure(version, passage) for passage in lines):
            sure += lines
    return sure


def _is_sure(version: Version, passage: models.Passage) -> bool:
    words = version.masked[passage.start : passage.end]
    return passage.confidence >= SURE or is_formula(words)


def teller_of(contribution: Contribution, signature: str, around: Countries) -> Teller:
    """What is declared comes first; a signature only fills what is not."""
    country = contribution.country.code if contribution.country else ""
    declared = (contribution.organisation_name.strip(), contribution.kind, country)
    signed = Signed() if all(declared) else read(signature, around.names)
    told = tuple(
        said or written
        for said, written in zip(
            declared, (signed.organisation, signed.kind, signed.country), strict=True
        )
    )
    organisation, kind, country = told
    return Teller(
        organisation=organisation,
        kind=kind,
        country=country,
        region=around.regions.get(country.partition("-")[0], ""),
        as_signed=told != declared,
    )


def tellers(versions: Sequence[Version], around: Countries) -> dict[int, Teller]:
    """By contribution, who says it."""
    signed = signatures(versions)
    return {
        version.contribution_id: teller_of(
            version.contribution, signed[version.contribution_id], around
        )
        for version in versions
    }


def sources_of(versions: Sequence[Version], around: Countries, keys: Iterable[str]) -> list[Source]:
    """What the draft reads; targets that the call does not ask any more are left out."""
    known = set(keys)
    told = tellers(versions, around)
    return [_source(version, told[version.contribution_id], known) for version in versions]


def _source(version: Version, teller: Teller, known: set[str]) -> Source:
    contribution = version.contribution
    return Source(
        contribution=contribution.number or 0,
        version=version.number,
        text=version.masked,
        language=contribution.language,
        passages=tuple(
            Passage(
                row.start,
                row.end,
                row.kind,
                tuple(key for key in row.targets if key in known),
                row.confidence,
                row.language,
            )
            for row in version.passages.all()
        ),
        kind=teller.kind,
        country=teller.country,
        region=teller.region,
        as_signed=teller.as_signed,
    )
