import { Argument, InvalidArgumentError } from 'commander';
import { prepareDatabase } from '../application.js';
import { table, type AddCommands } from '../platform/command-line.js';
import { readConfig } from '../platform/config.js';
import { openBenchDatabase } from './bench-database.js';
import type { Figure } from './figure.rules.js';
import { FIGURES, measure, type FigureName } from './measure.js';
import { openStage, type Effort } from './stage.js';
import { en } from './words.en.js';
import { vi } from './words.vi.js';

const FULL: Effort = { communes: 11_400, runs: 5, seconds: 10, directives: 10 };
const QUICK: Effort = { communes: 0, runs: 1, seconds: 1, directives: 3 };

interface Options {
  seconds: number;
  runs: number;
  directives: number;
  quick?: boolean;
}

const positive = (value: string): number => {
  const n = Number(value);
  if (!(n > 0)) throw new InvalidArgumentError('> 0');
  return n;
};
const whole = (value: string): number => Math.ceil(positive(value));

async function run(names: readonly FigureName[], effort: Effort, progress: (text: string) => void): Promise<Figure[]> {
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

/** `thongsuot bench`: the product beside plain SQL, on a database of its own that is dropped at the end. */
export const addBenchCommands: AddCommands = (program, _act, alone) => {
  program
    .command('bench')
    .description('đo tốc độ, so với SQL thuần / measure speed, beside plain SQL')
    .addArgument(new Argument('[figures...]', 'số đo / figures').choices(FIGURES))
    .option('--seconds <n>', 'số giây mỗi bên xác nhận / seconds that each side acknowledges', positive, FULL.seconds)
    .option('--runs <n>', 'số lần mỗi bên ban hành / times that each side issues', whole, FULL.runs)
    .option(
      '--directives <n>',
      'số văn bản toàn quốc đang mở khi sắp xếp / open national directives when units are reorganised',
      whole,
      FULL.directives,
    )
    .option('--quick', 'chạy thử ở quy mô nhỏ; không lấy số liệu / a small run to see that it works, not for figures')
    .action(
      alone(async (context, names: FigureName[], options: Options) => {
        const { seconds, runs, directives } = options;
        const effort = options.quick ? QUICK : { ...FULL, seconds, runs, directives };
        const figures = await run(names.length > 0 ? names : FIGURES, effort, (text) => context.progress(text));
        return { json: figures, text: asTable(figures, { vi, en }[context.locale]) };
      }),
    );
};

const asTable = (figures: readonly Figure[], words: typeof vi): string =>
  table(
    words.header,
    figures.map((f) => [f.name, f.unit, f.ours, f.floor, f.ratio, f.target, f.met ? words.met.yes : words.met.no]),
  );
