import type { SettingReader } from './setting-reader';
import * as rules from './setting-rules';
import { readUrl } from '../addresses/read-url';

const PROTOCOLS = rules.oneOf('grpc', 'http/protobuf', 'http/json');

/**
 * Whether there are to be traces, by OpenTelemetry's own settings, of which it reads the rest itself. They are off unless one of them
 * says that there are, or where they go. What it would pass over in silence is refused here.
 */
export function readTraces(reader: SettingReader): boolean {
  const isDisabled = reader.read('OTEL_SDK_DISABLED', rules.oneOf('true', 'false')) === 'true';
  const exporter = reader.read('OTEL_TRACES_EXPORTER', rules.oneOf('otlp', 'none'));
  const endpoints = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'].map((name) =>
    reader.read(name, collector),
  );
  reader.read('OTEL_EXPORTER_OTLP_PROTOCOL', PROTOCOLS);
  reader.read('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', PROTOCOLS);
  const isAskedFor = exporter !== undefined || endpoints.some((endpoint) => endpoint !== undefined);
  return isAskedFor && exporter !== 'none' && !isDisabled;
}

/** It may have a password in it, and is never shown. */
const collector: rules.Rule<string> = (text) => {
  const url = readUrl(text);
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password) return text;
  throw new rules.WrongSetting(
    'an http or https address without a user name or password, such as http://localhost:4318',
  );
};
