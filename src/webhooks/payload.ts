/** What a message tells of an event. */
export interface ToldEvent {
  readonly type: string;
  readonly time: Date;
  /** Its alias; null: it is no tenant's. */
  readonly tenant: string | null;
  /** Why something failed. */
  readonly code: string | null;
  /** As they stand in the audit trail, which holds no secret. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly actor: string;
  readonly requestId: string;
}

/** The body, byte for byte as it is signed and sent: Standard Webhooks, "Payload structure". */
export function writePayload({ type, time, tenant, code, details, actor, requestId }: ToldEvent): string {
  const data = { ...details, ...(code === null ? {} : { code }), tenant, actor, requestId };
  return JSON.stringify({ type, timestamp: time.toISOString(), data });
}
