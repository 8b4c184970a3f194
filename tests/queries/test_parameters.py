"""Every parameter of every question: what leaves it empty, what it refuses, and what no value can do to the query."""

import contextlib
import functools
import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyparsing import ParseException, ParseResults
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

import foederis
from foederis import export, graph, queries
from foederis.errors import BadUse, NothingFound
from foederis.namespaces import FOED, ID, RDF, SKOS
from tests.conftest import LETTER

pytestmark = pytest.mark.long

REASONS = tomllib.loads((Path(__file__).parents[1] / "expected" / "reasons.toml").read_text(encoding="utf-8"))
QUESTIONS = {
    f"{folder}/{name}".removeprefix("/"): question
    for folder in ("", "views", "charts")
    for name, question in queries.questions(folder).items()
}


@pytest.fixture(scope="module")
def store(memory: ox.Store) -> ox.Store:
    """Return the graph in memory."""
    return memory


def front_matter(question: queries.Question) -> dict:
    """Return the front matter as it stands in the file: the program itself reads no case."""
    lines = [line[2:].removeprefix(" ") for line in question.text.splitlines() if line.startswith("#+")]
    return yaml.safe_load("\n".join(lines))


CASES = {
    name: {row["name"]: row["case"] for row in front_matter(question).get("parameters", ()) if "case" in row}
    for name, question in QUESTIONS.items()
}
PAIRS = [(name, parameter.name) for name, question in QUESTIONS.items() for parameter in question.parameters]
EMPTY = [(name, parameter) for name in CASES for parameter in CASES[name] if "empty" in CASES[name][parameter]]
NEVER = [(name, parameter) for name in CASES for parameter in CASES[name] if "never" in CASES[name][parameter]]
FACTS = [name for name, one in QUESTIONS.items() if any(p.type == "iri" for p in one.parameters)]


def parameter_of(name: str, parameter: str) -> queries.Parameter:
    return next(one for one in QUESTIONS[name].parameters if one.name == parameter)


def words(name: str, values: dict[str, str]) -> list[str]:
    """Return the words of the command that asks a question, or writes a view."""
    given = [f"{key}={value}" for key, value in values.items()]
    folder, _, plain = name.rpartition("/")
    if folder:
        return ["export", plain, *given, "--format", "dot" if folder == "views" else "md"]
    return ["ask", name, *given, "--format", "table"]


def test_every_parameter_has_a_case_that_is_empty_and_one_that_is_refused():
    missing = [
        f"queries/{name}.rq: under '- name: {parameter}' add a line "
        '#+     case: {empty: "<value that leaves no row>", why: "<reason>", bad: "<value that is refused>", '
        'says: ["<words of the error>", "<words of the remedy>"]}'
        for name, parameter in PAIRS
        if parameter not in CASES[name]
    ]
    assert not missing, "\n".join(missing)
    for name, parameter in PAIRS:
        case = CASES[name][parameter]
        where = f"queries/{name}.rq, {parameter}"
        wanted = {"bad", "says"} | ({"never"} if "never" in case else {"empty", "why"})
        assert wanted <= set(case) <= wanted | ({"with"} if "empty" in case else set()), f"{where}: {sorted(case)}"
        assert all(isinstance(value, str) for key, value in case.items() if key not in ("with", "says")), where
        assert len(case["says"]) == 2, where
        assert case["says"][0], where
        if "empty" in case:
            assert len(REASONS["empty"].get(case["why"], case["why"])) > 15, f"{where}: say why it is empty"
        else:
            assert case["never"] in REASONS["never"], where


def test_every_shared_reason_is_used():
    told = {case.get("why", case.get("never")) for cases in CASES.values() for case in cases.values()}
    assert set(REASONS["empty"]) | set(REASONS["never"]) <= told


