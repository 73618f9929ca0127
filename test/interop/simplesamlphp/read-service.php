<?php

// What SimpleSAMLphp made of the service whose entityID is the argument, as JSON.
require_once '/usr/share/simplesamlphp/lib/_autoload.php';

$handler = SimpleSAML\Metadata\MetaDataStorageHandler::getMetadataHandler();
echo json_encode($handler->getMetaData($argv[1], 'saml20-sp-remote'));
