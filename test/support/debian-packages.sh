# Sourced by the scripts that see to it that the software of others is there: installs Debian's packages where something is missing and
# that can be done, and otherwise says what to install and fails. Each of them says by `need` what it looks for, in a function `look`.

missing=()

# need WHAT-RUNS-IF-IT-IS-THERE PACKAGE...
need() {
  local check=$1
  shift
  bash -c "$check" >/dev/null 2>&1 || missing+=("$@")
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

look_again() {
  missing=()
  look
}

# see_to_it WHO-NEEDS-IT
see_to_it() {
  look_again
  [ ${#missing[@]} -gt 0 ] || return 0
  if command -v apt-get >/dev/null; then
    echo "missing: trying apt-get install ${missing[*]}" >&2
    install_packages >&2 || true
  fi
  look_again
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "$1 need software that could not be installed: install Debian's ${missing[*]} (\"apt-get install --no-install-recommends ${missing[*]}\" as root) and start them again." >&2
  return 1
}
