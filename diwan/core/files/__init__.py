"""Files that come from outside: what they really are, which are refused, what they forget."""

from .checking import ALLOWED, Checked, check_file, clean_name, sniff

__all__ = ["ALLOWED", "Checked", "check_file", "clean_name", "sniff"]
