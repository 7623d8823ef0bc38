"""Sphinx with MyST: the documentation in four modes, from Markdown."""

project = "Diwan"
author = "The Diwan contributors"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "pictures"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
html_theme = "alabaster"
html_theme_options = {"description": "A house for migration and development"}
html_show_sourcelink = False
html_copy_source = False
