"""Each question, view and chart is told in Dutch beside English; one of others may have English alone."""

import re
from collections import defaultdict

import pytest

from foederis import queries
from foederis.answers.usage import usage
from foederis.errors import BadInput
from foederis.queries import Parameter, Question

QUESTIONS = {
    f"{folder}/{name}".removeprefix("/"): question
    for folder in ("", "views", "charts")
    for name, question in queries.questions(folder).items()
}
# Words that English has and Dutch has not, as a text that was copied and not translated would hold them.
ENGLISH = {"the", "and", "with", "which", "who", "what", "their", "from", "each", "those", "that", "are", "it", "says"}
ALONE = Question(
    "made", "What?", "Wat?", "A summary.", "Look-up", "made.rq", "SELECT * {}", (Parameter("x", "string", "One.", ""),)
)


def pairs(question: Question) -> list[tuple[str, str]]:
    """Return what is told of a question in English and in Dutch: the summary, then each parameter."""
    return [
        (question.summary, question.summary_nl),
        *((one.description, one.description_nl) for one in question.parameters),
    ]


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_summary_and_parameters_are_told_in_dutch_too(name):
    for english, dutch in pairs(QUESTIONS[name]):
        assert dutch, f"queries/{name}.rq: write the Dutch of '{english}' below it, as CONTRIBUTING.md says"
        assert dutch != english
        assert not ENGLISH & set(re.findall(r"\w+", dutch.lower())), dutch
        assert (dutch[0].isupper(), dutch[-3:] == "...", dutch[-1]) == (True, english[-3:] == "...", "."), dutch


def test_what_is_told_alike_in_one_language_is_told_alike_in_the_other():
    for one, other in ((0, 1), (1, 0)):
        found = defaultdict(set)
        for question in QUESTIONS.values():
            for pair in pairs(question):
                found[pair[one]].add(pair[other])
        assert {text: said for text, said in found.items() if len(said) > 1} == {}


def test_the_help_of_a_question_speaks_dutch(run):
    code, out, _ = run("ask", "commitments", "--help", "--lang", "nl")
    said = " ".join(out.split())
    question = QUESTIONS["commitments"]
    assert code == 0
    assert question.summary_nl in said
    assert question.summary not in said
    assert [one.name for one in question.parameters if one.name != "lang" and one.description_nl not in said] == []
    assert "asof=JJJJ-MM-DD (standaard: 2020-10-05)" in said
    assert "Wat de weergave neemt" in run("export", "money", "--help", "--lang", "nl")[1]
    assert question.summary in " ".join(run("ask", "commitments", "--help")[1].split())


def test_a_parameter_is_told_in_dutch_above_its_values(run):
    assert run("ask", "presidencies", "state=?", "--lang", "nl")[1].startswith("state: Eén staat.\n")
    assert run("ask", "presidencies", "state=?")[1].startswith("state: One state.\n")


def test_the_list_as_data_has_both_languages_and_ends_in_that_of_the_reader(run):
    for command in ("ask", "export"):
        assert "Example: foederis" in run(command, "--list")[1]
        assert "Voorbeeld: foederis" in run(command, "--list", "--lang", "nl")[1]
    listed = run("ask", "--list", "--format", "json")[1]
    assert '"summary_nl": "Elke zin die een ding noemt' in listed
    assert '"description_nl": "Eén staat."' in listed


def test_where_nobody_wrote_dutch_a_reader_gets_the_english():
    assert (ALONE.summarised("nl"), ALONE.parameters[0].described("nl")) == ("A summary.", "One.")
    said = usage(ALONE, "nl", "export")
    assert "A summary." in said
    assert "One." in said


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("#+ summary_nl:\n", "'summary_nl:' in the front matter is empty"),
        ("#+ summary_nl: [a]\n", "'summary_nl:' in the front matter is not a text"),
        ("#+ parameters:\n#+   - name: x\n#+     type: string\n#+     description_nl: 7\n", "'description_nl:' in the front matter is not a text"),
    ],
)  # fmt: skip
def test_dutch_that_is_no_text_is_refused_with_its_line(tmp_path, lines, said):
    path = tmp_path / "q.rq"
    head = '#+ title: "a"\n#+ title_nl: "a"\n#+ summary: "a"\n#+ tags: [a]\n'
    path.write_text(f'{head}{lines}SELECT * {{ VALUES ?x {{ "a" }} }}', encoding="utf-8")
    with pytest.raises(BadInput, match=re.escape(said)) as caught:
        queries.read_question(path)
    assert caught.value.where == f"{path}:{4 + lines.count(chr(10))}"
