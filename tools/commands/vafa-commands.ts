/** Every command of `vafa`: what the help says of it, and where it is. Only the one that is named is loaded. */

import { Command } from 'commander';

export type VafaCommand = {
  /** As the list of commands shows it. */
  readonly term: string;
  readonly description: string;
  readonly load: () => Promise<(program: Command) => void>;
};

export const vafaCommands: Readonly<Record<string, VafaCommand>> = {
  score: {
    term: 'score [options]',
    description:
      'Score a basket or an activity under a rule set and print the whole answer as JSON. Nothing is booked.',
    load: async () => (await import('./score.ts')).registerScore,
  },
  card: {
    term: 'card',
    description: 'Virtual cards, for trying the till without hardware.',
    load: async () => (await import('./card.ts')).registerCard,
  },
  demo: {
    term: 'demo',
    description: 'The demo chain.',
    load: async () => (await import('./demo.ts')).registerDemo,
  },
  history: {
    term: 'history',
    description: 'Histories of sales, for vafa simulate.',
    load: async () => (await import('./history.ts')).registerHistory,
  },
  ledger: {
    term: 'ledger',
    description: "A till's ledger.",
    load: async () => (await import('./ledger.ts')).registerLedger,
  },
  programme: {
    term: 'programme',
    description: 'The programme of a till.',
    load: async () => (await import('./programme.ts')).registerProgramme,
  },
  publish: {
    term: 'publish',
    description: 'Put rule sets in force: proposed by one publisher, approved by another.',
    load: async () => (await import('./publish.ts')).registerPublish,
  },
  rules: {
    term: 'rules',
    description: 'Rule sets, before they are published.',
    load: async () => (await import('./rules.ts')).registerRules,
  },
  schema: {
    term: 'schema [name]',
    description: 'Print the JSON Schema of an input; without a name, the names.',
    load: async () => (await import('./schema.ts')).registerSchema,
  },
  simulate: {
    term: 'simulate [options]',
    description: 'Score past sales under a draft and under another rule set, and compare. Nothing is booked.',
    load: async () => (await import('./simulate.ts')).registerSimulate,
  },
  till: {
    term: 'till',
    description: 'A till and its line to HQ.',
    load: async () => (await import('./till.ts')).registerTill,
  },
};

/** Registers the command that the arguments name; where they name none, what the help and a refusal need of all. */
export async function registerNamed(program: Command, args: readonly string[]): Promise<void> {
  const [first, second] = args;
  const name = (first === 'help' ? second : first) ?? '';
  const named = Object.hasOwn(vafaCommands, name) ? vafaCommands[name] : undefined;
  if (named !== undefined) {
    const register = await named.load();
    register(program);
    return;
  }
  const terms = new Map(Object.entries(vafaCommands).map(([known, { term }]) => [known, term]));
  program.configureHelp({ subcommandTerm: (command) => terms.get(command.name()) ?? helpTerm });
  for (const [known, { description }] of Object.entries(vafaCommands)) {
    program.addCommand(new Command(known).description(description));
  }
}

/** The one command that is no own of the table: commander's. */
const helpTerm = 'help [command]';
