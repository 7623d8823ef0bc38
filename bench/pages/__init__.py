"""`make bench-pages`: the pages of a full site, beside a bare view and beside HyperKitty."""
