import type { ImportedUser, ImportSummary } from '../../sdk/sdk';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { DRY_RUN } from '../input/common-options';
import { writeFileWhole } from '../output/write-file';
import type { View } from '../output/view';
import { printable, printableLine } from '../terminal/printable';
import { argument, choice, text, verb } from '../verb';
import { importFile, NOTHING, sayCounts } from '../users/import-file';
import { formatOfName, requireFormat, USER_FORMATS } from '../users/user-format';

const IMPORTED: View<ImportedUser> = {
  plural: 'lines',
  columns: [
    { title: 'line', of: ({ line }) => line },
    { title: 'user', of: ({ userName }) => userName },
    { title: 'result', of: ({ result }) => result },
  ],
  fields: ['line', 'userName', 'result', 'code', 'errors'],
};

export const importUsers = verb({
  name: 'import',
  summary: 'make and change users by the thousand, from a file',
  description:
    'Sends a file as it is read: NDJSON, a JSON object a line, or CSV, whose first line names the columns. Who is not there is made, who is there gets what changed. A line that is not right is named on standard error, the others go on, and the command ends with 1. Sent again, what is done already is unchanged. With --output json, yaml or csv each line is answered.',
  takes: {
    file: argument('the file; - for standard input'),
    format: choice('--format <format>', 'how the users are written; without it by the ending of the file', [
      ...USER_FORMATS,
    ]),
    dryRun: DRY_RUN,
  },
  examples: [
    ['ram-sso users import users.csv --tenant acme --dry-run', 'look first'],
    ['ram-sso users import - --format ndjson -t acme < users.ndjson', 'from standard input'],
    [
      'ram-sso users import users.csv -t acme -o json | jq ".[] | select(.result==\\"refused\\")"',
      'what failed',
    ],
  ],
  run: async (context, { file, format, dryRun }) => {
    const answers = importFile(context, {
      name: file,
      format: requireFormat(file, format),
      isDryRun: dryRun ?? false,
      onRefused: (answer) => {
        sayRefused(context, answer);
      },
    });
    const summary = await answer(context, answers);
    if (dryRun) context.print.note('Nothing was written: --dry-run only looks.');
    if (summary.refused > 0)
      throw new CliError(`${summary.refused} of ${summary.answered} lines were refused.`);
  },
});

export const exportUsers = verb({
  name: 'export',
  summary: 'write all users as the import takes them',
  description:
    'Writes all users as they come: to standard output, or by --to to a file, which is there whole or not at all, and which its owner alone may read.',
  takes: {
    format: choice('--format <format>', 'without it by the ending of --to, else ndjson', [...USER_FORMATS]),
    to: text('--to <file>', 'the file to write, or to replace'),
  },
  examples: [
    ['ram-sso users export --tenant acme --to users.csv', 'for a spreadsheet'],
    ['ram-sso users export -t acme | ram-sso users import - --format ndjson -t copy', 'to another tenant'],
  ],
  run: async (context, { format, to }) => {
    const { api, print, signal, host } = context;
    const asked = format ?? (to === undefined ? undefined : formatOfName(to));
    const wanted = asked ?? (print.format === 'csv' ? 'csv' : 'ndjson');
    const content = await api.users(context.tenant()).exportFile(wanted, { signal });
    if (to !== undefined) {
      await writeFileWhole(to, content, signal);
      print.note(`The users are in ${to}.`);
      return;
    }
    const decoder = new TextDecoder();
    for await (const bytes of content) {
      if (host.stdout.isTTY) await print.text(printable(decoder.decode(bytes, { stream: true })));
      else await print.raw(bytes);
    }
  },
});

/** For people the summary, for programs each line; both see it to its end. */
async function answer(
  { print }: CommandContext,
  answers: AsyncGenerator<ImportedUser, ImportSummary>,
): Promise<ImportSummary> {
  if (print.format === 'table') {
    let step = await answers.next();
    while (!step.done) step = await answers.next();
    await print.one(step.value, { fields: [] });
    return step.value;
  }
  let summary = NOTHING;
  async function* walked(): AsyncGenerator<ImportedUser> {
    summary = yield* answers;
  }
  await print.list(walked(), IMPORTED);
  print.note(sayCounts(summary));
  return summary;
}

function sayRefused({ print }: CommandContext, { line, userName, code, errors = [] }: ImportedUser): void {
  const who = userName === null ? '' : ` (${userName})`;
  const why = errors.map(({ field, message }) => `${field} ${message}`).join('; ');
  print.warn(printableLine(`line ${line}${who}: ${code ?? 'refused'}: ${why}`));
}
