"""Set a reply as PDF in a process of its own, beside everything else: it takes the longest.

The process loads its libraries while the letters are still being read.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from diwan.core.errors import Refusal
from diwan.core.sweeping import swept_seldom
from diwan.project.settings.throwaway import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

    from diwan.discussions.reply.document import Document


class Press:
    """``begin`` hands a document over; what that returns waits for its bytes."""

    def __init__(self, child: subprocess.Popen[bytes], threads: ThreadPoolExecutor) -> None:
        self._child = child
        self._threads = threads

    def begin(self, document: Document) -> Callable[[], bytes]:
        """Raises, when the bytes are asked for:
        Refusal: this machine lacks the libraries that set type, or the memory.
        """
        order = pickle.dumps((document, get_language()))
        made = self._threads.submit(self._child.communicate, order)
        return lambda: self._result(made)

    def _result(self, made: Future[tuple[bytes, bytes]]) -> bytes:
        answer, _nothing = made.result()
        if self._child.returncode < 0:
            raise Refusal(
                _(
                    "The PDF could not be made: this machine has not enough memory for a reply of "
                    "this length. The other files are complete."
                )
            )
        if self._child.returncode:
            raise RuntimeError(f"Setting the PDF ended with status {self._child.returncode}.")
        content, sentence = pickle.loads(answer)  # noqa: S301 - from our own process
        if sentence:
            raise Refusal(sentence)
        return bytes(content)


@contextmanager
def started() -> Iterator[Press]:
    """A press that is warm when it is needed, and gone afterwards."""
    with (
        ThreadPoolExecutor(1) as threads,
        subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", __name__],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is answered by whoever started it
        ) as child,
    ):
        try:
            yield Press(child, threads)
        except BaseException:
            child.kill()
            raise
        finally:
            if child.stdin and not child.stdin.closed:
                child.stdin.close()


def main() -> None:
    """Read a document from standard input; write its bytes, or the sentence that refuses."""
    import django  # noqa: PLC0415 - the settings come first
    from django.utils import translation  # noqa: PLC0415

    django.setup()
    from diwan.discussions.reply import rendering  # noqa: PLC0415

    _warm_up()
    order = sys.stdin.buffer.read()
    if not order:
        return
    document, language = pickle.loads(order)  # noqa: S301 - from our own process
    translation.activate(language)
    answer: tuple[bytes, str]
    try:
        with swept_seldom():
            answer = rendering.pdf(document), ""
    except Refusal as refusal:
        answer = b"", str(refusal)
    sys.stdout.buffer.write(pickle.dumps(answer))


def _warm_up() -> None:
    """Load WeasyPrint and its fonts; whether they are there is said when a document comes."""
    with suppress(ImportError, OSError):
        import weasyprint  # noqa: PLC0415

        weasyprint.HTML(string="<p>Diwan ديوان").write_pdf()


if __name__ == "__main__":
    main()
