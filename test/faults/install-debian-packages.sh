#!/usr/bin/env bash
# Sees to it that the software is there that the fault tests put a service's nodes behind and on.
set -euo pipefail
exec </dev/null
source "$(dirname "$0")/../support/debian-packages.sh"

look() {
  need 'ls /usr/lib/postgresql/*/bin/postgres /usr/lib/postgresql/*/bin/pg_basebackup' postgresql postgresql-contrib
  need 'test -x /usr/sbin/pgbouncer' pgbouncer
  need 'test -x /usr/sbin/haproxy' haproxy
  need 'test -x /usr/bin/caddy' caddy
  need 'test -x /usr/bin/etcd' etcd-server
  # Debian's Patroni only recommends what it speaks etcd and Postgres by.
  need '/usr/bin/python3 -c "import patroni, etcd, psycopg2"' patroni python3-etcd python3-psycopg2
  need 'ls /usr/lib/*/faketime/libfaketime.so.1' libfaketime
  need 'command -v setpriv' util-linux
}

see_to_it 'The fault tests'
