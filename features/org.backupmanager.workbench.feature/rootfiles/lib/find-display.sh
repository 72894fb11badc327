# Sourced by the start scripts. Says what to do where there is no display to open a window on, and fails.
need_display() {
    [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || return 0
    echo "$1: no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).
On a desktop, start it from a terminal of that desktop, or name the display:  DISPLAY=:0 $1
Over ssh, forward the display:  ssh -X ...
Without a display, use the command line:  $1 help" >&2
    return 1
}
