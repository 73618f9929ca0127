import { createHash } from 'node:crypto';

const PARAMETER = /\$([a-z]\w*(?:\.[a-z]\w*)?)/gi;

/** A text of which only the parameters vary, which stand in it by name: `$tenantId`, `$session.id`. */
export class PreparedStatement {
  /** As Postgres takes it, its parameters numbered. */
  readonly text: string;
  /** Made of the text, so that a connection never takes it for another one's. */
  readonly name: string;
  private readonly paths: readonly (readonly string[])[];

  constructor(text: string) {
    const parameters = [...new Set(Array.from(text.matchAll(PARAMETER), ([, name = '']) => name))];
    this.paths = parameters.map((parameter) => parameter.split('.'));
    this.text = text.replace(PARAMETER, (_, name: string) => `$${parameters.indexOf(name) + 1}`);
    this.name = createHash('sha256').update(this.text).digest('base64url');
  }

  /** In the order of their numbers; those that it does not name are left out. */
  valuesOf(named: object): unknown[] {
    const values = named as Readonly<Record<string, unknown>>;
    return this.paths.map(([name = '', part]) => {
      const value = values[name];
      return part === undefined ? value : (value as Readonly<Record<string, unknown>>)[part];
    });
  }
}
