import { execFileSync } from 'node:child_process';
import {
  asciiJson,
  claimRuleUri,
  hclLiteral,
  phpLiteral,
  powershellLiteral,
  shellLiteral,
} from '../../src/sp-setup/string-literals';
import { HOSTILE_NAMES } from './hostile-names';
import { readHcl, readPhp, readPowershell } from './read-literal';

describe.each(HOSTILE_NAMES)('the name %j', (name) => {
  it('is itself to a shell', () => {
    const printed = execFileSync('sh', ['-c', `printf '%s' ${shellLiteral(name)}`], { encoding: 'utf8' });
    expect(printed).toBe(name);
  });

  it('is itself to PowerShell, in ASCII', () => {
    expect(readPowershell(powershellLiteral(name))).toBe(name);
  });

  it('is itself to Terraform', () => {
    expect(readHcl(hclLiteral(name))).toBe(name);
  });

  it('is itself to PHP', () => {
    expect(readPhp(phpLiteral(name))).toBe(name);
  });

  it('is itself as JSON, in ASCII', () => {
    const json = asciiJson({ name });
    expect(json).toMatch(/^[ -~]*$/);
    expect(JSON.parse(json)).toEqual({ name });
  });
});

describe('literals', () => {
  it.each([
    [shellLiteral, "a'b", "'a'\\''b'"],
    [powershellLiteral, "a'b $x", "'a''b $x'"],
    [powershellLiteral, 'Zoë', "('Zo' + [char]0x00eb)"],
    [powershellLiteral, '\u2019x', "('' + [char]0x2019 + 'x')"],
    [powershellLiteral, 'é', "('' + [char]0x00e9)"],
    [powershellLiteral, '', "''"],
    [hclLiteral, '${user.userName}', '"$${user.userName}"'],
    [hclLiteral, 'a"b\\', '"a\\"b\\\\"'],
    [hclLiteral, '5 $ %', '"5 $ %"'],
    [hclLiteral, 'a\nb', '"a\\u000ab"'],
    [phpLiteral, "a'b\\$x", "'a\\'b\\\\$x'"],
    [claimRuleUri, 'urn:a"b\\c', '"urn:a%22b%5Cc"'],
  ])('%p of %j', (write, value, literal) => {
    expect(write(value)).toBe(literal);
  });
});
