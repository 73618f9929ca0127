/** What the command ends with; documented in `docs/cli.md`, and stable for scripts. */
export const EXIT = {
  done: 0,
  /** The answer is no (a check failed, a state differs), or it failed in a way that has no code of its own. */
  failed: 1,
  /** The command line, a file or a setting is wrong: nothing was asked of the service. */
  usage: 2,
  notFound: 3,
  /** No token, a wrong one, or one that may not. */
  refused: 4,
  /** Something of that name is there already, or it was changed meanwhile. */
  conflict: 5,
  /** The service does not answer, or asks for patience. */
  unavailable: 6,
  /** The service refused what was sent. */
  invalid: 7,
  interrupted: 130,
  /** 128 and the number of SIGPIPE, as shells say it. */
  brokenPipe: 141,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** For help and documentation, in order. */
export const EXIT_MEANINGS: readonly (readonly [ExitCode, string])[] = [
  [EXIT.done, 'done'],
  [EXIT.failed, 'the answer is no (a check failed, a state differs), or it failed in another way'],
  [EXIT.usage, 'the command line, a file or a setting is wrong; the service was not asked'],
  [EXIT.notFound, 'not found'],
  [EXIT.refused, 'no token, a wrong one, or one that may not do this'],
  [EXIT.conflict, 'it is there already, or was changed meanwhile'],
  [EXIT.unavailable, 'the service can not be reached, is not ready, or asks for patience'],
  [EXIT.invalid, 'the service refused what was sent'],
  [EXIT.interrupted, 'interrupted by Ctrl-C'],
  [EXIT.brokenPipe, 'whoever read the answer has enough of it'],
  [EXIT.terminated, 'ended by SIGTERM'],
];
