"""One draft of so many contributions: prints seconds, seconds of CPU, and the most MiB."""

from __future__ import annotations

import resource
import sys
import time

from diwan.discussions.reply.composing import compose

from . import corpus


def main() -> None:
    sources = corpus.sources(int(sys.argv[1]))
    compose(corpus.outline(), sources[:1])
    begun, busy = time.perf_counter(), time.process_time()
    compose(corpus.outline(), sources)
    seconds, cpu = time.perf_counter() - begun, time.process_time() - busy
    print(seconds, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
