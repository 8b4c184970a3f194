"""Run a command and write down what it took: started as a program of its own, `measured.py REPORT COMMAND...`.

A process tells of its children only the largest it ever had, and a new one begins with the size of the one that started
it. So this small process stands between the test and the command.
"""

import json
import os
import resource
import signal
import subprocess
import sys

NET = 6 << 30  # bytes: what is broken here must not take the whole machine
SECONDS = 120


def main() -> None:
    """Run the command in this folder, with these streams."""
    report, *command = map(os.fsencode, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_DATA, (NET, NET))
    program = subprocess.Popen(command, start_new_session=True)
    late = False

    def end(*arguments: object) -> None:
        nonlocal late
        late = True
        os.killpg(program.pid, signal.SIGKILL)

    signal.signal(signal.SIGALRM, end)
    signal.alarm(SECONDS)
    _, status, used = os.wait4(program.pid, 0)
    signal.alarm(0)
    took = {"code": os.waitstatus_to_exitcode(status), "late": late, "memory": used.ru_maxrss // 1000}
    with open(report, "w", encoding="ascii") as file:
        json.dump(took, file)


if __name__ == "__main__":
    main()
