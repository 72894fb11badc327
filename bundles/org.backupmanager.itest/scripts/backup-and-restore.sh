#!/bin/sh
# Written as administrators write scripts for ClientTool: backs up, restores the newest good session, tells how it went.
#   backup-and-restore.sh CLIENTTOOL PATH RESTORE-TO
# Ends with 103 and up where something is not as such scripts expect it.
ClientTool=$1
Selection=$2
RestoreTo=$3

fail() {
    echo "ERROR: $2" >&2
    exit "$1"
}

# The column of that name, from a table with a header and tabs
column() {
    awk -F '\t' -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i; if (!c) exit 3; next } { print $c }'
}

wait_for_idle() {
    while :; do
        status=$("$ClientTool" -machine-readable control.status.get) || fail 103 "no status"
        case $status in
            Idle) return ;;
            Scanning | Backup | Restore) sleep 1 ;;
            Suspended) sleep 30 ;;
            *) fail 104 "status is $status" ;;
        esac
    done
}

# The first number in the JSON is the code
error=$("$ClientTool" control.initialization-error.get)
[ "$(echo "$error" | tr -Cs '[:alnum:]' ' ' | xargs | cut -d' ' -f2)" -eq 0 ] || fail 105 "$error"

sources=$("$ClientTool" control.selection.list | grep Inclusive | cut -d' ' -f1 | sort -u)
echo "Data sources: $sources"

wait_for_idle
"$ClientTool" -machine-readable control.backup.start -datasource FileSystem || fail 106 "the backup was not accepted"
wait_for_idle

sessions=$("$ClientTool" -machine-readable control.session.list -delimiter "$(printf '\t')")
[ "$(echo "$sessions" | head -n 1 | cut -f 1-13 | tr '\t' ' ')" = \
    "DSRC TYPE STATE FLAGS START END SELS SELC PROCS PROCC SENTS ERRC REMC" ] || fail 107 "columns of sessions"
# Neither sessions that are running or failed, nor such as were cleaned
start=$(echo "$sessions" | awk -F '\t' '$1 == "FileSystem" && $2 == "Backup" && $3 ~ /^Completed/ && $4 ~ /^(A-|--)/ { print $5; exit }')
[ -n "$start" ] || fail 108 "there is no session to restore: $sessions"
echo "Errors: $(echo "$sessions" | column ERRC | head -n 1)"

"$ClientTool" -machine-readable control.restore.start -datasource FileSystem -selection "$Selection" -restore-to "$RestoreTo" -time "$start" \
    -session-search-policy ClosestToRequested -existing-files-restore-policy Overwrite \
    -outdated-files-restore-policy CheckContentOfOutdatedFilesOnly || fail 109 "the restore was not accepted"
wait_for_idle

"$ClientTool" -machine-readable control.session.list | sed -n 2p | cut -f 1-3
"$ClientTool" control.session.error.list -datasource FileSystem -no-header
