import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { sampleOf, SAME_PAPER, shinglesOf, similarity } from '../../src/directives/similarity.rules.js';

const FOLDER = new URL('../corpus/dev/', import.meta.url);
const papers = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readFileSync(new URL(name, FOLDER), 'utf8'));

/** Every `nth` word misread, letters in other case, without accents, in other lines. */
const scanned = (text: string, nth: number): string =>
  text
    .split(/\s+/)
    .map((word, i) => (i % nth === 3 ? `${word.slice(0, -1)}rn` : word))
    .join('\n')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase();
const alike = (one: string, other: string): number => similarity(shinglesOf(one), shinglesOf(other));
const shingled = papers.map(shinglesOf);

describe('whether two texts are one paper', () => {
  it('a scanned copy with every tenth word misread is; with number, date and signature filled in as well', () => {
    for (const text of papers)
      expect(alike(text, `Số: 374/STTTT-TTBCXB\nngày 26 tháng 3\n${scanned(text, 10)}\nĐã ký`)).toBeGreaterThan(
        SAME_PAPER,
      );
  });

  it('two different papers are not, whatever offices and campaigns they share', () => {
    const pairs = shingled.flatMap((one, i) => shingled.slice(i + 1).map((other) => similarity(one, other)));
    expect(pairs.length).toBeGreaterThan(400);
    expect(Math.max(...pairs)).toBeLessThan(SAME_PAPER);
  });

  it('a draft of a few fields is found in its letter', () => {
    const part = papers[0]!.split(/\s+/).slice(60, 110).join(' ');
    expect(similarity(shinglesOf(part), shinglesOf(papers[0]!), false)).toBe(1);
  });

  it('a few words that stand in many papers make none of them one', () => {
    expect(
      alike('Về việc phòng, chống mua bán người', `${papers[0]!} về việc phòng, chống mua bán người`),
    ).toBeLessThan(SAME_PAPER);
  });

  it('a paper is wholly like itself, likeness has no direction, and a sample is a part', () => {
    for (const text of papers) expect(alike(text, text)).toBe(1);
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(alike(one, other)).toBe(alike(other, one));
        const all = shinglesOf(one);
        expect(sampleOf(all).every((hash) => all.has(hash))).toBe(true);
      }),
    );
  });
});
