import fs from 'node:fs';
import path from 'node:path';
import xlsx from '@e965/xlsx';
import { describe, expect, it, jest } from '@jest/globals';
import { openFile } from '../../src/files/index.js';
import { toTcvn3 } from '../support/legacy-encodings.js';
import { paperDocx } from '../support/paper-docx.js';
import { modelOf, textOfPaper } from '../support/paper-model.js';
import { paperPdf } from '../support/paper-pdf.js';
import { expectStorable } from '../support/storable.js';
import { mailOf, zipOf } from '../support/zip-of.js';

/** How long mutations are tried: FUZZ_SECONDS, or a little of it in every run of the tests. */
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 5);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20240326);
/** what one file may give, whatever was done to it */
const GIVEN_BYTES_AT_MOST = 64 * 1024 * 1024;

/** A small generator of numbers that can be begun again (mulberry32). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

type Mutation = (bytes: Buffer, others: readonly Buffer[], below: (n: number) => number) => Buffer;
const MUTATIONS: readonly Mutation[] = [
  (bytes, _, below) => {
    for (let i = 0; i <= below(20); i++) {
      const at = below(bytes.length);
      bytes[at] = bytes[at]! ^ (1 << below(8));
    }
    return bytes;
  },
  (bytes, _, below) => bytes.subarray(0, below(bytes.length)),
  (bytes, others, below) => {
    const other = others[below(others.length)]!;
    return Buffer.concat([bytes.subarray(0, below(bytes.length)), other.subarray(below(other.length))]);
  },
  (bytes, _, below) => {
    const from = below(bytes.length);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(below(bytes.length))]);
  },
  (bytes, _, below) => {
    const at = below(bytes.length);
    return bytes.fill(below(2) === 0 ? 0xff : 0, at, Math.min(bytes.length, at + below(64)));
  },
  (bytes, _, below) => {
    const noise = Buffer.from(Array.from({ length: below(4000) + 16 }, () => below(256)));
    return Buffer.concat([bytes.subarray(0, 8), noise]);
  },
  (bytes, _, below) => {
    const at = below(Math.max(1, bytes.length - 4));
    if (bytes.length >= at + 4) bytes.writeUInt32LE([0, 1, 0x7fffffff, 0xffffffff][below(4)]!, at);
    return bytes;
  },
];

async function smallFiles(): Promise<[name: string, bytes: Buffer][]> {
  const text = textOfPaper('14-ubnd-huyen-de-an-06');
  const paper = modelOf(text);
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(
    book,
    xlsx.utils.aoa_to_sheet(paper.body.find((b) => typeof b !== 'string') as string[][]),
  );
  const docx = await paperDocx(paper, { numbered: true });
  const files: Record<string, Uint8Array> = {
    'a.txt': Buffer.from(text),
    'tcvn3.txt': toTcvn3(text.replace(/[^\n -~\u00c0-\u1ef9]/gu, ' ')),
    'a.docx': docx,
    'a.doc': fs.readFileSync(path.join(import.meta.dirname, '..', 'fixtures', 'de-an-06.doc')),
    'a.pdf': await paperPdf(paper),
    'plain.pdf': await paperPdf(paper, { compress: false }),
    'a.xlsx': xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array,
    'stored.xlsx': xlsx.write(book, { type: 'buffer', bookType: 'xlsx', compression: false }) as Uint8Array,
    'a.xls': xlsx.write(book, { type: 'buffer', bookType: 'biff8' }) as Uint8Array,
    'a.eml': mailOf({ text, attached: { 'a.docx': docx } }),
    'a.zip': await zipOf({ 'a.txt': text, 'b.docx': docx }),
  };
  return Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes)]);
}

describe('files whose bytes are damaged in any way', () => {
  it(
    'are opened or refused, and nothing else',
    async () => {
      // the parser of workbooks prints what it does not know; the child process has no output
      jest.spyOn(console, 'error').mockImplementation(() => undefined);
      const below = numbersFrom(SEED);
      const files = await smallFiles();
      const others = files.map(([, bytes]) => bytes);
      const end = performance.now() + SECONDS * 1000;
      for (let round = 0; performance.now() < end; round++) {
        const [name, bytes] = files[round % files.length]!;
        let mutated: Buffer = Buffer.from(bytes);
        for (let i = 0; i <= below(2) && mutated.length > 0; i++)
          mutated = Buffer.from(MUTATIONS[below(MUTATIONS.length)]!(mutated, others, below));
        const opened = await openFile({ name, bytes: mutated });
        // something is said of every file, and every text is one
        expect(opened.papers.length + opened.refused.length).toBeGreaterThan(0);
        for (const { text } of opened.papers) expect(text.trim()).not.toBe('');
        // and all of it can be stored
        expectStorable(opened);
        const given = opened.papers.reduce((sum, { bytes: own, text }) => sum + own.length + 2 * text.length, 0);
        expect(given).toBeLessThanOrEqual(GIVEN_BYTES_AT_MOST);
      }
    },
    (SECONDS + 60) * 1000,
  );
});
