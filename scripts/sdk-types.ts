import { text } from 'node:stream/consumers';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';

interface Operation {
  readonly responses: Readonly<Record<string, unknown>>;
}

interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Beside the API: what somebody asks who sets a sign-in up. The rest is for browsers. */
const BESIDE_THE_API = ['/healthz', '/readyz', '/saml/{alias}/metadata'];

const HEADER = `/* eslint-disable */
/* Written by "npm run sdk:generate" from the service's OpenAPI document. Not to be edited. */

`;

/** The file \`src/sdk/openapi.ts\` as it must be for this document. */
export async function writeSdkTypes(document: object): Promise<string> {
  const wanted = forTheSdk(document as ApiDocument);
  // A default is what the service fills in: the caller need not give it.
  const ast = await openapiTS(wanted as unknown as OpenAPI3, {
    alphabetize: true,
    defaultNonNullable: false,
  });
  return HEADER + astToString(ast);
}

/** Refusals are left out: all are a Problem, which is thrown and not answered. */
function forTheSdk(document: ApiDocument): ApiDocument {
  const paths = Object.entries(document.paths).filter(
    ([path]) => path.startsWith('/api/v1/') || BESIDE_THE_API.includes(path),
  );
  return {
    ...document,
    paths: Object.fromEntries(paths.map(([path, item]) => [path, mapValues(item, withoutRefusals)])),
  };
}

function withoutRefusals(operation: Operation): Operation {
  const successes = Object.entries(operation.responses).filter(([status]) => Number(status) < 400);
  return { ...operation, responses: Object.fromEntries(successes) };
}

function mapValues<V>(from: Readonly<Record<string, V>>, map: (value: V) => V): Record<string, V> {
  return Object.fromEntries(Object.entries(from).map(([key, value]) => [key, map(value)]));
}

async function main(): Promise<void> {
  process.stdout.write(await writeSdkTypes(JSON.parse(await text(process.stdin)) as object));
}

/** By itself it turns a document on stdin into the file's text on stdout. */
if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  });
}
