"""One draft of so many contributions: prints seconds and the most memory in MiB."""

from __future__ import annotations

import resource
import sys
import time

from diwan.discussions.reply.composing import compose

from . import corpus


def main() -> None:
    sources = corpus.sources(int(sys.argv[1]))
    compose(corpus.outline(), sources[:1])
    begun = time.perf_counter()
    compose(corpus.outline(), sources)
    seconds = time.perf_counter() - begun
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
