import { mkdir, readFile as bytesOfFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InvalidArgumentError } from 'commander';
import { contentOf, encodingNamed, ENCODINGS, TEXT_BYTES_AT_MOST, type EncodingName } from '../files/index.js';
import type { AddCommands, CommandAnswer, CommandContext } from '../platform/command-line.js';
import { invalid, ProductError } from '../platform/errors.js';
import { readFile } from './read-file.js';
import { refusalError, secretRefusal, textOf } from './read-text.js';
import type { Locale } from '../platform/caller.js';
import { obligationsOf } from './obligations.rules.js';
import { readingJson } from './query-words.js';
import { storedText } from './reading/clean-text.rules.js';
import { readingWords } from './reading-words.js';
import { readDispatch } from './reading/read-dispatch.rules.js';
import { toDispatch, type Reading } from './reading/reading.rules.js';

interface ReadOptions {
  out?: string;
  detail?: boolean;
  encoding?: EncodingName;
}

/** A paper that was read, and where it was; `base` names what is written of it. */
interface ReadPaper {
  origin: string;
  base: string;
  reading: Reading;
  text: string;
}
interface FileSaid {
  papers: ReadPaper[];
  complaints: { origin: string; error: ProductError }[];
}

async function bytesOrSay(file: string): Promise<Buffer> {
  return bytesOfFile(file).catch((error: NodeJS.ErrnoException) => {
    const why =
      error.code === 'ENOENT' ? ['không có tệp này', 'there is no such file'] : [error.message, error.message];
    throw invalid(why[0]!, why[1]!);
  });
}

const baseOf = (name: string): string => path.basename(name).replace(/\.(?:txt|md|docx?|docm|pdf|xlsx?|eml|zip)$/i, '');

/** Reads one file; plain text at once in this process, all else in the child. Never throws a product error. */
async function readOne(file: string, encoding: EncodingName | undefined): Promise<FileSaid> {
  try {
    const bytes = await bytesOrSay(file);
    if (contentOf(bytes) === 'text' && bytes.length <= 2 * TEXT_BYTES_AT_MOST) {
      const text = textOf(bytes, encoding);
      const reading = readDispatch(text);
      const secret = reading.secrecy.value !== null;
      return {
        papers: [{ origin: file, base: baseOf(file), reading, text }],
        complaints: secret ? [{ origin: file, error: secretRefusal() }] : [],
      };
    }
    return await readElsewhere(file, bytes, encoding);
  } catch (error) {
    if (!(error instanceof ProductError)) throw error;
    return { papers: [], complaints: [{ origin: file, error }] };
  }
}

async function readElsewhere(file: string, bytes: Buffer, encoding: EncodingName | undefined): Promise<FileSaid> {
  const name = path.basename(file).normalize('NFC');
  const { papers, refused } = await readFile({ name, bytes, encoding });
  const within = (origin: string | null): string => (origin === null ? file : file + origin.slice(name.length));
  return {
    papers: papers.map(({ origin, name: own, reading, text }) => ({
      origin: within(origin),
      base: origin === name ? baseOf(file) : `${baseOf(file)}-${baseOf(own)}`,
      reading,
      text,
    })),
    complaints: refused.map(({ origin, code }) => ({ origin: within(origin), error: refusalError(code) })),
  };
}

/**
 * Reads files in their order, each begun while the one before it is still read.
 * @yields what became of each
 */
async function* readInOrder(files: readonly string[], encoding: EncodingName | undefined): AsyncGenerator<FileSaid> {
  let ahead: Promise<FileSaid> | undefined;
  for (const [i, file] of files.entries()) {
    const now = ahead ?? readOne(file, encoding);
    const next = files[i + 1];
    ahead = next === undefined ? undefined : readOne(next, encoding);
    // its failure is met in its turn
    ahead?.catch(() => undefined);
    yield await now;
  }
}

/** `thongsuot read`: needs no database and no configuration; one file that fails does not stop the others. */
async function read(files: string[], options: ReadOptions, context: CommandContext): Promise<CommandAnswer> {
  const { locale, progress } = context;
  const answers: unknown[] = [];
  const readings: string[] = [];
  const taken = new Set<string>();
  let [failed, done] = [0, 0];
  if (options.out) await mkdir(options.out, { recursive: true });
  for await (const { papers, complaints } of readInOrder(files, options.encoding)) {
    if (files.length > 1) progress(`${String(++done)}/${String(files.length)}`);
    for (const { origin, error } of complaints) {
      failed++;
      progress('');
      process.stderr.write(`thongsuot: ${origin}: ${error.words[locale]}\n`);
    }
    for (const paper of papers) {
      const { origin, base, reading } = paper;
      const answer = options.detail ? detailOf(paper, locale) : toDispatch(reading);
      answers.push(answer);
      if (options.out) {
        if (reading.secrecy.value === null) await writeFile(freeName(options.out, base, taken), jsonOf(answer));
      } else
        readings.push(
          options.detail
            ? jsonOf(answer).trim()
            : `${origin}\n${readingWords(toDispatch(reading), locale, reading.queries)}`,
        );
    }
  }
  progress('');
  const json = files.length === 1 && answers.length <= 1 ? (answers[0] ?? null) : answers;
  return { json, text: readings.join('\n\n'), exitCode: failed > 0 ? 1 : 0 };
}

/** The whole reading, with the text that its spans count in; of a secret neither. */
const detailOf = ({ reading, text }: ReadPaper, locale: Locale) =>
  reading.secrecy.value === null
    ? { ...readingJson(reading, locale), obligations: obligationsOf(reading, storedText(text)), text: storedText(text) }
    : readingJson(reading, locale);

const jsonOf = (answer: unknown): string => `${JSON.stringify(answer, null, 2)}\n`;

/** Where a paper is written: two papers of one name do not overwrite each other. */
function freeName(dir: string, base: string, taken: Set<string>): string {
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base}-${String(n)}`;
  taken.add(name);
  return path.join(dir, `${name}.json`);
}

function encodingOrSay(name: string): EncodingName {
  const encoding = encodingNamed(name);
  if (!encoding) throw new InvalidArgumentError(`chọn một trong / one of: ${ENCODINGS.join(', ')}`);
  return encoding;
}

export const addDispatchesCommands: AddCommands = (program, _act, alone) => {
  program
    .command('read')
    .description('đọc văn bản thành dữ liệu / read dispatches to data')
    .argument('<file...>', '.txt .docx .doc .pdf .xlsx .xls .eml .zip')
    .option('--out <dir>', 'ghi <tên>.json cho từng tệp / write <base>.json for each')
    .option('--detail', 'kèm vị trí, độ tin cậy, thắc mắc / spans, confidence and queries')
    .option(
      '--encoding <name>',
      `bảng mã, nếu nhận sai / encoding, where detected wrongly: ${ENCODINGS.join(', ')}`,
      encodingOrSay,
    )
    .action(alone((context, files: string[], options: ReadOptions) => read(files, options, context)));
};
