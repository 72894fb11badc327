"""What is done with each corpus, round by round; every tool does the same with the same files."""
import os
import re
import shutil
import statistics
import subprocess
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Callable

from corpora import Corpora
from measure import Cost, Failed
from tools import Tool

SESSIONS = 50
MANY_FILES = 10_000


class Bench:
    """@param figures filled with a list per tool and phase: one cost (or number of bytes) a round"""

    def __init__(self, work: Path, corpora: Corpora, tools: list[Tool], name: str):
        self._work = work
        self._corpora = corpora
        self._tools = tools
        self._name = name
        self._live = work / "live" / name
        self._old = work / "aside"
        self.figures: dict[str, dict[str, list]] = {tool.name: {} for tool in tools}
        self.failures: list[str] = []
        self._out: set[Tool] = set()

    def run(self, rounds: int) -> None:
        for number in range(rounds):
            print(f"bench: {self._name}, round {number + 1} of {rounds}", flush=True)
            self._copy()
            self._out.clear()
            turn = number % len(self._tools)
            order = self._tools[turn:] + self._tools[:turn]    # no tool is always the first
            (self._history if self._name == "history" else self._round)(order)
            for tool in order:
                tool.close()
                shutil.rmtree(tool.folder, ignore_errors=True)    # few files, unlike what is put aside

    def _copy(self) -> None:
        self._aside(self._live)
        self._live.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-a", self._corpora.built(self._name), self._live], check=True)
        os.sync()

    def _round(self, order: list[Tool]) -> None:
        self._each(order, self._first)
        self._corpora.change(self._name, self._live, 1)
        self._each(order, self._later)

    def _first(self, tool: Tool) -> None:
        tool.prepare(self._live)
        self._backup(tool, "first backup")
        self._note(tool, "stored", _bytes(tool.storage))
        self._backup(tool, "again, nothing changed")

    def _later(self, tool: Tool) -> None:
        self._backup(tool, "again, some changed")
        self._note(tool, "stored with the changes", _bytes(tool.storage))
        self._note(tool, "local state", _bytes(tool.local))
        self._restore(tool, "restore")
        self._verify(tool)

    def _history(self, order: list[Tool]) -> None:
        costs: dict[str, list[Cost]] = {tool.name: [] for tool in order}

        def session(tool: Tool) -> None:
            _warm(self._live)
            costs[tool.name].append(tool.run(tool.backup(self._live)))
            if len(costs[tool.name]) == 2:
                self._note(tool, "local state after session 2", _bytes(tool.local))
                self._restore(tool, "restore after session 2")

        self._each(order, lambda tool: tool.prepare(self._live))
        for number in range(1, SESSIONS + 1):
            self._each(order, session)
            if number < SESSIONS:
                self._corpora.change(self._name, self._live, number)
        self._each(order, lambda tool: self._aged(tool, costs[tool.name]))

    def _aged(self, tool: Tool, costs: list[Cost]) -> None:
        self._note(tool, "backup, sessions 2 to 6", _middle(costs[1:6]))
        self._note(tool, f"backup, sessions {SESSIONS - 4} to {SESSIONS}", _middle(costs[-5:]))
        self._note(tool, "stored", _bytes(tool.storage))
        self._note(tool, f"local state after session {SESSIONS}", _bytes(tool.local))
        self._restore(tool, f"restore after session {SESSIONS}")
        self._verify(tool)

    def _each(self, order: list[Tool], step: Callable[[Tool], None]) -> None:
        """A tool that failed is out for the rest of the round; the others go on."""
        for tool in order:
            if tool in self._out:
                continue
            try:
                step(tool)
            except Failed as failed:
                self._out.add(tool)
                # RESULTS.md is part of the project: it says nothing of the folders of one machine
                said = str(failed).replace(str(self._work), "work")
                said = re.sub(r"(?<!\w)/[^ :]*/", "", said)
                self.failures.append(f"{tool.name}: {said}")
                print(f"  FAILED  {self.failures[-1]}", flush=True)

    def _backup(self, tool: Tool, phase: str) -> None:
        _warm(self._live)
        self._note(tool, phase, tool.run(tool.backup(self._live)))

    def _verify(self, tool: Tool) -> None:
        command = tool.verify()
        if command:
            _warm(tool.storage)
            self._note(tool, "verify", tool.run(command))

    def _restore(self, tool: Tool, phase: str) -> None:
        target = self._work / "restored"
        target.mkdir(parents=True)
        _warm(tool.storage)
        try:
            cost = tool.run(tool.restore(target), cwd=target)
            differences = unequal(self._live, target / self._live.relative_to("/"))
            if differences:
                raise Failed(f"{phase}: the restored tree is not equal: " + "; ".join(differences[:5]))
            self._note(tool, phase, cost)
        finally:
            self._aside(target)

    def _aside(self, tree: Path) -> None:
        """Away. Many files are deleted only when all is measured: for minutes after that, ext4 looks for inodes that
        were not in use lately, and whoever creates files then pays for it (restores took ten times as long)."""
        if not tree.exists():
            return
        if sum(len(files) for _, _, files in os.walk(tree)) < MANY_FILES:
            shutil.rmtree(tree)
            return
        self._old.mkdir(exist_ok=True)
        tree.rename(tempfile.mkdtemp(dir=self._old) + "/" + tree.name)

    def _note(self, tool: Tool, phase: str, figure: Cost | int) -> None:
        self.figures[tool.name].setdefault(phase, []).append(asdict(figure) if isinstance(figure, Cost) else figure)
        shown = (f"{figure.wall:.2f} s ({figure.cpu:.2f} s cpu, {figure.memory >> 20} MiB)" if isinstance(figure, Cost)
                 else f"{figure / (1 << 20):.1f} MiB")
        print(f"  {tool.name:18}{phase:28}{shown}", flush=True)


