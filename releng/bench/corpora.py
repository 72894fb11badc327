"""What is backed up: built once from Debian packages, kept, copied and changed for each round. The same everywhere."""
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Callable, Iterator

from packages import Suite, unpack, version_of

# One suite for every machine, so that figures of different machines speak of the same data.
SUITE = "bookworm"
KERNEL = "linux-source-6.1"
# What the system disk of a desktop holds: programs, libraries, a compiler, documents, fonts, pictures.
SYSTEM = ("firefox-esr openjdk-17-jre-headless openjdk-17-source libllvm15 libllvm14 golang-1.19-go libstd-rust-dev "
          "fonts-noto-cjk gnome-backgrounds gimp-data inkscape vim-runtime python3.11-doc gcc-12 g++-12 cpp-12 "
          "postgresql-15 mariadb-server-core blender-data libboost1.74-dev libwebkit2gtk-4.0-37").split()
CHANGES = "git"
LEAST_FILES = 75_000
MIB = 1 << 20


class Corpora:
    """@param folder where they are kept"""

    def __init__(self, folder: Path, checkout: Path):
        self._folder = folder
        self._checkout = checkout
        self._packages = Suite(folder.parent / "packages" / SUITE, SUITE)

    def built(self, name: str) -> Path:
        """A folder with nothing but the corpus."""
        done = self._folder / name
        if not done.exists():
            print(f"bench: building the corpus {name}", flush=True)
            part = self._folder / f"{name}.part"
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir(parents=True)
            getattr(self, f"_{name}")(part)
            part.rename(done)
        return done

    def described(self, name: str) -> str:
        count, size = 0, 0
        for path in files(self.built(name)):
            count, size = count + 1, size + path.lstat().st_size
        packages = {"small": f"{KERNEL} unpacked", "image": f"{len(SYSTEM)} packages unpacked into a dense ext4 image"}
        made = packages.get(name, {"random": "seeded random bytes", "tiny": "this checkout and some random bytes",
                                   "million": f"pieces of the text of {KERNEL}", "history": f"a part of {KERNEL}",
                                   }.get(name, ""))
        return f"{count:,} file{'s' if count > 1 else ''}, {size / MIB:,.0f} MiB ({made})"

    def versions(self, name: str) -> str:
        packages = SYSTEM if name == "image" else [KERNEL] if name in ("small", "million", "history") else []
        return ", ".join(f"{each} {version_of(self._packages.download(each))}" for each in packages)

    def change(self, name: str, live: Path, step: int) -> None:
        """The same change to every copy for the same step."""
        chance = random.Random(f"{name} {step}")
        if name == "image":
            with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", self._packages.download(CHANGES)],
                                  stdout=subprocess.PIPE) as fresh:
                _overwrite(live / "disk.img", chance, fresh.stdout.read, extents=16, blocks=256)
                fresh.kill()
        elif name == "random":
            _overwrite(live / "random.bin", chance, chance.randbytes, extents=8, blocks=64)
            _insert(live / "random.bin", chance)
        else:
            _change_files(live, chance, share={"history": 0.005}.get(name, 0.01))

    def _tiny(self, into: Path) -> None:
        names = subprocess.run(["git", "-C", self._checkout, "ls-files", "-z", "bundles"], check=True,
                               capture_output=True).stdout.split(b"\0")[:-1]
        for name in map(os.fsdecode, names[:1000]):
            if (self._checkout / name).is_file():
                (into / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(self._checkout / name, into / name)
        (into / "random.bin").write_bytes(random.Random("tiny").randbytes(2 * MIB))

    def _small(self, into: Path) -> None:
        package = into.with_name("kernel.part")
        unpack(self._packages.download(KERNEL), package)
        subprocess.run(["tar", "xf", next(package.glob("usr/src/*.tar.xz")), "-C", into], check=True)
        shutil.rmtree(package)
        count = sum(1 for _ in files(into))
        if count < LEAST_FILES:
            sys.exit(f"bench: {KERNEL} has only {count:,} files; at least {LEAST_FILES:,} are wanted.")

    def _image(self, into: Path) -> None:
        tree = into.with_name("system.part")
        shutil.rmtree(tree, ignore_errors=True)
        for package in SYSTEM:
            unpack(self._packages.download(package), tree)
        sparse = into.with_name("disk.part")
        fixed = "5ca1ab1e-0000-4000-8000-000000000000"
        subprocess.run(["mke2fs", "-q", "-F", "-t", "ext4", "-U", fixed, "-E",
                        f"hash_seed={fixed},lazy_itable_init=0,root_owner=0:0", "-d", tree, sparse, "3G"],
                       check=True, stdout=subprocess.DEVNULL,
                       env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "E2FSPROGS_FAKE_TIME": "1700000000"})
        shutil.rmtree(tree)
        # A disk that was read by its device has no holes.
        subprocess.run(["cp", "--sparse=never", sparse, into / "disk.img"], check=True)
        sparse.unlink()

    def _random(self, into: Path) -> None:
        chance = random.Random("incompressible")
        with open(into / "random.bin", "wb") as file:
            for _ in range(1024):
                file.write(chance.randbytes(MIB))

    def _million(self, into: Path) -> None:
        text = _text(self.built("small"))
        chance = random.Random("million")
        rest = b""
        for folder in range(1000):
            (into / f"{folder:03}").mkdir()
            for number in range(1000):
                size = chance.randint(500, 2500)
                while len(rest) < size:
                    rest += next(text)
                (into / f"{folder:03}" / f"{number:03}.txt").write_bytes(rest[:size])
                rest = rest[size:]

    def _history(self, into: Path) -> None:
        source = next(self.built("small").iterdir())
        for part in ("fs", "kernel", "mm", "net", "lib", "block", "crypto", "security"):
            shutil.copytree(source / part, into / part, symlinks=True)


