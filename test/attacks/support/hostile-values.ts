import { type ApiDescription, type Schema, typesOf } from './described-api';

/** All here is JSON as text: `1e400`, a lone surrogate and `__proto__` do not survive being values of ours. */
const ANYTHING = [
  'null',
  'true',
  'false',
  '0',
  '1',
  '-1',
  '1.5',
  '1e308',
  '1e400',
  '-1e400',
  '123456789012345678901234567890',
  '"x"',
  '""',
  '"true"',
  '"0"',
  '[]',
  '[null]',
  '["x"]',
  '[["x"]]',
  '[{}]',
  '{}',
  '{"length":1,"0":"x"}',
  '{"$ne":null}',
  '{"toString":"x"}',
  '{"valueOf":"x","toJSON":"x"}',
  '{"then":"x"}',
  '{"__proto__":{"x":1}}',
  '{"constructor":{"prototype":{"x":1}}}',
];

const NO_TEXT = ['"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"a\\udc00b"', '"\\udc00\\ud800"'];
const OF_OBJECTS_OWN = ['"__proto__"', '"constructor"', '"toString"', '"hasOwnProperty"'];
const LONG = JSON.stringify('x'.repeat(100_000));

/** Values of every type but the schema's own, and such of its type as it does not allow. */
export function hostileValues(api: ApiDescription, schema: Schema): string[] {
  const types = typesOf(api, schema);
  const isOfType = (raw: string) => {
    const type = typeOf(JSON.parse(raw));
    return types.has(type) || (type === 'number' && types.has('integer'));
  };
  const ofItsType = [...types].flatMap((type) => OF_ITS_TYPE[type]?.(api, schema) ?? []);
  return [...ANYTHING.filter((raw) => !isOfType(raw)), ...ofItsType];
}

const OF_ITS_TYPE: Readonly<Record<string, (api: ApiDescription, schema: Schema) => string[]>> = {
  string: (_, schema) => [
    ...NO_TEXT,
    '""',
    LONG,
    ...(isFreeText(schema) ? [] : [...OF_OBJECTS_OWN, '"\\n"'].filter((raw) => !isOfPattern(raw, schema))),
  ],
  integer: (_, { minimum = 0, maximum = 0 }) => [
    ...[minimum - 1, maximum + 1, minimum + 0.5, -minimum].map(String),
    '1e308',
    '1e400',
    '-1e400',
    '123456789012345678901234567890',
  ],
  array: (api, { items = {}, maxItems = 0 }) => [
    ...hostileValues(api, items).map((raw) => `[${raw}]`),
    JSON.stringify(Array.from({ length: maxItems + 1 }, (_, index) => `urn:x:${index}`)),
    JSON.stringify(Array.from({ length: 30_000 }, () => 0)),
  ],
  object: () => [
    `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`,
    '{"__proto__":{"x":1}}',
    '{"constructor":{"prototype":{"x":1}}}',
    '{"toString":"x"}',
    '{"$ne":null}',
    '{"length":1,"0":"x"}',
  ],
};

function isFreeText({ enum: values, pattern, format }: Schema): boolean {
  return values === undefined && pattern === undefined && format === undefined;
}

function isOfPattern(raw: string, { pattern }: Schema): boolean {
  return pattern !== undefined && new RegExp(pattern).test(String(JSON.parse(raw)));
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Names that no resource has. */
export const STRANGE_NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__defineGetter__',
  'tenantId',
  'tenant_id',
  'version',
  'secretHash',
  'tokenHash',
  'isAdmin',
  'permissions',
  '',
  ' ',
  '$where',
  'displayName\0',
  '\ud800',
  '0',
];

/** Of a part of a path or of a query, as they stand in it. */
export const HOSTILE_PARTS = [
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%FF',
  '%E0%A4%A',
  '%25',
  '%2F',
  '%2e%2e%2f',
  '%0d%0aX:%20y',
  "'%20OR%20''='",
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  '[object%20Object]',
  '1e400',
  '-1',
  '%F0%9F%92%A5',
  'x'.repeat(5000),
];

const NO_NUMBERS = [
  '',
  '%20',
  '0',
  '-1',
  '1.5',
  '1e2',
  '1e400',
  '0x10',
  'NaN',
  'Infinity',
  '99999999999999999999',
];
const NO_PARTS = ['%00', 'a%00', '%FF%FE', '%ED%A0%80', 'x'.repeat(5000)];

/** `?name=...` with values that the parameter does not allow. */
export function hostileQueries(name: string, schema: Schema): string[] {
  const repeated = [
    `${name}=1&${name}=2`,
    `${name}[]=1`,
    `${name}[x]=1`,
    `${name}[__proto__]=1`,
    `${name}%00=1`,
  ];
  const values = [
    ...NO_PARTS,
    ...(schema.type === 'integer' ? [...NO_NUMBERS, String((schema.maximum ?? 0) + 1)] : []),
    ...(schema.format === 'date-time'
      ? [...HOSTILE_PARTS, '', '2026-13-01T00:00:00Z', '+275761-01-01T00:00:00Z']
      : []),
  ];
  return [...repeated, ...values.map((value) => `${name}=${value}`)];
}
