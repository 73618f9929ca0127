#!/bin/sh
# Makes what is not there yet of secrets/, and leaves what is. Keep a copy of secrets/master-key elsewhere than the backups.
set -eu
cd "$(dirname "$0")"

# Only its owner gets into the directory. The files are read in containers by accounts that this machine does not know.
umask 077
mkdir -p secrets

make() { # NAME COMMAND...
  file=secrets/$1
  shift
  [ -s "$file" ] || { "$@" >"$file.new" && chmod 0444 "$file.new" && mv "$file.new" "$file"; }
}

database_url() {
  printf 'postgres://ram_sso:%s@postgres:5432/ram_sso\n' "$(cat secrets/postgres-password)"
}

make postgres-password openssl rand -hex 32
make database-url database_url
make admin-token openssl rand -hex 32
make master-key openssl rand -base64 32
