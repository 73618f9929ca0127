import { spawnSync } from 'node:child_process';

/** OASIS's, as Debian's SimpleSAMLphp carries them. */
const SCHEMAS = '/usr/share/simplesamlphp/schemas';

export type Schema = 'metadata' | 'protocol';

/** @returns what xmllint has against it; empty where it is valid */
export function complaints(xml: string, schema: Schema): string[] {
  const args = ['--noout', '--nonet', '--schema', `${SCHEMAS}/saml-schema-${schema}-2.0.xsd`, '-'];
  const { status, stderr, error } = spawnSync('xmllint', args, { input: xml, encoding: 'utf8' });
  const lines = stderr.split('\n').filter((line) => line !== '');
  // 3 and 4: it is not valid. Whatever else is not 0, a schema that is not there too, would say nothing of it.
  if (error ?? ![0, 3, 4].includes(status ?? -1))
    throw new Error(`xmllint did not judge: ${String(error)} ${stderr}`);
  return status === 0 ? [] : lines;
}
