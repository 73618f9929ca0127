import type { Environment } from './environment';
import { SECRET_SETTINGS, secretFile } from './secret-files';
import * as rules from './setting-rules';
import { StartError } from './start-error';

/** Reads on after a wrong setting, so that all of them can be named at once. */
export class SettingReader {
  private readonly wrong: string[] = [];

  constructor(private env: Environment) {
    for (const name of SECRET_SETTINGS) this.readFileOf(name);
  }

  /** Set to nothing counts as not set: compose files and shells make no difference. */
  has(name: string): boolean {
    return Boolean(this.env[name]?.trim());
  }

  read<T>(name: string, rule: rules.Rule<T>): T | undefined {
    const text = this.env[name]?.trim();
    if (!text) return undefined;
    try {
      return rule(text);
    } catch (error) {
      if (!(error instanceof rules.WrongSetting)) throw error;
      this.wrong.push(`${name} must be ${error.message}.`);
      return undefined;
    }
  }

  /** From then on as if it stood in the environment. */
  private readFileOf(name: string): void {
    const value = this.read(`${name}_FILE`, secretFile);
    if (value === undefined) return;
    if (this.has(name)) this.refuse(`${name} and ${name}_FILE are both set: set one of them.`);
    else this.env = { ...this.env, [name]: value };
  }

  /** Several services may share the database then; a secret that one of them made up would be wrong for the others. */
  requireWithDatabaseUrl(name: string, recipe: string): void {
    // What is wrong with its file is said already.
    if (this.has(name) || this.has(`${name}_FILE`)) return;
    this.wrong.push(
      `${name} is missing: with DATABASE_URL it must be set, the same for every service on that database ("${recipe}" makes one).`,
    );
  }

  /** @param sentence what is wrong beyond any one setting's own rule */
  refuse(sentence: string): void {
    this.wrong.push(sentence);
  }

  finish(): void {
    if (this.wrong.length > 0) throw new StartError(this.wrong.join('\n'), { exitCode: 2 });
  }
}
