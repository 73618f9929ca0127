/** Makes the two builds of the SDK what Node holds them for, and names the files in the ES modules' imports whole. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BUILT = join(import.meta.dirname, '..', 'dist', 'sdk');
const RELATIVE_IMPORT = /(\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)(['"])(\.{1,2}\/[^'"]+)\2/g;

writeFileSync(join(BUILT, 'cjs', 'package.json'), '{ "type": "commonjs" }\n');
writeFileSync(join(BUILT, 'esm', 'package.json'), '{ "type": "module" }\n');

for (const name of readdirSync(join(BUILT, 'esm'), { recursive: true })) {
  if (!/\.(js|d\.ts)$/.test(name)) continue;
  const file = join(BUILT, 'esm', name);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replaceAll(RELATIVE_IMPORT, '$1$2$3.js$2'));
}
