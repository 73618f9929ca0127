const JSON_TYPES = ['application/problem+json', 'application/json', 'application/*'];
const HTML_TYPES = ['text/html', 'application/xhtml+xml', 'text/*'];

/** Whether `Accept` (RFC 9110, 12.5.1) ranks JSON above HTML; without the header it ranks nothing. */
export function prefersJson(accept: string | undefined): boolean {
  const ranges = readRanges(accept);
  return quality(ranges, JSON_TYPES) > quality(ranges, HTML_TYPES);
}

/** Whether `Accept` names HTML itself, as a browser's navigation does, and ranks it no lower than JSON. */
export function asksForHtml(accept: string | undefined): boolean {
  return quality(readRanges(accept), ['text/html']) > 0 && !prefersJson(accept);
}

function readRanges(accept = ''): Map<string, number> {
  const ranges = new Map<string, number>();
  for (const part of accept.toLowerCase().split(',')) {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const value = weight === undefined ? 1 : Number(weight);
    if (type) ranges.set(type, Number.isFinite(value) ? value : 0);
  }
  return ranges;
}

function quality(ranges: ReadonlyMap<string, number>, types: readonly string[]): number {
  return Math.max(0, ...types.map((type) => ranges.get(type) ?? 0));
}
