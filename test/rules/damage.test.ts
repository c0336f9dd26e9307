import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { damaged, DAMAGES, HARMLESS, phrasesOf, type Damage } from '../support/damage.js';

const DEV = path.join(import.meta.dirname, '..', 'corpus', 'dev');
const papers = fs
  .readdirSync(DEV)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => ({
    name,
    text: fs.readFileSync(path.join(DEV, name), 'utf8'),
    gold: JSON.parse(fs.readFileSync(path.join(DEV, name.replace('.txt', '.gold.json')), 'utf8')) as unknown,
  }));
const paper = fc.constantFrom(...papers);
const seed = fc.integer();
const runs = { numRuns: 200 };

function named(name: string): readonly Damage[] {
  const by = DAMAGES.filter((damage) => damage.name === name);
  expect(by).toHaveLength(1);
  return by;
}
const words = (text: string) =>
  text
    .normalize('NFC')
    .replaceAll('\u200b', '')
    .match(/[\p{L}\p{M}\d]+/gu) ?? [];
const letters = (text: string) => words(text).filter((word) => /\p{L}/u.test(word));
const unspaced = (text: string) => text.replace(/\s+/g, '');
const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');

describe('damage done to a paper', () => {
  it('is the same for the same seed, and another for another', () => {
    fc.assert(
      fc.property(paper, seed, ({ text }, n) => damaged(text, n) === damaged(text, n)),
      runs,
    );
    const [first] = papers;
    expect(new Set(Array.from({ length: 20 }, (_, n) => damaged(first?.text ?? '', n))).size).toBe(20);
  });

  it.each(DAMAGES)('$name is really done, to a third of the papers or more', (damage) => {
    const changed = papers.filter(({ text }) => damaged(text, 7, { by: [damage] }) !== text);
    expect(changed.length).toBeGreaterThanOrEqual(papers.length / 3);
  });

  it('is laid over in one order, whatever order is asked for', () => {
    fc.assert(
      fc.property(paper, seed, fc.shuffledSubarray([...DAMAGES]), ({ text }, n, by) => {
        const inOrder = DAMAGES.filter((damage) => by.includes(damage));
        return damaged(text, n, { by }) === damaged(text, n, { by: inOrder });
      }),
      runs,
    );
  });

  it('leaves a text without any place for it alone', () => {
    expect(damaged('', 1)).toBe('');
    expect(damaged('a', 1, { by: named('letters for digits') })).toBe('a');
  });
});

describe('harmless damage', () => {
  it('keeps every word, but for page numbers', () => {
    const by = HARMLESS.filter(({ name }) => name !== 'page numbers');
    fc.assert(
      fc.property(paper, seed, fc.subarray(by), ({ text }, n, some) => {
        expect(words(damaged(text, n, { by: some }))).toEqual(words(text));
      }),
      runs,
    );
  });

  it('adds page numbers on lines of their own, between long lines, before the recipients', () => {
    fc.assert(
      fc.property(paper, seed, ({ text }, n) => {
        const after = damaged(text, n, { by: named('page numbers') });
        expect(letters(after)).toEqual(letters(text));
        const tail = (whole: string) => whole.slice(whole.search(/^[\s*_]*Nơi nhận/m));
        expect(tail(after)).toBe(tail(text));
        const added = after.split('\n').filter((line) => /^(?:\d+|- \d+ -)$/.test(line));
        expect(after.split('\n').length - text.split('\n').length).toBeGreaterThanOrEqual(added.length > 0 ? 1 : 0);
      }),
      runs,
    );
  });
});

describe('damage that a reader can repair', () => {
  it('puts letters only for 0 and 1, and leaves a digit beside them', () => {
    fc.assert(
      fc.property(paper, seed, ({ text }, n) => {
        const after = damaged(text, n, { by: named('letters for digits') });
        expect(after).toHaveLength(text.length);
        for (let i = 0; i < text.length; i++) {
          if (after[i] === text[i]) continue;
          expect(`${text[i]}${after[i]}`).toMatch(/^(?:0O|1l|1I)$/);
          expect(`${after[i - 1] ?? ''}${after[i + 1] ?? ''}`).toMatch(/\d/);
        }
      }),
      runs,
    );
  });

  it('breaks words without losing a letter, where the first half is no syllable', () => {
    fc.assert(
      fc.property(paper, seed, ({ text }, n) => {
        const after = damaged(text, n, { by: named('words broken') });
        expect(unspaced(after)).toBe(unspaced(text));
        const known = new Set(words(text));
        for (const word of words(after).filter((half) => !known.has(half) && /^[a-z]+$/.test(half)))
          expect(word).toMatch(/^(?:ngh|nh|th|tr|ph|kh|ch)$|[aeiouy]/);
      }),
      runs,
    );
  });

  it('re-orders the heading without losing a word', () => {
    fc.assert(
      fc.property(paper, seed, ({ text }, n) => {
        const after = damaged(text, n, { by: named('heading reordered') });
        expect(words(after).toSorted()).toEqual(words(text).toSorted());
      }),
      runs,
    );
  });

  it('puts the lines of page footers between lines, and nothing else', () => {
    fc.assert(
      fc.property(paper, seed, ({ text }, n) => {
        const after = damaged(text, n, { by: named('page footers') });
        const footer = /^(?:Trang|Văn bản điện tử - trang|In từ hệ thống quản lý văn bản, trang) \d+$/;
        const kept = after.split('\n').filter((line) => !footer.test(line));
        expect(words(kept.join('\n'))).toEqual(words(text));
      }),
      runs,
    );
  });
});

describe('damage to diacritics', () => {
  it('keeps the letters, and all that the gold says', () => {
    const by = [...named('diacritics lost'), ...named('tones wrong')];
    fc.assert(
      fc.property(paper, seed, ({ text, gold }, n) => {
        const kept = phrasesOf(gold);
        const after = damaged(text, n, { by, kept });
        expect(bare(after)).toBe(bare(text));
        const fold = (whole: string) => whole.replace(/\s+/g, ' ');
        for (const phrase of kept.filter((whole) => fold(text).includes(whole))) expect(fold(after)).toContain(phrase);
      }),
      runs,
    );
  });

  it('moves a tone mark to where older keyboards put it', () => {
    const old = (text: string) => damaged(text, 1, { by: named('old tone placement') });
    expect(old('hóa')).toBe('hoá');
    expect(old('ỦY')).toBe('UỶ');
    expect(old('quý')).toBe('quý');
    expect(old('toán')).toBe('toán');
  });
});
