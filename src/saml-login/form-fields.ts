/** A posted form as the parser left it; anything else (no body, JSON, an array) has no fields. */
export function readForm(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body)
    ? (body as Record<string, unknown>)
    : {};
}

/** A field or parameter that was sent exactly once. */
export function readText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
