const perfHooks = require('node:perf_hooks');
const { Script } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** What this worker has found, read, transformed and compiled, whichever test file asked for it first. */
const resolved = Object.assign(new Map(), { clear: () => undefined });
const sources = new Map();
const transformed = new Map();
const scripts = new Map();

/**
 * Each test file gets modules of its own, as jest has it: they run anew in a context of its own. But what they are made of is the same for
 * all: jest resolves, reads and compiles it for each file, which for the whole service is more than most tests take.
 */
module.exports = class CompileOnce extends Runtime {
  constructor(...args) {
    super(...args);
    const [, environment, , , , { collectCoverage }, , { watch, watchAll }] = args;
    this.measurements = ownMeasurements(this.coreModule);
    // Files change while jest watches them, and are instrumented while it looks what they cover.
    if (watch || watchAll || collectCoverage) return;
    this._resolution.cjsCache = resolved;
    readOnce(this.fileCache);
    transformOnce(this.transformCache);
    compileOnce(this.executor, environment);
  }

  teardown() {
    for (const end of this.measurements) end();
    super.teardown();
  }
};

function readOnce(fileCache) {
  const readFile = fileCache.readFile.bind(fileCache);
  fileCache.readFile = (filename) => once(sources, filename, () => readFile(filename));
}

function transformOnce(cache) {
  const transform = cache.transform.bind(cache);
  cache.transform = (filename, options) => {
    if (options?.isInternalModule) return transform(filename, options);
    const kept = once(transformed, filename, () => {
      transform(filename, options);
      return cache.transforms.get(filename);
    });
    cache.transforms.set(filename, kept);
    if (kept.sourceMapPath) cache.sourceMaps.set(filename, kept.sourceMapPath);
    return kept.code;
  };
}

function compileOnce(executor, environment) {
  const compile = executor.compile.bind(executor);
  const head = `(function (${executor.injectedModuleParameters.join(', ')}) {`;
  executor.compile = (source, filename) => {
    const context = environment.getVmContext();
    let kept = scripts.get(filename);
    if (kept?.source !== source) {
      try {
        kept = {
          source,
          script: new Script(`${head}${source}\n})`, { filename, columnOffset: -head.length }),
        };
      } catch {
        return compile(source, filename); // Jest says it better.
      }
      scripts.set(filename, kept);
    }
    return context && kept.script.runInContext(context);
  };
}

/** What the service measures for as long as its process lives would go on, and hold all of the test file, until the worker ends. */
function ownMeasurements(coreModule) {
  const ends = [];
  const own = {
    ...perfHooks,
    PerformanceObserver: class extends perfHooks.PerformanceObserver {
      constructor(callback) {
        super(callback);
        ends.push(() => this.disconnect());
      }
    },
    monitorEventLoopDelay(options) {
      const histogram = perfHooks.monitorEventLoopDelay(options);
      ends.push(() => histogram.disable());
      return histogram;
    },
  };
  const requireCore = coreModule.require.bind(coreModule);
  coreModule.require = (name, ...rest) =>
    name.replace('node:', '') === 'perf_hooks' ? own : requireCore(name, ...rest);
  return ends;
}

function once(map, key, make) {
  let kept = map.get(key);
  if (kept === undefined) map.set(key, (kept = make()));
  return kept;
}
