#!/bin/sh
# Makes Backup Manager a service of this machine (as root), or of the person who calls it (--user). Calling it again
# updates what is there. Settings, keys and registers are never touched.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

usage() {
    cat <<END
Usage: install-service.sh [--user] [--uninstall] [--prefix FOLDER] [--destdir FOLDER] [--no-start]
  (nothing)         installs for the machine: the program in FOLDER (/opt/backup-manager), the state in
                    /var/lib/backup-manager, clienttool and backup-agent in /usr/local/bin, a systemd unit where there
                    is systemd; then starts it
  --user            installs for you alone: the program stays where it is, commands in ~/.local/bin, a unit of your own
  --uninstall       takes all of that away again but the state and the storage
  --prefix FOLDER   another place for the program
  --destdir FOLDER  puts everything below FOLDER, for packages; starts nothing
  --no-start        starts nothing
END
}

user=
uninstall=
prefix=/opt/backup-manager
destdir=
start=yes
while [ $# -gt 0 ]; do
    case $1 in
        --user) user=yes ;;
        --uninstall) uninstall=yes ;;
        --no-start) start= ;;
        --prefix | --destdir)
            [ $# -ge 2 ] || { usage >&2; exit 2; }
            case $2 in /*) ;; *) echo "install-service.sh: $1 wants a whole path, not $2" >&2; exit 2 ;; esac
            [ "$1" = --prefix ] && prefix=${2%/} || destdir=${2%/}
            shift
            ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done
[ -n "$prefix" ] || { echo "install-service.sh: the program cannot be the root folder itself" >&2; exit 2; }
[ -z "$destdir" ] || start=

say() { echo "  $*"; }

if [ -n "$user" ]; then
    prefix=$here
    bin=$HOME/.local/bin
    unit=${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user/backup-agent.service
    template=backup-agent.user.service
    state=
    control="systemctl --user"
else
    bin=$destdir/usr/local/bin
    unit=$destdir/etc/systemd/system/backup-agent.service
    template=backup-agent.service
    state=/var/lib/backup-manager
    control=systemctl
    if [ "$(id -u)" -ne 0 ] && [ -z "$destdir" ]; then
        echo "install-service.sh: installing a service of the machine takes root. Call it with sudo, or give --user to
install it for you alone." >&2
        exit 77
    fi
fi

has_systemd() {
    [ -z "$destdir" ] && command -v systemctl >/dev/null 2>&1 || return 1
    if [ -n "$user" ]; then systemctl --user show-environment >/dev/null 2>&1; else [ -d /run/systemd/system ]; fi
}

# Ends the service however it was started; not running is fine.
stop_service() {
    if has_systemd && [ -e "$unit" ]; then
        $control stop backup-agent.service && say "stopped backup-agent.service"
    elif [ -z "$destdir" ] && [ -x "$prefix/backup-agent" ] && agent status; then
        agent stop && was_running=yes && say "stopped the service"
    fi
}

was_running=
agent() {
    BACKUP_MANAGER_HOME=${state:-${BACKUP_MANAGER_HOME:-}} "$prefix/backup-agent" "$1" >/dev/null 2>&1
}

link() {
    if [ -e "$bin/$1" ] && [ ! -L "$bin/$1" ]; then
        say "left $bin/$1 alone: it is not ours"
    elif [ "$(readlink "$bin/$1" 2>/dev/null)" != "$prefix/$1" ]; then
        ln -sfn "$prefix/$1" "$bin/$1"
        say "linked $bin/$1"
    fi
}

unlink_ours() {
    if [ "$(readlink "$bin/$1" 2>/dev/null)" = "$prefix/$1" ]; then
        rm -f "$bin/$1"
        say "removed $bin/$1"
    fi
}

# A new folder takes the old one's place in one step, so that a copy that fails half-way leaves the old program whole.
copy_program() {
    target=$destdir$prefix
    [ "$here" != "$target" ] || { say "the program stays in $target"; return 0; }
    if [ -e "$target" ] && [ ! -f "$target/install-service.sh" ]; then
        echo "install-service.sh: $target is there already and is not Backup Manager; nothing was changed" >&2
        exit 1
    fi
    mkdir -p "$(dirname "$target")"
    rm -rf "$target.new" "$target.old"
    cp -a "$here" "$target.new"
    [ "$(id -u)" -ne 0 ] || chown -R 0:0 "$target.new"
    chmod -R go-w "$target.new"
    printf '%s\n' "$state" >"$target.new/lib/home"
    [ ! -e "$target" ] || mv "$target" "$target.old"
    mv "$target.new" "$target"
    rm -rf "$target.old"
    say "copied the program to $target"
}

install_unit() {
    if [ -z "$destdir" ] && ! command -v systemctl >/dev/null 2>&1; then
        say "no systemd here; start the service with: backup-agent start"
        return 0
    fi
    mkdir -p "$(dirname "$unit")"
    sed -e "s|@PROGRAM@|$prefix|g" -e "s|@STATE@|$state|g" "$here/service/$template" >"$unit.new"
    mv "$unit.new" "$unit"
    say "wrote $unit"
}

start_service() {
    if has_systemd; then
        $control daemon-reload
        $control enable backup-agent.service
        [ -z "$start" ] || { $control restart backup-agent.service && say "started backup-agent.service"; }
    elif [ -n "$was_running" ] && [ -n "$start" ]; then
        agent start && say "started the service again"
    fi
}

if [ -n "$uninstall" ]; then
    echo "Removing the service:"
    stop_service
    if [ -e "$unit" ]; then
        ! has_systemd || $control disable backup-agent.service
        rm -f "$unit"
        say "removed $unit"
        ! has_systemd || $control daemon-reload
    fi
    unlink_ours clienttool
    unlink_ours backup-agent
    if [ -z "$user" ] && [ -f "$destdir$prefix/install-service.sh" ]; then
        rm -rf "$destdir$prefix"
        say "removed $destdir$prefix"
    fi
    echo "Kept: ${state:-the state in ${XDG_STATE_HOME:-$HOME/.local/state}/backup-manager} (settings, keys, register) and every storage."
    exit 0
fi

echo "Installing the service:"
case $prefix$state in *[\|\ \&]*) echo "install-service.sh: no blanks, & or | in the path, please: $prefix" >&2; exit 2 ;; esac
stop_service
if [ -z "$user" ]; then
    copy_program
    mkdir -p "$destdir$state"
    chmod 700 "$destdir$state"
    say "the state is in $destdir$state, for root only"
fi
mkdir -p "$bin"
link clienttool
link backup-agent
install_unit
[ -n "$destdir" ] || start_service
echo "Next: clienttool control.device.create -name NAME -storage FOLDER, if there is no device yet; the service takes it up
by itself. Then: backup-agent status"
