"""Typed readers of the environment; every setting is listed in ``docs/reference/settings.md``."""

from __future__ import annotations

import os
import secrets
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.utils.translation import gettext_noop as _

if TYPE_CHECKING:
    from collections.abc import Callable


class SettingError(Exception):
    """A setting cannot be used; the message says which, what it was and what is expected."""

    def __init__(self, sentence: str, **values: object) -> None:
        self.template = sentence
        self.values = values
        super().__init__(sentence % values)

    def sentence(self, translate: Callable[[str], str]) -> str:
        """The message in the language that ``translate`` speaks."""
        return translate(self.template) % self.values


#: every name that was asked for, to know the others by
_asked: set[str] = set()


def env_text(name: str, default: str = "") -> str:
    _asked.add(name)
    return os.environ.get(name, default).strip()


def unknown_names() -> list[SettingError]:
    """One warning for each ``DIWAN_…`` in the environment that no setting reads.

    Only of use after the settings are loaded.
    """
    return [
        _unknown(name)
        for name in sorted(os.environ)
        if name.startswith("DIWAN_") and name not in _asked | {"DIWAN_DATA_DIR"}
        if not name.startswith("DIWAN_TEST_")
    ]


def _unknown(name: str) -> SettingError:
    close = get_close_matches(name, _asked, n=1, cutoff=0.8)
    if close:
        return SettingError(
            _("%(name)s is set, but there is no such setting. Did you mean %(close)s?"),
            name=name,
            close=close[0],
        )
    return SettingError(
        _("%(name)s is set, but there is no such setting; it changes nothing."), name=name
    )


def env_bool(name: str, *, default: bool) -> bool:
    value = env_text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise SettingError(_("%(name)s is “%(value)s”; use true or false."), name=name, value=value)


def env_int(name: str, default: int, *, least: int = 0) -> int:
    value = env_text(name)
    if not value:
        return default
    try:
        number = int(value)
    except ValueError:
        raise SettingError(
            _("%(name)s is “%(value)s”; use a whole number."), name=name, value=value
        ) from None
    if number < least:
        raise SettingError(
            _("%(name)s is %(value)s; use %(least)s or more."), name=name, value=value, least=least
        )
    return number


def env_list(name: str, default: list[str]) -> list[str]:
    value = env_text(name)
    return [part.strip() for part in value.split(",") if part.strip()] if value else default


def env_choice(name: str, choices: tuple[str, ...], default: str) -> str:
    value = env_text(name).lower() or default
    if value not in choices:
        raise SettingError(
            _("%(name)s is “%(value)s”; use one of %(choices)s."),
            name=name,
            value=value,
            choices=", ".join(choices),
        )
    return value


def env_verify(name: str, default: str) -> str:
    """How senders are proven; ``header`` needs to know whose headers."""
    value = env_choice(name, ("own", "header", "off"), default)
    if value == "header" and not (
        env_text("DIWAN_MAIL_AUTHSERV_ID") and env_int("DIWAN_MAIL_HOPS", 0)
    ):
        raise SettingError(
            _("%(name)s is “header”; set DIWAN_MAIL_AUTHSERV_ID and DIWAN_MAIL_HOPS as well."),
            name=name,
        )
    return value


def env_secret(name: str, kept_in: Path) -> str:
    """The secret from ``NAME``, from the file in ``NAME_FILE``, or made once and kept."""
    path = Path(env_text(f"{name}_FILE") or kept_in)
    if value := env_text(name):
        return value
    if path.exists():
        return path.read_text(encoding="utf-8").strip()
    if path != kept_in:
        raise SettingError(
            _("%(name)s is “%(value)s”, but there is no such file."),
            name=f"{name}_FILE",
            value=path,
        )
    return _keep_new_secret(path)


def env_key_file(name: str) -> str:
    """The one line of the file named in ``NAME``; empty when none is named."""
    path = Path(env_text(name))
    if not env_text(name):
        return ""
    if not path.is_file():
        raise SettingError(
            _("%(name)s is “%(value)s”, but there is no such file."), name=name, value=path
        )
    key = path.read_text(encoding="utf-8", errors="replace").strip()
    if not key or not key.isascii() or not key.isprintable():
        raise SettingError(
            _("%(name)s is “%(value)s”; the file must hold the key and nothing else."),
            name=name,
            value=path,
        )
    return key


