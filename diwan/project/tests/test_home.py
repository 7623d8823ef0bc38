from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from diwan.project.settings.env import env_secret

if TYPE_CHECKING:
    from pathlib import Path


def test_the_folder_of_letters_and_its_secret_are_nobody_elses_to_read(tmp_path: Path) -> None:
    home = tmp_path / "home"
    made = env_secret("DIWAN_TEST_SECRET_KEY", home / "secret")
    assert len(made) > 40
    assert env_secret("DIWAN_TEST_SECRET_KEY", home / "secret") == made
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "secret").stat().st_mode) == 0o600
