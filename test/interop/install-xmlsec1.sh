#!/usr/bin/env bash
# Sees to it that the command xmlsec1 is there, and installs Debian's package where it is not and that can be done.
set -euo pipefail
exec </dev/null

found() { xmlsec1 --version >/dev/null 2>&1; }

# Bounded, so that a machine without a network is told so and does not wait.
install_package() {
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive timeout 120 apt-get -qq)
  "${apt[@]}" install -y xmlsec1 || { "${apt[@]}" update && "${apt[@]}" install -y xmlsec1; }
}

found && exit 0
if command -v apt-get >/dev/null; then
  echo 'xmlsec1 is missing: trying apt-get install xmlsec1' >&2
  install_package >&2 || true
fi
found && exit 0
echo 'The interoperability tests need the command xmlsec1, and it could not be installed: install it (on Debian and Ubuntu "apt-get install xmlsec1" as root, on macOS "brew install libxmlsec1") and start them again.' >&2
exit 1
