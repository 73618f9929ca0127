import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { AuditStream, type PendingEvents } from '../audit/audit-stream.service';
import { Sweeper } from '../database/sweeper';
import { OutgoingHttp } from '../outgoing/outgoing-http';
import { Clock } from '../settings/clock';
import { Settings } from '../settings/settings';
import { AuditExport } from './audit-export';
import { ExportEvents } from './export-events';
import { FileSink } from './file-sink';
import type { Sink, SinkKind } from './sink';
import { UrlSink } from './url-sink';

/** Of the next numbers, among which the oldest event is looked for. */
const LOOKED = 1000;

export interface ExportState extends PendingEvents {
  readonly sink: SinkKind;
}

/** The exports that this node's settings ask for. */
@Injectable()
export class AuditExports implements OnModuleInit, OnModuleDestroy {
  private readonly stopping = new AbortController();
  private readonly exports: readonly AuditExport[];

  constructor(
    settings: Settings,
    clock: Clock,
    events: ExportEvents,
    outgoing: OutgoingHttp,
    private readonly sweeper: Sweeper,
    private readonly stream: AuditStream,
  ) {
    const { signal } = this.stopping;
    this.exports = sinksOf(settings, clock, outgoing).map(
      (sink) => new AuditExport(sink, settings.auditExportName, clock, events, signal),
    );
  }

  onModuleInit(): void {
    for (const one of this.exports) this.sweeper.register(one);
  }

  /** What is being sent is left to another node, or to the next start. Before the sweeper waits for its rounds. */
  onModuleDestroy(): void {
    this.stopping.abort();
  }

  listStates(): Promise<ExportState[]> {
    return Promise.all(
      this.exports.map(async ({ sink, cursor }) => ({
        sink: sink.kind,
        ...(await this.stream.findPending(cursor, LOOKED)),
      })),
    );
  }
}

function sinksOf(settings: Settings, clock: Clock, outgoing: OutgoingHttp): Sink[] {
  const { auditExportFile, auditExportUrl, auditExportName, ...others } = settings;
  const credentials = { secrets: others.auditExportSecrets, authorization: others.auditExportAuthorization };
  return [
    ...(auditExportFile === undefined ? [] : [new FileSink(auditExportFile)]),
    ...(auditExportUrl === undefined
      ? []
      : [new UrlSink(auditExportUrl, credentials, auditExportName, clock, outgoing)]),
  ];
}
