import type { Type } from '@nestjs/common';
import { Command, CommanderError } from 'commander';
import { commandLineCaller, type Locale } from './platform/caller.js';
import type { Act, AddCommands, CommandContext } from './platform/command-line.js';
import { knownErrorOf } from './platform/known-error.js';

/** Each first word of the command line and what brings it; only what is called is loaded. */
export const COMMANDS: Record<string, readonly (() => Promise<AddCommands>)[]> = {
  read: [async () => (await import('./dispatches/dispatches.commands.js')).addDispatchesCommands],
  serve: [async () => (await import('./serve.commands.js')).addServeCommands],
  worker: [async () => (await import('./serve.commands.js')).addWorkerCommand],
  migrate: [async () => (await import('./serve.commands.js')).addMigrateCommand],
  units: [
    async () => (await import('./units/index.js')).addUnitsCommands,
    async () => (await import('./imports/index.js')).addImportsCommands,
  ],
  'trust-root': [async () => (await import('./signatures/index.js')).addSignaturesCommands],
  token: [async () => (await import('./access/index.js')).addAccessCommands],
  directive: [
    async () => (await import('./directives/index.js')).addDirectivesCommands,
    async () => (await import('./directives/index.js')).addReconcileCommand,
    async () => (await import('./cascade/index.js')).addCascadeCommands,
    async () => (await import('./cascade/index.js')).addAmendingCommands,
    async () => (await import('./chasing/index.js')).addChasingCommands,
    async () => (await import('./tracking/index.js')).addTrackingCommands,
  ],
  assignment: [
    async () => (await import('./assignments/index.js')).addAssignmentsCommands,
    async () => (await import('./assignments/index.js')).addAskingCommands,
    async () => (await import('./assignments/index.js')).addSupervisingCommands,
    async () => (await import('./reports/index.js')).addReportsCommands,
    async () => (await import('./links/index.js')).addLinksCommands,
    async () => (await import('./cascade/index.js')).addCascadeCommands,
  ],
  question: [async () => (await import('./assignments/index.js')).addAskingCommands],
  extension: [async () => (await import('./assignments/index.js')).addAskingCommands],
  people: [async () => (await import('./people/index.js')).addPeopleCommands],
  report: [async () => (await import('./reports/index.js')).addReportsCommands],
  partitions: [async () => (await import('./partitions.commands.js')).addPartitionsCommands],
  ledger: [async () => (await import('./ledger/index.js')).addLedgerCommands],
  registers: [async () => (await import('./registers/index.js')).addRegistersCommands],
  machines: [async () => (await import('./cascade/index.js')).addMachinesCommands],
  reorganisation: [async () => (await import('./reorganisation/index.js')).addReorganisationCommands],
  policy: [async () => (await import('./directives/index.js')).addPoliciesCommands],
  calendar: [async () => (await import('./calendar-changes/index.js')).addCalendarCommands],
  deadlines: [async () => (await import('./links/index.js')).addDeadlinesCommands],
  bulk: [async () => (await import('./bulk-acts/index.js')).addBulkActsCommands],
  mail: [async () => (await import('./mail/index.js')).addMailCommands],
  replies: [async () => (await import('./replies/index.js')).addRepliesCommands],
  chase: [async () => (await import('./chasing/index.js')).addChasingCommands],
  explain: [async () => (await import('./chasing/index.js')).addExplainCommand],
  demo: [async () => (await import('./demo/index.js')).addDemoCommands],
  bench: [async () => (await import('./bench/index.js')).addBenchCommands],
};

function languageOf(argv: readonly string[]): Locale {
  const given = argv.find((_, i) => argv[i - 1] === '--lang') ?? argv.find((a) => a.startsWith('--lang='))?.slice(7);
  return given === 'en' ? 'en' : 'vi';
}

/**
 * Runs one command and sets the exit code: 0 done, 1 failed, 2 called wrongly.
 * @param argv  as `process.argv`
 */
export async function main(argv: readonly string[]): Promise<void> {
  // a reader that has seen enough (`| head`) is no failure
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const locale = languageOf(argv);
  const asJson = argv.includes('--json');
  let application: ReturnType<(typeof import('./application.js'))['applicationOnDemand']> | undefined;
  const fail = (text: string, exitCode: number): void => {
    process.stderr.write(`thongsuot: ${text}\n`);
    process.exitCode = exitCode;
  };
  const wrap =
    (needsApplication: boolean): Act =>
    (handler) =>
    async (...args) => {
      // only what needs the application pays for loading it
      if (needsApplication) application ??= (await import('./application.js')).applicationOnDemand();
      const app = await application?.build();
      const context: CommandContext = {
        get: ((token: Type) => app!.get(token, { strict: false })) as CommandContext['get'],
        caller: commandLineCaller(locale),
        locale,
        progress: (text) => void (process.stderr.isTTY && process.stderr.write(`\r\u001b[K${text}`)),
      };
      const answer = await handler(context, ...args);
      const text = asJson ? JSON.stringify(answer.json) : answer.text;
      if (text !== '') process.stdout.write(`${text}\n`);
      process.exitCode = answer.exitCode ?? 0;
    };

  const program = new Command('thongsuot')
    .description(
      'Thông Suốt: chuyển giao, tiếp nhận và đôn đốc văn bản chỉ đạo / directive cascade and acknowledgement',
    )
    .option('--lang <vi|en>', 'ngôn ngữ / language')
    .option('--json', 'in một giá trị JSON / print one JSON value')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`thongsuot: ${text.replace(/^error: /, '')}`) });
  const word = argv.slice(2).find((a, i, rest) => !a.startsWith('-') && rest[i - 1] !== '--lang');
  const wanted = word && COMMANDS[word] ? COMMANDS[word] : [...new Set(Object.values(COMMANDS).flat())];
  const adding = new Set(await Promise.all(wanted.map((load) => load())));
  for (const add of adding) add(program, wrap(true), wrap(false));
  acceptEverywhere(program);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else {
      const known = knownErrorOf(error);
      const text = known?.words[locale] ?? (error instanceof Error ? error.message : String(error));
      fail(text, 1);
      const errors = known?.details['candidates'];
      if (asJson && known)
        process.stdout.write(`${JSON.stringify({ error: known.code, detail: text, candidates: errors })}\n`);
    }
  } finally {
    await application?.close();
  }
}

/** `--lang` and `--json` may stand before or after the words of a command. */
function acceptEverywhere(command: Command): void {
  for (const sub of command.commands) {
    sub.exitOverride().option('--lang <vi|en>').option('--json', 'in một giá trị JSON / print one JSON value');
    sub.configureOutput({ outputError: (text, write) => write(`thongsuot: ${text.replace(/^error: /, '')}`) });
    acceptEverywhere(sub);
  }
}
