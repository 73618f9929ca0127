import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signXml } from '../support/idp/sign-xml';
import { TestIdp } from '../support/idp/test-idp';
import { runRamSso } from '../support/cli-process';

const fixture = (name: string): string => join(__dirname, '..', 'fixtures', 'metadata', name);

interface Report {
  readonly accepted: boolean;
  readonly entityId?: string;
  readonly candidates?: readonly string[];
  readonly ssoServices: readonly object[];
  readonly signingCertificates: readonly { readonly believed: boolean }[];
  readonly warnings: readonly { readonly code: string }[];
}

const check = async (args: readonly string[], input?: string | Buffer) => {
  const { code, stdout, stderr } = await runRamSso(['idp', 'check', ...args, '--output', 'json'], { input });
  return { code, stderr, report: (stdout === '' ? undefined : JSON.parse(stdout)) as Report | undefined };
};

describe('ram-sso idp check', () => {
  const directory = mkdtempSync(join(tmpdir(), 'ram-check-'));
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it('says what is in metadata, without a service and a token', async () => {
    const { code, report, stderr } = await check([fixture('okta.xml')]);
    expect([code, stderr]).toEqual([0, '']);
    expect(report).toMatchObject({
      accepted: true,
      entityId: 'http://www.okta.com/exkdoocxa1VmjpXmX697',
      ssoServices: [expect.anything(), expect.anything()],
      signingCertificates: [{ believed: true }],
      warnings: [],
    });
  });

  it('reads standard input, and shows it to people', async () => {
    const { code, stdout } = await runRamSso(['idp', 'check', '-'], {
      input: readFileSync(fixture('okta.xml')),
    });
    expect(code).toBe(0);
    expect(stdout).toContain('http://www.okta.com/exkdoocxa1VmjpXmX697');
    expect(stdout).not.toContain('\u001b');
  });

  it('asks which IdP of several, and takes the answer', async () => {
    const several = fixture('aggregate-two-idps.xml');
    const asked = await check([several]);
    expect(asked.code).toBe(1);
    expect(asked.report).toMatchObject({
      accepted: false,
      candidates: [expect.any(String), expect.any(String)],
    });
    const entityId = asked.report?.candidates?.[1] ?? '';
    const answered = await check([several, '--entity-id', entityId]);
    expect(answered).toMatchObject({ code: 0, report: { accepted: true, entityId } });
  });

  it('warns, and ends with 1 for it where that is asked', async () => {
    const expired = fixture('simplesamlphp-expired.xml');
    const { code, report } = await check([expired]);
    expect(code).toBe(0);
    expect(report?.warnings.length).toBeGreaterThan(0);
    expect((await check([expired, '--strict'])).code).toBe(1);
  });

  it.each([
    ['what is no metadata', '<html/>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['nothing', ''],
  ])('ends with 1 on %s', async (_, input) => {
    expect(await check(['-'], input)).toMatchObject({ code: 1, report: { accepted: false } });
  });

  it('holds the document to a signing certificate', async () => {
    const idp = await TestIdp.create();
    const file = join(directory, 'signed.xml');
    writeFileSync(
      file,
      signXml(idp.metadata().replace('<md:EntityDescriptor', '$& ID="_1"'), 'EntityDescriptor', idp.keys),
    );
    const of = async (certificate: string) =>
      (await check([file, '--signing-certificate', '-'], certificate)).code;
    expect(await of(idp.keys.certificateDer.toString('base64'))).toBe(0);
    expect(await of(idp.strangersKeys.certificateDer.toString('base64'))).toBe(1);
    expect(await of('no certificate')).toBe(2);
  });

  it('ends with 2 for an address, and says what takes one', async () => {
    const { code, stderr } = await check(['https://idp.example/metadata']);
    expect([code, stderr.includes('--url')]).toEqual([2, true]);
  });

  it('ends with 2 where there is no such file', async () => {
    expect(await check([fixture('nope.xml')])).toMatchObject({ code: 2, report: undefined });
  });
});
