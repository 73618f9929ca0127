import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCliReference } from '../../scripts/cli-reference';
import { nouns } from '../../src/cli/nouns/all-nouns';

const page = readFileSync(join(__dirname, '../../docs/cli-reference.md'), 'utf8');

it('docs/cli-reference.md agrees with the commands: else "npm run cli:reference" writes it anew', () => {
  expect(page).toBe(writeCliReference());
});

it.each(nouns.flatMap(({ name, verbs }) => verbs.map((verb) => [`${name} ${verb.name}`, verb] as const)))(
  'tells of %s, with its examples',
  (path, { examples }) => {
    const section = page.split(/^##+ /m).find((one) => one.startsWith(`ram-sso ${path}\n`)) ?? '';
    for (const [line] of examples) expect(section).toContain(`\n  ${line}\n`);
  },
);
