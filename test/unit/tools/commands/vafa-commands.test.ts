import { Command, Help } from 'commander';
import { expect, it } from 'vitest';
import { registerNamed, vafaCommands } from '#tools/commands/vafa-commands.ts';

it.each(Object.entries(vafaCommands))(
  'says of %s in the list what the command says of itself',
  async (name, listed) => {
    const program = new Command('vafa');
    await registerNamed(program, [name]);
    const [command, ...others] = program.commands;
    expect(others).toEqual([]);
    expect(command?.name()).toBe(name);
    expect(command && new Help().subcommandTerm(command)).toBe(listed.term);
    expect(command?.description()).toBe(listed.description);
  },
);

it('lists every command in the help, and loads none of them for it', async () => {
  const program = new Command('vafa');
  await registerNamed(program, ['--help']);
  const help = program.helpInformation();
  for (const { term } of Object.values(vafaCommands)) expect(help).toContain(`\n  ${term}`);
  expect(help).toContain('\n  help [command]');
  // What stands in for a command has none of its options.
  expect(program.commands.flatMap(({ options }) => options)).toEqual([]);
});
