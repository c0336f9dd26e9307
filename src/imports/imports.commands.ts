import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Locale } from '../platform/caller.js';
import { table, type Act, type AddCommands, type CommandAnswer } from '../platform/command-line.js';
import { countWords } from '../platform/components/words.js';
import { invalid } from '../platform/errors.js';
import { isCivilDay } from '../platform/vn-time.js';
import { ImportList, type ImportOptions, type ImportReport } from './import-list.usecase.js';
import { importWords } from './words.js';
import { TEMPLATES, templateCsv, templateXlsx, type Template } from './write-template.js';

const LINES_SHOWN = 200;

const dayOption = (flag: string, words: string): Option =>
  new Option(`${flag} <date>`, words).argParser((value: string) => {
    if (!isCivilDay(value)) throw new InvalidArgumentError('YYYY-MM-DD, 1900–2200');
    return value;
  });

const unitsCommand = (program: Command): Command =>
  program.commands.find((command) => command.name() === 'units') ??
  program.command('units').description('cơ quan, đơn vị / the hierarchy of units');

type Given = ImportOptions & { dryRun?: boolean; template?: Template; out?: string };

/** `thongsuot units import`, `units addresses` */
export const addImportsCommands: AddCommands = (program, act, alone) => {
  const units = unitsCommand(program);
  const run = importing(act);
  units
    .command('import')
    .argument('[file]', 'danh sách .xlsx, .xls, .csv: đơn vị, cán bộ, hộp thư, bảng của ngành thống kê / a list')
    .description('nhập danh sách, tất cả hoặc không dòng nào / take over a list, all or none')
    .option('--dry-run', 'chỉ kiểm tra / only check')
    .addOption(dayOption('--at', 'ngày của danh mục thống kê / the day that an export shows'))
    .addOption(
      dayOption('--effective-on', 'ngày bảng chuyển đổi có hiệu lực / first day of the new state').default(
        '2025-07-01',
      ),
    )
    .option('--legal-basis <text>', 'căn cứ pháp lý của bảng chuyển đổi / legal basis of the table')
    .addOption(new Option('--template <list>', 'ghi tệp mẫu trống / write an empty template').choices([...TEMPLATES]))
    .option('--out <folder>', 'thư mục ghi tệp mẫu / where templates go', '.')
    .action((file: string | undefined, options: Given) =>
      options.template === undefined ? run(file, options) : writeTemplates(alone)(options.template, options.out!),
    );
  units
    .command('addresses')
    .argument('<file>', 'danh sách code,email[,from]')
    .description(
      'đặt hộp thư cho các đơn vị đã có, tất cả hoặc không dòng nào / set the mailboxes of units, all or none',
    )
    .addOption(dayOption('--at', 'ngày của mã chính thức, mặc định hôm nay / day of official codes, default today'))
    .option('--dry-run', 'chỉ kiểm tra / only check')
    .action(run);
};

const importing = (act: Act) =>
  act(async ({ get, caller, locale, progress }, file: string | undefined, options: Given) => {
    const words = importWords(locale);
    const bytes = await bytesOf(file);
    const stop = new AbortController();
    const interrupt = (): void => stop.abort(invalid('Đã dừng, không ghi gì.', 'Stopped; nothing was written.'));
    process.once('SIGINT', interrupt);
    try {
      const report = await get(ImportList).execute(bytes, {
        caller,
        dryRun: options.dryRun === true,
        options,
        signal: stop.signal,
        progress: (stage) => progress(words.stages[stage]),
      });
      progress('');
      return answerOf(report, locale, options.dryRun === true);
    } finally {
      process.off('SIGINT', interrupt);
    }
  });

const writeTemplates = (alone: Act) =>
  alone(async ({ locale }, template: Template, folder: string) => {
    const files = ['xlsx', 'csv'].map((kind) => path.join(folder, `${template}.${kind}`));
    await writeFile(files[0]!, await templateXlsx(template));
    await writeFile(files[1]!, templateCsv(template));
    return { json: { files }, text: importWords(locale).templateWritten(files.join(', ')) };
  });

function bytesOf(file: string | undefined): Promise<Buffer> {
  if (file === undefined)
    throw invalid('Hãy nêu tệp, hoặc --template units|officers|mailboxes.', 'Name a file, or --template units|officers|mailboxes.'); // prettier-ignore
  return readFile(file).catch(() => {
    throw invalid(`Không đọc được tệp ${file}.`, `The file ${file} cannot be read.`);
  });
}

function answerOf(report: ImportReport, locale: Locale, dryRun: boolean): CommandAnswer {
  const words = importWords(locale);
  const count = (number: number): string => countWords(number, locale);
  const read = words.read(count(report.lines), words.kinds[report.kind]);
  if (report.refused.length > 0) {
    const { sheet, line, value, reason } = words.columns;
    const rows = report.refused.slice(0, LINES_SHOWN).map((r) => [r.sheet, r.line, r.value, words.reasons[r.reason]]);
    const list = table([sheet, line, value, reason], rows);
    return {
      json: report,
      text: `${read}\n${words.refused(count(new Set(report.refused.map((r) => r.line)).size))}\n${list}`,
      exitCode: 1,
    };
  }
  const notes = report.notes.map(
    ({ note, count: times, examples }) => `- ${count(times)} ${words.notes[note]}: ${examples.join('; ')}${times > examples.length ? ' …' : ''}`, // prettier-ignore
  );
  const [added, changed, unchanged] = [report.added, report.changed, report.unchanged].map(count) as [string, string, string]; // prettier-ignore
  const nothing = report.added + report.changed === 0;
  const said = nothing ? words.nothing(unchanged) : (dryRun ? words.would : words.done)(added, changed, unchanged);
  return { json: report, text: [read, said, ...notes].join('\n') };
}
