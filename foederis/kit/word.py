"""The text of a DOCX file: made a web page by its styles, then read as one."""

import io

from foederis.errors import BadInput
from foederis.kit import html


def text_of(content: bytes, where: str) -> str:
    """Return the text of a DOCX file, footnotes after it, each a paragraph that opens with its number.

    Raises:
        BadInput: it cannot be read.
    """
    import mammoth

    try:
        # Pictures are left out; nothing outside the file is looked at.
        page = mammoth.convert_to_html(io.BytesIO(content), convert_image=lambda image: [], external_file_access=False)
    except Exception as error:  # a broken file fails in any of the parsers below
        raise BadInput(
            "this DOCX file is broken", where, "Open it and save it again, or give the text alone."
        ) from error
    return html.text_of(page.value.encode(), where)
