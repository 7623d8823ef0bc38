from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bench.recommendations.annotated import LANGUAGES, AnnotationError
from bench.recommendations.single_lines import read_lines

if TYPE_CHECKING:
    from pathlib import Path


def test_every_language_has_enough_of_both() -> None:
    counts = Counter((line.language, line.label) for line in read_lines())
    for language in LANGUAGES:
        ones, others = counts[language, "recommendation"], counts[language, "other"]
        assert ones + others >= 250
        assert 0.35 < ones / (ones + others) < 0.48


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("en\trecommendation\tbanks", "with tabs between"),
        ("fr\tother\t-\tRien.", "stand in fr.tsv"),
        ("en\tplea\t-\tPlease.", "is no label"),
        ("en\trecommendation\t-\tOpen the door.", "names its addressees"),
        ("en\tother\tbanks\tThey closed.", "names its addressees"),
        ("en\trecommendation\tbanks king\tLend.", "“king” is not an addressee"),
        ("en\tother\t-\tTwice.\nen\tother\t-\ttwice.", "stands here twice"),
        ("en\tother\t-\t Blank.", "without blanks"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, line: str, words: str) -> None:
    (tmp_path / "en.tsv").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"en\.tsv, line \d") as told:
        read_lines(tmp_path)
    assert words in str(told.value)


def test_a_folder_without_lines_is_told(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="no file"):
        read_lines(tmp_path)
