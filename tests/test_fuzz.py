"""Whatever a file or a value holds: a clear error with its exit code, no traceback, no hang, nothing half-written."""

import contextlib
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foederis import graph, queries, rooms, sources
from foederis.errors import BadUse, FoederisError

pytestmark = pytest.mark.long

QUIET = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SEEDS = {
    ".trig": next((rooms.room("graph") / "codings").glob("*/tensions.trig")),
    ".ttl": rooms.room("validate") / "periods.ttl",
    ".rq": rooms.room("queries") / "amounts.rq",
    ".toml": next((rooms.room("graph") / "sources").glob("*/layout.toml")),
}


def read(path: Path) -> None:
    match path.suffix:
        case ".rq":
            question = queries.read_question(path)
            queries.check(question.text)
        case ".toml":
            sources.read_layout(path)
        case _:
            for _ in graph.quads([path]):
                pass


def survives(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    caught = None
    try:
        read(path)
    except FoederisError as error:
        caught = error
    assert caught is None or (len(str(caught).splitlines()) == 2 and caught.remedy), caught


@pytest.mark.parametrize("suffix", SEEDS)
@QUIET
@given(content=st.binary(max_size=400))
def test_any_bytes(tmp_path, suffix, content):
    survives(tmp_path / f"any{suffix}", content)


@pytest.mark.parametrize("suffix", SEEDS)
@QUIET
@given(seed=st.integers(0, 2**32))
def test_a_real_file_with_bytes_changed_cut_and_repeated(tmp_path, suffix, seed):
    chance = random.Random(seed)
    content = bytearray(SEEDS[suffix].read_bytes()[:6000])
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(content))
        match chance.randrange(4):
            case 0:
                content[place] = chance.randrange(256)
            case 1:
                del content[place : place + chance.randrange(1, 40)]
            case 2:
                content[place:place] = content[: chance.randrange(1, 60)]
            case _:
                content[place:place] = chance.choice((b'"', b"{", b"}", b"\xff", b"\x00", b"\\", b"#+", b"<", b"'''"))
    survives(tmp_path / f"real{suffix}", bytes(content))


HEAD = b"@prefix foed: <https://w3id.org/foederis/def/> .\n"
HOSTILE = {
    "a line of ten million characters": b'<x:s> <x:p> "' + b"a" * 10_000_000 + b'" .',
    "nesting a hundred thousand deep": b"<x:s> <x:p> " + b"[ <x:p> " * 100_000,
    "brackets a hundred thousand deep": b"<x:s> <x:p> " + b"( " * 100_000,
    "a hundred thousand graphs": b"".join(b"<x:g%d> { <x:s> <x:p> <x:o> }\n" % n for n in range(100_000)),
    "bytes that are no UTF-8": HEAD + b"\xff\xfe\x00",
    "nothing": b"",
    "an open string": HEAD + b'foed:a foed:b "',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_read_or_refused(tmp_path, name, run):
    path = tmp_path / "hostile.trig"
    path.write_bytes(HOSTILE[name])
    code, _, errors = run("validate", str(path), "--shapes", str(rooms.room("validate") / "periods.ttl"))
    assert code in (0, 1, 2)
    assert "Traceback" not in errors
    assert len(errors.splitlines()) <= 2


def test_a_folder_and_a_loop_of_links_are_refused(tmp_path, run):
    loop = tmp_path / "loop.ttl"
    loop.symlink_to(tmp_path / "again.ttl")
    (tmp_path / "again.ttl").symlink_to(loop)
    for path in (tmp_path, loop):
        for words in (("validate", str(path)), ("source", "add", str(path)), ("sparql", str(path))):
            code, out, errors = run(*words)
            assert code == 2, words
            assert out == ""
            assert "Traceback" not in errors
            assert 1 <= len(errors.splitlines()) <= 2, errors


# The questions by what their parameters take: two of one kind read a value alike, and only the text around it is another.
TAKING: dict[tuple[str, str, tuple[str, ...], bool], list[tuple[queries.Question, queries.Parameter]]] = {}
for _question in queries.questions().values():
    for _one in _question.parameters:
        TAKING.setdefault((_one.type, _one.kind, _one.choices, _one.default == "UNDEF"), []).append((_question, _one))
VALUES = st.text(max_size=60) | st.sampled_from(['"}', "any", "NL", "2", "2020-10-01", "en", "> <", '"""', "} #"])


@pytest.mark.parametrize("kind", TAKING, ids=lambda kind: f"{kind[0]}-{kind[1]}"[:60])
@settings(QUIET, max_examples=30)
@given(value=VALUES, lot=st.data())
def test_any_parameter_value_is_taken_or_refused(kind, value, lot, store):
    question, parameter = lot.draw(st.sampled_from(TAKING[kind]))
    with contextlib.suppress(BadUse):
        term = queries.term(parameter, value, store)
        queries.check(queries.bind(question, {parameter.name: term}))


def test_every_question_takes_a_value_in_each_of_its_parameters(store):
    plain = {"iri": "any", "string": "a", "integer": "2", "decimal": "2.5", "date": "2020-10-01", "lang": "en"}
    for question, parameter in (row for rows in TAKING.values() for row in rows):
        value = parameter.choices[0] if parameter.choices else plain[parameter.type]
        queries.check(queries.bind(question, {parameter.name: queries.term(parameter, value, store)}))
