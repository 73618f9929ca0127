import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface CanonicalForm {
  /** Indexes of child elements, from the root down to the apex. */
  readonly path: readonly number[];
  /** The same from the apex down to the subtree that is left out; at most one form of a document may have it, the last. */
  readonly omit?: readonly number[];
  readonly inclusivePrefixes: readonly string[];
}

/** An element as both parsers are asked to show it; `name` is prefix, local name and namespace name. */
export interface ElementTree {
  readonly name: readonly string[];
  readonly attributes: readonly (readonly string[])[];
  readonly declarations: readonly (readonly string[])[];
  readonly children: readonly (ElementTree | { readonly text: string } | { readonly comment: string })[];
}

export type Libxml2Answer =
  | {
      readonly tree: ElementTree;
      readonly canonical: readonly (string | { readonly error: string })[];
      readonly error?: undefined;
    }
  | { readonly error: string };

/** libxml2 as a second opinion, in a process of its own. */
export class Libxml2 {
  private readonly waiting: ((answer: Libxml2Answer) => void)[] = [];

  private constructor(private readonly process: ChildProcess) {}

  static start(): Libxml2 {
    const child = spawn(process.execPath, [join(__dirname, 'oracle.mjs')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const oracle = new Libxml2(child);
    createInterface({ input: child.stdout }).on('line', (line) => {
      oracle.waiting.shift()?.(JSON.parse(line) as Libxml2Answer);
    });
    return oracle;
  }

  read(xml: string | Buffer, canonicalForms: readonly CanonicalForm[] = []): Promise<Libxml2Answer> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      const base64 = Buffer.from(xml).toString('base64');
      this.process.stdin?.write(`${JSON.stringify({ base64, canonicalForms })}\n`);
    });
  }

  async stop(): Promise<void> {
    this.process.stdin?.end();
    if (this.process.exitCode === null) await once(this.process, 'exit');
  }
}
