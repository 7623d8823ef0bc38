"""Diwan: a house for migration and development.

Each folder is a room; ``docs/explanation/house.md`` shows which way one may look.
"""

__version__ = "0.1.0"
