#!/usr/bin/env bash
# Sees to it that the software is there that the fault tests put a service's nodes behind and on: installs Debian's packages where
# something is missing and that can be done, and otherwise says what to install and fails.
set -euo pipefail
exec </dev/null

missing=()

# need WHAT-RUNS-IF-IT-IS-THERE PACKAGE...
need() {
  local check=$1
  shift
  bash -c "$check" >/dev/null 2>&1 || missing+=("$@")
}

look() {
  missing=()
  need 'ls /usr/lib/postgresql/*/bin/postgres /usr/lib/postgresql/*/bin/pg_basebackup' postgresql postgresql-contrib
  need 'test -x /usr/sbin/pgbouncer' pgbouncer
  need 'test -x /usr/sbin/haproxy' haproxy
  need 'test -x /usr/bin/etcd' etcd-server
  # Debian's Patroni only recommends what it speaks etcd and Postgres by.
  need '/usr/bin/python3 -c "import patroni, etcd, psycopg2"' patroni python3-etcd python3-psycopg2
  need 'ls /usr/lib/*/faketime/libfaketime.so.1' libfaketime
  need 'command -v setpriv' util-linux
}

# Bounded, so that a machine without a network is told so and does not wait. RUNLEVEL keeps Debian from starting the servers that
# come along: each test starts its own.
install_packages() {
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 timeout 150 apt-get -qq)
  local install=("${apt[@]}" install -y --no-install-recommends "${missing[@]}")
  "${install[@]}" || { "${apt[@]}" update && "${install[@]}"; }
}

look
[ ${#missing[@]} -gt 0 ] || exit 0
if command -v apt-get >/dev/null; then
  echo "missing: trying apt-get install ${missing[*]}" >&2
  install_packages >&2 || true
fi
look
[ ${#missing[@]} -gt 0 ] || exit 0
echo "The fault tests need software that could not be installed: install Debian's ${missing[*]} (\"apt-get install --no-install-recommends ${missing[*]}\" as root) and start them again." >&2
exit 1
