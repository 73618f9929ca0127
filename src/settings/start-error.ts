/** Why the service, or a command, can not start, in one sentence that also says what to do; shown without a stack. */
export class StartError extends Error {
  constructor(message: string, options: { readonly cause?: unknown; readonly exitCode?: 1 | 2 } = {}) {
    super(message, { cause: options.cause });
    this.name = 'StartError';
    this.exitCode = options.exitCode ?? 1;
  }

  /** 2: the settings are wrong; 1: anything else. */
  readonly exitCode: 1 | 2;
}
