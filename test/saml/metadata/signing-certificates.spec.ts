import { createPrivateKey } from 'node:crypto';
import { makeKeyPair } from '../../support/idp/key-pair';
import { certificateOf, entity, key, pemPair, read, role, SSO, warningsOf } from './idp-document';

function withKeys(...keys: string[]): string {
  return entity(role(keys.join('') + SSO));
}

function fingerprints(xml: string): number {
  return new Set(read(xml).signingCertificates.map(({ sha256Fingerprint }) => sha256Fingerprint)).size;
}

async function pemOf(kind: Parameters<typeof pemPair>[0]): Promise<string> {
  return `-----BEGIN CERTIFICATE-----\n${await certificateOf(kind)}\n-----END CERTIFICATE-----\n`;
}

describe('signing certificates', () => {
  it('are those for signing and those of no use, each once, in order', async () => {
    const [rsa, ec, weak] = await Promise.all([
      certificateOf('rsa'),
      certificateOf('ec'),
      certificateOf('weak'),
    ]);
    const { signingCertificates } = read(
      withKeys(key(ec, null), key(rsa), key(weak, 'encryption'), key(rsa)),
    );
    expect(signingCertificates.map(({ der }) => der.toString('base64'))).toEqual([ec, rsa]);
  });

  it('may stand in lines, with a PEM file’s armour, or as a PEM file in Base64 once more', async () => {
    const [rsa, pem] = await Promise.all([certificateOf('rsa'), pemOf('rsa')]);
    const forms = [`\n  ${rsa.replace(/(.{64})/g, '$1\n  ')}\n`, pem, Buffer.from(pem).toString('base64')];
    for (const form of forms) expect(fingerprints(withKeys(key(form)))).toBe(1);
    expect(fingerprints(withKeys(...forms.map((form) => key(form))))).toBe(1);
  });

  it('may be several in one PEM file', async () => {
    expect(fingerprints(withKeys(key((await pemOf('rsa')) + (await pemOf('ec')))))).toBe(2);
  });

  it.each([
    ['expired', 'certificate_expired'],
    ['early', 'certificate_not_yet_valid'],
    ['weak', 'key_too_small'],
  ] as const)('%s ones are taken, with a warning', async (kind, code) => {
    const xml = withKeys(key(await certificateOf(kind)));
    expect(warningsOf(xml)).toEqual([code]);
    expect(fingerprints(xml)).toBe(1);
  });

  it('sound ones give no warning', async () => {
    expect(warningsOf(withKeys(key(await certificateOf('rsa')), key(await certificateOf('ec'))))).toEqual([]);
  });

  it.each([
    ['no Base64', 'not a certificate!'],
    ['no certificate', Buffer.from('not a certificate').toString('base64')],
    ['nothing', ''],
  ])('that are %s are passed over with a warning where there is another', async (_what, content) => {
    const xml = withKeys(key(content), key(await certificateOf('rsa')));
    expect(warningsOf(xml)).toEqual(['certificate_unreadable']);
    expect(fingerprints(xml)).toBe(1);
    expect(() => read(withKeys(key(content)))).toThrow(/signing certificate/);
  });

  it('must be there', async () => {
    const rsa = await certificateOf('rsa');
    expect(() => read(withKeys())).toThrow(/signing certificate/);
    expect(() => read(withKeys(key(rsa, 'encryption')))).toThrow(/signing certificate/);
  });

  it('are 100 at most', async () => {
    const rsa = key(await certificateOf('rsa'));
    expect(fingerprints(withKeys(rsa.repeat(100)))).toBe(1);
    expect(() => read(withKeys(rsa.repeat(101)))).toThrow(/at most 100/);
  });

  it('are 20 distinct ones at most, since every login may be checked by all', async () => {
    const many = await Promise.all(Array.from({ length: 21 }, () => makeKeyPair({ kind: 'ec' })));
    const keys = many.map(({ certificateDer }) => key(certificateDer.toString('base64')));
    expect(fingerprints(withKeys(...keys.slice(1)))).toBe(20);
    expect(() => read(withKeys(...keys))).toThrow(/at most 20 distinct/);
  });

  it('are no private keys: the document is refused', async () => {
    const { privateKeyPem } = await pemPair('rsa');
    const ec = createPrivateKey((await pemPair('ec')).privateKeyPem);
    const secrets = [
      privateKeyPem,
      Buffer.from(privateKeyPem).toString('base64'),
      Buffer.from((await pemOf('rsa')) + privateKeyPem).toString('base64'),
      createPrivateKey(privateKeyPem).export({ type: 'pkcs1', format: 'der' }).toString('base64'),
      ec.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
      ec.export({ type: 'sec1', format: 'der' }).toString('base64'),
    ];
    const sound = key(await certificateOf('rsa'));
    for (const secret of secrets) expect(() => read(withKeys(sound, key(secret)))).toThrow(/leaked/);
  });
});
