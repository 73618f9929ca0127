import { BINDING, SIGNATURE_ALGORITHM } from '../saml/names';
import { commented } from './layout';
import type { SetupValues } from './setup-values';
import { phpLiteral } from './string-literals';

type PhpValue = string | number | boolean | readonly PhpValue[] | PhpMap;
/** In the order in which it is written. */
interface PhpMap {
  readonly [key: string | number]: PhpValue;
}

/** An entry of `metadata/saml20-sp-remote.php`, for 1.19 and 2.x. */
export function writeSimplesamlphpEntry(values: SetupValues): string {
  const { sp } = values;
  return [
    '<?php',
    '',
    ...commented('//', [
      `SimpleSAMLphp for the tenant ${values.alias}: add this to metadata/saml20-sp-remote.php.`,
      'mail must be <userName>@<domain>, and nothing that users can edit themselves.',
      ...values.notes,
      `Then give the metadata of the IdP to the tenant: PUT ${values.apiUrl}/idp`,
    ]),
    `$metadata[${phpLiteral(sp.entityId)}] = ${php(entryOf(values), '')};`,
    '',
  ].join('\n');
}

function entryOf(values: SetupValues): PhpMap {
  const { sp, encryptionCertificate } = values;
  return {
    name: { en: values.label },
    AssertionConsumerService: [{ Binding: BINDING.post, Location: sp.acsUrl, index: 0, isDefault: true }],
    SingleLogoutService: [
      { Binding: BINDING.redirect, Location: sp.sloUrl },
      { Binding: BINDING.post, Location: sp.sloUrl },
    ],
    NameIDFormat: values.nameIdFormat,
    authproc: {
      // Before core:AttributeLimit (50). The attribute is named twice: 2.x reads the first, 1.19 the second.
      40: {
        class: 'saml:AttributeNameID',
        identifyingAttribute: 'mail',
        attribute: 'mail',
        Format: values.nameIdFormat,
      },
    },
    ...(values.needsAttributes ? {} : { 'simplesaml.attributes': false }),
    keys: [
      ...values.signingCertificates.map((certificate) => key('signing', certificate)),
      ...(encryptionCertificate === undefined ? [] : [key('encryption', encryptionCertificate)]),
    ],
    'validate.authnrequest': values.signAuthnRequests === 'always',
    'validate.logout': true,
    // Without these two its logout messages go unsigned, and are refused here.
    'sign.logout': true,
    'redirect.sign': true,
    'saml20.sign.assertion': true,
    'saml20.sign.response': true,
    'signature.algorithm': SIGNATURE_ALGORITHM.rsaSha256,
    'assertion.encryption': encryptionCertificate !== undefined,
  };
}

function key(use: 'signing' | 'encryption', certificate: string): PhpMap {
  return {
    type: 'X509Certificate',
    signing: use === 'signing',
    encryption: use === 'encryption',
    X509Certificate: certificate,
  };
}

function php(value: PhpValue, indent: string): string {
  if (typeof value === 'string') return phpLiteral(value);
  if (typeof value !== 'object') return String(value);
  const inner = `${indent}    `;
  const lines = isList(value)
    ? value.map((item) => php(item, inner))
    : Object.entries(value).map(([name, item]) => `${phpKey(name)} => ${php(item, inner)}`);
  return `[\n${lines.map((line) => `${inner}${line},\n`).join('')}${indent}]`;
}

function phpKey(name: string): string {
  return /^\d+$/.test(name) ? name : phpLiteral(name);
}

function isList(value: readonly PhpValue[] | PhpMap): value is readonly PhpValue[] {
  return Array.isArray(value);
}
