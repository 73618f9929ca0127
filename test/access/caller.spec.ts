import { type Caller, refusalOf } from '../../src/access/caller';
import type { RequiredRole } from '../../src/http/required-role';

const tenant = { id: '01890a5d-ac96-774b-bcce-b302099a8057', alias: 'acme' };
const callers = {
  'platform admin': { actor: 'platform', role: 'admin', tenant: null },
  'platform viewer': { actor: 'api-token:1', role: 'viewer', tenant: null },
  "acme's admin": { actor: 'api-token:2', role: 'admin', tenant },
  "acme's viewer": { actor: 'api-token:3', role: 'viewer', tenant },
} satisfies Record<string, Caller>;

type Name = keyof typeof callers;
const ALL = Object.keys(callers) as Name[];

describe('refusalOf', () => {
  it.each<[RequiredRole, string | undefined, Name[]]>([
    ['platform.admin', undefined, ['platform admin']],
    ['platform.viewer', undefined, ['platform admin', 'platform viewer']],
    ['platform.admin', 'acme', ['platform admin']],
    ['platform.viewer', 'acme', ['platform admin', 'platform viewer']],
    ['admin', 'acme', ['platform admin', "acme's admin"]],
    ['viewer', 'acme', ALL],
    ['admin', 'other', ['platform admin']],
    ['viewer', 'other', ['platform admin', 'platform viewer']],
    ['admin', 'ACME', ['platform admin']],
    ['viewer', undefined, []],
    ['admin', undefined, []],
  ])('%s at %s lets in %j', (required, alias, expected) => {
    const letIn = ALL.filter((name) => refusalOf(callers[name], required, alias) === undefined);
    expect(letIn).toEqual(expected);
  });
});