@pytest.mark.parametrize(("name", "parameter"), EMPTY)
def test_an_empty_answer_has_no_row_and_is_told_with_question_values_and_way_out(name, parameter, store, run):
    case = CASES[name][parameter]
    values = {**case.get("with", {}), parameter: case["empty"]}
    assert queries.ask(QUESTIONS[name], values, data=store).rows == ()
    code, out, errors = run(*words(name, values))
    assert code == 1
    assert out == "" or "\n0 rows\n" in out
    first, remedy = errors.splitlines()
    assert "no answer" in first
    assert f"({name.rpartition('/')[2]})" in first
    for key, value in values.items():
        assert f"{key}={value}" in first
    assert remedy


@pytest.mark.parametrize(
    ("name", "parameter"), [*EMPTY[3::12], ("about-actor", "actor"), ("new-and-repeated", "how"), ("money", "by")]
)
def test_an_empty_answer_is_empty_in_rdflib_too(name, parameter, store, dataset, monkeypatch):
    monkeypatch.setattr(graph, "dataset", lambda: dataset)
    case = CASES[name][parameter]
    values = {**case.get("with", {}), parameter: case["empty"]}
    assert queries.ask(QUESTIONS[name], values, "rdflib", store).rows == ()


@pytest.mark.parametrize(("name", "parameter"), EMPTY)
def test_what_is_empty_is_so_by_the_value_given(name, parameter, store):
    case = CASES[name][parameter]
    asked = queries.ask(QUESTIONS[name], {}, data=store)
    if "with" in case:  # then one value alone does not do it, and the values in `with` alone are asked as well
        alone = queries.ask(QUESTIONS[name], {parameter: case["empty"]}, data=store)
        beside = queries.ask(QUESTIONS[name], case["with"], data=store)
        assert alone.rows or beside.rows
    assert asked.rows


@pytest.mark.parametrize(("name", "parameter"), NEVER)
def test_what_is_never_empty_has_rows_for_every_value(name, parameter, store):
    one = parameter_of(name, parameter)
    values = queries.LANGUAGES if one.type == "lang" else graph.instances(store, one.kind)
    assert len(values) > 1
    for value in values:
        assert queries.ask(QUESTIONS[name], {parameter: value}, data=store).rows, value


@pytest.mark.parametrize("name", FACTS)
def test_any_of_a_thing_is_never_empty(name, store):
    for parameter in QUESTIONS[name].parameters:
        if parameter.type == "iri":
            assert queries.ask(QUESTIONS[name], {parameter.name: "any"}, data=store).rows, parameter.name


@pytest.mark.parametrize(("name", "parameter"), PAIRS)
def test_a_bad_value_is_refused_in_two_lines(name, parameter, run):
    case = CASES[name][parameter]
    code, out, errors = run(*words(name, {parameter: case["bad"]}))
    assert (code, out) == (2, "")
    assert len(errors.splitlines()) == 2, errors
    for line, wanted in zip(errors.splitlines(), case["says"], strict=True):
        assert wanted in line


def test_who_speaks_for_a_state_answers_for_it(store):
    for name in ("positions", "denied", "views/supports"):
        cabinet, state = (
            queries.ask(QUESTIONS[name], {"holder": value, "document": LETTER}, data=store)
            for value in ("Dutch cabinet", "NL")
        )
        assert cabinet.rows == state.rows != ()
    letter = {"document": LETTER}
    assert foederis.ask("side-by-side", other="NL", **letter).rows == foederis.ask("side-by-side", **letter).rows


def test_an_empty_answer_names_who_speaks_for_whom_it_was_asked(store):
    question = QUESTIONS["asked-of-whom"]
    text = question.text.replace("foed:addressee ?addressee", "foed:holder ?addressee")
    asked = queries.Question("who-asks", "", "", "", "", "", text, question.parameters)
    given = {"addressee": "NL", "document": LETTER}
    assert queries.ask(asked, given, data=store).rows == ()
    told = queries.nothing(asked, given, store)
    assert "no answer for addressee=NL" in str(told)
    assert "'Dutch cabinet' speaks for it" in told.remedy
    assert "addressee='Dutch cabinet'" in told.remedy


