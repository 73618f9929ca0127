<?php

// Everything that SimpleSAMLphp would write goes to the directory of this run.
$directory = getenv('INTEROP_DIRECTORY');

$config = [
    'baseurlpath' => getenv('INTEROP_ORIGIN') . '/',
    'certdir' => "$directory/",
    'datadir' => "$directory/",
    'tempdir' => "$directory/tmp",
    'loggingdir' => "$directory/",
    'metadatadir' => dirname(__DIR__) . '/metadata/',
    'secretsalt' => 'for-one-run-of-tests',
    'auth.adminpassword' => bin2hex(random_bytes(16)),
    'technicalcontact_name' => 'Interoperability tests',
    'technicalcontact_email' => 'nobody@idp.example',
    'trusted.url.domains' => ['127.0.0.1', 'localhost'],
    'trusted.url.regex' => false,
    'showerrors' => true,
    'logging.handler' => 'stderr',
    'logging.level' => SimpleSAML\Logger::INFO,
    'enable.saml20-idp' => true,
    'module.enable' => ['exampleauth' => true],
    'session.cookie.secure' => false,
    'session.cookie.samesite' => null,
    'session.phpsession.savepath' => $directory,
    'session.phpsession.httponly' => true,
    'language.cookie.secure' => false,
    'language.cookie.samesite' => null,
    'store.type' => 'phpsession',
    'metadata.sources' => [['type' => 'flatfile']],
];
