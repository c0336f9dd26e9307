import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type TestApp } from '../support/app.js';
import * as plan from '../support/reorganisation-plans.js';
import { World } from '../support/reorganisation-world.js';
import { emptyRegister } from '../support/small-tree.js';

let app: TestApp;
let made = 0;
beforeAll(async () => {
  app = await testApp();
  await emptyRegister(app);
});
afterAll(() => app?.close());

/**
 * A small tree where some units have a directive: `2` an office, `2-1` a centre under it; `~` through the superior, `?` to
 * know only. Every act is compared with the model (see {@link World}).
 */
async function worldWith(...to: string[]): Promise<{ world: World; at: (unit: string) => string }> {
  const world = await World.make(app, `h${++made}`);
  const at = (unit: string) => `${world.root}-${unit}`;
  await world.issue(
    to.map((text) => ({
      unit: at(text.replace(/[~?]/g, '')),
      role: text.includes('?') ? 2 : 0,
      through: text.includes('~'),
    })),
  );
  return { world, at };
}
const duty = (world: World, unit: string) =>
  [...world.duties.values()].find((one) => one.unit === unit && one.standing === 'inForce')!;
const lines = (world: World): string[] =>
  [...world.duties.values()]
    .map(({ unit, role, receipt, standing, parent }) =>
      [
        unit.slice(world.root.length + 1),
        role,
        receipt,
        standing,
        parent ? world.duties.get(parent)!.unit.slice(world.root.length + 1) : '',
      ]
        .join(' ')
        .trim(),
    )
    .toSorted();

