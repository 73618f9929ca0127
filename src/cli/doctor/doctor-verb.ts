import { CliError } from '../cli-error';
import type { View } from '../output/view';
import type { Colours } from '../terminal/colours';
import { printableLine } from '../terminal/printable';
import { verb } from '../verb';
import type { Finding } from './finding';
import { lookAtService } from './look-at-service';

const FINDING: View<Finding> = {
  plural: 'findings',
  columns: [],
  fields: ['subject', 'state', 'found', 'advice'],
};

export const doctor = verb({
  name: 'doctor',
  summary: 'look for what keeps people from signing in',
  description:
    "Reads the settings as the service would, looks at its database, migrations and master key, at the clocks, at the service's addresses and their certificates, and by its API at what ends within 30 days and whether metadata addresses answer. It starts and changes nothing, and works where the service is down. It ends with 1 where something is wrong.",
  takes: {},
  examples: [
    ['ram-sso doctor', 'where the service runs, with its settings'],
    ['ram-sso doctor --profile production --tenant acme', 'from elsewhere, and of one tenant'],
  ],
  run: async (context) => {
    const { print } = context;
    // Brings the database's client along, which no other command needs.
    const { lookHere } = await import('./look-here.js');
    const findings = [...(await lookHere(context)), ...(await lookAtService(context))];
    if (print.format === 'table')
      await print.text(findings.map((one) => lineOf(one, print.colours)).join(''));
    else await print.list(findings, FINDING);
    const count = findings.filter(({ state }) => state === 'wrong').length;
    if (count > 0) throw new CliError(count === 1 ? 'One thing is wrong.' : `${count} things are wrong.`);
  },
});

function lineOf({ subject, state, found, advice }: Finding, { green, red, dim }: Colours): string {
  const mark = { ok: green('✓ ok     '), wrong: red('✗ wrong  '), skipped: dim('- skipped') }[state];
  const first = `${mark} ${printableLine(subject)}: ${printableLine(found)}\n`;
  return advice === null ? first : `${first}            ${printableLine(advice)}\n`;
}
