"""What can be made here: all formats, the page only when its script was built."""

from pathlib import Path

import pytest

from foederis import export

PAGE = (Path(export.__file__).parent / "web" / "dist" / "page.js").is_file()
FORMATS = tuple(form for form in export.FORMATS if form != "html" or PAGE)
needs_page = pytest.mark.skipif(not PAGE, reason="the page's script is not built: make web (needs Node 20)")
EACH = [pytest.param(form, marks=needs_page) if form == "html" else form for form in export.FORMATS]
