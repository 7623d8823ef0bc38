"""The table of measurements tells what was met and compares with peers."""

from __future__ import annotations

import json

from bench.report import Row, report, table


def test_a_goal_is_met_or_not_by_its_direction():
    assert Row("CPU", 2.0, "ms", goal=2.0).met is True
    assert Row("CPU", 2.1, "ms", goal=2.0).met is False
    assert Row("rate", 90, "1/s", goal=80, is_less_better=False).met is True
    assert Row("rate", 70, "1/s", goal=80, is_less_better=False).met is False
    assert Row("size", 5, "KiB").met is None


def test_the_file_holds_every_row_with_its_ratio(tmp_path, capsys):
    rows = [Row("home: CPU", 3.0, "ms", goal=4.0, peer="bare view", peer_value=2.0)]
    assert report("pages", rows, folder=tmp_path) is True
    kept = json.loads((tmp_path / "pages.json").read_text(encoding="utf-8"))["rows"]
    assert kept == [
        {
            "what": "home: CPU",
            "value": 3.0,
            "unit": "ms",
            "goal": 4.0,
            "met": True,
            "peer": "bare view",
            "peer_value": 2.0,
            "ratio": 1.5,
        }
    ]
    assert "bare view" in capsys.readouterr().out


def test_one_goal_missed_is_told(tmp_path):
    assert (
        report("x", [Row("a", 1, "s", goal=2), Row("b", 3, "s", goal=2)], folder=tmp_path) is False
    )
    assert "NO" in table([Row("b", 3, "s", goal=2)])
