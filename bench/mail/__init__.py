"""How fast letters come in, beside HyperKitty on the same letters and the same kind of database."""
