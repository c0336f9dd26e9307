import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { storedText } from '../../src/dispatches/reading/clean-text.rules.js';
import { TEXT_BYTES_AT_MOST } from '../../src/files/index.js';
import { dispatchSchema } from '../../src/dispatches/reading/dispatch.rules.js';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';

const DEV = path.join(import.meta.dirname, '..', 'corpus', 'dev');
const papers = fs
  .readdirSync(DEV)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => fs.readFileSync(path.join(DEV, name), 'utf8'));
const paper = fc.constantFrom(...papers);
const read = (text: string) => toDispatch(readDispatch(text));

/** A paper with a stretch cut out, doubled, or written over. */
const mutated = fc
  .tuple(
    paper,
    fc.array(fc.tuple(fc.nat(4000), fc.nat(80), fc.string({ maxLength: 12, unit: 'grapheme' })), { maxLength: 8 }),
  )
  .map(([text, edits]) =>
    edits.reduce((left, [at, length, put]) => left.slice(0, at) + put + left.slice(at + length), text),
  );

interface Spanned {
  value: unknown;
  start: number | null;
  end: number | null;
}
const isSpanned = (value: unknown): value is Spanned =>
  typeof value === 'object' && value !== null && 'start' in value && 'end' in value;

function spansIn(value: unknown): Spanned[] {
  if (typeof value !== 'object' || value === null) return [];
  const here = isSpanned(value) ? [value] : [];
  return [...here, ...Object.values(value).flatMap(spansIn)];
}

const words = (text: string) => text.toLowerCase().match(/\p{L}{2,}/gu) ?? [];

/** How often a pattern is put to the text while it is read: a count of steps that is the same on every machine. */
function matchesAsked(text: string): number {
  let asked = 0;
  const exec = Object.getOwnPropertyDescriptor(RegExp.prototype, 'exec')?.value as RegExp['exec'];
  const counting = jest.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, within: string) {
    asked++;
    return exec.call(this, within);
  });
  try {
    readDispatch(text);
  } finally {
    counting.mockRestore();
  }
  return asked;
}

describe('whatever text is read', () => {
  it('never throws, and keeps to the contract', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 2000, unit: 'grapheme' }),
        (text) => dispatchSchema.safeParse(read(text)).success,
      ),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(mutated, (text) => dispatchSchema.safeParse(read(text)).success),
      { numRuns: 300 },
    );
  });

  it('every value stands at its place in the stored text, and every name is made of words found there', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const stored = storedText(text);
        for (const { value, start, end } of spansIn(readDispatch(text))) {
          if (value === null || start === null || end === null) continue;
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(stored.length);
          expect(end).toBeGreaterThanOrEqual(start);
        }
      }),
      { numRuns: 200 },
    );
    for (const text of papers) {
      const { copies, addressees, signature } = readDispatch(text);
      for (const found of [...copies, ...addressees, signature.name]) {
        if (found.value === null) continue;
        const place = storedText(text).slice(found.start, found.end);
        const name = typeof found.value === 'string' ? found.value : found.value.name;
        expect(words(place)).toEqual(expect.arrayContaining(words(name).slice(0, 1)));
      }
    }
  });

  it('text decomposed by another system (NFD) reads the same', () => {
    fc.assert(
      fc.property(paper, (text) => expect(read(text.normalize('NFD'))).toEqual(read(text))),
      { numRuns: 60 },
    );
  });

  it('markdown marks change nothing', () => {
    const bold = (text: string) =>
      text.replace(/^(?![-*#|>\s])(.*\S)$/gmu, '**$1**').replace(/^(KẾ HOẠCH|QUYẾT ĐỊNH|THÔNG BÁO)$/gmu, '## $1');
    fc.assert(
      fc.property(paper, (text) => expect(read(bold(text))).toEqual(read(text))),
      { numRuns: 60 },
    );
  });

  it('line ends of another system change nothing', () => {
    fc.assert(
      fc.property(paper, (text) => expect(read(text.replaceAll('\n', '\r\n'))).toEqual(read(text))),
      { numRuns: 60 },
    );
  });

  it('a paper twice as long asks about twice as much', () => {
    const text = papers.join('\n').slice(0, 40_000);
    const once = matchesAsked(text.repeat(2));
    const twice = matchesAsked(text.repeat(4));
    expect(once).toBeGreaterThan(0);
    expect(twice).toBeLessThan(once * 2.2);
  });

  it('a paper as long as may be sent keeps to the contract', () => {
    const text = papers.join('\n');
    const long = text.repeat(Math.ceil(TEXT_BYTES_AT_MOST / text.length)).slice(0, TEXT_BYTES_AT_MOST);
    expect(dispatchSchema.safeParse(read(long)).success).toBe(true);
  });
});
