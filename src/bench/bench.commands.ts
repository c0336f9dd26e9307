import { Argument, InvalidArgumentError } from 'commander';
import { prepareDatabase } from '../application.js';
import { table, type AddCommands } from '../platform/command-line.js';
import { readConfig } from '../platform/config.js';
import { openBenchDatabase } from './bench-database.js';
import type { Figure } from './figure.rules.js';
import { FIGURES, GROUPS, measure, ON_REQUEST, type FigureName } from './measure.js';
import { withOnePeak } from './memory.js';
import { measureRouting } from './routing.js';
import { openStage, type Effort } from './stage.js';
import { en } from './words.en.js';
import { vi } from './words.vi.js';

const FULL: Effort = {
  communes: 11_400,
  runs: 5,
  seconds: 10,
  openSeconds: 60,
  directives: 10,
  growth: [1, 10, 100],
  assignments: 1_000_000,
  bodies: 12,
};
const QUICK: Effort = {
  communes: 0,
  runs: 1,
  seconds: 1,
  openSeconds: 3,
  directives: 3,
  growth: [1, 3],
  assignments: 20_000,
  bodies: 1,
};

/** Measured on a server of its own, which counts statements. */
const ROUTING = 'routing';

interface Options {
  seconds?: number;
  runs: number;
  directives?: readonly number[];
  assignments: number;
  quick?: boolean;
}

const positive = (value: string): number => {
  const n = Number(value);
  if (!(n > 0)) throw new InvalidArgumentError('> 0');
  return n;
};
const whole = (value: string): number => Math.ceil(positive(value));
const rising = (value: string): number[] =>
  value
    .split(',')
    .map(whole)
    .toSorted((a, b) => a - b);

function effortOf({ seconds, runs, directives, assignments, quick }: Options): Effort {
  if (quick) return QUICK;
  return {
    ...FULL,
    runs,
    assignments,
    ...(seconds === undefined ? {} : { seconds, openSeconds: seconds }),
    ...(directives === undefined ? {} : { growth: directives, directives: directives.at(-1)! }),
  };
}

type Progress = (text: string) => void;

/** One group of figures, on a database of its own. */
async function run(names: readonly FigureName[], effort: Effort, progress: Progress): Promise<Figure[]> {
  const config = readConfig();
  const database = await openBenchDatabase(config);
  try {
    progress('migrate');
    await prepareDatabase(config, database);
    const stage = await openStage(config, database, effort, progress);
    try {
      return await measure(stage, names, true);
    } finally {
      await stage.close();
    }
  } finally {
    progress('');
    await database.close();
  }
}

/** Where nobody watches a terminal, what is done is written line by line with the seconds since the beginning. */
function progressOf(onTerminal: Progress): Progress {
  if (process.stderr.isTTY) return onTerminal;
  const begin = performance.now();
  return (text) =>
    void (text && process.stderr.write(`${Math.round((performance.now() - begin) / 1000)} s: ${text}\n`));
}

/** `thongsuot bench`: the product beside plain SQL, on databases of its own that are dropped at the end. */
export const addBenchCommands: AddCommands = (program, _act, alone) => {
  program
    .command('bench')
    .description('đo tốc độ, so với SQL thuần / measure speed, beside plain SQL')
    .addArgument(new Argument('[figures...]', 'số đo / figures').choices([...FIGURES, ROUTING]))
    .option(
      '--seconds <n>',
      `số giây mỗi bên xác nhận / seconds that each side acknowledges (${FULL.seconds}; acknowledge-open ${FULL.openSeconds})`,
      positive,
    )
    .option('--runs <n>', 'số lần mỗi bên ban hành / times that each side issues', whole, FULL.runs)
    .option(
      '--directives <n,…>',
      `số văn bản toàn quốc đang mở / open national directives: growth (${FULL.growth.join(',')}), reorganisation (${FULL.directives})`,
      rising,
    )
    .option(
      '--assignments <n>',
      'số nhiệm vụ đang mở / open assignments: sweep, acknowledge-open, progress',
      whole,
      FULL.assignments,
    )
    .option('--quick', 'chạy thử ở quy mô nhỏ; không lấy số liệu / a small run to see that it works, not for figures')
    .action(
      alone(async (context, names: (FigureName | typeof ROUTING)[], options: Options) => {
        const progress = progressOf((text) => context.progress(text));
        const figures: Figure[] = [];
        if (names.length === 0 || names.includes(ROUTING)) figures.push(await measureRouting(readConfig(), progress));
        for (const group of GROUPS) {
          const wanted = group.filter((name) => (names.length === 0 ? !ON_REQUEST.has(name) : names.includes(name)));
          if (wanted.length > 0) figures.push(...(await run(wanted, effortOf(options), progress)));
        }
        const all = withOnePeak(figures);
        return { json: all, text: asTable(all, { vi, en }[context.locale]) };
      }),
    );
};

const asTable = (figures: readonly Figure[], words: typeof vi): string =>
  table(
    words.header,
    figures.map((f) => [f.name, f.unit, f.ours, f.floor, f.ratio, f.target, words.met[String(f.met) as 'true']]),
  );
