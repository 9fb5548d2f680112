/** What publishers type on their own computers; docs/publishing.md walks through it. */

export type PublishCommands = {
  readonly keygen: string;
  readonly look: string;
  readonly approve: string;
  readonly sendList: string;
};

const command = 'npm run -s vafa -- publish';
/** The person's own key; wherever it lies, it never leaves their computer. */
const key = '--key my-key.json';

/** `address` is HQ's own, as this page was reached. */
export function publishCommands(address: string, ruleSetHash: string): PublishCommands {
  const hq = `--hq ${address} ${key}`;
  return {
    keygen: `${command} keygen --out my-key.json`,
    look: `${command} status ${hq}`,
    approve: `${command} approve --hash ${ruleSetHash} ${hq}`,
    sendList: `${command} publishers send --list list.json ${hq}`,
  };
}
