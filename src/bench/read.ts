import { readDispatch } from '../dispatches/index.js';
import { figureOf, median, rounded, type Figure } from './figure.rules.js';
import type { Stage } from './stage.js';
import { THREE_PAGES } from './three-pages.js';

const ROUNDS = 5;
const WARM_UP = 50;
const SECOND = 1000;

/** Dispatches of three pages read per second, on one core, from text, in process. SQL has no counterpart. */
export function measureRead({ effort, progress }: Pick<Stage, 'effort' | 'progress'>): Figure {
  for (let i = 0; i < WARM_UP; i++) readDispatch(THREE_PAGES);
  const rates: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    progress(`read: ${round}/${ROUNDS}`);
    rates.push(rateOver((effort.seconds * SECOND) / ROUNDS));
  }
  return figureOf({
    name: 'read',
    unit: 'per s',
    ours: median(rates),
    floor: null,
    target: 200,
    detail: { characters: THREE_PAGES.length, rounds: rates.map(rounded) },
  });
}

function rateOver(milliseconds: number): number {
  const from = performance.now();
  let read = 0;
  while (performance.now() - from < milliseconds) {
    readDispatch(THREE_PAGES);
    read++;
  }
  return (read * SECOND) / (performance.now() - from);
}
