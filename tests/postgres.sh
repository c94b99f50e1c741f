#!/usr/bin/env bash
# A PostgreSQL to throw away, for tests: quick, and safe against nothing.
# Usage: eval "$(tests/postgres.sh up)"    starts one, and says where it is in SYMBOLON_TEST_POSTGRES
#        tests/postgres.sh setup           the same for nextest, where the variable is not set yet
#        tests/postgres.sh down            ends it; it also ends with the process whose number is in PARENT, if one is
set -euo pipefail
self=$(realpath "$0")

bin() {
    local found
    found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
    [ -n "$found" ] || { found=$(command -v initdb) && found=$(dirname "$found"); }
    echo "$found"
}

# PostgreSQL refuses to run as root.
as() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# Clusters whose end nobody waited for (a killed run) fill the memory until the machine only swaps pages.
sweep() {
    local folder
    for folder in "$1"/symbolon-postgres.*/; do
        [ -d "$folder" ] || continue
        pgrep -f -- "-D ${folder%/}/data" >/dev/null || find "$folder" -maxdepth 0 -mmin +5 -exec rm -rf -- {} +
    done
}

case ${1:-} in
up)
    bin=$(bin)
    # In memory where there is room for that: the disk is what these tests do not need.
    base=${TMPDIR:-/tmp}
    [ -w /dev/shm ] && base=/dev/shm
    sweep "$base"
    folder=$(mktemp -d "$base/symbolon-postgres.XXXXXX")
    [ "$(id -u)" != 0 ] || chown postgres: "$folder"
    cd /
    as "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions \
        >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }
    for port in $(shuf -i 20000-45000 -n 5); do
        if as "$bin/pg_ctl" -D "$folder/data" -w -t 30 -s -l "$folder/log" -o "-p $port -k $folder \
            -c listen_addresses=127.0.0.1 -c max_connections=400 -c shared_buffers=64MB -c jit=off -c timezone=UTC \
            -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0" \
            start >/dev/null 2>&1; then
            if [ -n "${PARENT:-}" ]; then
                setsid bash -c "while kill -0 $PARENT 2>/dev/null; do sleep 1; done
                    SYMBOLON_TEST_POSTGRES_FOLDER='$folder' '$self' down" </dev/null >/dev/null 2>&1 &
            fi
            echo "export SYMBOLON_TEST_POSTGRES=postgres://postgres@127.0.0.1:$port/postgres"
            echo "export SYMBOLON_TEST_POSTGRES_FOLDER=$folder"
            exit 0
        fi
    done
    cat "$folder/log" >&2
    exit 1
    ;;
setup)
    # Without PostgreSQL, the tests that need it say so.
    if [ -z "${SYMBOLON_TEST_POSTGRES:-}" ] && [ -n "$(bin)" ]; then
        PARENT=$PPID "$self" up | sed 's/^export //' >>"${NEXTEST_ENV:?}"
    fi
    ;;
down)
    folder=${SYMBOLON_TEST_POSTGRES_FOLDER:?}
    [ -d "$folder" ] || exit 0
    cd /
    as "$(bin)/pg_ctl" -D "$folder/data" -m immediate -s stop || true
    rm -rf -- "$folder"
    ;;
*)
    sed -n '2,6p' "$self" >&2
    exit 2
    ;;
esac
