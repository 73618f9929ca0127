import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** The demo's identity provider (the npm package samlp) as another party: a process of its own, reached by HTTP alone. */
export class SamlpProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(): Promise<SamlpProcess> {
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, ['--import', 'tsx', 'demo/idp/main.ts', '0'], {
      cwd: ROOT,
      env: { PATH },
    });
    const url = await new Promise<string>((done, failed) => {
      let said = '';
      const look = (chunk: Buffer): void => {
        said += chunk.toString();
        const found = /listening (http\S+)/.exec(said)?.[1];
        if (found !== undefined) done(found);
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      child.once('close', () => {
        failed(new Error(`The identity provider ended: ${said}`));
      });
    });
    return new SamlpProcess(child, url);
  }

  /** What its administrator gives away. */
  async metadata(): Promise<string> {
    return (await fetch(`${this.url}/metadata`)).text();
  }

  /** What its administrator does with a service provider's metadata. */
  async register(spMetadata: string, nameIdDomain: string): Promise<void> {
    const answer = await fetch(`${this.url}/service-providers?nameIdDomain=${nameIdDomain}`, {
      method: 'POST',
      body: spMetadata,
    });
    if (answer.status !== 201)
      throw new Error(`The identity provider refused the metadata: ${await answer.text()}`);
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.child.once('close', done));
    this.child.kill('SIGTERM');
    await ended;
  }
}
