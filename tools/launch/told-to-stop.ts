/** How a run learns that it is to end: by a signal of its own, or from the process that started it. */

/**
 * `signal`: somebody sent one to this very process, which may be done again to hurry it. `starter`: what started this
 * run was told to end, or is gone; it may say so any number of times, and also beside a signal.
 */
export type StopTeller = 'signal' | 'starter';

/** What the first process of a command says to the one that it handed over to. */
const stopMessage = 'stop';

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Calls `told` each time until the function that it returns is called. From then on the terminal may be gone, so what
 * is still said to it is lost without harm.
 */
export function whenToldToStop(told: (teller: StopTeller) => void): () => void {
  const bySignal = (): void => told('signal');
  const byStarter = (): void => told('starter');
  const byMessage = (message: unknown): void => {
    if (message === stopMessage) byStarter();
  };
  for (const signal of signals) process.on(signal, bySignal);
  process.on('message', byMessage);
  process.on('disconnect', byStarter);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreLostReader);
  // Listening for the starter is no reason to stay.
  process.channel?.unref();
  return () => {
    for (const signal of signals) process.off(signal, bySignal);
    process.off('message', byMessage);
    process.off('disconnect', byStarter);
  };
}

/** A closed terminal, or an ended program at the other end of a pipe: nobody reads, and the run ends in order all the same. */
function ignoreLostReader(error: Error): void {
  const code = 'code' in error ? error.code : undefined;
  if (code !== 'EIO' && code !== 'EPIPE') throw error;
}
