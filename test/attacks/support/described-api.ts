/** The service's own OpenAPI document, as far as it tells what can be sent. */
export interface ApiDescription {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly example?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

interface Described {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

export interface Operation {
  /** `POST /api/v1/tenants` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Of the JSON body; undefined where it takes none. */
  readonly body: Schema | undefined;
}

export interface Field {
  /** `['saml', 'forceAuthn']` */
  readonly path: readonly string[];
  readonly schema: Schema;
}

/** Every call of the admin API. */
export function operationsOf(api: ApiDescription): Operation[] {
  return Object.entries(api.paths)
    .filter(([path]) => path.startsWith('/api/'))
    .flatMap(([path, item]) =>
      Object.entries(item).map(([method, { parameters = [], requestBody }]) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        parameters,
        body: requestBody?.content['application/json']?.schema,
      })),
    );
}

/** What a schema may be, one alternative after another, each without `$ref`. */
function alternatives(api: ApiDescription, schema: Schema): Schema[] {
  const among = schema.anyOf ?? schema.oneOf;
  if (among) return among.flatMap((one) => alternatives(api, one));
  if (schema.$ref === undefined) return [schema];
  const named = api.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
  if (!named) throw new Error(`${schema.$ref} is not in the document`);
  return alternatives(api, named);
}

export function typesOf(api: ApiDescription, schema: Schema): Set<string> {
  return new Set(alternatives(api, schema).flatMap(({ type = [] }) => type));
}

/** The objects that a body may have, the body itself first, and their fields. */
export function objectsOf(
  api: ApiDescription,
  schema: Schema,
  path: readonly string[] = [],
): { readonly path: readonly string[]; readonly fields: readonly Field[] }[] {
  const fields = alternatives(api, schema)
    .flatMap(({ properties = {} }) => Object.entries(properties))
    .map(([name, field]) => ({ path: [...path, name], schema: field }));
  if (fields.length === 0) return [];
  return [{ path, fields }, ...fields.flatMap((field) => objectsOf(api, field.schema, field.path))];
}

export function requiredOf(api: ApiDescription, schema: Schema): Record<string, unknown> {
  const [first] = alternatives(api, schema);
  const names = first?.required ?? [];
  return Object.fromEntries(names.map((name) => [name, first?.properties?.[name]?.example]));
}

/** Of every resource: what a caller may see, and may try to set. */
export function allFieldNames(api: ApiDescription): Set<string> {
  const schemas = Object.values(api.components.schemas);
  return new Set(schemas.flatMap(({ properties = {} }) => Object.keys(properties)));
}
