"""Real file systems that are full, or whose disk fails: ext4 in a file, mounted by a loop device."""
import contextlib
import os
import random
import shutil
import subprocess
from pathlib import Path

from kills import change
from product import Device, Lost, add

SIZE = 96 << 20


def command(*words: object, codes: tuple[int, ...] = (0,)) -> str:
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    if codes and done.returncode not in codes:
        raise RuntimeError(f"{' '.join(map(str, words))}: {done.stderr or done.stdout}")
    return done.stdout


@contextlib.contextmanager
def drive(image: Path, place: Path):
    """A new ext4 file system of 96 MiB."""
    image.parent.mkdir(parents=True, exist_ok=True)
    with open(image, "wb") as file:
        file.truncate(SIZE)
    command("mkfs.ext4", "-q", "-m", "0", image)
    place.mkdir(parents=True)
    command("mount", "-o", "loop", image, place)
    try:
        yield place
    finally:
        command("umount", "-l", place, codes=())


def fill(place: Path, leave: int) -> None:
    """Takes all room but so many bytes."""
    free = os.statvfs(place)
    with open(place / "ballast", "wb") as ballast:
        os.posix_fallocate(ballast.fileno(), 0, max(4096, free.f_bavail * free.f_frsize - leave))


def full(work: Path, rounds: int, seed: int) -> dict[str, int]:
    """Storage full, home full, both full, each at a place of chance; with room again everything goes on."""
    chance = random.Random(seed)
    counts = {"full drives": 0, "sessions that met one": 0}
    for case in ("storage", "home", "both"):
        top = work / f"full-{case}"
        with drive(top / "storage.img", top / "s") as storage, drive(top / "home.img", top / "h") as home:
            device = Device(top, storage / "storage", home / "home")
            device.create()
            change(device, chance)
            device.backup()
            for _ in range(rounds):
                change(device, chance)
                full_ones = [place for place in (storage, home) if case in (place_name(place, top), "both")]
                for place in full_ones:
                    fill(place, chance.randrange(2 << 20) if place == storage else chance.randrange(64 << 10))
                    counts["full drives"] += 1
                said = device.run("control.backup.start", "-wait", codes=())
                device.note()
                if not said.startswith("0 "):
                    counts["sessions that met one"] += 1
                    if "Exception" in said or said.startswith("70 "):
                        raise Lost(f"a full drive ({case}) is not told as one: {said}")
                for place in full_ones:
                    (place / "ballast").unlink()
                shutil.rmtree(device.origin / "folder-0", ignore_errors=True)
                device.backup()
                trim(device, storage)
            add(counts, device.check())
    if not counts["sessions that met one"]:
        raise Lost("no session met a full drive")
    return counts


def place_name(place: Path, top: Path) -> str:
    return "storage" if place == top / "s" else "home"


def trim(device: Device, storage: Path) -> None:
    """The drives are small: big files go when little room is left for the next rounds."""
    if os.statvfs(storage).f_bavail * 4096 < 40 << 20:
        for file in device.origin.glob("big-*"):
            file.unlink()


def failing(work: Path, rounds: int, seed: int) -> dict[str, int]:
    """
    A storage whose disk gives input/output errors: its image lies, with holes, in a small file system in memory, and
    what has no room there cannot be written. Afterwards the disk is mended and checked, as an administrator would.
    """
    chance = random.Random(seed)
    counts = {"failing disks": 0, "sessions that met one": 0}
    for number in range(rounds):
        top = work / f"failing-{number}"
        memory = top / "memory"
        memory.mkdir(parents=True)
        command("mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", memory)
        try:
            with drive(memory / "storage.img", top / "s") as storage:
                device = Device(top, storage / "storage")
                device.create()
                change(device, chance)
                device.backup()
                command("sync")
                used = os.statvfs(memory)
                room = (used.f_blocks - used.f_bfree) * used.f_frsize + chance.randrange(64 << 10, 4 << 20)
                command("mount", "-o", f"remount,size={room}", memory)
                change(device, chance)
                (device.origin / "big-0").write_bytes(chance.randbytes(8 << 20))
                said = device.run("control.backup.start", "-wait", codes=())
                device.note()
                counts["failing disks"] += 1
                if not said.startswith("0 "):
                    counts["sessions that met one"] += 1
                    if said.startswith("70 "):
                        raise Lost(f"a failing disk is not told as one: {said}")
                command("umount", storage)
                command("mount", "-o", "remount,size=1g", memory)
                command("e2fsck", "-fy", memory / "storage.img", codes=(0, 1))
                command("mount", "-o", "loop", memory / "storage.img", storage)
                device.backup()
                add(counts, device.check())
        finally:
            command("umount", "-l", memory, codes=())
    if not counts["sessions that met one"]:
        raise Lost("no session met a failing disk")
    return counts
