#!/usr/bin/env bash
# Sees to it that the software of others is there that the interoperability tests run against: installs Debian's packages where
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
  need 'xmlsec1 --version' xmlsec1
  need 'php -r "require \"/usr/share/simplesamlphp/lib/_autoload.php\"; new DOMDocument(); mb_strlen(\"\");"' \
    simplesamlphp php-cli php-xml php-mbstring
  need '/usr/bin/python3 -c "import saml2.server"' python3-pysaml2
  # The portal loads both when it starts, whether they are used or not, and Debian only recommends what they need.
  need 'perl -MLasso -MPlack::Builder -MIO::String -MLemonldap::NG::Portal::Main -MLemonldap::NG::Portal::Issuer::SAML -MLemonldap::NG::Portal::Captcha::SecurityImage -e1' \
    liblemonldap-ng-portal-perl liblasso-perl libplack-perl libio-string-perl libxml-simple-perl libgd-securityimage-perl \
    libimage-magick-perl
  need 'xmllint --version' libxml2-utils
  need 'test -e /usr/share/simplesamlphp/schemas/saml-schema-metadata-2.0.xsd' simplesamlphp
  need 'command -v setpriv' util-linux
  need 'jq --version' jq
  need 'zsh --version' zsh
  need 'fish --version' fish
  need 'systemd-analyze --version' systemd
  need 'promtool --version' prometheus
}

# Bounded, so that a machine without a network is told so and does not wait. RUNLEVEL keeps Debian from starting the web server
# that comes along.
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
echo "The interoperability tests need software that could not be installed: install Debian's ${missing[*]} (\"apt-get install --no-install-recommends ${missing[*]}\" as root) and start them again." >&2
exit 1
