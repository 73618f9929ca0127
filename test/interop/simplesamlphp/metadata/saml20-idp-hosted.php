<?php

$directory = getenv('INTEROP_DIRECTORY');
$bindings = [SAML2\Constants::BINDING_HTTP_REDIRECT, SAML2\Constants::BINDING_HTTP_POST];
$settings = [
    'redirect.sign' => true,
    'redirect.validate' => true,
    'sign.logout' => true,
    'validate.logout' => true,
    'attributes.NameFormat' => SAML2\Constants::NAMEFORMAT_URI,
];

$metadata[getenv('INTEROP_ORIGIN') . '/saml2/idp/metadata.php'] = [
    'host' => '__DEFAULT__',
    'auth' => 'people',
    'privatekey' => "$directory/idp.key",
    'certificate' => "$directory/idp.crt",
    'SingleSignOnServiceBinding' => $bindings,
    'SingleLogoutServiceBinding' => $bindings,
    // The entry that the service writes must see to all of this itself.
] + (getenv('INTEROP_REGISTERED_BY') === 'entry' ? [] : $settings)
    + (file_exists("$directory/additional.crt") ? ['new_certificate' => "$directory/additional.crt"] : []);
