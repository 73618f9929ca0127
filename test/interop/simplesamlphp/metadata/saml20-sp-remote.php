<?php

// As its own converter does, but for each request: what stands in the files is what the service served.
foreach (glob(getenv('INTEROP_DIRECTORY') . '/service-*.xml') as $file) {
    $settings = json_decode(file_get_contents("$file.json"), true);
    $service = SimpleSAML\Metadata\SAMLParser::parseFile($file)->getMetadata20SP();
    unset($service['entityDescriptor']);
    $metadata[$service['entityid']] = $service + [
        'assertion.encryption' => $settings['encryptsAssertions'],
        'simplesaml.nameidattribute' => 'principalName',
        'authproc' => [
            10 => [
                'class' => 'core:AttributeAdd',
                'principalName' => ["{$settings['person']}@{$settings['nameIdDomain']}"],
            ],
            20 => [
                'class' => 'saml:AttributeNameID',
                'attribute' => 'principalName',
                'Format' => SAML2\Constants::NAMEID_UNSPECIFIED,
            ],
        ],
    ];
}

// What the service wrote, as it is. The attribute that it makes the NameID of is what a directory would have.
foreach (glob(getenv('INTEROP_DIRECTORY') . '/service-*.php') as $file) {
    $settings = json_decode(file_get_contents("$file.json"), true);
    include $file;
    $metadata[array_key_last($metadata)]['authproc'][10] = [
        'class' => 'core:AttributeAdd',
        'mail' => ["{$settings['person']}@{$settings['nameIdDomain']}"],
    ];
}