def test_an_endpoint_is_not_asked_again_for_a_way_out():
    told = queries.nothing(QUESTIONS["positions"], {"holder": "Malta"}, None)
    assert isinstance(told, NothingFound)
    assert str(told) == "the graph has no answer for holder=Malta (positions)\nTry another value."


def test_an_empty_view_tells_its_values():
    with pytest.raises(NothingFound, match=r"no answer for holder=Malta \(supports\)"):
        export.export("supports", {"holder": "Malta"}, "dot")


@pytest.mark.parametrize("value", ["9" * 30, "1e25", "1e999999999", "0." + "1" * 30, "-1e-40"])
def test_a_number_that_an_engine_cannot_hold_is_refused(value, store):
    for name, parameter in (("amounts", "atleast"), ("views/together", "atleast")):
        with pytest.raises(BadUse, match="cannot be"):
            queries.term(parameter_of(name, parameter), value, store)


HOSTILE = (
    '" } # ', "' }", "} UNION { ?s ?p ?o", "> . ?s ?p ?o . <x", "\n} DROP ALL #", "# no more", '"""', "'''", "\\u0022 }",
    "UNDEF", "any", "?s", "$s", "{}", "(1)", "SELECT * { ?s ?p ?o }", "FILTER(false)", "VALUES ?lang { }", "; DROP ALL",
    "http://x/> <http://y", "https://x/a b", "https://x/?q={}", "javascript:alert(1)", "file:///etc/passwd", "_:b0",
    "\u202ePESCO", "\u2028", "\x85", "\x9b2J", "\x00", "\ufeffNL", "\U0010ffff", "a" * 100_000, "{" * 10_000, "1e999999999",
    "2020-10-01\n", "2020-10-01' }", '2020-10-01"^^xsd:date }', "٢٠٢٠-١٠-٠١", "en' }", "en@nl", "NaN", "-INF", "0x10", "1_0", "%s", "{0}",
)  # fmt: skip
PIECES = st.sampled_from(
    ["NL", "PESCO", "Dutch cabinet", "2020-10-01", "12", "2.5", "nl", "actor:nld", ID + "actor/nld"]
)
VALUES = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=40),
    st.builds(lambda a, b, c: a + b + c, PIECES, st.sampled_from(HOSTILE), PIECES | st.just("")),
    PIECES,
)
TRICKS = (
    "o'brien",
    "x);DROP",
    "a,b?q=1#frag",
    "(",
    "'''",
    "UNDEF",
    "%7D%20",
    "é",
    "\u202eevil",
    "?s",
    "$lang",
    "a//b",
    ";",
    "@en",
)


@pytest.fixture(scope="module")
def traps():
    """Return a store in which everything has a hostile name or IRI, and is of every class that a parameter asks for."""
    store = ox.Store()
    kinds = {
        one.replace("foed:", FOED)
        for q in QUESTIONS.values()
        for parameter in q.parameters
        for one in parameter.kind.split()
        if one.startswith("foed:")
    }
    names = [*TRICKS, *(text for text in HOSTILE if len(text) < 100)]
    for number, name in enumerate(names):
        iri = ox.NamedNode(f"{ID}actor/{name}" if name in TRICKS else f"{ID}actor/n{number}")
        store.add(ox.Quad(iri, ox.NamedNode(SKOS + "prefLabel"), ox.Literal(name, language="en")))
        for kind in kinds:
            store.add(ox.Quad(iri, ox.NamedNode(RDF + "type"), ox.NamedNode(kind)))
    return store


def same(one: object, other: object, hole: object, value: object) -> bool:
    """Tell whether two parsed queries are the same but for the term that stands in the hole of the first."""
    if one == hole and type(one) is type(hole):
        if isinstance(other, CompValue) and other.name == "literal":
            other = rdflib.Literal(other.string, lang=other.lang, datatype=other.datatype, normalize=False)
        return type(other) is type(value) and other == value
    if isinstance(one, CompValue):
        return (
            isinstance(other, CompValue)
            and one.name == other.name
            and list(one) == list(other)
            and all(same(one[key], other[key], hole, value) for key in one)
        )
    if isinstance(one, list | tuple | ParseResults):
        return (
            isinstance(other, list | tuple | ParseResults)
            and len(one) == len(other)
            and all(same(a, b, hole, value) for a, b in zip(one, other, strict=True))
        )
    return type(one) is type(other) and (one == other or isinstance(one, rdflib.BNode))


