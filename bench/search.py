"""Measure the search of the explorer: what its index weighs on the wire, and how long each word typed takes in Node.

    python bench/search.py [WORD ...]

The median of twenty runs each, in the whole index of a language, once V8 has warmed up; how busy the machine was is
told.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from foederis import graph
from foederis.publish import metadata
from foederis.site import search
from foederis.site.things import Site

MODULE = Path(search.__file__).with_name("web") / "find.js"
WORDS = (
    "pesco", "samenwerking", "Europese veiligheidsraad", "kabinetspositie", "permanent structered cooperation", "e",
)  # fmt: skip
PROGRAM = """
import { readFileSync } from "node:fs";
const { module, files, words } = JSON.parse(readFileSync(0, "utf8"));
const { entries, find } = await import(module);
const index = [];
globalThis.foederisIndex = (name, parts, told) => {
  index.push(...entries(parts, name.slice(-2), name.split("-")[0], told));
};
const begin = performance.now();
for (const file of files) (0, eval)(readFileSync(file, "utf8"));
const read = performance.now() - begin;
const times = words.map((word) => {
  const found = [];
  for (let at = 0; at < 25; at += 1) {
    const start = performance.now();
    find(index, word);
    found.push(performance.now() - start);
  }
  return found.slice(5).sort((a, b) => a - b)[10];
});
process.stdout.write(JSON.stringify({ read, entries: index.length, times }));
"""


def main() -> None:
    """Print the weight of each file and the times in each language."""
    words = sys.argv[1:] or WORDS
    made = search.files(Site(metadata.quads(), "0.0.0"), graph.store())
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for name, content in made.items():
        print(f"{name:24} {len(gzip.compress(content, 9)) / 1000:6.1f} kB gzipped")
    with tempfile.TemporaryDirectory() as folder:
        for language in ("en", "nl"):
            files = []
            for name, content in made.items():
                if name.endswith(f"{language}.js"):
                    Path(folder, name).write_bytes(content)
                    files.append(str(Path(folder, name)))
            asked = json.dumps({"module": MODULE.as_uri(), "files": files, "words": words})
            done = subprocess.run(
                ["node", "--input-type=module", "-e", PROGRAM], input=asked, text=True, capture_output=True, check=True
            )
            told = json.loads(done.stdout)
            print(f"{language}: {told['entries']} entries, read and folded in {told['read']:.0f} ms")
            for word, time in zip(words, told["times"], strict=True):
                print(f"  {word:34} {time:6.1f} ms")


if __name__ == "__main__":
    main()
