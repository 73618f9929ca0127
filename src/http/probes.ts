const PROBES: readonly string[] = ['/healthz', '/readyz', '/metrics'];

/** Who asks these watches the node, every few seconds, and is not a user who would be lost. */
export function isProbe(route: string | undefined): boolean {
  return route !== undefined && PROBES.includes(route);
}
