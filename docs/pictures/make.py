"""Take the pictures of the documentation anew: ``.venv/bin/python docs/pictures/make.py``.

It starts a demo site of its own in a temporary folder on free ports, visits it with Chromium
and ends it. Needs the tools of developers (``make dev``) and a Chromium of the system.
"""
# ruff: noqa: INP001, S603, T201 - a script of its own, which starts our own command and prints

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

HERE = Path(__file__).resolve().parent
WIDTH, HEIGHT = 1280, 800
MOST_BYTES = 250_000
_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_START_SECONDS = 120


def main() -> int:
    """Write each picture; 1 when one is too large to be committed."""
    chromium = next(filter(None, map(shutil.which, _CHROMIUMS)), None)
    if chromium is None:
        print("Install Chromium first, for example: apt-get install chromium", file=sys.stderr)
        return 1
    with demo() as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(origin + "/")
        written = [take(page, "home.png")]
        page.goto(origin + "/ar/discussions/" + first_discussion(page) + "/")
        written.append(take(page, "announcement-ar.png"))
        browser.close()
    large = [path for path in written if path.stat().st_size > MOST_BYTES]
    for path in written:
        print(f"{path.relative_to(HERE.parents[1])}  {path.stat().st_size} bytes")
    return int(bool(large))


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo site that ends with the block."""
    web, mail = free_port(), free_port()
    origin = f"http://127.0.0.1:{web}"
    with tempfile.TemporaryDirectory(prefix="diwan-pictures-") as home:
        settings = {
            "DIWAN_DEMO": "1",
            "DIWAN_HOME": home,
            "DIWAN_LISTEN": f"127.0.0.1:{web}",
            "DIWAN_MAIL_LISTEN": f"127.0.0.1:{mail}",
            "DIWAN_ORIGIN": origin,
            "DIWAN_WEB_WORKERS": "1",
        }
        command = [sys.executable, "-m", "diwan.project.cli", "run"]
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        process = subprocess.Popen(command, env=environment | settings, stdout=subprocess.DEVNULL)
        try:
            wait_for(origin + "/health/", process)
            yield origin
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(url) as answer:  # noqa: S310 - our own address
                answer.read()
        except (URLError, OSError):
            time.sleep(0.5)
        else:
            return
    raise SystemExit("The demo site did not start.")


def first_discussion(page: Page) -> str:
    """The short name of the first discussion on the home page."""
    address = page.locator("main a[href*='/contribute/']").first.get_attribute("href") or ""
    found = re.search(r"/discussions/([a-z0-9-]+)/contribute/", address)
    if found is None:
        raise SystemExit("No discussion is open on the home page.")
    return found[1]


def take(page: Page, name: str) -> Path:
    """The first screen, when its fonts are there."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    path = HERE / name
    page.screenshot(path=path, animations="disabled")
    return path


if __name__ == "__main__":
    sys.exit(main())
