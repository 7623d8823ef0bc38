"""How dates and times are written; `FORMAT_MODULE_PATH` points here."""
