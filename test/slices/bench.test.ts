import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStage, measure, type Stage } from '../../src/bench/index.js';
import { FLOOR } from '../../src/bench/hierarchy.floor.js';
import { readConfig } from '../../src/platform/config.js';
import { childrenOf, subtreeOf, unitByCode } from '../../src/units/index.js';
import { freshDatabase } from '../support/database.js';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let stage: Stage;
beforeAll(async () => {
  database = await freshDatabase();
  stage = await openStage(
    readConfig({}),
    database,
    {
      communes: 3_330,
      runs: 1,
      seconds: 0.5,
      directives: 1,
      openSeconds: 0.5,
      growth: [1, 2],
      assignments: 10_000,
      bodies: 1,
    },
    () => undefined,
  );
});
afterAll(async () => {
  await stage.close();
  await database.drop();
});

describe('the bench', () => {
  it('measures each figure beside plain SQL and says what the floor ran', async () => {
    const figures = await measure(stage, ['fan-out', 'acknowledge'], false);
    expect(figures.map(({ name, unit }) => [name, unit])).toEqual([
      ['fan-out', 's'],
      ['acknowledge', 'per s'],
      ['memory', 'MB'],
    ]);
    const [memory, compared] = [figures.slice(2), figures.slice(0, 2)];
    expect(memory).toMatchObject([{ floor: null, ratio: null, target: 400 }]);
    for (const { ours, floor, ratio, met, sql } of compared) {
      expect(Math.abs(ours / floor! / ratio! - 1)).toBeLessThan(0.01);
      expect(typeof met).toBe('boolean');
      expect(sql.join('\n')).toMatch(/including all/);
    }
  });

  it('lets the chaser and plain SQL find and write the same rows', async () => {
    const [swept] = await measure(stage, ['sweep'], false);
    expect(swept).toMatchObject({ name: 'sweep', unit: 's', target: 2.5 });
    expect(swept!.sql.join('\n')).toMatch(/for update skip locked/);
    const { rows, floorRows } = swept!.detail as Record<string, number[]>;
    expect(Math.min(...rows!)).toBeGreaterThan(50);
    expect(floorRows).toEqual(rows);
    for (const table of ['assignment', 'ledger_entry', 'message']) {
      const { rows: found } = await stage.owner.query(
        `select (select count(*)::int from ${table}) - (select count(*)::int from floor_sweep.${table}) as missing,
           (select count(*)::int from (select * from ${table} except select * from floor_sweep.${table}) x) as other`,
      );
      expect({ table, ...found[0] }).toEqual({ table, missing: 0, other: 0 });
    }
  });

  it('measures what more directives cost, beside the fewest', async () => {
    const grown = await measure(stage, ['growth'], false);
    expect(grown.slice(0, 2).map(({ name, unit, target }) => [name, unit, target])).toEqual([
      ['growth-fan-out', 's', 1.2],
      ['growth-acknowledgement', 'ms', 1.5],
    ]);
    const [few, more] = grown[0]!.detail['levels'] as { directives: number; assignments: number }[];
    expect(more!.directives).toBeGreaterThan(few!.directives);
    expect(more!.assignments).toBeGreaterThan(few!.assignments);
  });

  it('acknowledges at a steady rate while a directive is issued and the chaser finds work', async () => {
    const [open] = await measure(stage, ['acknowledge-open'], false);
    expect(open).toMatchObject({ name: 'acknowledge-open', unit: 'ms', floor: null, target: 50 });
    expect(open!.detail).toMatchObject({ perSecond: 200, acknowledged: 100 });
    expect(Number(open!.detail['due'])).toBeGreaterThan(50);
    const { rows } = await stage.owner.query(`select count(*)::int as n from assignment where next_chase_at <= now()`);
    expect(rows[0].n).toBe(0);
  });

  it('asks for the progress of a large cascade at every level, and how old an answer is', async () => {
    const [progress, staleness] = await measure(stage, ['progress'], false);
    expect(progress).toMatchObject({ name: 'progress', unit: 'ms', target: 100 });
    const { levels, assignments } = progress!.detail as { levels: { level: number }[]; assignments: number };
    expect(levels.map(({ level }) => level)).toEqual([0, 1, 2, 3, 4]);
    expect(assignments).toBeGreaterThan(20_000);
    expect(staleness).toMatchObject({ name: 'progress-staleness', unit: 's', target: 2 });
  });

  it('carries the reform out beside plain SQL, which writes the very rows that ours wrote', async () => {
    const [compared] = await measure(stage, ['reorganisation'], false);
    expect(compared).toMatchObject({ name: 'reorganisation', unit: 's', target: 2 });
    expect(compared!.detail).toMatchObject({
      cascades: 1,
      compared: 1,
      besides: [{ did: 'begun' }, { did: 'finished' }],
    });
    expect(Number(compared!.detail['closed'])).toBeGreaterThan(7_000);
    for (const table of ['assignment', 'assignment_succession', 'ledger_entry', 'message']) {
      const { rows } = await stage.owner.query(
        `with cascade as (select cascade_id from reorganisation_cascade),
           ours as (select * from ${table} where cascade_id in (select cascade_id from cascade)),
           copied as (select * from floor_reorganisation.${table} where cascade_id in (select cascade_id from cascade))
         select (select count(*)::int from ours) - (select count(*)::int from copied) as missing,
           (select count(*)::int from (select * from ours except select * from copied) x) as other`,
      );
      expect({ table, ...rows[0] }).toEqual({ table, missing: 0, other: 0 });
    }
  }, 240_000);

  it('asks the closure and the relations the same, and gets the same answers', async () => {
    const figures = await measure(stage, ['hierarchy'], false);
    const asked = figures.filter(({ name }) => name.startsWith('hierarchy-'));
    expect(asked.map(({ name, unit, target }) => [name, unit, target])).toEqual([
      ['hierarchy-children', 'ms', 5],
      ['hierarchy-children-root', 'ms', 5],
      ['hierarchy-subtree', 'ms', 5],
      ['hierarchy-subtree-root', 'ms', 5],
      ['hierarchy-ancestors', 'ms', 5],
    ]);
    expect(Number(asked[0]!.detail['unitsToday'])).toBeGreaterThan(8_000);
    const root = (await unitByCode(stage.db, 'vn', '2024-03-20')).id;
    const place = { unitId: root, line: 'administrative', at: '2024-03-20' } as const;
    const walked = await stage.owner.query(FLOOR.children, [root, place.line, place.at]);
    const children = await childrenOf(stage.db, { ...place, limit: 100 });
    expect(children.items.map(({ code, below }) => [code, below])).toEqual(
      walked.rows.slice(0, 100).map(({ code, below }) => [code, Number(below)]),
    );
    const below = await stage.owner.query(FLOOR.subtree, [root, place.line, place.at]);
    expect((await subtreeOf(stage.db, { ...place, limit: 100 })).total).toBe(Number(below.rows[0].total));
  });

  it('writes to the copies the very rows that issuing wrote', async () => {
    const { rows } = await stage.owner.query(
      `select (select count(*)::int from floor_copy.assignment) as copied, (select count(*)::int from floor_insert.message) as messages,
         (select count(*)::int from (select * from floor_insert.ledger_entry except select * from ledger_entry) x) as other`,
    );
    expect(rows[0]).toEqual({ copied: 2 * 3_330, messages: 2 * 3_330, other: 0 });
  });
});
