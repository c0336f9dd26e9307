import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AddCommands, CommandAnswer } from '../platform/command-line.js';
import type { Locale } from '../platform/caller.js';
import { invalid, ProductError } from '../platform/errors.js';
import { secretRefusal, textOf } from './read-text.js';
import { readingWords } from './reading-words.js';
import { readDispatch } from './reading/read-dispatch.rules.js';
import { toDispatch, type Reading } from './reading/reading.rules.js';

interface ReadOptions {
  out?: string;
  detail?: boolean;
}

async function readFileOrSay(file: string): Promise<Reading> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    const why =
      error.code === 'ENOENT' ? ['không có tệp này', 'there is no such file'] : [error.message, error.message];
    throw invalid(why[0]!, why[1]!);
  });
  return readDispatch(textOf(bytes));
}

const baseOf = (file: string): string => path.basename(file).replace(/\.(txt|md)$/i, '');

/** `thongsuot read`: needs no database and no configuration; one file that fails does not stop the others. */
async function read(files: string[], options: ReadOptions, locale: Locale): Promise<CommandAnswer> {
  const answers: unknown[] = [];
  const readings: string[] = [];
  let failed = 0;
  const complain = (file: string, error: ProductError): void => {
    failed++;
    process.stderr.write(`thongsuot: ${file}: ${error.words[locale]}\n`);
  };
  if (options.out) await mkdir(options.out, { recursive: true });
  for (const file of files) {
    try {
      const reading = await readFileOrSay(file);
      const secret = reading.secrecy.value !== null;
      if (secret) complain(file, secretRefusal());
      const answer = options.detail ? reading : toDispatch(reading);
      answers.push(answer);
      readings.push(
        options.detail ? JSON.stringify(answer, null, 2) : `${file}\n${readingWords(toDispatch(reading), locale)}`,
      );
      if (options.out && !secret) await writeFile(outOf(options.out, file), `${JSON.stringify(answer, null, 2)}\n`);
    } catch (error) {
      if (!(error instanceof ProductError)) throw error;
      complain(file, error);
    }
  }
  const json = files.length === 1 ? (answers[0] ?? null) : answers;
  const text = options.out ? '' : readings.join('\n\n');
  return { json, text, exitCode: failed > 0 ? 1 : 0 };
}

const outOf = (dir: string, file: string): string => path.join(dir, `${baseOf(file)}.json`);

export const addDispatchesCommands: AddCommands = (program, _act, alone) => {
  program
    .command('read')
    .description('đọc văn bản thành dữ liệu / read dispatches to data')
    .argument('<file...>', 'tệp văn bản / text files')
    .option('--out <dir>', 'ghi <tên>.json cho từng tệp / write <base>.json for each')
    .option('--detail', 'kèm vị trí, độ tin cậy, thắc mắc / spans, confidence and queries')
    .action(alone(({ locale }, files: string[], options: ReadOptions) => read(files, options, locale)));
};
