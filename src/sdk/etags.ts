const etags = new WeakMap<object, string>();

/** The ETag that a resource came with; undefined of what came in a list. */
export function etagOf(resource: object): string | undefined {
  return etags.get(resource);
}

export function rememberEtag(resource: unknown, headers: Headers): void {
  const etag = headers.get('etag');
  if (etag !== null && typeof resource === 'object' && resource !== null) etags.set(resource, etag);
}

/** @param known an ETag, or the resource that came with one. */
export function toIfMatch(known: string | object): string {
  if (typeof known === 'string') return known;
  const etag = etags.get(known);
  if (etag === undefined) throw new TypeError('ifMatch: this object came without an ETag: get it by itself.');
  return etag;
}
