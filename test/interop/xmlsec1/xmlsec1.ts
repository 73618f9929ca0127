import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { TestKeyPair } from '../../support/idp/key-pair';

/** What xmlsec1 makes of one signature. */
export type Verdict =
  | {
      readonly isValid: true;
      /** The canonical bytes that it digested, and those that it took the signature of. */
      readonly signed: string;
      readonly signedInfo: string;
    }
  | { readonly isValid: false };

const SAML_IDS = ['Response', 'AuthnRequest', 'LogoutRequest', 'LogoutResponse']
  .map((name) => `urn:oasis:names:tc:SAML:2.0:protocol:${name}`)
  .concat(
    'urn:oasis:names:tc:SAML:2.0:assertion:Assertion',
    'urn:oasis:names:tc:SAML:2.0:metadata:EntityDescriptor',
  )
  .flatMap((element) => ['--id-attr:ID', element]);

// What it never meets, so that KeyInfo is passed over and the key that is given decides.
const NO_KEY_INFO = ['--enabled-key-data', 'raw-x509-cert'];

/** The signature that is a child of the root. */
export const ROOT_SIGNATURE = `/*/*[local-name()='Signature']`;
export const ASSERTION_SIGNATURE = `/*/*[local-name()='Assertion']/*[local-name()='Signature']`;

interface Outcome {
  readonly isDone: boolean;
  readonly output: string;
  readonly errors: string;
}

/** The command of libxmlsec, with libxml2 below it: nothing that is ours, and nothing that is written in JavaScript. */
export class Xmlsec1 {
  private readonly directory = mkdtempSync(join(tmpdir(), 'ram-sso-xmlsec1-'));
  private files = 0;

  /** Asks it of many documents, all of which the same key should have signed. @param signature XPath to it */
  verify(documents: readonly (string | Buffer)[], keys: TestKeyPair, signature = ROOT_SIGNATURE): Verdict[] {
    const paths = documents.map((document) => this.write(document));
    const verdicts: Verdict[] = [];
    while (verdicts.length < paths.length) {
      const rest = paths.slice(verdicts.length);
      verdicts.push(...this.verifyUntilRefused(rest, keys, signature));
    }
    return verdicts;
  }

  /** It stops at the first that it refuses. */
  private verifyUntilRefused(paths: readonly string[], keys: TestKeyPair, signature: string): Verdict[] {
    const [certificate] = this.pemOf(keys);
    const debug = ['--store-references', '--store-signatures', '--print-debug'];
    const trusted = [...NO_KEY_INFO, '--pubkey-cert-pem', certificate];
    const { isDone, output, errors } = this.run('verify', [
      ...debug,
      ...trusted,
      ...SAML_IDS,
      '--node-xpath',
      signature,
      ...paths,
    ]);
    const refused = /Error: failed to verify file "([^"]+)"/.exec(errors)?.[1];
    const accepted = isDone ? paths.length : paths.findIndex((path) => path === refused);
    if (accepted < 0) throw new Error(`xmlsec1 neither verified nor refused: ${errors}`);
    const signed = buffersOf(output, 'PreDigest');
    const signedInfo = buffersOf(output, 'PreSigned');
    const verdicts = paths.slice(0, accepted).map((_, index): Verdict => {
      const [one, other] = [signed[index], signedInfo[index]];
      if (one === undefined || other === undefined) throw new Error(`xmlsec1 does not show what: ${output}`);
      return { isValid: true, signed: one, signedInfo: other };
    });
    return isDone ? verdicts : [...verdicts, { isValid: false }];
  }

  /** Its own writing of templates that the key has signed. */
  sign(templates: readonly string[], keys: TestKeyPair, signature = ROOT_SIGNATURE): string[] {
    const [, privateKey] = this.pemOf(keys);
    const paths = templates.map((template) => this.write(template));
    const options = [...NO_KEY_INFO, '--privkey-pem', privateKey, ...SAML_IDS, '--node-xpath', signature];
    const signed = this.require('sign', [...options, ...paths]).split(/(?=<\?xml version=)/);
    if (signed.length !== templates.length) throw new Error(`${signed.length} of ${templates.length} signed`);
    return signed;
  }

  /** The root element, encrypted for the holder of the key as the template (an EncryptedData) says. @param sessionKey `aes-256` */
  encrypt(xml: string, template: string, sessionKey: string, keys: TestKeyPair): string {
    const [certificate] = this.pemOf(keys);
    const to = ['--pubkey-cert-pem', certificate, '--session-key', sessionKey];
    const encrypted = this.require('encrypt', [...to, '--xml-data', this.write(xml), this.write(template)]);
    return encrypted.replace(/^<\?xml[^>]*\?>\s*/, '');
  }

  /** The document with its one EncryptedData decrypted. */
  decrypt(xml: string, keys: TestKeyPair): string {
    const [, privateKey] = this.pemOf(keys);
    return this.require('decrypt', ['--privkey-pem', privateKey, this.write(xml)]);
  }

  stop(): void {
    rmSync(this.directory, { recursive: true });
  }

  private require(command: string, parameters: readonly string[]): string {
    const { isDone, output, errors } = this.run(command, parameters);
    if (!isDone) throw new Error(`xmlsec1 ${command}: ${errors}`);
    return output;
  }

  private run(command: string, parameters: readonly string[]): Outcome {
    const { error, status, stdout, stderr } = spawnSync('xmlsec1', [command, ...parameters], {
      cwd: this.directory,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
    if (error) throw error;
    if (status !== 0 && status !== 1)
      throw new Error(`xmlsec1 ended with ${status ?? 'a signal'}: ${stderr}`);
    return { isDone: status === 0, output: stdout, errors: stderr };
  }

  private pemOf({ certificateDer, privateKeyPem }: TestKeyPair): [certificate: string, privateKey: string] {
    return [this.write(new X509Certificate(certificateDer).toString()), this.write(privateKeyPem)];
  }

  private write(content: string | Buffer): string {
    const path = join(this.directory, `${(this.files += 1)}`);
    writeFileSync(path, content);
    return basename(path);
  }
}

/** What it prints between its marks. */
function buffersOf(output: string, name: string): string[] {
  const pattern = new RegExp(`== ${name} data - start buffer:\n(.*?)\n== ${name} data - end buffer`, 'gs');
  return [...output.matchAll(pattern)].map(([, content = '']) => content);
}
