import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../src/platform/database/sql.js';
import { testApp, type TestApp } from '../support/app.js';
import { inOrder } from '../support/in-order.js';
import { RACES, sceneOf, stateOf, toldOf, type Race, type Scene } from '../support/races.js';
import { emptyRegister } from '../support/small-tree.js';

/** How often each pair of acts is let go at once, in whichever order they come. */
const AT_RANDOM = 3;

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await emptyRegister(app);
  await app.setClock('2026-06-01T02:00:00Z');
});
afterAll(() => app?.close());

async function begun(race: Race): Promise<Scene> {
  const scene = await sceneOf(app);
  return { ...scene, of: (await race.before?.(scene)) ?? '' };
}

const outcome = async (scene: Scene, settled: readonly PromiseSettledResult<unknown>[]): Promise<string> =>
  `${settled.map(toldOf).join(', ')}: ${await stateOf(scene)}`;

/** Both acts wait for the row of the duty; who came first gets it first. */
async function forced(race: Race, order: 'ab' | 'ba'): Promise<string> {
  const scene = await begun(race);
  const acts = (order === 'ab' ? [race.a, race.b] : [race.b, race.a]).map(
    ([, act]) =>
      () =>
        act(scene),
  );
  return outcome(scene, await inOrder(app, sql`select 1 from assignment where id = ${scene.duty} for update`, acts));
}

async function atOnce(race: Race): Promise<[string, string]> {
  const scene = await begun(race);
  const [a, b] = await Promise.allSettled([race.a[1](scene), race.b[1](scene)]);
  return [await outcome(scene, [a, b]), await outcome(scene, [b, a])];
}

describe('acts that race on one duty', () => {
  for (const race of RACES) {
    it(`${race.name}: ${race.a[0]} first`, async () => {
      expect(await forced(race, 'ab')).toBe(race.ab);
    });

    it(`${race.name}: ${race.b[0]} first`, async () => {
      expect(await forced(race, 'ba')).toBe(race.ba);
    });

    it(`${race.name}: at once, one of the two`, async () => {
      for (let i = 0; i < AT_RANDOM; i++) {
        const [ab, ba] = await atOnce(race);
        expect([ab === race.ab || ba === race.ba, ab]).toEqual([true, ab]);
      }
    });
  }
});