describe('shapes of reorganisations in which duties could get lost', () => {
  it('a unit that splits and goes on as one of its parts keeps its duty, the other part gets one, and the work ends', async () => {
    const { world, at } = await worldWith('1', '1-1');
    await world.act(duty(world, at('1-1')), 'acknowledge');
    const part = plan.newUnit(at('moi'), world.root);
    expect(await world.reorganise(plan.split(at('1-1'), [at('1-1'), part], at('1-1')))).toBe(true);
    expect(lines(world)).toEqual([
      '1 action sent inForce',
      '1-1 action acknowledged inForce',
      'moi action sent inForce',
    ]);
  });

  it('a unit that went on as one of its parts and then goes up in the other leaves it all, and who waited for it', async () => {
    const { world, at } = await worldWith('1', '1-1~');
    const part = plan.newUnit(at('moi'), world.root);
    expect(await world.reorganise(plan.split(at('1'), [at('1'), part], at('1')))).toBe(true);
    expect(await world.reorganise(plan.merge([at('1')], part.code))).toBe(true);
    expect(lines(world)).toEqual([
      '1 action sent superseded',
      '1-1 action expected inForce moi',
      'moi action sent inForce',
    ]);
  });

  it('a superior that gave the paper back and takes over what waited for it has it at once, from who sent it', async () => {
    const { world, at } = await worldWith('2', '2-1~');
    await world.act(duty(world, at('2')), 'return');
    expect(await world.reorganise(plan.handOver(at('2-1'), [at('2')], { issuers: [world.root] }))).toBe(true);
    expect(lines(world)).toEqual([
      '2 action returned inForce',
      '2 action sent inForce',
      '2-1 action expected superseded 2',
    ]);
    const { sender } = [...world.duties.values()].find(({ receipt }) => receipt === 'sent')!;
    expect(sender).toBe(world.root);
  });

  it('what was given back hangs where it was on any day before its unit went up in one that owed it already', async () => {
    const { world, at } = await worldWith('1-1', '1-2', '1-3');
    await world.act(duty(world, at('1-1')), 'return');
    expect(await world.reorganise(plan.merge([at('1-1'), at('1-2')], at('1-3')))).toBe(true);
    expect(lines(world)).toEqual([
      '1-1 action returned inForce',
      '1-2 action sent superseded',
      '1-3 action sent inForce',
    ]);
  });

  it('a unit that hands over what it takes over on the same day keeps what it took', async () => {
    const { world, at } = await worldWith('1-1', '1-2');
    expect(
      await world.reorganise(
        plan.together([plan.merge([at('1-1')], at('1-2')), plan.handOver(at('1-2'), [at('1-3')])]),
      ),
    ).toBe(true);
    expect(lines(world)).toEqual([
      '1-1 action sent superseded',
      '1-2 action sent inForce',
      '1-2 action sent superseded',
      '1-3 action sent inForce',
    ]);
  });

  it('a superior that goes up in a subordinate which waits for it: the subordinate has the paper', async () => {
    const { world, at } = await worldWith('1', '1-1~', '1-2~');
    expect(await world.reorganise(plan.merge([at('1')], at('1-1')))).toBe(true);
    expect(lines(world)).toEqual([
      '1 action sent superseded',
      '1-1 action expected superseded 1',
      '1-1 action sent inForce',
      '1-2 action expected inForce 1-1',
    ]);
    await world.act(duty(world, at('1-1')), 'acknowledge');
    await world.passOn(duty(world, at('1-1')), [], false);
    expect(duty(world, at('1-2')).receipt).toBe('sent');
  });

  it('a superior that goes up in a subordinate that works already: one duty is left, in both trees', async () => {
    const { world, at } = await worldWith('1', '1-1~');
    await world.act(duty(world, at('1')), 'acknowledge');
    await world.passOn(duty(world, at('1')), [], false);
    await world.act(duty(world, at('1-1')), 'acknowledge');
    expect(await world.reorganise(plan.merge([at('1')], at('1-1')))).toBe(true);
    expect(lines(world).filter((line) => line.endsWith('inForce'))).toEqual(['1-1 action sent inForce']);
  });

  it('who only had to know and takes a duty over owes it once, as action', async () => {
    const { world, at } = await worldWith('1-1', '1-2?');
    expect(await world.reorganise(plan.merge([at('1-1')], at('1-2')))).toBe(true);
    expect(lines(world)).toEqual([
      '1-1 action sent superseded',
      '1-2 action sent inForce',
      '1-2 information sent superseded',
    ]);
  });

  it('who only had to know, goes on as one of its parts and takes a duty over on the same day owes it once', async () => {
    const { world, at } = await worldWith('1-1', '1-2?');
    const part = plan.newUnit(at('moi'), world.root);
    const changes = [plan.merge([at('1-1')], at('1-2')), plan.split(at('1-2'), [at('1-2'), part], at('1-2'))];
    expect(await world.reorganise(plan.together(changes))).toBe(true);
    expect(lines(world)).toEqual([
      '1-1 action sent superseded',
      '1-2 action sent inForce',
      '1-2 information sent superseded',
      'moi information sent inForce',
    ]);
  });

  it('units that wait for a superior that nobody follows get the paper at once', async () => {
    const { world, at } = await worldWith('1', '1-1~', '2', '2-1~');
    await world.act(duty(world, at('2')), 'acknowledge');
    for (const [office, commune] of [
      ['1', '1-1'],
      ['2', '2-1'],
    ] as const) {
      const moves = [1, 2, 3].map((n) => plan.move(at(`${office}-${n}`), world.root));
      expect(await world.reorganise(plan.together([...moves, plan.abolish(at(office), [])]))).toBe(true);
      expect(duty(world, at(commune)).receipt).toBe('sent');
    }
  });

  it('before the day, units still wait for the superior they waited for then, and so they do in the old tree', async () => {
    const { world, at } = await worldWith('1', '1-1~', '1-2~', '2', '2-1~', '3');
    for (const name of ['a', 'b'])
      expect(
        await world.reorganise(
          plan.merge(name === 'a' ? [at('1'), at('2')] : [at('a'), at('3')], plan.newUnit(at(name), world.root)),
        ),
      ).toBe(true);
    expect(lines(world).filter((line) => line.includes('expected'))).toEqual(
      ['1-1', '1-2', '2-1'].map((unit) => `${unit} action expected inForce b`),
    );
  });

  it('who passes the paper on after the day has passed it on to all: what was closed waits no more', async () => {
    const { world, at } = await worldWith('1', '1-1~', '1-2~');
    expect(await world.reorganise(plan.merge([at('1-1'), at('1-2')], plan.newUnit(at('a'), at('1'))))).toBe(true);
    await world.act(duty(world, at('1')), 'acknowledge');
    await world.passOn(duty(world, at('1')), [], false);
    expect(duty(world, at('a')).receipt).toBe('sent');
  });
});
