"""Debian packages of any suite by an apt configuration of our own: nothing on the machine is changed or installed."""
import re
import shutil
import subprocess
import sys
from pathlib import Path


def release() -> dict[str, str]:
    """What /etc/os-release says."""
    lines = Path("/etc/os-release").read_text().splitlines()
    return {key: value.strip('"') for key, _, value in (line.partition("=") for line in lines)}


def codename() -> str:
    found = release()
    if found.get("ID") != "debian" or "VERSION_CODENAME" not in found:
        sys.exit(f"bench: this is {found.get('PRETTY_NAME', 'no Debian')}; the peers and corpora come from Debian's "
                 "packages. Run it on Debian 12 or later, for example in a container.")
    return found["VERSION_CODENAME"]


def _stanzas(codename: str):
    """The machine's own Debian sources of its own suite, in the one form apt has for all of them."""
    for file in sorted(Path("/etc/apt/sources.list.d").glob("*.sources")):
        for stanza in re.split(r"\n\s*\n", file.read_text()):
            fields = [line for line in stanza.splitlines() if not line.startswith("#")]
            suites = next((line.split()[1:] for line in fields if line.lower().startswith("suites:")), [])
            if codename in suites:
                yield [line for line in fields if not re.match(r"(?i)(types|suites|components|enabled):", line)]
    for file in [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*.list"))]:
        for line in file.read_text().splitlines() if file.exists() else []:
            found = re.match(r"deb\s+(?:\[([^]]*)\]\s+)?(\S+)\s+(\S+)\s", line)
            if found and found[3] == codename:
                key = re.search(r"signed-by=(\S+)", found[1] or "")
                yield [f"URIs: {found[2]}"] + ([f"Signed-By: {key[1]}"] if key else [])


class Suite:
    """The packages of some suites, kept below a folder."""

    def __init__(self, folder: Path, *suites: str):
        self._folder = folder
        self._suites = suites
        self._settings = folder / "apt.conf"
        self._fresh = False

    def _apt(self, *command: str, cwd: Path | None = None) -> str:
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True,
                              env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8",
                                   "APT_CONFIG": str(self._settings)})
        if done.returncode:
            sys.exit(f"bench: {' '.join(command)} failed for {', '.join(self._suites)}:\n{done.stderr.strip()}")
        return done.stdout

    def _update(self) -> None:
        if self._fresh:
            return
        for part in ("lists/partial", "cache/archives/partial"):
            (self._folder / part).mkdir(parents=True, exist_ok=True)
        stanza = next(_stanzas(codename()), None)
        if stanza is None:
            sys.exit(f"bench: no package source of the suite {codename()} is set up in /etc/apt.")
        sources = self._folder / "suite.sources"
        sources.write_text("\n".join(["Types: deb", f"Suites: {' '.join(self._suites)}", "Components: main", *stanza])
                           + "\n")
        # The parts of the machine's own configuration (a proxy, say) still hold; only places are replaced.
        self._settings.write_text(f'Dir::Etc::sourcelist "{sources}";\nDir::Etc::sourceparts "-";\n'
                                  f'Dir::Etc::preferencesparts "-";\nDir::State::lists "{self._folder}/lists";\n'
                                  f'Dir::Cache "{self._folder}/cache";\nAPT::Sandbox::User "root";\n')
        print(f"bench: reading the package lists of {', '.join(self._suites)}", flush=True)
        self._apt("apt-get", "-qq", "update")
        self._fresh = True

    def download(self, package: str, version: str = "") -> Path:
        """The newest version that begins so, downloaded once."""
        kept = self._folder / "debs"
        kept.mkdir(parents=True, exist_ok=True)
        there = sorted(kept.glob(f"{package}_{version.replace(':', '%3a')}*.deb"))
        if there:
            return there[-1]
        self._update()
        known = [line.split("|")[1].strip() for line in self._apt("apt-cache", "madison", package).splitlines()]
        wanted = next((each for each in known if each.startswith(version)), None)
        if wanted is None:
            sys.exit(f"bench: {package} {version or '(any)'} is not in {', '.join(self._suites)}; "
                     f"there are: {', '.join(known) or 'none'}.")
        print(f"bench: downloading {package} {wanted}", flush=True)
        part = kept / f"{package}.part"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        self._apt("apt-get", "-qq", "download", f"{package}={wanted}", cwd=part)
        file = next(part.iterdir()).rename(kept / next(part.iterdir()).name)
        part.rmdir()
        return file


def unpack(package: Path, into: Path) -> None:
    into.mkdir(parents=True, exist_ok=True)
    subprocess.run(["dpkg-deb", "-x", package, into], check=True)


def version_of(package: Path) -> str:
    """From the name of the file."""
    return package.name.split("_")[1].replace("%3a", ":")
