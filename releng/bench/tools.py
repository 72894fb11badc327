"""The programs that are compared: how each is got, and which command does what. Each runs with its defaults, sealed."""
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from measure import Cost, Failed, measured
from packages import Suite, codename, unpack, version_of

PASSPHRASE = "measured side by side"
PRODUCT = "releng/org.backupmanager.product/target/products/backup-manager/linux/gtk/x86_64/backup-manager"


class Tool:
    """Keeps its storage and its local state (caches, register) in a folder of its own."""
    name = ""

    def __init__(self, folder: Path):
        self.folder = folder
        self.storage = folder / "storage"
        self.local = folder / "local"

    def version(self) -> str:
        raise NotImplementedError

    def prepare(self, source: Path) -> None:
        """A new, empty storage; what was there is gone. Not measured."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.storage.mkdir(parents=True)
        self.local.mkdir()
        (self.folder / "passphrase").write_text(PASSPHRASE + "\n")

    def backup(self, source: Path) -> list:
        raise NotImplementedError

    def restore(self, target: Path) -> list:
        """The newest session, with whole paths below the target."""
        raise NotImplementedError

    def verify(self) -> list | None:
        """Reads and checks all that is stored."""
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
                "HOME": str(self.local), "XDG_CACHE_HOME": str(self.local)}

    def run(self, command: list, cwd: Path | None = None) -> Cost:
        return measured(command, self.environment(), cwd or self.folder, self.folder / "log")

    def close(self) -> None:
        """Ends what runs for this tool."""

    def _text(self, *command) -> str:
        done = subprocess.run(command, env=self.environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode:
            said = (done.stderr or done.stdout).strip()
            raise Failed(f"{' '.join(map(str, command[:3]))} ended with {done.returncode}: {said}")
        return done.stdout


class BackupManager(Tool):
    """Stand-alone: every command is a process of its own, and nothing runs before it."""
    name = "Backup Manager"

    def __init__(self, folder: Path, checkout: Path):
        super().__init__(folder)
        self._checkout = checkout
        self._start = checkout / PRODUCT / "backup-manager"
        # What the start script prepares at the first run of an installation is not a session's cost.
        self._cache = folder.with_name("start")

    def fetch(self) -> None:
        """Builds the product from this checkout."""
        if subprocess.run([self._checkout / "backup-manager", "help"], stdout=subprocess.DEVNULL).returncode:
            sys.exit("bench: the product does not start; see above.")
        self._await_image()
        self._can_verify = "control.verify.start" in self._text(self._start, "help")

    def _await_image(self) -> None:
        """The first command of an installation has its image of classes made in the background."""
        self._cache.mkdir(parents=True, exist_ok=True)
        self._text(self._start, "help")
        for _ in range(600):
            if any(self._cache.rglob("classes.aot")) or any(self._cache.rglob("refused")):
                return
            time.sleep(0.5)
        sys.exit(f"bench: no image of classes was made in {self._cache} within five minutes.")

    def version(self) -> str:
        git = ["git", "-C", str(self._checkout)]
        commit = self._text(*git, "rev-parse", "--short", "HEAD").strip()
        changed = self._text(*git, "status", "--porcelain", "-uno", "--", ".", ":!releng/bench").strip()
        return f"Backup Manager {commit}{' with changes' if changed else ''}"

    def environment(self) -> dict[str, str]:
        java = {key: os.environ[key] for key in ("JAVA_HOME", "BACKUP_MANAGER_JAVA_HOME") if key in os.environ}
        return {**super().environment(), **java, "XDG_CACHE_HOME": str(self._cache),
                "BACKUP_MANAGER_HOME": str(self.local)}

    def prepare(self, source: Path) -> None:
        super().prepare(source)
        self._text(self._start, "control.device.create", "-name", "bench", "-storage", self.storage,
                   "-passphrase-file", self.folder / "passphrase", "-home", self.local)
        self._text(self._start, "control.selection.modify", "-datasource", "FileSystem", "-include", source)
        # The peers keep nothing to heal from either; what parity costs is said in README.md.
        self._text(self._start, "control.setting.modify", "-name", "Parity", "-value", "off")

    def backup(self, source: Path) -> list:
        return [self._start, "control.backup.start", "-datasource", "FileSystem", "-wait"]

    def restore(self, target: Path) -> list:
        return [self._start, "control.restore.start", "-datasource", "FileSystem", "-restore-to", target, "-wait"]

    def verify(self) -> list | None:
        return [self._start, "control.verify.start", "-wait"] if self._can_verify else None


class BackupManagerService(BackupManager):
    """With the background service running: what it uses counts, its start does not."""
    name = "with its service"

    def __init__(self, folder: Path, checkout: Path):
        super().__init__(folder, checkout)
        self._service = None

    def prepare(self, source: Path) -> None:
        super().prepare(source)
        with open(self.folder / "service.log", "wb") as log:
            self._service = subprocess.Popen([self._start, "control.service.run"], env=self.environment(),
                                             stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        for _ in range(300):
            if self._service.poll() is not None:
                raise Failed(f"the service ended with {self._service.returncode} (see {self.folder / 'service.log'})")
            if (self.folder / "service.log").stat().st_size:    # it says when it listens
                return
            time.sleep(0.1)
        raise Failed(f"the service does not listen after 30 s (see {self.folder / 'service.log'})")

    def run(self, command: list, cwd: Path | None = None) -> Cost:
        process = Path(f"/proc/{self._service.pid}")
        (process / "clear_refs").write_text("5")    # its peak counts from here
        before = self._cpu(process)
        cost = super().run(command, cwd)
        status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
        peak = int(status["VmHWM"].split()[0]) * 1024
        return Cost(cost.wall, cost.cpu + self._cpu(process) - before, max(cost.memory, peak))

    @staticmethod
    def _cpu(process: Path) -> float:
        user, system = (process / "stat").read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        if self._service:
            self._service.terminate()
            self._service.wait(60)
            self._service = None


class Restic(Tool):
    name = "restic"

    def __init__(self, folder: Path, programs: Path, packages: Path):
        super().__init__(folder)
        self._programs = programs / "restic"
        self._packages = Suite(packages / "unstable", "unstable")
        self._program = self._programs / "usr/bin/restic"

    def fetch(self) -> None:
        package = self._packages.download("restic")
        if tuple(map(int, version_of(package).split("-")[0].split(".")[:2])) < (0, 19):
            sys.exit(f"bench: {package.name} is older than 0.19; remove it from the cache and try again.")
        if not self._program.exists():
            unpack(package, self._programs)

    def version(self) -> str:
        return " ".join(self._text(self._program, "version").split()[:2])

    def environment(self) -> dict[str, str]:
        return {**super().environment(), "RESTIC_REPOSITORY": str(self.storage),
                "RESTIC_PASSWORD_FILE": str(self.folder / "passphrase")}

    def prepare(self, source: Path) -> None:
        super().prepare(source)
        self._text(self._program, "init")

    def backup(self, source: Path) -> list:
        return [self._program, "backup", source]

    def restore(self, target: Path) -> list:
        return [self._program, "restore", "latest", "--target", target]

    def verify(self) -> list | None:
        return [self._program, "check", "--read-data"]


class Borg(Tool):
    name = "Borg"
    # Its modules are made for the suite's own Python.
    _PYTHON = "/usr/bin/python3"

    def __init__(self, folder: Path, programs: Path, packages: Path):
        super().__init__(folder)
        self._programs = programs / "borg"
        self._packages = Suite(packages / f"{codename()}-backports", f"{codename()}-backports", codename())
        self._count = 0

    def fetch(self) -> None:
        parts = [self._packages.download("borgbackup", "1.4")]
        parts += [self._packages.download(each) for each in ("python3-msgpack", "python3-packaging", "libxxhash0")]
        if not (self._programs / "usr/bin/borg").exists():
            for part in parts:
                unpack(part, self._programs)
            subprocess.run([self._PYTHON, "-m", "compileall", "-q", self._programs / "usr/lib/python3"], check=True)

    def version(self) -> str:
        return self._text(*self._borg("--version")).strip().replace("borg", "Borg")

    def environment(self) -> dict[str, str]:
        libraries = ":".join(map(str, (self._programs / "usr/lib").glob("*-linux-gnu")))
        return {**super().environment(), "PYTHONPATH": str(self._programs / "usr/lib/python3/dist-packages"),
                "LD_LIBRARY_PATH": libraries, "BORG_BASE_DIR": str(self.local), "BORG_REPO": str(self.storage),
                "BORG_PASSPHRASE": PASSPHRASE}

    def _borg(self, *arguments) -> list:
        return [self._PYTHON, "-s", self._programs / "usr/bin/borg", *arguments]

    def prepare(self, source: Path) -> None:
        super().prepare(source)
        # Both modes are its usual ones; the faster depends on the processor.
        mode = "repokey" if "sha_ni" in Path("/proc/cpuinfo").read_text() else "repokey-blake2"
        self._text(*self._borg("init", "--encryption", mode))
        self._count = 0

    def backup(self, source: Path) -> list:
        self._count += 1
        return self._borg("create", f"::session{self._count}", source)

    def restore(self, target: Path) -> list:
        return self._borg("extract", f"::session{self._count}")    # into the folder it runs in

    def verify(self) -> list | None:
        return self._borg("check", "--verify-data")