@functools.cache
def parsed(name: str, parameter: str, term: str) -> object:
    return parseQuery(queries.bind(QUESTIONS[name], {parameter: term}))


def node(term: str) -> object:
    """Return a bound term as rdflib has it, read by another parser than that of queries."""
    if term == "UNDEF":
        return rdflib.Literal("UNDEF")
    triple = next(iter(ox.parse(input=f"<x:s> <x:p> {term} .", format=ox.RdfFormat.N_TRIPLES)))
    return graph.rdflib_triple(triple, {})[2]


def keeps_its_structure(name: str, one: queries.Parameter, value: str, store: ox.Store) -> None:
    """Check that a value is refused in two lines, or that nothing but the term between the braces is another."""
    question = QUESTIONS[name]
    term, refused = "", ""
    try:
        term = queries.term(one, value, store)
    except BadUse as error:
        refused = str(error)
    if refused:
        assert len(refused.splitlines()) == 2, refused
        assert refused.replace("\n", "").isprintable()
        assert len(refused) < 3000
        return
    text = queries.bind(question, {one.name: term})
    queries.check(text)
    hole = "<urn:hole>"
    if term == "UNDEF":
        assert value == "any"
        whole = parsed(name, one.name, term)
        assert same(whole, parseQuery(text), object(), None)
        return
    assert same(parsed(name, one.name, hole), parseQuery(text), rdflib.URIRef("urn:hole"), node(term))
    columns = [variable.value for variable in ox.Store().query(text).variables]
    assert columns == [variable.value for variable in ox.Store().query(question.text).variables]


QUICK = settings(max_examples=6, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize(("name", "parameter"), PAIRS)
@QUICK
@given(value=VALUES | st.sampled_from(TRICKS).map(lambda trick: f"{ID}actor/{trick}") | st.sampled_from(TRICKS))
def test_no_value_changes_the_structure_of_a_question(name, parameter, value, traps):
    keeps_its_structure(name, parameter_of(name, parameter), value, traps)


@pytest.mark.parametrize("name", sorted({name for name, _ in PAIRS}))
@settings(QUICK, max_examples=3)
@given(data=st.data())
def test_no_value_breaks_the_command_line(name, data, run):
    one = data.draw(st.sampled_from(QUESTIONS[name].parameters))
    code, out, errors = run(*words(name, {one.name: data.draw(VALUES)}))
    assert code in (0, 1, 2)
    assert "Traceback" not in errors
    told = [line for line in errors.splitlines() if not line.startswith("note: ")]
    assert len(told) == (0 if code == 0 else 2), errors
    assert (out == "" or "\n0 rows\n" in out) == (code != 0)


def test_the_structure_of_a_query_that_was_broken_out_of_is_not_the_same():
    hole = parsed("positions", "holder", "<urn:hole>")
    for term in ("<urn:x> <urn:y>", "<urn:x> } { ?a ?b ?c", "<urn:x> } #", "?x"):
        text = queries.bind(QUESTIONS["positions"], {"holder": term})
        try:
            other = parseQuery(text)
        except ParseException:
            continue
        assert not same(hole, other, rdflib.URIRef("urn:hole"), rdflib.URIRef("urn:x"))
    assert same(hole, parsed("positions", "holder", "<urn:x>"), rdflib.URIRef("urn:hole"), rdflib.URIRef("urn:x"))


def test_the_traps_are_taken_by_their_iri_and_by_their_name(traps):
    holder = parameter_of("positions", "holder")
    taken = set()
    for name in TRICKS:
        for value in (name, f"{ID}actor/{name}"):
            with contextlib.suppress(BadUse):
                taken.add(queries.term(holder, value, traps))
    assert len(taken) >= len(TRICKS) - 1
