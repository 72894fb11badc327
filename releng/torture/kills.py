"""Real processes killed with SIGKILL at instants of chance, on real storage."""
import random
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from product import Device, Lost, add, kill, settle

EVERY = 10    # after so many kills a backup runs to its end


def change(device: Device, chance: random.Random) -> None:
    """Some big and some small files are new, others gone, some grown."""
    for n in range(chance.randint(1, 3)):
        (device.origin / f"big-{chance.randrange(6)}").write_bytes(chance.randbytes(chance.randrange(1 << 20, 5 << 20)))
    for n in range(chance.randint(0, 30)):
        folder = device.origin / f"folder-{chance.randrange(5)}"
        folder.mkdir(exist_ok=True)
        file = folder / f"small-{chance.randrange(60)}"
        if file.exists() and chance.random() < 0.3:
            file.unlink()
        else:
            file.write_bytes(b"text %d\n" % chance.randrange(1000) * chance.randrange(2000))
    settle()


def victim(device: Device, verbs: list[list[str]], chance: random.Random) -> list[str]:
    """Mostly backups; restores; and whatever else the product has that works on the storage."""
    if chance.random() < 0.75 or not device.trees:
        return ["control.backup.start", "-wait"]
    chosen = chance.choice(verbs)
    if chosen[0] == "control.session.remove":
        number = chance.choice(sorted(device.trees))
        device.removed.add(number)
        return [*chosen, "-session", str(number)]
    if chosen[0] == "control.repair.start":
        return [*chosen, "-copy", str(device.lose(chance))]
    return [*chosen, "-restore-to", str(device.top / "killed")] if "restore" in chosen[0] else chosen


def usual(device: Device) -> float:
    begun = time.monotonic()
    device.backup()
    return time.monotonic() - begun


def torment(top: Path, kills: int, seed: int, verbs: list[list[str]]) -> dict[str, int]:
    chance = random.Random(seed)
    device = Device(top)
    device.create()
    change(device, chance)
    device.backup()
    change(device, chance)
    span = usual(device)
    counts = {"kills": 0, "ended before": 0, "committed": 0, "backups to their end": 2,
              "repairs to their end": 0}
    while counts["kills"] < kills:
        change(device, chance)
        words = victim(device, verbs, chance)
        process = device.start(*words)
        time.sleep(chance.random() * span * 1.1)
        if process.poll() is not None:
            counts["ended before"] += 1
        else:
            counts["kills"] += 1
        kill(process)
        device.kill_background()
        counts["committed"] += device.note()
        if words[0] == "control.repair.start":
            device.run(*words)    # whatever the killed one left, the next one finishes
            shutil.rmtree(device.top / "copy")
            counts["repairs to their end"] += 1
        shutil.rmtree(device.top / "killed", ignore_errors=True)
        if counts["kills"] % EVERY == 0 and counts["kills"]:
            span = 0.5 * span + 0.5 * usual(device)
            counts["backups to their end"] += 1
            if counts["kills"] % 50 == 0:
                print(f"torture: {counts['kills']} kills with seed {seed}", flush=True)
    change(device, chance)
    device.backup()
    add(counts, device.check())
    return counts


def run(work: Path, kills: int, seed: int, verbs: list[list[str]]) -> dict[str, int]:
    """Two devices at a time, as there are usually two processors."""
    with ThreadPoolExecutor(2) as pool:
        halves = [pool.submit(torment, work / f"kills-{n}", (kills + n) // 2, seed + n, verbs) for n in range(2)]
        counts: dict[str, int] = {}
        for half in halves:
            add(counts, half.result())
    if counts["kills"] < kills:
        raise Lost(f"only {counts['kills']} processes could be killed")
    return counts
