import type { FastifyInstance } from 'fastify';

interface KnownPath {
  readonly matches: RegExp;
  readonly methods: Set<string>;
}

/** Remembers which methods each path has, so that a wrong one is answered 405 and not 404. */
export class AllowedMethods {
  private readonly paths = new Map<string, KnownPath>();

  constructor(fastify: FastifyInstance) {
    fastify.addHook('onRoute', ({ url, method }) => {
      const known = this.paths.get(url) ?? { matches: pattern(url), methods: new Set() };
      this.paths.set(url, known);
      for (const one of [method].flat()) known.methods.add(one);
    });
  }

  /** Empty where nothing answers at that path. */
  of(path: string): string[] {
    const known = [...this.paths.values()].filter(({ matches }) => matches.test(path));
    return [...new Set(known.flatMap(({ methods }) => [...methods]))].sort();
  }
}

function pattern(url: string): RegExp {
  const segments = url.split('/').map((segment) => {
    if (segment.startsWith(':')) return '[^/]+';
    // `::` is how the router writes a colon.
    const text = segment.replaceAll('::', ':');
    return segment === '*' ? '.*' : text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${segments.join('/')}$`);
}
