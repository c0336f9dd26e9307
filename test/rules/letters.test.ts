import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { storedText } from '../../src/dispatches/reading/clean-text.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';
import { openFile } from '../../src/files/index.js';
import { bodyOfText } from '../../src/letters/body-of-text.rules.js';
import { letterDocx } from '../../src/letters/docx-letter.js';
import { letterPdf } from '../../src/letters/pdf-letter.js';
import { deciding, greeting, ordering, titled, type Generated } from './letters-generated.js';

/** The fields of a file that arrives, read as any other. */
async function readBack(bytes: Buffer) {
  const { papers } = await openFile({ name: 'a', bytes: new Uint8Array(bytes) });
  const { warnings: _, ...fields } = toDispatch(readDispatch(papers[0]!.text));
  return fields;
}

const sameFields = (papers: fc.Arbitrary<Generated>, laidOut: typeof letterDocx) =>
  fc.asyncProperty(papers, async ({ letter, given }) => {
    expect(await readBack(await laidOut(letter))).toEqual(given);
  });

describe('a paper that is laid out and read again has the same fields, and nothing invented', () => {
  it.each([
    ['letters to one or many', greeting],
    ['papers with a title', titled],
    ['decisions', deciding],
    ['tables of tasks', ordering],
  ] as const)('%s, as Word documents', (_, papers) => fc.assert(sameFields(papers, letterDocx), { numRuns: 25 }));

  it('all of them, as PDF', () =>
    fc.assert(sameFields(fc.oneof(greeting, titled, deciding), letterPdf), { numRuns: 12 }));
});

describe('a paper that arrived as text', () => {
  const DEV = path.join(import.meta.dirname, '..', 'corpus', 'dev');
  const papers = fs
    .readdirSync(DEV)
    .filter((name, i) => name.endsWith('.txt') && i % 3 === 0)
    .map((name) => storedText(fs.readFileSync(path.join(DEV, name), 'utf8')))
    .map((text) => ({ text, reading: readDispatch(text) }))
    .filter(({ reading }) => reading.secrecy.value === null && reading.kind.value !== null);

  it('says the same once it is laid out: what is asked of whom, and what it is based on', async () => {
    const changed: string[] = [];
    for (const { text, reading } of papers) {
      const { warnings: _, issuer: __, ...fields } = toDispatch(reading);
      const again = await readBack(await letterDocx({ dispatch: toDispatch(reading), ...bodyOfText(text, reading) }));
      const same = Object.entries(fields).every(
        ([field, value]) =>
          JSON.stringify(again[field as keyof typeof fields]).toLowerCase() === JSON.stringify(value).toLowerCase(),
      );
      if (!same) changed.push(text.slice(0, 80));
    }
    expect(papers.length).toBeGreaterThan(10);
    // two languages in one heading are not the decree's
    expect(changed.length / papers.length).toBeLessThan(0.1);
  });
});
