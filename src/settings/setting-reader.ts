import type { Environment } from './environment';
import { readSecretFiles } from './secret-files';
import * as rules from './setting-rules';
import { StartError } from './start-error';

/** Reads on after a wrong setting, so that all of them can be named at once. */
export class SettingReader {
  private readonly wrong: string[];
  private readonly env: Environment;

  constructor(env: Environment) {
    const { values, wrong } = readSecretFiles(env);
    this.env = { ...env, ...values };
    this.wrong = [...wrong];
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
