import { isAtOrBelow, readDomainName } from '../../src/tenants/domain-name';

const LABEL = 'a'.repeat(63);
const LONGEST = [LABEL, LABEL, LABEL, 'a'.repeat(61)].join('.');

describe('readDomainName', () => {
  it.each([
    ['acme.example', 'acme.example'],
    ['ACME.Example', 'acme.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['intranet', 'intranet'],
    ['3com.example', '3com.example'],
    [LONGEST, LONGEST],
  ])('keeps %s as %s', (text, stored) => {
    expect(readDomainName(text)).toBe(stored);
  });

  it.each([
    ['empty', ''],
    ['a space', 'acme example'],
    ['an underscore', 'acme_corp.example'],
    ['an empty label', 'acme..example'],
    ['a dot at the end', 'acme.example.'],
    ['a dot at the start', '.acme.example'],
    ["a hyphen at a label's start", '-acme.example'],
    ["a hyphen at a label's end", 'acme-.example'],
    ['a label of 64', `${LABEL}a.example`],
    ['254 characters', `a${LONGEST}`],
    ['the Kelvin sign, which folds to k', '\u212Aelvin.example'],
    ['a Unicode name', 'bücher.example'],
    ['a line end', 'acme.example\n'],
    ['an at sign', 'alice@acme.example'],
  ])('refuses %s', (_why, text) => {
    expect(readDomainName(text)).toBeUndefined();
  });
});

describe('isAtOrBelow', () => {
  it.each([
    ['ram.localhost', true],
    ['acme.ram.localhost', true],
    ['program.localhost', false],
    ['localhost', false],
    ['ram.localhost.example', false],
  ])('%s and ram.localhost: %s', (domain, expected) => {
    expect(isAtOrBelow(domain, 'ram.localhost')).toBe(expected);
  });
});
