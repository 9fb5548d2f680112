import type { Result } from '#shared/kernel/result.ts';

/** `run` is what the till needs to open, `test` what the test suites need on top of it. */
export type SetupGroup = 'run' | 'test';

/** Exit codes of the set-up, one per thing that a person can act on. */
export const setupExitCodes = {
  systemPackagesMissing: 30,
  electronMissing: 31,
  databasePartMissing: 32,
  readerPartMissing: 33,
  virtualDisplayMissing: 34,
  buildFailed: 35,
  demoFailed: 36,
  cacheNotWritable: 37,
  displayMissing: 38,
} as const;

export type SetupProblemCode = keyof typeof setupExitCodes;

/** Why the set-up stopped: `advice` is a whole sentence or list that says what to do next. */
export interface SetupProblem {
  readonly code: SetupProblemCode;
  readonly advice: string;
}

/** Shows one line of progress to the person who started the set-up. */
export type Report = (line: string) => void;

/** One resumable piece of the set-up: asked first whether it is there, run only when it is not. */
export interface SetupStep {
  /** A noun phrase in plain language: "The card reader's native part". */
  readonly thing: string;
  /** What doing it is called, with how long it takes: "Building … (about 10 s)". */
  readonly doing: string;
  readonly isThere: () => Promise<boolean>;
  readonly provide: (report: Report) => Promise<Result<void, SetupProblem>>;
}
