"""Measurements: each `make bench-NAME` runs `bench/NAME.py` and writes `build/bench/NAME.json`."""
