import {
  Argument as CommanderArgument,
  Command,
  InvalidArgumentError,
  Option as CommanderOption,
} from 'commander';
import { readWords } from './completion/command-words';
import { completionVerb } from './completion/completion-verb';
import { CommandContext, type GlobalOptions } from './command-context';
import { EXIT_MEANINGS } from './exit-codes';
import type { CliHost } from './host';
import { nouns } from './nouns/all-nouns';
import { FORMATS } from './output/view';
import { serviceVerbs } from './service-verbs';
import { accountVerbs, topVerbs } from './top-verbs';
import { type AnyVerb, type Argument, type Noun, type Option, WrongValue } from './verb';

const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ['RAM_SSO_URL, RAM_SSO_TOKEN', 'which service, and the token: before any profile'],
  ['RAM_SSO_PROFILE, RAM_SSO_TENANT', 'where --profile and --tenant are not given'],
  ['RAM_SSO_ALLOW_HTTP', 'true: plain http also beyond this machine'],
  ['BASE_URL, ADMIN_TOKEN(_FILE), DATA_DIR', "the service's own settings: last, where it runs"],
  ['NO_COLOR, FORCE_COLOR', 'colours never, or also where there is no terminal'],
];

/** The whole tree of commands. It is also what help, completion and the reference in the documentation are made of. */
export function createProgram(host: CliHost): Command {
  const program = new Command('ram-sso')
    .description('SAML single sign-on for RAM users: the service, and everything that its API does.')
    .usage('[options] <command>')
    .version(host.version, '-v, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show the help of a command')
    .addOption(
      new CommanderOption('-p, --profile <name>', 'the profile to use; the environment goes before it'),
    )
    .addOption(new CommanderOption('-t, --tenant <alias>', "the tenant that a tenant's commands are about"))
    .addOption(
      new CommanderOption('-o, --output <format>', 'how the answer is written')
        .choices(FORMATS)
        .default('table'),
    )
    .option('-y, --yes', 'do not ask before something is deleted')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(text),
      // Said by run-cli, which repeats nothing that may be a secret.
      outputError: () => undefined,
    });
  for (const verb of serviceVerbs(host)) addVerb(program, verb, host, 'Service:');
  for (const verb of topVerbs) addVerb(program, verb, host, 'Set-up:');
  for (const verb of accountVerbs) addVerb(program, verb, host, 'Accounts:');
  for (const noun of nouns) addNoun(program, noun, host);
  addVerb(
    program,
    completionVerb(() => readWords(program)),
    host,
    'Set-up:',
  );
  program.addHelpText('after', rootHelp());
  return program;
}

function addNoun(program: Command, { name, summary, group, verbs }: Noun, host: CliHost): void {
  const command = program.command(name).summary(summary).description(summary).helpGroup(group);
  command.helpCommand(false);
  for (const verb of verbs) addVerb(command, verb, host, undefined);
}

function addVerb(parent: Command, verb: AnyVerb, host: CliHost, group: string | undefined): void {
  const command = parent.command(verb.name, { isDefault: verb.isDefault ?? false });
  command.summary(verb.summary).description(verb.description ?? verb.summary);
  if (group !== undefined) command.helpGroup(group);
  const names = Object.entries(verb.takes);
  const readers = names.map(([name, taken]) => {
    if (taken.kind === 'argument') {
      const index = command.registeredArguments.length;
      command.addArgument(toArgument(name, taken));
      return (values: readonly unknown[]) => [name, values[index]];
    }
    const option = toOption(taken);
    command.addOption(option);
    return () => [name, readOption(command, option, taken)];
  });
  command.addHelpText('after', examplesOf(verb));
  command.action(async (...values: unknown[]) => {
    const input = Object.fromEntries(readers.map((read) => read(values) as [string, unknown]));
    await verb.run(new CommandContext(host, command.optsWithGlobals<GlobalOptions>()), input as never);
  });
}

function toArgument(
  name: string,
  { description, isOptional, choices, read }: Argument<unknown>,
): CommanderArgument {
  const word = dashed(name);
  const made = new CommanderArgument(isOptional ? `[${word}]` : `<${word}>`, description);
  if (choices) return made.choices(choices);
  return read ? made.argParser((value) => readOrExplain(read, value)) : made;
}

function toOption({
  flags,
  description,
  choices,
  isRequired,
  isRepeated,
  read,
}: Option<unknown>): CommanderOption {
  const made = new CommanderOption(flags, description);
  if (choices) made.choices(choices);
  if (isRequired) made.makeOptionMandatory();
  if (isRepeated) {
    made.argParser((value, former: readonly string[] | undefined) => [
      ...(former ?? []),
      ...(isRepeated === 'commas' ? splitList(value) : [value]),
    ]);
  } else if (read && !choices) made.argParser((value) => readOrExplain(read, value));
  return made;
}

function splitList(value: string): string[] {
  return value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function readOrExplain(read: (text: string) => unknown, value: string): unknown {
  try {
    return read(value);
  } catch (error) {
    if (!(error instanceof WrongValue)) throw error;
    throw new InvalidArgumentError(`It must be ${error.message}.`);
  }
}

/** Choices are checked by commander first, and read here. */
function readOption(command: Command, option: CommanderOption, { choices, read }: Option<unknown>): unknown {
  const value: unknown = command.getOptionValue(option.attributeName());
  return choices && read && typeof value === 'string' ? read(value) : value;
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function examplesOf({ examples }: AnyVerb): string {
  const lines = examples.flatMap(([line, meaning]) => [`  # ${meaning}`, `  ${line}`]);
  return `\nExamples:\n${lines.join('\n')}\n`;
}

function rootHelp(): string {
  const list = (rows: readonly (readonly [string | number, string])[]): string => {
    const width = Math.max(...rows.map(([name]) => String(name).length));
    return rows.map(([name, meaning]) => `  ${String(name).padEnd(width)}  ${meaning}`).join('\n');
  };
  return `
Environment:
${list(ENVIRONMENT)}

Exit codes:
${list(EXIT_MEANINGS)}

Examples:
  # run the service
  ram-sso serve
  # make a tenant, trust its IdP, and make a user
  ram-sso tenants create acme --display-name "ACME Inc."
  ram-sso idp set metadata.xml --tenant acme
  ram-sso users create alice --tenant acme
  # the help of a command
  ram-sso users import --help
`;
}
