import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Command } from 'commander';
import { SetNumberSeries } from '../directives/index.js';
import { table, type Act, type AddCommands, type CommandContext } from '../platform/command-line.js';
import { dbOf } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { businessDate, officeName } from '../units/index.js';
import { registerBook, registerPage } from './register-book.js';
import { lineJson } from './register.json.js';
import { REGISTERS, registerWords, type RegisterHead, type RegisterName } from './register-line.rules.js';
import { unitOfRegister } from './register-sight.js';
import { countLines } from './registers.queries.js';
import { registerPdf } from './write-pdf.js';
import { registerXlsx } from './write-xlsx.js';

interface Options {
  unit: string;
  year?: string;
  xlsx?: string;
  pdf?: string;
  limit: string;
  cursor?: string;
}

function numberIn(text: string, name: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw invalid(`"${text}" không dùng được cho ${name}.`, `"${text}" is no ${name}.`);
}

async function show({ get, caller, locale }: CommandContext, name: RegisterName, options: Options) {
  const db = dbOf(get(EntityManager).fork());
  const unit = await unitOfRegister(db, caller, options.unit);
  const year = options.year ? numberIn(options.year, 'year', 2999) : Number((await businessDate(db)).slice(0, 4));
  const head: RegisterHead = { name, unitName: officeName(unit), unitCode: unit.code, year, locale };
  const search = { unitId: unit.id, year, locale };
  const file = options.xlsx ?? options.pdf;
  if (file !== undefined) {
    const counted = countedLines(registerBook(db, name, search));
    const bytes = options.xlsx
      ? (await registerXlsx(head, counted.book)).file
      : registerPdf(head, counted.book, await countLines(db, name, search));
    await written(bytes, file);
    const lines = counted.lines();
    return { json: { file, lines, year, unit: unit.code }, text: registerWords(locale).written(file, lines) };
  }
  const page = await registerPage(db, name, {
    ...search,
    limit: numberIn(options.limit, 'limit', 500),
    cursor: options.cursor,
  });
  return {
    json: {
      unit: { code: unit.code, name: unit.name },
      year,
      items: page.lines.map(lineJson),
      nextCursor: page.nextCursor,
    },
    text: table(registerWords(locale).columns[name], page.cells),
  };
}

async function written(bytes: Readable, file: string): Promise<void> {
  await pipeline(bytes, createWriteStream(file)).catch((error: NodeJS.ErrnoException) => {
    if (error.syscall === undefined) throw error;
    throw invalid(`Không ghi được tệp ${file}.`, `The file ${file} cannot be written.`);
  });
}

function countedLines(book: AsyncIterable<string[][]>): { book: AsyncGenerator<string[][]>; lines: () => number } {
  let lines = 0;
  async function* counting(): AsyncGenerator<string[][]> {
    for await (const batch of book) {
      lines += batch.length;
      yield batch;
    }
  }
  return { book: counting(), lines: () => lines };
}

export const addRegistersCommands: AddCommands = (program, act) => {
  const registers = program.command('registers').description('sổ văn bản / registers');
  for (const name of REGISTERS)
    registers
      .command(name)
      .description(`${registerWords('vi').titles[name]} / ${registerWords('en').titles[name]}`)
      .requiredOption('--unit <code>', 'mã đơn vị / code of the unit')
      .option('--year <year>', 'năm / year')
      .option('--xlsx <file>', 'ghi tệp Excel / write a workbook')
      .option('--pdf <file>', 'ghi tệp PDF / write a PDF')
      .option('--limit <n>', 'số dòng / lines', '50')
      .option('--cursor <cursor>', 'trang tiếp / next page')
      .action(act((context, options: Options) => show(context, name, options)));
  addSeries(registers, act);
};

function addSeries(registers: Command, act: Act): void {
  registers
    .command('series')
    .description('cách chia dãy số văn bản đi / how outgoing numbers are split')
    .requiredOption('--unit <code>', 'mã đơn vị / code of the unit')
    .requiredOption('--year <year>', 'từ năm / from the year')
    .requiredOption('--by <one|kind>', 'chung một dãy hay theo loại / one series, or one for each kind')
    .action(
      act(async ({ get, caller, locale }, options: { unit: string; year: string; by: string }) => {
        const year = numberIn(options.year, 'year', 2999);
        if (options.by !== 'one' && options.by !== 'kind')
          throw invalid('--by là one hoặc kind.', '--by is one or kind.');
        const done = await get(SetNumberSeries).execute({ unit: options.unit, year, splitBy: options.by }, caller);
        const text = registerWords(locale).seriesSet(year, options.by === 'kind');
        return { json: { unit: options.unit, fromYear: year, splitBy: options.by, ...done }, text };
      }),
    );
}
