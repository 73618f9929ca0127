#!/usr/bin/env bash
# Sees to it that the software of others is there that the interoperability tests run against.
set -euo pipefail
exec </dev/null
source "$(dirname "$0")/../support/debian-packages.sh"

look() {
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

see_to_it 'The interoperability tests'
