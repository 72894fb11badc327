"""Runs one command as a whole process and takes what it cost.

As a program (measure.py FILE COMMAND...) it is the small parent whose own memory does not count into the child's peak.
"""
import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Cost:
    """Seconds, seconds of all processors, bytes."""
    wall: float
    cpu: float
    memory: int


class Failed(Exception):
    """A command that did not end with 0, or a restore that is not equal."""


def measured(command: list, environment: dict, cwd: Path, log: Path) -> Cost:
    os.sync()    # what was written before is not this command's cost
    figures = log.with_suffix(".figures")
    with open(log, "ab") as output:
        output.write(f"\n$ {' '.join(map(str, command))}\n".encode())
        output.flush()
        code = subprocess.run([sys.executable, "-I", "-S", __file__, figures, *command], env=environment, cwd=cwd,
                              stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT).returncode
    if code:
        last = log.read_text(errors="replace").strip().splitlines()[-1]
        raise Failed(f"{' '.join(map(str, command[:3]))} ended with {code}: {last} (all it said: {log})")
    return Cost(**json.loads(figures.read_text()))


def _main(file: str, command: list[str]) -> int:
    begin = time.monotonic()
    code = subprocess.call(command)
    wall = time.monotonic() - begin
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    Path(file).write_text(json.dumps({"wall": wall, "cpu": used.ru_utime + used.ru_stime,
                                      "memory": used.ru_maxrss * 1024}))
    return code


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1], sys.argv[2:]))
