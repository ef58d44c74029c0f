#!/bin/sh
# Start a throw-away PostgreSQL server on a unix socket, as an ordinary user, for the store's tests.
#
#   .ci/postgres.sh COMMAND [ARGUMENT...]   run a command beside the server, then stop it
#   .ci/postgres.sh                         print the server's address and keep it until a signal
#
# The command finds the address in $THROUGHLINE_TEST_POSTGRES. Installs Debian's postgresql when
# no server program is there and it may. Exit code: that of the command, 1 when no server starts.
set -eu

find_programs() {
    for programs in /usr/lib/postgresql/*/bin; do
        if [ -x "$programs/initdb" ]; then
            echo "$programs"
            return
        fi
    done
    if initdb=$(command -v initdb); then
        dirname "$initdb"
    fi
}

install_server() {
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "error: PostgreSQL's server is not installed." >&2
        echo "hint: sudo apt-get install postgresql" >&2
        exit 1
    fi
    {
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql
    } >&2
}

# The server refuses to run as root.
as_server_user() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups -- "$@"
    else
        "$@"
    fi
}

stop_server() {
    as_server_user "$programs/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$home"
}

start_server() {
    chmod 700 "$home"
    if [ "$(id -u)" = 0 ]; then
        chown nobody "$home"
    fi
    cd "$home"
    as_server_user "$programs/initdb" -D "$home/data" -U throughline --auth=trust \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$home/log" 2>&1 &&
        as_server_user "$programs/pg_ctl" -D "$home/data" -l "$home/server.log" -w -t 60 \
            -o "-c listen_addresses='' -c unix_socket_directories='$home' -c fsync=off" \
            start >>"$home/log" 2>&1 &&
        as_server_user "$programs/createdb" -h "$home" -U throughline throughline
}

programs=$(find_programs)
if [ -z "$programs" ]; then
    install_server
    programs=$(find_programs)
fi
here=$(pwd)
home=$(mktemp -d /tmp/throughline-postgres.XXXXXX)
trap stop_server EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
if ! (start_server); then
    echo "error: PostgreSQL's server did not start." >&2
    cat "$home"/*log >&2
    exit 1
fi
THROUGHLINE_TEST_POSTGRES="postgresql+psycopg://throughline@/throughline?host=$home"
export THROUGHLINE_TEST_POSTGRES
cd "$here"
if [ $# -gt 0 ]; then
    "$@"
else
    echo "$THROUGHLINE_TEST_POSTGRES"
    while :; do sleep 1; done
fi
