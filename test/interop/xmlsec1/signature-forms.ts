import fc from 'fast-check';

export type KeyKind = 'rsa' | 'ec';

export interface CanonicalChoice {
  readonly withComments: boolean;
  /** Undefined: no InclusiveNamespaces at all. */
  readonly prefixes: readonly string[] | undefined;
}

/** One of the forms of a signature that we accept. */
export interface SignatureForm {
  readonly method: string;
  readonly digest: string;
  readonly ofSignedInfo: CanonicalChoice;
  readonly ofReference: CanonicalChoice;
  readonly prefix: string;
  readonly space: string;
  readonly keyInfo: string;
}

export const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
export const XENC = 'http://www.w3.org/2001/04/xmlenc#';

const HASHES = ['sha256', 'sha384', 'sha512'];
const DIGESTS = [`${XENC}sha256`, `${MORE}sha384`, `${XENC}sha512`];
const KEY_INFOS = [
  '',
  '<X509Data/>',
  '<KeyName>a &amp; b</KeyName><!--x-->',
  '<X509Data><X509Certificate>!</X509Certificate></X509Data>',
];

const canonicalChoice: fc.Arbitrary<CanonicalChoice> = fc.record({
  withComments: fc.boolean(),
  prefixes: fc.option(fc.subarray(['#default', 'a', 'b', 'é', 'ds', 'xml', 'saml', 'undeclared']), {
    nil: undefined,
  }),
});

export function signatureForm(kind: KeyKind): fc.Arbitrary<SignatureForm> {
  const name = kind === 'rsa' ? 'rsa' : 'ecdsa';
  return fc.record({
    method: fc.constantFrom(...HASHES.map((hash) => `${MORE}${name}-${hash}`)),
    digest: fc.constantFrom(...DIGESTS),
    ofSignedInfo: canonicalChoice,
    ofReference: canonicalChoice,
    prefix: fc.constantFrom('ds', '', 'é', 'a'),
    space: fc.constantFrom('', '\n', '\r\n  ', '\t', '&#13;\n'),
    keyInfo: fc.constantFrom(...KEY_INFOS),
  });
}

/** The Signature without its values, for the element of this ID around it. */
export function writeTemplate(form: SignatureForm, id: string): string {
  const { prefix, space } = form;
  const element = (name: string, attributes: string, content: string) => {
    const qualified = prefix === '' ? name : `${prefix}:${name}`;
    return `<${qualified}${attributes}>${content}</${qualified}>`;
  };
  const method = (name: string, uri: string, content = '') => element(name, ` Algorithm="${uri}"`, content);
  const canonical = (name: string, { withComments, prefixes }: CanonicalChoice) =>
    method(name, `${EXCLUSIVE}${withComments ? 'WithComments' : ''}`, writePrefixList(prefixes));
  const lines = (...parts: string[]) => `${space}${parts.join(space)}${space}`;
  const transforms = [
    method('Transform', `${DSIG}enveloped-signature`),
    canonical('Transform', form.ofReference),
  ];
  const reference = [
    element('Transforms', '', lines(...transforms)),
    method('DigestMethod', form.digest),
    element('DigestValue', '', ''),
  ];
  const signedInfo = [
    canonical('CanonicalizationMethod', form.ofSignedInfo),
    method('SignatureMethod', form.method),
    element('Reference', ` URI='#${id}'`, lines(...reference)),
  ];
  const keyInfo = form.keyInfo === '' ? [] : [`<KeyInfo xmlns="${DSIG}">${form.keyInfo}</KeyInfo>`];
  const parts = [
    element('SignedInfo', '', lines(...signedInfo)),
    element('SignatureValue', '', ''),
    ...keyInfo,
  ];
  const declaration = ` xmlns${prefix === '' ? '' : `:${prefix}`}="${DSIG}"`;
  return element('Signature', declaration, lines(...parts));
}

function writePrefixList(prefixes: readonly string[] | undefined): string {
  if (prefixes === undefined) return '';
  return `<ec:InclusiveNamespaces xmlns:ec="${EXCLUSIVE}" PrefixList="${prefixes.join(' ')}"/>`;
}

/** The template with the values that a signed writing of it has. */
export function withValuesOf(signed: string, template: string): string {
  const values = [...signed.matchAll(/<(?:[^<>:/]+:)?(?:DigestValue|SignatureValue)>([^<]+)<\//g)];
  let filled = 0;
  const xml = template.replace(/(<(?:[^<>:/]+:)?(?:DigestValue|SignatureValue)>)(?=<\/)/g, (tag) => {
    filled += 1;
    return tag + (values[filled - 1]?.[1] ?? '');
  });
  if (filled < 2 || filled !== values.length) throw new Error(`${values.length} values for ${filled} places`);
  return xml;
}
