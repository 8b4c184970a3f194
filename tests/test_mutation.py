"""A seeded sample of the mutants is caught; `make mutation` runs them all."""

import pytest

pytest.importorskip("shacl", reason="the fast engine is not installed: pip install -e '.[fast]'")

from foederis import validate
from tests import mutation

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def base():
    return mutation.Base()


def test_every_kind_of_mutation_finds_something_to_change(base):
    made = {mutant.kind for mutant in mutation.mutants(base, 1, 5)}
    assert made == set(mutation.KINDS)


def test_a_sample_of_mutants_is_caught(base):
    judge = mutation.Judge(base)
    sample = [mutant for mutant in mutation.mutants(base, 2, 20201) if not mutant.could_be_true]
    assert len(sample) > 90
    missed = [str(mutant) for mutant in sample if not judge.catches(mutant)]
    assert len(missed) <= len(sample) * 0.02, missed


def test_the_judge_leaves_the_graph_as_it_was(base):
    judge = mutation.Judge(base)
    mutant = next(mutation.mutants(base, 1, 3))
    assert judge.catches(mutant)
    assert judge.caught(mutant)
    assert not judge.catches(mutation.Mutant("nothing", (), ()))
    assert judge.caught(mutation.Mutant("nothing", (), ())) == []
    assert {focus for focus, _ in judge.known} == {r.focus for r in validate.run(engine="shacl").results}
