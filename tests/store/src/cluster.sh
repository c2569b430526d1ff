# Keeps one PostgreSQL cluster, for `Keeper`.
#
# Arguments: where to make its folder, the folder of PostgreSQL's programs,
# and lines for postgresql.conf. Orders: `init`, `start PORT`, `stop MODE`,
# `kill PID`. At the end of input the server is stopped and the folder removed.

# A handler, not '', so that the server does not inherit deafness. PIPE: the
# other end may die while an order is carried out.
trap : HUP INT TERM PIPE

folder=$(mktemp -d "$1/etablera-postgres.XXXXXX") || exit 1
programs=$2
settings=$3
cd "$folder" || exit 1
exec 2>>said

# The server refuses to be root.
as_server() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    user=postgres
    id -u "$user" || user=nobody
    group=$(id -g "$user")
    chown "$user" "$folder"
    as_server() { setpriv --reuid "$user" --regid "$group" --clear-groups -- "$@"; }
fi >&2

control() {
    as_server "$programs/pg_ctl" -D "$folder/data" -s -w -t 120 "$@"
}

# Swedish order, not that of bytes: a query that leans on its back end's order
# is to be found out.
init() {
    as_server "$programs/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --no-sync \
        --locale=C.UTF-8 --locale-provider=icu --icu-locale=sv &&
        printf '%s\n' "$settings" >>data/postgresql.conf
}

carry_out() {
    case $1 in
    init) init ;;
    start) control start -l "$folder/log" -o "-p $2" ;;
    stop) control stop -m "$2" ;;
    kill) kill -KILL "$2" ;;
    *) false ;;
    esac
}

echo "$folder"
while read -r order argument; do
    : >said
    carry_out "$order" "$argument" </dev/null >&2
    echo $?
done

control stop -m immediate </dev/null >&2
cd /
for attempt in 1 2 3 4 5; do
    rm -rf "$folder" && break
    sleep 1
done