def _keep_new_secret(path: Path) -> str:
    """Make a secret that only the owner of the file can read."""
    # the folder holds letters and addresses: it is nobody else's to look into
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret = secrets.token_urlsafe(50)
    path.touch(mode=0o600)
    path.write_text(secret, encoding="utf-8")
    return secret


def env_address(name: str, default: str) -> tuple[str, int]:
    """``host:port`` as a pair; an IPv6 host stands in brackets, ``[::1]:8000``."""
    return _address(name, env_text(name, default), default)


def env_addresses(name: str, *, example: str) -> list[tuple[str, int]]:
    """Several ``host:port``, separated by commas; none when it is not set."""
    return [_address(name, each, example) for each in env_list(name, [])]


def _address(name: str, value: str, example: str) -> tuple[str, int]:
    host, _colon, port = value.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise SettingError(
            _("%(name)s is “%(value)s”; use host:port, for example %(example)s."),
            name=name,
            value=value,
            example=example,
        )
    return host.strip("[]"), int(port)


def env_origin(name: str, default: str) -> str:
    """``http://host`` or ``https://host``, perhaps with a port; a last ``/`` is dropped."""
    value = (env_text(name) or default).rstrip("/")
    if not _is_origin(value):
        raise SettingError(
            _("%(name)s is “%(value)s”; use http:// or https:// and a host, like %(example)s."),
            name=name,
            value=_without_password(value),
            example="https://diwan.example.org",
        )
    return value


def env_server(name: str) -> str:
    """As an origin, perhaps with the beginning of a path; empty when it is not set."""
    value = env_text(name).rstrip("/")
    if value and not _is_origin(value, may_have_path=True):
        raise SettingError(
            _("%(name)s is “%(value)s”; use http:// or https:// and a host, like %(example)s."),
            name=name,
            value=_without_password(value),
            example="http://127.0.0.1:5000",
        )
    return value


def _is_origin(value: str, *, may_have_path: bool = False) -> bool:
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return False
    path = "" if may_have_path else parts.path
    bare = not (path or parts.query or parts.fragment or "@" in parts.netloc)
    named = bool(parts.hostname) and not any(sign.isspace() for sign in value)
    return parts.scheme in {"http", "https"} and bare and named and port != 0


def _without_password(url: str) -> str:
    """An address to repeat to whoever typed it, without what may be a password."""
    head, at, host = url.rpartition("@")
    scheme, colon, _rest = head.partition("://")
    shown = f"{scheme}{colon}…@{host}" if at and colon else f"…@{host}" if at else url
    return shown.partition("?")[0]


def names_a_host(origin: str) -> bool:
    """Whether ``origin`` stands on a host name and not on a bare IP address."""
    try:
        ip_address(urlsplit(origin).hostname or "")
    except ValueError:
        return True
    return False


def database(url: str, sqlite_path: Path) -> dict[str, Any]:
    """Django's database settings for ``url`` (postgresql://…, sqlite:///path, or empty)."""
    if not url or url.startswith("sqlite:///"):
        return _sqlite(url.partition("sqlite:///")[2] or str(sqlite_path))
    parts, port = _postgresql(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or options.pop("host", ""),
        "PORT": str(port or options.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _postgresql(url: str) -> tuple[SplitResult, int | None]:
    """The parts of the address and its port."""
    try:
        parts = urlsplit(url)
        if parts.scheme in {"postgres", "postgresql"}:
            return parts, parts.port
    except ValueError:
        pass  # brackets or a port that are none
    raise SettingError(
        _("%(name)s is “%(value)s”; use postgresql://user@host/name or sqlite:///path."),
        name="DATABASE_URL",
        value=_without_password(url),
    )


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "CONN_MAX_AGE": 60,
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA cache_size=-20000; PRAGMA foreign_keys=ON; "
                # what is erased is overwritten, so that no file of the database keeps it
                "PRAGMA secure_delete=ON;"
            ),
        },
    }
