# Sourced by the start scripts. Where the program was installed as a service of the machine, whoever may use its home
# (root) uses that one, unless another was named.
if [ -z "${BACKUP_MANAGER_HOME:-}" ] && [ -r "$here/lib/home" ]; then
    read -r service_home <"$here/lib/home" || service_home=
    [ -z "$service_home" ] || [ ! -w "$service_home" ] || export BACKUP_MANAGER_HOME="$service_home"
fi
