"""What can be made here: all formats, the page only when its script was built."""

import pytest

from foederis import export
from foederis.export import interactive

PAGE = interactive.SCRIPT.is_file()
FORMATS = tuple(form for form in export.FORMATS if form != "html" or PAGE)
needs_page = pytest.mark.skipif(not PAGE, reason="the page's script is not built: make web (needs Node 20)")
