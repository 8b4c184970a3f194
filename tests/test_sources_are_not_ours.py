"""The repository states what a source says in its own words: it carries no run of eight words of a text it knows."""

import re
import subprocess

import pytest

from foederis import rooms, sources

WORD = re.compile(r"[^\W_]+")
LONGEST = 8
# Official names, which cannot be paraphrased, and a phrase that everybody uses.
NAMES = (
    "european maritime awareness in the strait of hormuz",
    "advies nr 112 europese veiligheid tijd voor nieuwe stappen",
    "verdrag betreffende de werking van de europese unie",
    "omzien naar elkaar vooruitkijken naar de toekomst coalitieakkoord 2021 2025",
    "since the end of the second world war",
    "kabinetsreactie op de evaluatie van het nederlandse beleid in de periode 2016 2019 ten aanzien van het gemeenschappelijk veiligheids en defensiebeleid gvdb van de europese unie eu",
)


def words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def test_no_tracked_file_repeats_a_source(letter):
    runs = set()
    for path in {letter, *(one.path for one in sources.held())}:
        source = words(path.read_text(encoding="utf-8"))
        rows = (tuple(source[i : i + LONGEST]) for i in range(len(source) - LONGEST + 1))
        runs |= {run for run in rows if not all(word.isdecimal() for word in run)}  # zeros of a table are no words
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=rooms.root(), capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this is no git checkout")
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = rooms.root() / name
        if not path.is_file():
            continue
        tokens = words(path.read_text(encoding="utf-8"))
        for i in range(len(tokens) - LONGEST + 1):
            run = tuple(tokens[i : i + LONGEST])
            assert run not in runs or any(" ".join(run) in name for name in NAMES), f"{name}: {' '.join(run)}"
