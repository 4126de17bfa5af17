"""Settings of the documentation's generator; `tools/build_docs.py` runs it with warnings as errors."""

project = "media-literacy-kit"
project_copyright = "the media-literacy-kit maintainers; code MIT, texts CC BY-SA 4.0"
extensions = ["myst_parser"]
myst_heading_anchors = 3
html_theme = "furo"  # system fonts, nothing fetched
html_title = project
html_show_sphinx = False
html_copy_source = False
