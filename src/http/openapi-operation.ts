import { PROBLEM_CODES } from './answers';
import { codes, loginStatus, type ProblemCode } from './codes';
import { IDEMPOTENCY_KEY } from './idempotent-route';
import { Problem } from './problem';
import { PROBLEM_TYPE, problemBody } from './problem.filter';
import { CSV_TYPE, NDJSON_TYPE, XML_TYPES } from './route-options';

interface Parameter {
  readonly name: string;
  readonly in: string;
}

/** The part of an OpenAPI operation that is completed here. */
export interface Operation {
  parameters?: (Parameter & Record<string, unknown>)[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
  security?: Record<string, string[]>[];
  [PROBLEM_CODES]?: readonly ProblemCode[];
}

const API = '/api/v1/';
const EVERYWHERE: readonly ProblemCode[] = ['internal', 'unavailable'];
const OF_THE_API: readonly ProblemCode[] = ['auth.required', 'auth.forbidden', 'request.rate_limited'];
const WITH_A_BODY: readonly ProblemCode[] = [
  'request.invalid',
  'request.timeout',
  'request.too_large',
  'request.unsupported_media_type',
];
const WITH_A_KEY: readonly ProblemCode[] = ['conflict', 'request.invalid'];
const EXAMPLE_REQUEST_ID = '019ab3c4-5d6e-7f80-9a1b-2c3d4e5f6071';
const MEDIA_TYPE = PROBLEM_TYPE.split(';')[0] ?? PROBLEM_TYPE;

/** Adds what all operations of a kind have in common, and a response for each status that its codes have. */
export function completeOperation(path: string, method: string, operation: Operation): void {
  const isApi = path.startsWith(API);
  if (isApi) operation.security = [{ bearer: [] }];
  completePathParameters(path, operation);
  plainTextBodies(operation);
  const all = new Set<ProblemCode>([...(operation[PROBLEM_CODES] ?? []), ...EVERYWHERE]);
  if (isApi) for (const code of OF_THE_API) all.add(code);
  if (isApi && path.includes('{alias}')) all.add('tenant.not_found');
  if (operation.parameters?.some(({ name }) => name === IDEMPOTENCY_KEY))
    for (const code of WITH_A_KEY) all.add(code);
  if (operation.requestBody !== undefined) for (const code of WITH_A_BODY) all.add(code);
  if (operation.parameters?.some((parameter) => parameter.in !== 'header')) all.add('request.invalid');
  operation[PROBLEM_CODES] = [...all].sort();
  for (const [status, ofStatus] of byStatus([...all], isApi ? apiStatus : loginStatus)) {
    operation.responses[status] = problemResponse(Number(status), ofStatus);
  }
  if (method === 'get' || method === 'head') delete operation.requestBody;
}

interface MediaType extends Readonly<Record<string, unknown>> {
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** Nest gives a body one schema and all examples for each of its media types; XML and lines are text, and none of our JSON. */
function plainTextBodies({ requestBody }: Operation): void {
  const { content = {} } = (requestBody ?? {}) as { content?: Record<string, MediaType> };
  for (const [type, { examples, ...rest }] of Object.entries(content)) {
    const isXml = XML_TYPES.some((known) => known === type);
    const isLines = type === NDJSON_TYPE || type === CSV_TYPE;
    const ofType = Object.entries(examples ?? {}).filter(([name, { value }]) =>
      isLines ? type.endsWith(name) : (typeof value === 'string') === isXml,
    );
    const kept = examples ? { examples: Object.fromEntries(ofType) } : {};
    const schema = { type: 'string', description: 'The XML document itself.' };
    content[type] = isXml ? { schema, ...kept } : { ...rest, ...kept };
  }
}

const PATH_PARAMETERS: Readonly<Record<string, string>> = {
  alias: "The tenant's alias.",
  deliveryId: 'Of the delivery, as their list has it.',
  id: 'As its list has it.',
  number: 'Of the version, as their list has it.',
  userName: "The RAM user's name, without regard to case.",
};

/** Adds those that no handler names because the guard resolves them, and says what each is. */
function completePathParameters(path: string, operation: Operation): void {
  const parameters = (operation.parameters ??= []);
  for (const [, name = ''] of path.matchAll(/\{(\w+)\}/g)) {
    const named = parameters.find((known) => known.in === 'path' && known.name === name);
    const parameter = named ?? { name, in: 'path', required: true, schema: { type: 'string' } };
    parameter.description ??= PATH_PARAMETERS[name];
    if (!named) parameters.unshift(parameter);
  }
}

function byStatus(
  all: readonly ProblemCode[],
  statusOf: (code: ProblemCode) => number,
): Map<string, ProblemCode[]> {
  const groups = new Map<string, ProblemCode[]>();
  for (const code of all) {
    const status = String(statusOf(code));
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
}

function apiStatus(code: ProblemCode): number {
  return codes[code].status;
}

function problemResponse(status: number, ofStatus: readonly ProblemCode[]): unknown {
  const examples = ofStatus.map((code) => {
    const value = problemBody(new Problem(code, `${codes[code].title}.`, { status }), EXAMPLE_REQUEST_ID);
    return [code, { value }] as const;
  });
  return {
    description: ofStatus.join(', '),
    content: {
      [MEDIA_TYPE]: {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(examples),
      },
    },
  };
}
