import type { KeptResponse } from '../../src/saml-login/refused-login/kept-response';
import { packResponse, unpackResponse } from '../../src/saml-login/refused-login/kept-response';
import { inWords, say } from '../../src/sentences/sentence';

const kept = (judgement: unknown) =>
  ({ arrival: { arrivedAt: new Date(0) }, judgement }) as unknown as KeptResponse;
const judged = (told: (words: string) => unknown) => ({
  code: 'user.not_found',
  user: { source: told('NameID'), value: 'alice' },
  checks: [
    { check: 'trust', result: 'passed', expected: told('the {0}') },
    {
      check: 'user',
      result: 'failed',
      expected: told('a user'),
      fault: { code: 'user.not_found', actual: told('none'), hint: told('make one') },
    },
  ],
});

it('gives back what was kept, the values of sentences apart from their words', async () => {
  const judgement = judged((words) => say`${words} as ${1}`);
  expect(await unpackResponse(await packResponse(kept(judgement)))).toEqual(kept(judgement));
});

it('reads what earlier versions kept as text', async () => {
  const { judgement } = await unpackResponse(await packResponse(kept(judged((words) => words))));
  const [trust, user] = judgement.checks;
  const told = [
    trust?.expected,
    user?.expected,
    user?.fault?.actual,
    user?.fault?.hint,
    judgement.user?.source,
  ];
  expect(told.map((one) => one && inWords(one))).toEqual(['the {0}', 'a user', 'none', 'make one', 'NameID']);
});
