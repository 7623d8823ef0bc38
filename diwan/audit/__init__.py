"""Who did what, when and why: one ``record()`` that everybody calls."""
