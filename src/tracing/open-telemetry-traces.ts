import { Logger } from '@nestjs/common';
import {
  context,
  diag,
  DiagLogLevel,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import type * as Sdk from '@opentelemetry/sdk-node';
import type { AnswerFacts, RequestTrace, TraceIds, Traces } from './traces';

const CLOSE_TIMEOUT_MS = 2_000;
const LONGEST_COMPLAINT = 500;

/** By OpenTelemetry, which reads its own settings: where to send, how, and how many of them. */
export class OpenTelemetryTraces implements Traces {
  private constructor(
    private readonly tracer: Tracer,
    private readonly shutdown: () => Promise<void>,
  ) {}

  static start({ NodeSDK, resources }: typeof Sdk, version: string): OpenTelemetryTraces {
    complainInLog();
    const sdk = new NodeSDK({
      resource: resources.resourceFromAttributes({ 'service.name': 'ram-sso', 'service.version': version }),
      // What else they find (the host, the command line, who runs it) is nobody's business there.
      resourceDetectors: [resources.envDetector],
      // Traces alone: /metrics and the log tell the rest.
      metricReaders: [],
      logRecordProcessors: [],
      instrumentations: [],
    });
    sdk.start();
    return new OpenTelemetryTraces(trace.getTracer('ram-sso', version), () => sdk.shutdown());
  }

  begin(method: string, route: string, headers: object | undefined): RequestTrace {
    const parent = headers ? propagation.extract(ROOT_CONTEXT, headers) : ROOT_CONTEXT;
    const attributes = { 'http.request.method': method, 'http.route': route };
    const span = this.tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
    const own = trace.setSpan(parent, span);
    return {
      run: (work) => context.with(own, work),
      end: (facts) => {
        endSpan(span, facts);
      },
    };
  }

  noteStep(name: string, beganAt: number, endedAt: number): void {
    if (!trace.getActiveSpan()) return;
    this.tracer.startSpan(name, { startTime: beganAt }).end(endedAt);
  }

  findIds(): TraceIds | undefined {
    const found = trace.getActiveSpan()?.spanContext();
    return found && { traceId: found.traceId, spanId: found.spanId };
  }

  async close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((done) => {
      timer = setTimeout(done, CLOSE_TIMEOUT_MS);
    });
    await Promise.race([this.shutdown().catch(() => undefined), late]);
    clearTimeout(timer);
  }
}

function endSpan(span: Span, { status, code, requestId, tenant }: AnswerFacts): void {
  span.setAttributes({
    'http.response.status_code': status,
    'ram_sso.request_id': requestId,
    'ram_sso.outcome': outcomeOf(status, code),
    ...(code === undefined ? {} : { 'ram_sso.code': code }),
    ...(tenant === undefined ? {} : { 'ram_sso.tenant': tenant }),
  });
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

function outcomeOf(status: number, code: string | undefined): 'success' | 'refused' | 'failed' {
  if (status >= 500) return 'failed';
  return code === undefined && status < 400 ? 'success' : 'refused';
}

/** Such as that nobody takes the traces: bounded in length, since its texts are not ours. */
function complainInLog(): void {
  const log = new Logger('Traces');
  const complain = (message: string): void => {
    log.warn(`OpenTelemetry: ${message.slice(0, LONGEST_COMPLAINT)}`);
  };
  const ignore = (): void => undefined;
  diag.setLogger(
    { error: complain, warn: complain, info: ignore, debug: ignore, verbose: ignore },
    DiagLogLevel.WARN,
  );
}
