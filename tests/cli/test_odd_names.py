"""Whatever stands where a name, an IRI, a value or a file is expected: a clear refusal, all of it visible, no traceback."""

import os
import threading
from pathlib import Path

import pytest

from foederis import terms
from foederis.errors import BadUse

ODD = (
    "instrument:x>}", "instrument:x<y", "<x>", "http://x/ y{", 'http://x/"\\', "skos:a`b", "instrument:x\u202ey",
    "a\udc80b", "instrument:\udc80", "\x7f\x1b[31m\u2028", "%s{0}", "x" * 5000, "http://[::1", "²",
)  # fmt: skip
COMMANDS = {
    "show": ("show", "@"),
    "a thing in a document": ("show", "PESCO", "--document", "@"),
    "a file": ("validate", "@", "--alone"),
    "a focus": ("validate", "ok.ttl", "--alone", "--shapes", "shapes.ttl", "--focus", "@"),
    "a file of shapes": ("validate", "ok.ttl", "--alone", "--shapes", "@"),
    "a question": ("ask", "@"),
    "a value": ("ask", "about-actor", "actor=@"),
    "a day": ("ask", "commitments", "asof=@"),
    "a class": ("ask", "entities", "class=@"),
    "a parameter": ("ask", "about-actor", "@=NL"),
    "an endpoint": ("sparql", "ASK {}", "--endpoint", "@"),
    "a query": ("sparql", "@"),
    "a limit": ("sparql", "ASK {}", "--timeout", "@"),
    "a view": ("export", "@", "--format", "csv"),
    "a value of a view": ("export", "commitments", "--format", "csv", "actor=@"),
    "a format": ("export", "commitments", "--format", "@"),
    "a version": ("diff", "ok.ttl", "@"),
    "a feed": ("feed", "@"),
    "a value of a feed": ("feed", "due", "--format", "ics", "document=@"),
    "a version before": ("feed", "--previous", "@"),
    "a place": ("source", "show", "@"),
    "a text": ("source", "add", "@"),
    "a sheet": ("coding", "read", "@", "--coder", "first-machine-coder"),
    "a coder": ("coding", "read", "ok.ttl", "--coder", "@"),
    "copies": ("links", "--copies", "@"),
    "a command": ("@",),
    "an option": ("show", "--@"),
}
# What is lawful somewhere: a format or a language is refused by its list, a name is looked up, and not found.
REFUSED = (1, 2, 3)
SLOW = ("an endpoint", "a thing in a document")  # each starts a process, or reads all documents


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("ok.ttl").write_text("<http://x/s> a <http://x/C> .", encoding="ascii")
    Path("shapes.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <http://x/S> a sh:NodeShape ; sh:targetClass <http://x/C> .",
        encoding="ascii",
    )
    return tmp_path


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize("what", COMMANDS)
def test_it_is_refused_in_two_lines_that_show_all_of_it(what, every, run, place):
    for odd in ODD[:: 5 if what in SLOW else every]:
        code, out, err = run(*(word.replace("@", odd) for word in COMMANDS[what]))
        told = (odd[:40], code, out[:200], err[:400])
        assert code in REFUSED, told
        lines = err.split("\n")
        assert lines[0].startswith("foederis: "), told
        assert (len(lines), lines[-1]) == (3, ""), told
        assert all(line.isprintable() for line in lines), told
        assert len(err) < 5000, told
        assert "output cannot be written" not in err, told


def test_what_no_shell_can_give_is_refused(run):
    for odd in ("a\0b", "instrument:\ud800"):
        code, _, err = run("show", odd)
        assert code == 2
        assert "holds what is no character" in err


@pytest.mark.parametrize(
    "iri",
    ["instrument:x>}", "foed:a\\b", "skos:\u202e", "http://x/\udc80", "http://x/\x7f", "http://x/[", "actor:\u200f"],
)
def test_what_is_no_iri_is_refused_by_its_character(iri):
    with pytest.raises(BadUse, match="is no IRI"):
        terms.expand(iri)


def test_a_file_whose_name_is_no_text_is_read_and_shown(run, place):
    name = os.fsdecode(b"caf\xe9.ttl")
    Path(name).write_text("<http://x/s> a <http://x/C> ; <http://x/p> 1 .", encoding="ascii")
    code, out, err = run("validate", name, "--alone", "--shapes", "shapes.ttl")
    assert (code, err) == (0, "")
    assert out.startswith("ok: 0 violations")
    code, out, err = run("diff", "ok.ttl", name)
    assert (code, err) == (0, "")
    assert "caf\\udce9.ttl" in out
    Path(name).write_text("<http://x/s> a", encoding="ascii")
    for command in (("validate", name), ("diff", name, name), ("validate", "ok.ttl", "--shapes", name)):
        code, out, err = run(*command)
        assert (code, out) == (2, "")
        assert "caf\\udce9.ttl" in err


def test_a_file_whose_name_is_no_text_can_be_written(run, place):
    name = os.fsdecode(b"caf\xe9.csv")
    assert run("sparql", "ASK {}", "-o", name) == (0, "", "")
    assert Path(name).read_bytes().startswith(b"answer")
    code, out, err = run("sparql", "ASK {}", "-o", f"none/{name}")
    assert (code, out) == (2, "")
    assert "caf\\udce9.csv" in err


@pytest.mark.parametrize(
    "command",
    [
        ("validate", "ok.ttl", "--alone", "--shapes", ""), ("validate", "ok.ttl", "--alone", "--shapes="), ("feed", ""),
        ("sparql", "ASK {}", "--endpoint", ""), ("links", "--copies", ""), ("diff", "", "ok.ttl"), ("show", "PESCO", "--document", ""),
    ],
)  # fmt: skip
def test_what_is_empty_is_not_taken_for_what_is_not_given(command, run, place):
    code, out, error = run(*command)
    assert (code, out) == (2, "")
    what = command[-2] if command[-1] == "" else command[-1].rstrip("=")
    named = f"the value of {what} is empty" if what.startswith("-") else "an argument is empty"
    assert error.startswith(f"foederis: {named}\n")


def test_a_value_that_may_be_empty_is_not_refused_for_its_form(run):
    code, _, error = run("ask", "about-actor", "actor=")
    assert code == 2
    assert "a name is empty" in error


def test_a_link_and_a_pipe_are_written_into_and_stay(run, place):
    Path("real.csv").write_text("old", encoding="ascii")
    Path("link.csv").symlink_to("real.csv")
    assert run("sparql", "ASK {}", "-o", "link.csv") == (0, "", "")
    assert Path("link.csv").is_symlink()
    assert Path("real.csv").read_text(encoding="ascii").startswith("answer")
    os.mkfifo("pipe")
    came: list[bytes] = []
    reader = threading.Thread(target=lambda: came.append(Path("pipe").read_bytes()))
    reader.start()
    assert run("sparql", "ASK {}", "--format", "csv", "-o", "pipe") == (0, "", "")
    reader.join(60)
    assert came[0].startswith(b"answer")
    assert Path("pipe").is_fifo()
