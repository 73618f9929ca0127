import fc from 'fast-check';
import type { TestKeyPair } from '../../support/idp/key-pair';
import { xmlDocumentAround } from '../../support/libxml2/xml-documents';
import {
  type KeyKind,
  signatureForm,
  type SignatureForm,
  withValuesOf,
  writeTemplate,
} from './signature-forms';
import type { Xmlsec1 } from './xmlsec1';

/** A document of all the dirt that we read, with a place for the signature of its root. */
export interface Signable {
  readonly form: SignatureForm;
  readonly template: string;
}

const ROOTS = [
  {
    prefix: 'samlp',
    namespace: 'urn:oasis:names:tc:SAML:2.0:protocol',
    localName: 'Response',
    id: '_r',
  },
  { prefix: '', namespace: 'urn:oasis:names:tc:SAML:2.0:assertion', localName: 'Assertion', id: 'a-é' },
];

export function signable(kind: KeyKind): fc.Arbitrary<Signable> {
  return fc.tuple(signatureForm(kind), fc.constantFrom(...ROOTS)).chain(([form, root]) => {
    const signature = fc.constant(writeTemplate(form, root.id));
    return xmlDocumentAround(root, signature).map((template) => ({ form, template }));
  });
}

export interface Signed {
  readonly form: SignatureForm;
  /** By xmlsec1, in its own writing. */
  readonly written: string;
  /** The document as it was, with the values that xmlsec1 found. */
  readonly filled: string;
}

export function signAll(xmlsec1: Xmlsec1, signables: readonly Signable[], keys: TestKeyPair): Signed[] {
  const written = xmlsec1.sign(
    signables.map(({ template }) => template),
    keys,
  );
  return signables.map(({ form, template }, index) => {
    const own = written[index] ?? '';
    return { form, written: own, filled: withValuesOf(own, template) };
  });
}
