"""The product as a person uses it, and what must be true of it whatever happened."""
import hashlib
import os
import random
import re
import shutil
import signal
import stat
import subprocess
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
PROGRAM = (CHECKOUT / "releng/org.backupmanager.product/target/products/backup-manager/linux/gtk/x86_64"
           / "backup-manager/backup-manager")
PATIENCE = 600


class Lost(Exception):
    """A promise was broken."""


def digest(root: Path) -> str:
    """Everything about a tree that a restore has to bring back."""
    total = hashlib.sha256()
    for folder, folders, files in os.walk(os.fsencode(root)):
        folders.sort()
        for name in sorted(folders + files):
            path = os.path.join(folder, name)
            found = os.lstat(path)
            line = [os.path.relpath(path, os.fsencode(root)), found.st_mode, found.st_uid, found.st_gid,
                    found.st_mtime_ns]
            if stat.S_ISREG(found.st_mode):
                with open(path, "rb") as content:
                    line += [found.st_size, hashlib.file_digest(content, "sha256").hexdigest()]
            elif stat.S_ISLNK(found.st_mode):
                line.append(os.readlink(path))
            total.update(repr(line).encode())
    return total.hexdigest()


class Device:
    """A device of the product in a folder of its own, and the tree that it backs up."""

    def __init__(self, top: Path, storage: Path | None = None, home: Path | None = None):
        self.top = top
        self.origin = top / "origin"
        self.storage = storage or top / "storage"
        self.home = home or top / "home"
        self.key = top / "passphrase"
        self.trees: dict[int, str] = {}    # how the origin was in each session that was committed
        self.removed: set[int] = set()    # what was asked to be removed: may be shown, and restores equal then
        for folder in (self.origin, self.storage):
            folder.mkdir(parents=True, exist_ok=True)
        self.key.touch(0o600)
        self.key.write_text("torture\n")

    def start(self, *words: str) -> subprocess.Popen:
        return subprocess.Popen([PROGRAM, *words, "-non-interactive", "-home", self.home], stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)

    def run(self, *words: str, codes: tuple[int, ...] = (0,)) -> str:
        process = self.start(*words)
        try:
            said, _ = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            kill(process)
            raise Lost(f"{' '.join(words)} did not end within {PATIENCE} s") from None
        if codes and process.returncode not in codes:
            raise Lost(f"{' '.join(words)} ended with {process.returncode}: {said}")
        return said if codes else f"{process.returncode} {said}"

    def create(self) -> None:
        self.run("control.device.create", "-name", "torture", "-storage", str(self.storage), "-passphrase-file",
                 str(self.key))
        self.run("control.selection.modify", "-datasource", "FileSystem", "-include", str(self.origin))

    def backup(self) -> None:
        self.run("control.backup.start", "-wait")
        self.note()

    def note(self) -> int:
        """Sessions whose root came since the last time hold the origin as it is now; how many there are."""
        new = {int(file.name) for file in self.storage.glob("torture/sessions/*")} - set(self.trees)
        if new:
            now = digest(self.origin)
            self.trees.update((number, now) for number in new)
        return len(new)

    def lose(self, chance: random.Random) -> Path:
        """Two cabinets are gone; a copy of the storage still has them."""
        copy = self.top / "copy"
        shutil.copytree(self.storage, copy, copy_function=os.link)
        cabinets = sorted(file for file in (self.storage / "torture/cabinets").rglob("*") if file.is_file())
        for cabinet in chance.sample(cabinets, min(2, len(cabinets))):
            cabinet.unlink()
        return copy

    def kill_background(self) -> None:
        """What a command left behind, such as the process that makes parity, if it holds the device."""
        lock = self.home / "lock"
        found = re.search(r"process (\d+)", lock.read_text()) if lock.exists() else None
        command = Path(f"/proc/{found[1]}/cmdline") if found else lock
        if found and command.exists() and b"control.service.run" in command.read_bytes():
            os.kill(int(found[1]), signal.SIGKILL)

    def completed(self) -> list[int]:
        """The sessions that a person sees as completed backups."""
        rows = [line.split("\t") for line in self.run("control.session.list", "-show-id", "-machine-readable").splitlines()]
        column = {name: index for index, name in enumerate(rows[0])}
        return [int(row[column["ID"]]) for row in rows[1:]
                if row[column["TYPE"]] == "Backup" and row[column["STATE"]] == "Completed"]

    def check(self) -> dict[str, int]:
        """
        Every session that is shown as completed restores equal, and no committed one is gone; and a reader that knows
        nothing of the product finds every byte of the storage whole.
        """
        completed = self.completed()
        if missing := set(self.trees) - self.removed - set(completed):
            raise Lost(f"sessions {sorted(missing)} of {self.top} are not shown any more")
        for number in completed:
            out = self.top / "out"
            self.run("control.restore.start", "-datasource", "FileSystem", "-session", str(number), "-restore-to",
                     str(out), "-wait")
            if digest(out / self.origin.relative_to("/")) != self.trees.get(number):
                raise Lost(f"session {number} of {self.top} is not restored as it was")
            shutil.rmtree(out)
        return {"sessions restored equal": len(completed), "items the independent reader found": self.read()}

    def read(self) -> int:
        libraries = ":".join(str(jar) for name in ("bcprov*", "*zstd*")
                             for jar in (PROGRAM.parent / "plugins").glob(f"{name}.jar"))
        java = sorted(Path("/usr/lib/jvm").glob("*25*/bin/java"))[0]
        done = subprocess.run([java, "--enable-native-access=ALL-UNNAMED", "-cp", libraries,
                               CHECKOUT / "releng/reader/Reader.java", "verify", self.storage, "torture"],
                              input="torture\n", capture_output=True, text=True)
        if done.returncode:
            raise Lost(f"the independent reader finds {self.storage} damaged: {done.stderr[:2000]}")
        return sum(map(int, re.findall(r": (\d+) items", done.stdout)))


def add(counts: dict[str, int], more: dict[str, int]) -> None:
    for what, count in more.items():
        counts[what] = counts.get(what, 0) + count


def kill(process: subprocess.Popen) -> None:
    """SIGKILL to it and all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.communicate()


def settle() -> None:
    """What changed within the last 20 ms is read again by the next backup; keeps runs alike."""
    time.sleep(0.03)
