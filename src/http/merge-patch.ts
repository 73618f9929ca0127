/**
 * Applies a JSON Merge Patch (RFC 7396): what the patch does not name stays, null becomes null (the caller's default or empty value),
 * objects are merged, anything else replaces. `undefined` counts as not named: a DTO instance has its absent fields so.
 */
export function mergePatch(target: object, patch: object): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...target };
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    const current = merged[name];
    merged[name] = isPlain(value) ? mergePatch(isPlain(current) ? current : {}, value) : value;
  }
  return merged;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
