import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApp, type TestApp } from '../support/app.js';
import * as plan from '../support/reorganisation-plans.js';
import { World } from '../support/reorganisation-world.js';
import { emptyRegister, plantUnits } from '../support/small-tree.js';

let app: TestApp;
let made = 0;
beforeAll(async () => {
  app = await testApp();
  await emptyRegister(app);
});
afterAll(() => app?.close());

/** A tree in which everybody has a directive, some through their superiors, and some have begun. */
async function begun(): Promise<{ world: World; at: (unit: string) => string }> {
  const world = await World.make(app, `m${++made}`);
  const at = (unit: string) => `${world.root}-${unit}`;
  await world.issue(
    world.alive.map(({ code }) => ({
      unit: code,
      role: code === at('2-3') ? 2 : 0,
      through: code.startsWith(at('3-')),
    })),
  );
  for (const duty of world.duties.values())
    if ([at('1'), at('1-1'), at('2-3')].includes(duty.unit)) await world.act(duty, 'acknowledge');
  return { world, at };
}

/** Every duty, without the name of the tree. */
const lines = (world: World): string[] => {
  const name = (code: string) => code.slice(world.root.length);
  return [...world.duties.values()]
    .map(({ unit, role, receipt, work, standing, parent }) =>
      [name(unit), role, receipt, work, standing, parent ? name(world.duties.get(parent)!.unit) : ''].join(' '),
    )
    .toSorted();
};
const inForce = (world: World): string[] => lines(world).filter((line) => line.includes('inForce'));

describe('reorganisations that come to the same', () => {
  it('merged and split again: as many owe as much, and nobody else notices', async () => {
    const { world, at } = await begun();
    const before = inForce(world);
    expect(await world.reorganise(plan.merge([at('2-1'), at('2-2')], plan.newUnit(at('a'), at('2'))))).toBe(true);
    const parts = ['b', 'c'].map((unit) => plan.newUnit(at(unit), at('2')));
    expect(await world.reorganise(plan.split(at('a'), parts, at('b')))).toBe(true);
    const back = inForce(world)
      .map((line) => line.replace(/^-b /, '-2-1 ').replace(/^-c /, '-2-2 '))
      .toSorted();
    expect(back).toEqual(before);
  });

  it('with a unit that owes nothing among those that merge', async () => {
    const outcomes = [];
    for (const idle of [false, true]) {
      const { world, at } = await begun();
      const unit = {
        code: at('idle'),
        name: `Trung tâm ${at('idle')}`,
        kind: 'public-service-unit' as const,
        parent: at('1'),
      };
      await plantUnits(app, [unit]);
      world.units.set(unit.code, { ...unit, alive: true, heir: null });
      const from = [at('1-1'), at('1-2'), ...(idle ? [unit.code] : [])];
      expect(await world.reorganise(plan.merge(from, plan.newUnit(at('a'), at('1'))))).toBe(true);
      outcomes.push(lines(world));
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
  });

  it('with the steps of a plan in any order, and in one plan or one after the other', async () => {
    const steps = (at: (unit: string) => string) => [
      plan.merge([at('1-1'), at('1-2')], plan.newUnit(at('a'), at('1'))),
      plan.abolish(at('2-1'), [at('2-2')]),
      plan.handOver(at('3-1'), [at('3-2')]),
      plan.rename(at('2-3'), `Trung tâm ${at('khac')}`),
    ];
    const outcomes = [];
    for (const order of [
      [[0, 1, 2, 3]],
      [[3, 2, 1, 0]],
      [
        [1, 3],
        [2, 0],
      ],
    ]) {
      const { world, at } = await begun();
      for (const part of order)
        expect(await world.reorganise(plan.together(part.map((i) => steps(at)[i]!)))).toBe(true);
      outcomes.push(lines(world));
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[2]).toEqual(outcomes[0]);
  });

  it('renamed, raised or moved: every duty stays as it is', async () => {
    const { world, at } = await begun();
    const before = lines(world);
    const changes = [
      plan.rename(at('1-1'), `Trung tâm ${at('moi')}`),
      plan.raise(at('1-2'), `Cơ quan ${at('p')}`),
      plan.move(at('2-1'), at('1')),
    ];
    expect(await world.reorganise(plan.together(changes))).toBe(true);
    expect(lines(world)).toEqual(before);
  });
});
