"""Who has promised what to whom in European security and defence, and in which sentence it is written.

From Python: `foederis.ask("commitments", actor="NL")`, `foederis.sparql("SELECT ...")`, `foederis.dataset()` (rdflib).
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foederis.api import Result, ask, sparql
    from foederis.graph import dataset

__version__ = "0.1.0"
__all__ = ["Result", "__version__", "ask", "dataset", "sparql"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (functions and a class, loaded when first used)
    if name in ("Result", "ask", "sparql"):
        from foederis import api

        return getattr(api, name)
    if name == "dataset":
        from foederis.graph import dataset

        return dataset
    raise AttributeError(f"module 'foederis' has no attribute '{name}'")
