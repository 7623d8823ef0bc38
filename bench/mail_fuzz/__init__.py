"""Ugly letters against the reader: crashes, hangs, memory, lost words."""
