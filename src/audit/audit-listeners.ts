import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** An event as it was just written. */
export interface AuditedEvent {
  readonly id: string;
  /** Null: an event of the platform. */
  readonly tenantId: string | null;
  readonly time: Date;
  readonly type: string;
  readonly actor: string;
  readonly code: string | null;
  readonly requestId: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Who wants to know what is written, in the transaction that writes it: both are committed together or not at all. */
export interface AuditListener {
  /** Of no other event it is told. */
  readonly types: ReadonlySet<string>;
  hear(tx: EntityManager, events: readonly AuditedEvent[]): Promise<void>;
}

/** Rooms above register here in `onModuleInit`; the audit trail does not know them. */
@Injectable()
export class AuditListeners {
  private readonly listeners: AuditListener[] = [];

  register(listener: AuditListener): void {
    this.listeners.push(listener);
  }

  async tell(tx: EntityManager, events: readonly AuditedEvent[]): Promise<void> {
    for (const listener of this.listeners) {
      const heard = events.filter(({ type }) => listener.types.has(type));
      if (heard.length > 0) await listener.hear(tx, heard);
    }
  }
}
