import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { directiveById } from '../../src/directives/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { actAtRandom, closeCascade, drawing, picture, plantCascade } from '../support/random-cascade.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const ACTS = 30;
const MINUTES_BETWEEN = 300;

describe('progress of a past instant', () => {
  it.each([1, 2, 3])('is what it was then, after any sequence of acts (%i)', async (seed) => {
    const draw = drawing(seed * 7919);
    const begin = Date.parse('2026-11-16T01:00:00Z');
    await app.setClock(new Date(begin).toISOString());
    const root = `luc-${seed}`;
    const directive = await plantCascade(app, root);
    const snapshots: { at: Date; said: string; under: string | undefined; picture: unknown }[] = [];
    for (let n = 1; n <= ACTS; n++) {
      await app.setClock(new Date(begin + n * MINUTES_BETWEEN * 60_000).toISOString());
      const said = n === ACTS - 2 ? 'close' : await actAtRandom(app, directive, draw);
      if (said === 'close') await closeCascade(app, directive);
      const { now: at } = await directiveById(app.db, directive);
      const under = n % 3 === 0 ? `${root}-1` : undefined;
      snapshots.push({ at, said, under, picture: await picture(app, directive, { under, by: 'level' }) });
    }
    await app.setClock(new Date(begin + 400 * 86_400_000).toISOString());
    for (const [n, { at, said, under, picture: then }] of snapshots.entries())
      expect({ n, said, seen: await picture(app, directive, { under, at, by: 'level' }) }).toEqual({
        n,
        said,
        seen: then,
      });
  });
});
