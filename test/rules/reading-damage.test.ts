import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';
import { damaged, DAMAGES, HARMLESS, phrasesOf } from '../support/damage.js';
import { scoreDispatch } from '../support/score-dispatch.js';

const DEV = path.join(import.meta.dirname, '..', 'corpus', 'dev');
const SEEDS = [1, 2, 3];
const papers = fs
  .readdirSync(DEV)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => ({
    text: fs.readFileSync(path.join(DEV, name), 'utf8').normalize('NFC').replaceAll('\r', ''),
    gold: JSON.parse(fs.readFileSync(path.join(DEV, name.replace('.txt', '.gold.json')), 'utf8')),
  }));
const read = (text: string) => toDispatch(readDispatch(text));
const undamaged = papers.map(({ text }) => read(text));

describe('a paper that a scan or a converter has damaged', () => {
  it.each(HARMLESS)('reads the same: $name', (damage) => {
    for (const [n, { text }] of papers.entries())
      for (const seed of SEEDS) expect(read(damaged(text, seed, { by: [damage] }))).toEqual(undamaged[n]);
  });

  it.each(DAMAGES.filter((damage) => !HARMLESS.includes(damage)))('is read nearly as well: $name', (damage) => {
    const scores = papers.flatMap(({ text, gold }) =>
      SEEDS.map((seed) => scoreDispatch(gold, read(damaged(text, seed, { by: [damage], kept: phrasesOf(gold) })))),
    );
    expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeGreaterThan(0.94);
  });
});