def _warm(folder: Path) -> None:
    """What is going to be read is in memory for every tool: some machines give up pages that were not used lately."""
    subprocess.run(["sh", "-c", 'find "$1" -type f -print0 | xargs -0 cat >/dev/null', "sh", folder], check=True)


def unequal(one: Path, other: Path) -> list[str]:
    """What differs in kind, content, mode, owner or time of change; at most a hundred."""
    differences: list[str] = []
    for place, folders, names in os.walk(one):
        there = other / Path(place).relative_to(one)
        expected, found = set(folders + names), set(os.listdir(there)) if there.is_dir() else set()
        differences += [f"{there / name} is {'missing' if name in expected else 'too much'}"
                        for name in expected ^ found]
        for name in sorted(expected & found):
            reason = _differs(os.path.join(place, name), os.path.join(there, name))
            if reason:
                differences.append(f"{there / name} has another {reason}")
        if len(differences) > 100:
            break
    return differences


def _differs(one: str, other: str) -> str:
    a, b = os.lstat(one), os.lstat(other)
    for reason in ("st_mode", "st_uid", "st_gid", "st_mtime_ns"):
        if getattr(a, reason) != getattr(b, reason):
            return reason[3:]
    if os.path.islink(one):
        return "" if os.readlink(one) == os.readlink(other) else "link target"
    if os.path.isdir(one):
        return ""
    if a.st_size != b.st_size:
        return "size"
    with open(one, "rb") as left, open(other, "rb") as right:
        while piece := left.read(1 << 20):
            if piece != right.read(1 << 20):
                return "content"
    return ""


def _bytes(folder: Path) -> int:
    return sum(os.lstat(os.path.join(place, name)).st_size for place, _, names in os.walk(folder) for name in names)


def _middle(costs: list[Cost]) -> Cost:
    return Cost(*(statistics.median(getattr(each, field) for each in costs) for field in ("wall", "cpu", "memory")))
