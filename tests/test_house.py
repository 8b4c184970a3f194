"""The house: SPARQL stands in .rq files only, HTML in templates only, and no module grows past what a reader can hold."""

import ast
import re
from pathlib import Path

import pytest

from foederis import rooms

PACKAGE = rooms.root() / "foederis"
MODULES = sorted(PACKAGE.rglob("*.py"))
LARGEST, EDGE = 450, 1400  # lines of a module, and of the command line in all
SPARQL = re.compile(r"\b(SELECT|CONSTRUCT|DESCRIBE|ASK|INSERT|DELETE)\b[^.]*?\{|\bWHERE\s*\{|^\s*PREFIX \w+: <", re.M)
HTML = re.compile(r"</?(html|head|body|table|tr|td|th|ul|li|p|h[1-6]|div|span|a|dl|dt|dd|section|nav|script)\b[^<>]*>")


def texts(path: Path) -> list[tuple[int, str]]:
    """Return the string literals of a module with their lines, without docstrings; f-strings with their holes empty."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "" for part in node.values]
            found.append((node.lineno, "".join(str(part) for part in parts)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            found.append((node.lineno, node.value))
    return found


def stray(path: Path, pattern: re.Pattern[str]) -> list[int]:
    """Return the lines of a module at which a text of that kind stands."""
    return sorted({line for line, text in texts(path) if pattern.search(text)})


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_holds_no_sparql_and_no_html_and_is_not_too_long(path):
    assert stray(path, SPARQL) == [], "move it to queries/internal/, and ask it with foederis.queries.internal"
    assert stray(path, HTML) == [], "move it to foederis/templates/"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LARGEST, "take it apart"


def test_the_command_line_holds_no_rule_of_its_own():
    count = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in (PACKAGE / "cli").glob("*.py"))
    assert count < EDGE, "what an edge works out belongs in answers, codings, links, changes or export"


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ('x = """\nPREFIX foed: <https://x/>\nSELECT ?x WHERE { ?x a ?y }"""', SPARQL),
        ('x = "ASK { ?x ?y ?z }"', SPARQL),
        ('x = f"SELECT ?x {{ VALUES ?y {{ {1} }} }}"', SPARQL),
        ('x = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"', SPARQL),
        ("x = f'<td>{1}</td>'", HTML),
        ("x = '<p class=\"n\">' + y", HTML),
    ],
)
def test_each_is_found_where_it_should_not_stand(tmp_path, text, pattern):
    path = tmp_path / "module.py"
    path.write_text(text, encoding="utf-8")
    assert stray(path, pattern)


@pytest.mark.parametrize(
    "text", ["SELECT and ASK give rows", "choose one: SELECT, ASK", "a < b > c", "<x:s> <x:p> ( 1 )"]
)
def test_words_about_them_are_no_reason_to_complain(tmp_path, text):
    path = tmp_path / "module.py"
    path.write_text(f"x = {text!r}", encoding="utf-8")
    assert stray(path, SPARQL) == stray(path, HTML) == []


def test_no_two_modules_of_a_folder_have_names_that_look_alike():
    for folder in {path.parent for path in MODULES}:
        names = sorted(path.stem for path in folder.glob("*.py"))
        alike = [(a, b) for a in names for b in names if a < b and b.rstrip("s") == a.rstrip("s")]
        assert alike == [], folder
