import { Problem } from '../../http/problem';
import { METADATA_BYTES } from '../../saml/limits';
import { readFields, readFile } from '../screen/form-state';
import type { GivenMetadata } from './trust-drafts.service';
import { say } from '../../sentences/sentence';

/** The one of an address, a file and a pasted document that a form has; else what is wrong with it. Throws `request.too_large`. */
export function readOffer(body: unknown): GivenMetadata | 'nothing' | 'several' {
  const { metadataUrl, metadataXml, metadataSigningCertificate } = readFields(body);
  const file = readFile(body, 'metadata');
  const offers: GivenMetadata[] = [
    ...(metadataUrl === undefined ? [] : [{ metadataUrl }]),
    ...(metadataXml === undefined ? [] : [{ document: Buffer.from(metadataXml) }]),
    ...(file ? [{ document: file.content }] : []),
  ];
  const [offer, ...others] = offers;
  if (!offer) return 'nothing';
  if (others.length > 0) return 'several';
  if ('document' in offer && offer.document.length > METADATA_BYTES)
    throw new Problem('request.too_large', say`Metadata may be 25 MiB at most.`);
  return metadataSigningCertificate === undefined ? offer : { ...offer, metadataSigningCertificate };
}
