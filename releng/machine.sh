# Sourced by mvnw and backup-manager: what this machine must have, and how it gets it.
# Graphical programs need GTK; without a display also a virtual X server. Fonts and icons make windows look right.
WINDOW_PACKAGES="libgtk-3-0 fonts-dejavu-core adwaita-icon-theme librsvg2-common"
DISPLAY_PACKAGES="xvfb xauth"

has_gtk() {
    for library in /usr/lib/*/libgtk-3.so.0 /usr/lib64/libgtk-3.so.0 /usr/lib/libgtk-3.so.0; do
        [ ! -e "$library" ] || return 0
    done
    return 1
}

has_xvfb() {
    command -v xvfb-run >/dev/null && command -v Xvfb >/dev/null && command -v xauth >/dev/null
}

# install_packages WHO WHY PACKAGE... : with apt where we are root, otherwise says what to type and fails.
install_packages() {
    who=$1
    why=$2
    shift 2
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        echo "$who: installing $* ($why)" >&2
        log=$(mktemp)
        if { apt-get -qq update || true; } </dev/null >"$log" 2>&1 &&
                DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" \
                    </dev/null >>"$log" 2>&1; then
            rm -f "$log"
            return 0
        fi
        cat "$log" >&2
        rm -f "$log"
        echo "$who: apt-get could not install them." >&2
    else
        echo "$who: $why. Missing: $*" >&2
    fi
    echo "Type this and try again:
  sudo apt-get update && sudo apt-get install --no-install-recommends $*" >&2
    return 1
}
