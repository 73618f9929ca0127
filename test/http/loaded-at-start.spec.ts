import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const BUILT = join(__dirname, '..', '..', 'dist', 'src');

it('keep a start from loading what only the document of the API needs', () => {
  const program = `
    require(${JSON.stringify(join(BUILT, 'run-app.js'))});
    const { readFileSync } = require('node:fs');
    process.stdout.write(JSON.stringify(globalThis.read.filter((file) => /@nestjs.(swagger|core)./.test(file))));`;
  // Modules of both kinds are read by it.
  const watch = `data:text/javascript,${encodeURIComponent(`
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const { readFileSync } = fs;
    globalThis.read = [];
    fs.readFileSync = (file, ...others) => {
      globalThis.read.push(String(file));
      return readFileSync(file, ...others);
    };
    syncBuiltinESMExports();`)}`;
  const { stdout } = spawnSync(process.execPath, ['--import', watch, '--eval', program], {
    encoding: 'utf8',
  });
  const read = JSON.parse(stdout) as string[];
  expect(read.some((file) => /@nestjs.core/.test(file))).toBe(true);
  expect(read.filter((file) => /@nestjs.swagger/.test(file))).toEqual([]);
});
