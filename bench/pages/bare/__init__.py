"""A bare view: the rows of a Diwan site as an ordinary small Django project shows them.

Made as ``django-admin startproject`` makes it: its middleware, its context processors, its
cached templates. It shows the fields and rows that Diwan's page shows, fetched with the joins
that a careful author writes, in one language, with no cache of its own. It is the floor to
compare with, so nothing in it is slow on purpose.
"""
