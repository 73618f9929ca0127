import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Asset {
  readonly type: string;
  readonly content: Buffer;
}

const STYLE = 'text/css; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';

const own = (name: string): Buffer => readFileSync(join(__dirname, name));
const library = (path: string): Buffer => readFileSync(require.resolve(path));

const files = new Map<string, Asset>();

/** By its content, so that browsers may keep it for good. */
function add(name: string, ending: string, asset: Asset): string {
  const hash = createHash('sha256').update(asset.content).digest('base64url').slice(0, 16);
  const file = `${name}-${hash}.${ending}`;
  files.set(file, asset);
  return `/admin/assets/${file}`;
}

/** The addresses of what every page loads. */
export const ASSETS = {
  style: add('console', 'css', {
    type: STYLE,
    content: Buffer.concat([
      library('@picocss/pico/css/pico.min.css'),
      own('console.css'),
      own('charts.css'),
    ]),
  }),
  htmx: add('htmx', 'js', { type: SCRIPT, content: library('htmx.org/dist/htmx.min.js') }),
  script: add('console', 'js', { type: SCRIPT, content: own('console.js') }),
} as const;

export function findAsset(file: string): Asset | undefined {
  return files.get(file);
}
