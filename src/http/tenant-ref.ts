/** The tenant of the path's `{alias}`, resolved by the guard before the controller runs. */
export interface TenantRef {
  readonly id: string;
  readonly alias: string;
}
