<?php

$config = [
    'people' => [
        'exampleauth:UserPass',
        getenv('INTEROP_PERSON') => ['uid' => [strstr(getenv('INTEROP_PERSON'), ':', true)]],
    ],
];
