import { StartError } from '../settings/start-error';
import { Tracing } from './traces';

/** @param isWanted by the environment; @throws StartError where it is, and OpenTelemetry's SDK is not installed */
export async function startTracing(isWanted: boolean, version: string): Promise<Tracing> {
  if (!isWanted) return new Tracing(undefined);
  const sdk = await import('@opentelemetry/sdk-node').catch((cause: unknown) => {
    throw new StartError(
      'OTEL_TRACES_EXPORTER or OTEL_EXPORTER_OTLP_ENDPOINT asks for traces, and OpenTelemetry\'s SDK is not installed: "npm install @opentelemetry/sdk-node" adds it, OTEL_TRACES_EXPORTER=none does without traces.',
      { cause, exitCode: 2 },
    );
  });
  const { OpenTelemetryTraces } = await import('./open-telemetry-traces.js');
  return new Tracing(OpenTelemetryTraces.start(sdk, version));
}
