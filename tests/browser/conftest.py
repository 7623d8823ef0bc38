"""A real site in processes of its own, and a real Chromium that visits it."""

from __future__ import annotations

import fcntl
import json
import os
import re
import select
import shutil
import signal
import smtplib
import subprocess
import sys
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import EmailMessage

    from playwright.sync_api import Browser, Page, ViewportSize

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "pictures"
_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FIRST_PAGE_SECONDS = 240
WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.path).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


# --- the site ----------------------------------------------------------------------------


@dataclass
class Site:
    """A running demo site: its addresses, its sign-in links, its command line."""

    origin: str
    mail: tuple[str, int]
    environment: dict[str, str]
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    #: (role, link) that nobody has followed yet
    unused: list[tuple[str, str]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return self.origin + path

    def command(self, *words: str) -> str:
        """Run ``diwan`` beside the site, on the same data; returns what it printed."""
        result = subprocess.run(
            [*_DIWAN, *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    def sign_in_links(self) -> list[tuple[str, str]]:
        """(role, link): fresh ones, since each works once."""
        lines = self.command("--language", "en", "demo", "load").splitlines()
        return [(found[1], found[2]) for line in lines if (found := _LINK.match(line))]

    def sign_in_link(self, role: str) -> str:
        """A fresh link for the first role whose title holds ``role`` (case does not matter)."""
        found = self._unused(role)
        if found is None:
            made = self.command("manage", "shell", "-c", _LINKS).splitlines()[-1]
            self.unused += [(title, link) for title, link in json.loads(made)]
            found = self._unused(role)
        assert found is not None, f"No demo role is called {role!r}: {self.unused}"
        self.unused.remove(found)
        return found[1]

    def _unused(self, role: str) -> tuple[str, str] | None:
        return next((each for each in self.unused if role.lower() in each[0].lower()), None)

    def post(self, letter: EmailMessage) -> None:
        """Send a letter to the site as a mail server would."""
        with smtplib.SMTP(*self.mail, timeout=20) as server:
            server.send_message(letter)

    def end(self, number: int = signal.SIGTERM) -> int:
        """Ask the site to end; returns its exit status."""
        self.process.send_signal(number)
        return self.process.wait(30)


_DIWAN = (sys.executable, "-m", "diwan.project.cli")
_LINK = re.compile(r"^\s{2,}(\S.*?)\s{2,}(https?://\S+)$")
#: several links for each role at once: a command takes seconds to begin
_LINKS = """
import json
from django.utils import translation
from diwan.project.preparation import demo_links
with translation.override("en"):
    print(json.dumps([link for _turn in range(10) for link in demo_links()]))
"""


def start_site(home: Path, **settings: str) -> Site:
    """Start ``diwan run`` on a new home and wait for its first page."""
    web, mail = free_port(), free_port()
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DIWAN_")}
    for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "PYTHONDONTWRITEBYTECODE"):
        inherited.pop(name, None)
    environment = (
        inherited
        | {
            "DIWAN_DEMO": "1",
            "DIWAN_HOME": str(home),
            "DIWAN_ORIGIN": f"http://127.0.0.1:{web}",
            "DIWAN_LISTEN": f"127.0.0.1:{web}",
            "DIWAN_MAIL_LISTEN": f"127.0.0.1:{mail}",
            "DIWAN_WEB_WORKERS": "1",
            "LANG": "C.UTF-8",
        }
        | settings
    )
    process = subprocess.Popen(
        [*_DIWAN, "run"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    site = Site(f"http://127.0.0.1:{web}", ("127.0.0.1", mail), environment, process)
    _wait_for_first_page(site)
    return site


def _wait_for_first_page(site: Site) -> None:
    last_moment = time.monotonic() + _FIRST_PAGE_SECONDS
    while time.monotonic() < last_moment:
        _listen(site)
        try:
            with urlopen(site.origin, timeout=10) as page:
                if page.status == 200:
                    return
        except (URLError, HTTPException, ConnectionError, TimeoutError):
            if site.process.poll() is not None:
                break
            time.sleep(0.2)
    site.process.kill()
    rest = site.process.stdout.read() if site.process.stdout else ""
    raise AssertionError("The site does not start:\n" + "".join(site.said) + rest)


def _listen(site: Site) -> None:
    """Keep what the site has printed so far."""
    out = site.process.stdout
    while out is not None and select.select([out], [], [], 0)[0]:
        if not (line := out.readline()):
            return
        site.said.append(line)


@pytest.fixture(scope="session")
def started_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a site that was started for the first time, and ended with Ctrl-C.

    One for all the processes that run these tests: whoever comes first makes it.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    home = shared / "started_once"
    with (shared / "started_once.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            first = start_site(shared / "starting")
            status = first.end(signal.SIGINT)
            assert status == 0, "".join(first.said)
            (shared / "starting").rename(home)
    return home


@pytest.fixture
def new_home(started_once: Path, tmp_path: Path) -> Path:
    """A home with the demo community in it that no site has been started on again."""
    return shutil.copytree(started_once, tmp_path / "home")


@pytest.fixture(scope="session")
def site(started_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo community, alive: pages, worker and mail listener."""
    home = tmp_path_factory.mktemp("site") / "home"
    running = start_site(shutil.copytree(started_once, home))
    yield running
    running.end()


# --- the browser -------------------------------------------------------------------------


def chromium() -> str | None:
    return next((path for name in _CHROMIUMS if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the system; skips, with a word, where there is none."""
    program = chromium()
    if program is None:
        pytest.skip("There is no Chromium here. On Debian: apt-get install chromium")
    arguments = ["--disable-gpu", "--disable-dev-shm-usage"]
    if os.getuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses root with a sandbox
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=arguments)
        yield started
        started.close()


@pytest.fixture
def new_page(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """A page of somebody with a browser of their own: ``new_page(width=360, scripts=False)``."""
    contexts = []

    def make(*, size: ViewportSize = WIDE, scripts: bool = True, locale: str = "en") -> Page:
        context = browser.new_context(
            base_url=site.origin, viewport=size, java_script_enabled=scripts, locale=locale
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


def open_link(page: Page, link: str) -> None:
    """Follow a sign-in link; one that changes something asks first."""
    page.goto(link)
    confirm = page.locator("main form button[type=submit], main form button:not([type])")
    if confirm.count() == 1:
        confirm.click()


@pytest.fixture
def sign_in(site: Site) -> Callable[[Page, str], None]:
    """Sign in by the printed link of a demo role: ``sign_in(page, "facilitator")``."""

    def go(page: Page, role: str) -> None:
        open_link(page, site.sign_in_link(role))

    return go


@pytest.fixture(scope="session")
def assert_accessible() -> Callable[[Page], None]:
    """Fails with a readable list when axe finds a violation of WCAG 2.2 A or AA."""
    axe = Axe()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def check(page: Page) -> None:
        found = axe.run(page, options={"runOnly": {"type": "tag", "values": tags}})
        problems = [
            f"{violation['id']} ({violation['impact']}): {violation['help']}: "
            + "; ".join(node["html"][:160] for node in violation["nodes"][:3])
            for violation in found.response["violations"]
        ]
        assert problems == [], f"{page.url}\n" + "\n".join(problems)

    return check


@pytest.fixture(scope="session")
def picture() -> Callable[[Page, str], Path]:
    """Saves the whole page as ``build/pictures/NAME.png``, to be looked at."""

    def take(page: Page, name: str) -> Path:
        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return take
