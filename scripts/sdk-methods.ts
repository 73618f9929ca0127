import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const ROOT = join(__dirname, '..');

interface OperationSource {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly operationId: string; readonly summary: string }>>>
  >;
}

/** A call of each operation as `test/sdk/calls.ts` makes it, by its id. */
const CALL = /'([\w.]+)': \(sso\) => (sso\.[\s\S]*?),\n(?=\s*'|\s*\n|\};)/g;

/** The table of `docs/sdk.md`: what each method is, by the operation that it calls. */
export function writeMethodTable(document: object): string {
  const calls = readFileSync(join(ROOT, 'test/sdk/calls.ts'), 'utf8');
  const operations = Object.entries((document as OperationSource).paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId, summary }]) => ({
      operationId,
      what: `${method.toUpperCase()} ${path}`,
      summary: summary.replaceAll('|', '\\|'),
    })),
  );
  const rows = [...calls.matchAll(CALL)].map(([, id = '', call = '']) => {
    const operation = operations.find(({ operationId }) => operationId === id);
    if (!operation) throw new Error(`test/sdk/calls.ts has ${id}, and the OpenAPI document has not`);
    return `| \`${methodOf(call)}\` | ${operation.summary} | \`${operation.what}\` |`;
  });
  return ['| method | does | calls |', '| --- | --- | --- |', ...rows].join('\n');
}

/** `sso.users('acme').list({ query: 'ali' }).page()` is `sso.users(alias).list(query)` here. */
function methodOf(call: string): string {
  return call
    .replaceAll(/\s+/g, ' ')
    .replace(/\.(page|summary)\(\)$/, '')
    .replaceAll("('acme')", '(alias)')
    .replace(/\([^()]*(?:\([^()]*\)[^()]*)*\)$/, '(…)');
}

/** `docs/sdk.md` with the table as it must be. */
export function withMethodTable(page: string, document: object): string {
  const place = /(<!-- methods -->\n)[\s\S]*?(<!-- \/methods -->)/;
  return page.replace(
    place,
    (_, begin: string, end: string) => `${begin}\n${writeMethodTable(document)}\n\n${end}`,
  );
}

async function main(): Promise<void> {
  process.stdout.write(writeMethodTable(JSON.parse(await text(process.stdin)) as object));
}

/** By itself it turns a document on stdin into the table on stdout. */
if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  });
}
