import { type Logger, type LoggerOptions, pino } from 'pino';

/** JSON lines on stdout. @param worker its number, where several processes write them */
export function logLines(level: string, worker?: number) {
  return {
    level,
    base: worker === undefined ? undefined : { worker },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  } satisfies LoggerOptions;
}

/** Of a process that answers no requests. */
export function openLog(level: string): Logger {
  return pino(logLines(level));
}
