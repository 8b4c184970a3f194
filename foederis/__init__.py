"""Who has promised what to whom in European security and defence, and in which sentence it is written.

From Python: `foederis.ask("commitments", actor="NL")`, `foederis.values("commitments", "actor")`,
`foederis.sparql("SELECT ...")`, `foederis.dataset()` (rdflib), `foederis.view("participation")` (networkx).
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foederis.answers.result import Result, ask, sparql, values
    from foederis.export import view
    from foederis.graph import dataset

__version__ = "0.1.0"
__all__ = ["Result", "__version__", "ask", "dataset", "sparql", "values", "view"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (functions and a class, loaded when first used)
    import importlib

    result = "answers.result"
    homes = {"Result": result, "ask": result, "sparql": result, "values": result, "dataset": "graph", "view": "export"}
    if name not in homes:
        raise AttributeError(f"module 'foederis' has no attribute '{name}'")
    return getattr(importlib.import_module(f"foederis.{homes[name]}"), name)
