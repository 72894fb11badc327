"""The table of figures and ratios."""
import os
import platform
import statistics
import subprocess
from pathlib import Path

OURS, SERVICE, PEERS = "Backup Manager", "with its service", ("restic", "Borg")
TITLES = {"tiny": "Some small files, to try the benchmark itself", "small": "Small files", "image": "One disk image",
          "random": "What cannot be compressed", "million": "One million small files",
          "history": "50 sessions of a slowly changing tree"}
# How many times as fast as each peer, or as the faster; how many times as large as the smaller, or as the data itself.
BARS = {
    "small": {"first backup": {"restic": 3, "Borg": 4}, "again, nothing changed": {"better": 2},
              "again, some changed": {"better": 2}, "restore": {"better": 2}, "stored": {"smaller": 0.9}},
    "image": {"first backup": {"restic": 2, "Borg": 1.3}, "again, nothing changed": {"better": 1},
              "again, some changed": {"better": 2}, "restore": {"better": 1.5}, "stored": {"smaller": 0.95}},
    "random": {"first backup": {"restic": 2, "Borg": 1.3}, "again, nothing changed": {"better": 1},
               "again, some changed": {"better": 1}, "restore": {"better": 1}, "stored": {"data": 1.01}},
    "million": {"first backup": {"seconds": 40}, "again, nothing changed": {"seconds": 4}, "restore": {"seconds": 45},
                "verify": {"seconds": 8}, "stored": {"smaller": 0.7}},
}


def machine(folder: Path) -> str:
    text = Path("/proc/cpuinfo").read_text()
    model = next((line.split(":")[1].strip() for line in text.splitlines() if line.startswith("model name")),
                 platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    kind = subprocess.run(["findmnt", "-no", "FSTYPE", "-T", folder], capture_output=True, text=True).stdout.strip()
    return f"{model}, {os.cpu_count()} processors, {memory:.0f} GiB of memory, {kind}, Linux {platform.release()}"


def section(name: str, result: dict) -> str:
    """One corpus as Markdown."""
    figures = {tool: {phase: _median(values) for phase, values in phases.items()}
               for tool, phases in result["figures"].items()}
    tools = [tool for tool in (OURS, SERVICE, *PEERS) if tool in figures]
    peers = [peer for peer in PEERS if peer in tools and OURS in tools]
    phases = list(dict.fromkeys(phase for tool in tools for phase in figures[tool]))
    head = ["", *tools, *(f"times {peer}" for peer in peers), "bar", "met"]
    rows = [head, ["---"] * len(head)]
    for phase in phases:
        cells = [_cell(figures[tool].get(phase)) for tool in tools]
        ratios = [_ratio(figures, phase, peer) for peer in peers]
        bar = BARS.get(name, {}).get(phase, {})
        rows.append([phase, *cells, *ratios, _bar(bar), _met(bar, figures, phase, result["bytes"])])
    parts = [f"## {TITLES[name]}", f"{result['corpus']}. {result['date']}, {result['rounds']} "
             f"round{'s' if result['rounds'] > 1 else ''}, load average at the begin {result['load']:.1f}.",
             f"Measured: {', '.join(result['versions'])}.",
             *([f"Data: {result['packages']}."] if result["packages"] else []),
             f"On: {result['machine']}.", "\n".join("| " + " | ".join(row) + " |" for row in rows)]
    parts += [f"**Failed:** {failure}" for failure in result["failures"]]
    return "\n\n".join(parts) + "\n"


def page(results: dict[str, dict]) -> str:
    intro = """# Measured side by side

Written by `releng/bench/run`; do not edit. Seconds of the whole process, in parentheses seconds of all processors and
peak resident memory; medians. "times restic" says how many times as fast as restic Backup Manager is (in parentheses:
with its background service running), or for bytes how many times as large. Every restore was compared with its source.
"""
    return "\n".join([intro, *(section(name, results[name]) for name in TITLES if name in results)])


def _median(values: list) -> dict | float:
    if isinstance(values[0], dict):
        return {field: statistics.median(each[field] for each in values) for field in values[0]}
    return statistics.median(values)


def _cell(figure) -> str:
    if figure is None:
        return "–"
    if isinstance(figure, dict):
        return f"{figure['wall']:.2f} s ({figure['cpu']:.1f} s, {figure['memory'] / (1 << 20):.0f} MiB)"
    return f"{figure / (1 << 20):,.1f} MiB"


def _plain(figure) -> float | None:
    return figure["wall"] if isinstance(figure, dict) else figure


def _compared(figures: dict, phase: str, tool: str, peer: str) -> float | None:
    ours, theirs = (_plain(figures.get(each, {}).get(phase)) for each in (tool, peer))
    if not ours or not theirs:
        return None
    return theirs / ours if isinstance(figures[peer][phase], dict) else ours / theirs


def _ratio(figures: dict, phase: str, peer: str) -> str:
    alone, served = (_compared(figures, phase, tool, peer) for tool in (OURS, SERVICE))
    is_time = isinstance(figures.get(peer, {}).get(phase), dict)
    return (f"{alone:.2f}" if alone else "–") + (f" ({served:.2f})" if served and is_time else "")


def _bar(bar: dict) -> str:
    words = {"better": "{:g} the better", "smaller": "{:g} of the smaller", "data": "{:g} of the data",
             "seconds": "{:g} s"}
    return ", ".join(words.get(key, "{:g} " + key).format(value) for key, value in bar.items())


def _met(bar: dict, figures: dict, phase: str, size: int) -> str:
    ours = _plain(figures.get(OURS, {}).get(phase))
    if not bar or not ours:
        return ""
    peers = [compared for peer in PEERS if (compared := _compared(figures, phase, OURS, peer))]
    limits = {"seconds": lambda most: ours <= most, "data": lambda most: ours <= most * size,
              "better": lambda least: peers and min(peers) >= least,
              "smaller": lambda most: peers and max(peers) <= most}
    fulfilled = [limits[key](value) if key in limits else (_compared(figures, phase, OURS, key) or 0) >= value
                 for key, value in bar.items()]
    return "yes" if all(fulfilled) else "**no**"
