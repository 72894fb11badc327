# Sourced by the start scripts. find_java TOOL sets JAVA_HOME_FOUND to the home of a Java of at least JAVA_WANTED whose
# bin has TOOL (java or javac), or to nothing; JAVA_PLACES then says where was looked. Starts no process where it can
# do without one: this is in the way of every command.
JAVA_WANTED=25

# Names of files are UTF-8. Where nobody says so (cron, ssh without a locale, a bare container), Java could not even open
# a file whose name is not plain English.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in C | POSIX) export LC_ALL=C.UTF-8 ;; esac

# Sets major to the version in a Java home's "release" file, which every JDK since 9 has.
java_major() {
    major=0
    [ -r "$1/release" ] || return 0
    while IFS='=' read -r key value; do
        if [ "$key" = JAVA_VERSION ]; then
            value=${value#\"}
            value=${value%\"}
            major=${value%%[!0-9]*}
        fi
    done < "$1/release"
    major=${major:-0}
}

try_java() {
    [ -z "$JAVA_HOME_FOUND" ] && [ -n "$1" ] && [ -x "$1/bin/$2" ] || return 0
    java_major "$1"
    [ "$major" -lt "$JAVA_WANTED" ] || JAVA_HOME_FOUND=$1
}

find_java() {
    JAVA_HOME_FOUND=
    JAVA_PLACES="BACKUP_MANAGER_JAVA_HOME (${BACKUP_MANAGER_JAVA_HOME:-not set}), JAVA_HOME (${JAVA_HOME:-not set}),
  java on the PATH, /usr/lib/jvm/*, /opt/*, ~/.sdkman/candidates/java/*, /Library/Java/JavaVirtualMachines/*"
    try_java "${BACKUP_MANAGER_JAVA_HOME:-}" "$1"
    try_java "${JAVA_HOME:-}" "$1"
    [ -z "$JAVA_HOME_FOUND" ] || return 0
    on_path=$(command -v java) && on_path=$(readlink -f "$on_path" 2>/dev/null) && try_java "${on_path%/bin/java}" "$1"
    for place in /usr/lib/jvm/* /opt/* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
            /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        try_java "$place" "$1"
    done
}

# What to do where find_java found nothing; $1 is the script's name, $2 is JDK or "Java runtime".
say_no_java() {
    echo "$1: no $2 $JAVA_WANTED or later found. Looked at:
  $JAVA_PLACES" >&2
    package=$(apt-cache search --names-only "^(openjdk|temurin)-$JAVA_WANTED-jdk(-headless)?\$" 2>/dev/null \
        | sort | tail -n 1 | cut -d ' ' -f 1)
    if [ -n "$package" ]; then
        echo "Install it:  sudo apt-get install $package" >&2
    else
        echo "This machine's package sources have none. Unpack any JDK $JAVA_WANTED (for example Eclipse Temurin) below
/usr/lib/jvm, or say where it is:  export BACKUP_MANAGER_JAVA_HOME=/path/to/jdk-$JAVA_WANTED" >&2
    fi
}
