"""`make bench-search`: finding among very many short texts, beside HyperKitty."""
