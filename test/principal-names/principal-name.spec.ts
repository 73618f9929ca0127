import { foldUserName, isUserName, readPrincipalName } from '../../src/principal-names/principal-name';

describe('a principal name', () => {
  it.each([
    ['alice@acme.example', 'alice', 'acme.example'],
    ['A.b-c_9@ACME.Example', 'A.b-c_9', 'acme.example'],
    ['nobody here@acme.example', undefined, 'acme.example'],
    ['\u212Aelvin@acme.example', undefined, 'acme.example'],
    ['..@acme.example', undefined, 'acme.example'],
    ['@acme.example', undefined, 'acme.example'],
    ['alice@\u212Aelvin.example', undefined, undefined],
    ['alice@acme@example', undefined, undefined],
    ['alice@', undefined, undefined],
    ['alice', undefined, undefined],
    ['', undefined, undefined],
  ])('%j is of %j at %j', (text, userName, domain) => {
    expect(readPrincipalName(text)).toEqual({ userName, domain });
  });
});

describe('a user name', () => {
  it.each([
    ['a', true],
    ['a'.repeat(64), true],
    ['...', true],
    ['a'.repeat(65), false],
    ['.', false],
    ['..', false],
    ['', false],
    ['a b', false],
    ['a\n', false],
    ['ä', false],
  ])('%j can be one: %s', (text, can) => {
    expect(isUserName(text)).toBe(can);
  });

  it.each([
    ['Alice', 'alice'],
    ['ALICE.O-NEIL_9', 'alice.o-neil_9'],
    ['\u212Aelvin', '\u212Aelvin'],
    ['ÄRA', 'Ära'],
  ])('%s is compared as %s', (text, key) => {
    expect(foldUserName(text)).toBe(key);
  });
});
