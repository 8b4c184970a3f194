"""Options and words stand in any order, and what cannot be meant is said."""

import pytest


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "--lang", "nl", "commitments", "actor=NL", "--format", "csv"],
        ["ask", "commitments", "--format", "csv", "actor=NL", "--lang", "nl"],
        ["ask", "actor=NL", "commitments", "--lang=nl", "--format=csv"],
        ["ask", "--format", "csv", "actor=NL", "--lang", "nl", "commitments"],
        ["--lang", "nl", "ask", "actor=NL", "--format", "csv", "commitments"],
        ["--format", "csv", "--lang", "nl", "ask", "commitments", "actor=NL"],
    ],
    ids=" ".join,
)
def test_a_question_is_asked_in_any_order_of_words(arguments, run):
    assert run(*arguments) == run("ask", "commitments", "actor=NL", "--lang", "nl", "--format", "csv")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("show artikel --lang nl 42 lid 7", "show artikel 42 lid 7 --lang nl"),
        ("show --lang nl artikel 42 lid 7", "show artikel 42 lid 7 --lang nl"),
        ("--lang nl show artikel 42 lid 7", "show artikel 42 lid 7 --lang nl"),
        ("source review --lang nl rec5", "source review rec5 --lang nl"),
        (
            "source show --document bzdoc-1754443015-75 rec5.p1.s1",
            "source show rec5.p1.s1 --document bzdoc-1754443015-75",
        ),
        ("export asof=2020-10-05 --format csv participation", "export participation asof=2020-10-05 --format csv"),
        ("export --format csv participation group=PESCO", "export participation group=PESCO --format csv"),
        ("sparql --format csv ASK{} --lang nl", "sparql ASK{} --lang nl --format csv"),
        ("--format csv sparql ASK{}", "sparql ASK{} --format csv"),
        (
            "coverage --format json --document bzdoc-1754443015-75",
            "--document bzdoc-1754443015-75 coverage --format json",
        ),
    ],
)
def test_so_is_every_other_command(one, other, run):
    found = run(*one.split())
    assert found[0] in (0, 1)  # 1: the words of a document that is not held
    assert found == run(*other.split())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ask", "actor=NL"], ["no question is named (actor=NL)", "These take actor: ", "commitments"]),
        (["ask", "actor=NL", "colour=red"], ["no question is named", "The list: foederis ask --list"]),
        (["ask", "commitments", "actor=European", "Union"], ["'Union' is no name=VALUE", "actor='European Union'"]),
        (["ask", "commitments", "positions"], ["'positions' is no name=VALUE"]),
        (["ask", "Union", "actor=European", "commitments"], ["no question 'Union'"]),
        (["export", "group=PESCO"], ["no view or chart is named (group=PESCO)", "participation"]),
        (["ask", "commitments", "--colour"], ["unrecognized arguments: --colour"]),
        (["--lang", "nl"], ["there is no command 'nl'", "Commands: ask"]),
        (["--lang"], ["unrecognized arguments: --lang", "foederis --help"]),
        (["ask", "commitments", "=NL"], ["'=NL' is no name=VALUE"]),
    ],
)
def test_what_cannot_be_meant_is_said(arguments, words, run):
    code, out, error = run(*arguments)
    assert (code, out, len(error.splitlines())) == (2, "", 2)
    assert [word for word in words if word not in error] == []


def test_the_help_of_a_question_tells_what_it_takes_and_gives(run):
    for arguments in (["ask", "commitments", "--help"], ["ask", "--help", "commitments"], ["ask", "-h", "commitments"]):
        code, out, _ = run(*arguments)
        assert code == 0
        for word in (
            "foederis ask commitments\n",
            "actor=NAME  (without it: actor:nld)",
            "asof=YYYY-MM-DD",
            "madeIn: made in",
        ):
            assert word in out
    assert "Wat de vraag neemt" in run("ask", "commitments", "--help", "--lang", "nl")[1]
    assert "group=NAME" in run("export", "participation", "--help")[1]
    assert "usage: foederis ask" in run("ask", "--help")[1]
    code, _, error = run("ask", "comitments", "--help")
    assert (code, "Did you mean 'commitments'" in error) == (2, True)


def test_the_values_of_a_view_are_listed_as_those_of_a_question(run):
    code, out, _ = run("export", "advice-map", "recommendation=?")
    assert code == 0
    assert "  AIV advice 112, recommendation 4\n" in out
