"""How well the thesaurus finds the same sentence in another language, and what it costs."""

from __future__ import annotations

from itertools import permutations
from time import process_time

from bench.thesaurus.recall import INVENTED, UNSEEN, recall, sentences
from diwan.texts.thesaurus import concepts, known
from diwan.texts.thesaurus.loading import LANGUAGES


def sizes() -> None:
    counts = {name: sum(len(each.words[name]) for each in known().values()) for name in LANGUAGES}
    print(f"{len(known())} concepts; words and phrases: {counts}")


def speed(language: str) -> None:
    """Seconds of the processor for the first text, which loads, and for one word after that."""
    text = " ".join(row[language] for row in sentences(INVENTED))
    start = process_time()
    concepts(text.split(".")[0], language)
    first = process_time()
    concepts(text, language)
    known_at = process_time()
    concepts(text, language)
    again = (process_time() - known_at) / len(text.split())
    new = (known_at - first) / len(text.split())
    print(
        f"{language}: first sentence {(first - start) * 1e3:.0f} ms; "
        f"a word met first {new * 1e6:.0f} µs, met before {again * 1e6:.1f} µs"
    )


def main() -> None:
    for language in LANGUAGES:
        speed(language)
    sizes()
    for name, files in (("invented", INVENTED), ("unseen", UNSEEN)):
        print(f"{name}: {len(sentences(files))} sentences in three languages")
        for asked, found in permutations(LANGUAGES, 2):
            at_1, at_5 = (recall(files, asked, found, most) for most in (1, 5))
            print(f"  {asked} → {found}: recall@1 {at_1:.2f}, recall@5 {at_5:.2f}")


if __name__ == "__main__":
    main()
