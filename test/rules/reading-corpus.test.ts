import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { dispatchSchema } from '../../src/dispatches/reading/dispatch.rules.js';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';
import { scoreDispatch } from '../support/score-dispatch.js';

const GOLD = '.gold.json';
const OWN_CORPUS = path.join(import.meta.dirname, '..', 'corpus');

/** The mean score over a folder of gold dispatches; every reading must keep to the contract. */
function meanOver(folder: string): number {
  const names = fs.readdirSync(folder).filter((name) => name.endsWith(GOLD));
  const scores = names.map((name) => {
    const gold = dispatchSchema.parse(JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')));
    const text = fs.readFileSync(path.join(folder, name.replace(GOLD, '.txt')), 'utf8');
    return scoreDispatch(gold, dispatchSchema.parse(toDispatch(readDispatch(text))));
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

describe('reading dispatches whose gold is known', () => {
  const given = process.env['CORPUS_DIR'];
  const demanded = given !== undefined || process.env['CI'] !== undefined;
  // CORPUS_DIR is not part of the repository; CI must have it, a developer may do without
  const overGiven = demanded ? it : it.skip;

  overGiven('reads the dispatches of CORPUS_DIR almost without fault (skipped where CORPUS_DIR is unset)', () => {
    expect(given).toBeDefined();
    expect(meanOver(given ?? '')).toBeGreaterThanOrEqual(0.95);
  });

  for (const name of ['dev', 'held-out']) {
    const folder = path.join(OWN_CORPUS, name);
    const over = fs.existsSync(folder) ? it : it.skip;
    over(`reads the dispatches of the ${name} corpus with a mean of 0.92 at least`, () => {
      expect(meanOver(folder)).toBeGreaterThanOrEqual(0.92);
    });
  }
});