def files(folder: Path) -> Iterator[Path]:
    """All regular files, always in the same order."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            if path.is_file() and not path.is_symlink():
                yield path


def _text(folder: Path) -> Iterator[bytes]:
    skip = 0
    while True:
        for path in files(folder):
            yield path.read_bytes()[skip:]
        skip += 700    # a second time round, the pieces begin elsewhere


def _overwrite(path: Path, chance: random.Random, fresh: Callable[[int], bytes], extents: int, blocks: int) -> None:
    size = path.stat().st_size
    with open(path, "r+b") as file:
        for length in [chance.randint(128, 1024) * 4096 for _ in range(extents)] + [4096] * blocks:
            file.seek(chance.randrange((size - length) // 4096) * 4096)
            file.write(fresh(length))


def _insert(path: Path, chance: random.Random) -> None:
    """A thousand bytes in the middle: all behind them moves."""
    content = path.read_bytes()
    middle = len(content) // 2
    path.write_bytes(content[:middle] + chance.randbytes(1000) + content[middle:])


def _change_files(folder: Path, chance: random.Random, share: float) -> None:
    """Of the share of files, most get a line more, some are renamed, removed or added."""
    all_files = list(files(folder))
    for path in chance.sample(all_files, max(5, int(len(all_files) * share))):
        kind = chance.random()
        if kind < 0.1:
            path.unlink()
        elif kind < 0.2:
            path.rename(path.with_name(f"renamed-{chance.randrange(1 << 30)}-{path.name}"))
        elif kind < 0.3:
            path.with_name(f"added-{chance.randrange(1 << 30)}").write_bytes(path.read_bytes()[::-1])
        else:
            content = path.read_bytes()
            at = content.find(b"\n", chance.randrange(len(content) + 1)) + 1
            path.write_bytes(content[:at] + b"/* changed: %d */\n" % chance.randrange(1 << 30) + content[at:])
