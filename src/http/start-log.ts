import type { LoggerService } from '@nestjs/common';

/** What Nest tells of each module and route at every start; whoever wants it asks for `LOG_LEVEL=debug`. */
const START_UP = ['InstanceLoader', 'RouterExplorer', 'RoutesResolver', 'NestFactory', 'NestApplication'];

/** Passes on what is logged, with Nest's own tale of its start at a lower level. */
export function withQuietStart(logger: LoggerService): LoggerService {
  return {
    log: (message: unknown, ...rest: unknown[]) => {
      const context: unknown = rest.at(-1);
      const isStartUp = typeof context === 'string' && START_UP.includes(context);
      if (isStartUp) logger.debug?.(message, ...rest);
      else logger.log(message, ...rest);
    },
    error: (message: unknown, ...rest: unknown[]) => logger.error(message, ...rest) as unknown,
    warn: (message: unknown, ...rest: unknown[]) => logger.warn(message, ...rest) as unknown,
    debug: (message: unknown, ...rest: unknown[]) => logger.debug?.(message, ...rest) as unknown,
    verbose: (message: unknown, ...rest: unknown[]) => logger.verbose?.(message, ...rest) as unknown,
    fatal: (message: unknown, ...rest: unknown[]) => logger.fatal?.(message, ...rest) as unknown,
  };
}
