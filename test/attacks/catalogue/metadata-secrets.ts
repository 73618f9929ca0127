import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import type { MetadataAttack, MetadataFamily } from '../support/metadata-attack';
import {
  aggregateOf,
  behindRole,
  inEntity,
  keyHolder,
  otherEntity,
  refused,
  spRole,
  withKey,
} from '../support/metadata-edits';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const rsaPem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const rsaDer = rsa.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
const oldDer = rsa.privateKey.export({ type: 'pkcs1', format: 'der' }).toString('base64');
const ecDer = createPrivateKey(ec.privateKey.export({ type: 'sec1', format: 'pem' }))
  .export({ type: 'sec1', format: 'der' })
  .toString('base64');
const lockedPem = rsa.privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
  .toString();
const lockedDer = rsa.privateKey
  .export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: 'x' })
  .toString('base64');

const privateKeys: readonly MetadataAttack[] = [
  refused('as a PEM file', (xml) => withKey(xml, keyHolder(rsaPem))),
  refused('as a PEM file in Base64', (xml) =>
    withKey(xml, keyHolder(Buffer.from(rsaPem).toString('base64'))),
  ),
  refused('as a PEM file in an instruction', (xml) => inEntity(xml, `<?key ${rsaPem}?>`)),
  refused('under a passphrase', (xml) => withKey(xml, keyHolder(lockedPem))),
  refused('under a passphrase, bare', (xml) => withKey(xml, keyHolder(lockedDer))),
  refused('of RSA, bare', (xml) => withKey(xml, keyHolder(rsaDer))),
  refused('of RSA in the older form, bare, in lines', (xml) =>
    withKey(xml, keyHolder(oldDer.replace(/.{64}/g, '$&\n'))),
  ),
  refused('of an elliptic curve, bare', (xml) => withKey(xml, keyHolder(ecDer))),
  refused('to decrypt with', (xml) => withKey(xml, keyHolder(rsaDer, 'encryption'))),
  refused('to decrypt with, as a PEM file in Base64', (xml) =>
    withKey(xml, keyHolder(Buffer.from(rsaPem).toString('base64'), 'encryption')),
  ),
  refused('of the same entity as a service', (xml) => behindRole(xml, spRole(keyHolder(ecDer)))),
  refused('of another entity of the aggregate', (xml) => aggregateOf(xml + otherEntity(keyHolder(oldDer)))),
  refused('in an element of its own', (xml) =>
    inEntity(
      xml,
      `<md:Extensions><x:PrivateKeyPem xmlns:x="urn:x">${rsaDer}</x:PrivateKeyPem></md:Extensions>`,
    ),
  ),
];

export const metadataSecrets: MetadataFamily = {
  name: 'private keys in metadata',
  why: 'Metadata are exported by hand, and now and then with the key itself: what is kept and shown to every administrator would let them all sign anybody in. Here such a document is refused as a whole, wherever in it the key stands, and nothing of it is kept.',
  attacks: privateKeys,
};
