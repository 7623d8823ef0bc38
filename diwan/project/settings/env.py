"""Typed readers of the environment; every setting is listed in ``docs/reference/settings.md``."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class SettingError(Exception):
    """A setting cannot be used; the message says which, what it was and what is expected."""


def env_text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def env_bool(name: str, *, default: bool) -> bool:
    value = env_text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise SettingError(f"{name} is “{value}”; use true or false.")


def env_int(name: str, default: int, *, least: int = 0) -> int:
    value = env_text(name)
    if not value:
        return default
    try:
        number = int(value)
    except ValueError:
        raise SettingError(f"{name} is “{value}”; use a whole number.") from None
    if number < least:
        raise SettingError(f"{name} is {number}; use {least} or more.")
    return number


def env_list(name: str, default: list[str]) -> list[str]:
    value = env_text(name)
    return [part.strip() for part in value.split(",") if part.strip()] if value else default


def env_secret(name: str, kept_in: Path) -> str:
    """The secret from ``NAME``, from the file in ``NAME_FILE``, or made once and kept."""
    if value := env_text(name):
        return value
    path = Path(env_text(f"{name}_FILE") or kept_in)
    if path.exists():
        return path.read_text(encoding="utf-8").strip()
    if path != kept_in:
        raise SettingError(f"{name}_FILE is “{path}”, which does not exist.")
    path.parent.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_urlsafe(50)
    path.touch(mode=0o600)
    path.write_text(secret, encoding="utf-8")
    return secret


def env_address(name: str, default: str) -> tuple[str, int]:
    """``host:port`` as a pair."""
    value = env_text(name, default)
    host, _, port = value.rpartition(":")
    if not host or not port.isdigit():
        raise SettingError(f"{name} is “{value}”; use host:port, for example {default}.")
    return host, int(port)


def database(url: str, sqlite_path: Path) -> dict[str, Any]:
    """Django's database settings for ``url`` (postgresql://…, sqlite:///path, or empty)."""
    if not url or url.startswith("sqlite"):
        path = url.partition("sqlite:///")[2] if url else str(sqlite_path)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path or str(sqlite_path),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                    "PRAGMA cache_size=-20000; PRAGMA foreign_keys=ON;"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingError(
            f"DATABASE_URL starts with “{parts.scheme}”; use postgresql://user@host/name."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or options.pop("host", ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
