"""Work in a process of its own, which has a limit in time and in memory, cannot open a connection, and may die.

An engine or a parser that runs in the process of the caller can be neither timed nor interrupted, and takes that
process with it when it overflows its stack.
"""

from foederis.limits.memory import size
from foederis.limits.running import Limits, run

__all__ = ["Limits", "run", "size"]
