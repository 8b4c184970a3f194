"""What a page loads on demand, packed to be small: LZMA, as text in a classic script, which loads from disk as well.

Run as a program it packs a file: `python packing.py FILE NAME`, to standard output. It knows nothing of foederis, so
the build of the scripts can use it before anything is installed.
"""

import base64
import json
import lzma
import sys
from pathlib import Path

PLACES = {"engine": (4, 0), "data": (4, 0)}
"""The bits of context for literals and of position (`lc`, `pb`) that made each smallest (measured)."""


def packed(content: bytes, name: str) -> bytes:
    """Return a content as LZMA (the format of `.lzma` files): the same bytes each time."""
    literal, position = PLACES[name]
    best: dict[str, object] = {
        "id": lzma.FILTER_LZMA1,
        "preset": 9 | lzma.PRESET_EXTREME,
        "lc": literal,
        "pb": position,
    }
    return lzma.compress(content, format=lzma.FORMAT_ALONE, filters=[best])


def part(name: str, text: str) -> str:
    """Return a text as the script that hands it to the page under a name."""
    return f"foederisPart({json.dumps(name)},{json.dumps(text)});\n"


def script(content: bytes, name: str) -> str:
    """Return a content, packed, as a script."""
    return part(name, base64.b85encode(packed(content, name)).decode())  # read by web/packed.js


if __name__ == "__main__":
    sys.stdout.write(script(Path(sys.argv[1]).read_bytes(), sys.argv[2]))
