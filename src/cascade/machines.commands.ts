import { InvalidArgumentError } from 'commander';
import { table, type AddCommands } from '../platform/command-line.js';
import { MigrateMachine, type MachineMigrated, type MachineVersions } from './migrate-machine.usecase.js';

function versionOf(value: string): number {
  const version = Number(value);
  if (!Number.isInteger(version) || version < 1) throw new InvalidArgumentError('1, 2, 3 …');
  return version;
}

/** `thongsuot machines …` */
export const addMachinesCommands: AddCommands = (program, act) => {
  const machines = program
    .command('machines')
    .description(
      'các phiên bản quy trình và việc chuyển phiên bản / versions of the machines, and migrating between them',
    );

  machines
    .command('list')
    .description('bao nhiêu hồ sơ đang chạy trên phiên bản nào / how many cases are on which version')
    .action(
      act(async ({ get, locale }) => {
        const versions = await get(MigrateMachine).versions();
        return { json: versions, text: listText(versions, locale) };
      }),
    );

  machines
    .command('migrate')
    .description('chuyển hồ sơ đang chạy sang phiên bản kế tiếp / move running cases to the next version')
    .argument('<machine>', 'assignment, directive, delivery')
    .requiredOption('--from <version>', 'phiên bản đang chạy / the version that they are on', versionOf)
    .option('--dry-run', 'chỉ cho biết sẽ chuyển gì; không ghi gì / say what would be done; write nothing')
    .action(
      act(
        async (
          { get, caller, locale, progress },
          machine: string,
          { from, dryRun }: { from: number; dryRun?: true },
        ) => {
          const stop = new AbortController();
          const onInterrupt = (): void => stop.abort();
          process.once('SIGINT', onInterrupt);
          try {
            const asked = { from, dryRun: dryRun === true, stop: stop.signal };
            const done = await get(MigrateMachine).execute(machine, asked, caller, (n) => progress(String(n)));
            return { json: done, text: migratedText(done, locale) };
          } finally {
            process.off('SIGINT', onInterrupt);
          }
        },
      ),
    );
};

const HEADERS = {
  vi: {
    list: ['quy trình', 'phiên bản', 'số hồ sơ', ''],
    moves: ['trạng thái', 'sang', 'số hồ sơ'],
    current: 'hiện hành',
  },
  en: { list: ['machine', 'version', 'cases', ''], moves: ['state', 'becomes', 'cases'], current: 'current' },
} as const;

const listText = (all: readonly MachineVersions[], locale: 'vi' | 'en'): string =>
  table(
    HEADERS[locale].list,
    all.flatMap(({ machine, current, versions }) =>
      versions.map(({ version, n }) => [machine, version, n, version === current ? HEADERS[locale].current : '']),
    ),
  );

function migratedText({ machine, from, to, dryRun, total, groups }: MachineMigrated, locale: 'vi' | 'en'): string {
  const words = {
    vi: `${dryRun ? 'Sẽ chuyển' : 'Đã chuyển'} ${total} hồ sơ ${machine} từ phiên bản ${from} sang ${to}.`,
    en: `${total} ${machine} cases ${dryRun ? 'would go' : 'went'} from version ${from} to ${to}.`,
  };
  const moves = groups.map(({ before, after, n }) => [before, after, n]);
  return [words[locale], ...(moves.length > 0 ? [table(HEADERS[locale].moves, moves)] : [])].join('\n');
}
