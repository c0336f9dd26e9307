import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstOf, rowsOf, sql, type Db } from '../../src/platform/database/sql.js';
import { uuidv7 } from '../../src/platform/ids.js';
import { refreshAncestry } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';

const AT = new Date('2026-01-05T02:00:00Z');
let t: TestApp;

beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

/** The recursion over the relations that the closure stands for, written out anew. */
const naive = (db: Db, ids: readonly string[], day: string) =>
  rowsOf(
    db,
    sql`with recursive above as (
          select line, unit_id, parent_id, 1 as depth from unit_relation
          where unit_id = any(${ids}::uuid[]) and line <> 'standing-body'
            and valid_from <= ${day}::date and coalesce(valid_to, 'infinity') > ${day}::date
          union all
          select a.line, a.unit_id, r.parent_id, a.depth + 1
          from above a join unit_relation r on r.unit_id = a.parent_id and r.line = a.line
          where r.valid_from <= ${day}::date and coalesce(r.valid_to, 'infinity') > ${day}::date
        ) select line, unit_id, parent_id as ancestor_id, depth from above order by 1, 2, 3, 4`,
  );

const closure = (db: Db, ids: readonly string[], day: string) =>
  rowsOf(
    db,
    sql`select line, unit_id, ancestor_id, depth from unit_ancestry
        where unit_id = any(${ids}::uuid[]) and valid_from <= ${day}::date and coalesce(valid_to, 'infinity') > ${day}::date
        order by 1, 2, 3, 4`,
  );

const sizes = (db: Db, ids: readonly string[], day: string) =>
  rowsOf(
    db,
    sql`select u.id, l.line, coalesce(s.direct, 0) as direct, coalesce(s.below, 0) as below
        from unnest(${ids}::uuid[]) u (id) cross join unnest(array['administrative', 'sectoral', 'territory']) l (line)
          left join lateral (select direct, below from unit_subtree_size x where x.unit_id = u.id and x.line = l.line
            and x.from_on <= ${day}::date order by x.from_on desc limit 1) s on true order by 1, 2`,
  );

const naiveSizes = (db: Db, ids: readonly string[], day: string) =>
  rowsOf(
    db,
    sql`with recursive below as (
          select parent_id as top, line, unit_id, 1 as depth from unit_relation
          where parent_id = any(${ids}::uuid[]) and line <> 'standing-body'
            and valid_from <= ${day}::date and coalesce(valid_to, 'infinity') > ${day}::date
          union all
          select b.top, b.line, r.unit_id, b.depth + 1
          from below b join unit_relation r on r.parent_id = b.unit_id and r.line = b.line
          where r.valid_from <= ${day}::date and coalesce(r.valid_to, 'infinity') > ${day}::date
        )
        select u.id, l.line, count(b.depth) filter (where b.depth = 1)::int as direct, count(b.depth)::int as below
        from unnest(${ids}::uuid[]) u (id) cross join unnest(array['administrative', 'sectoral', 'territory']) l (line)
          left join below b on b.top = u.id and b.line = l.line
        group by u.id, l.line order by 1, 2`,
  );

const UNITS = 12;
const LAST_DAY = 40;
const dayOf = (n: number): string =>
  `2020-03-${String(n).padStart(2, '0')}`.replace(
    /-03-(3[2-9]|4\d)$/,
    (_, d) => `-04-${String(Number(d) - 31).padStart(2, '0')}`,
  );

/** From a day on a unit is under another that stands before it, or under none: no circle can come of it. */
const change = fc.record({
  unit: fc.integer({ min: 1, max: UNITS - 1 }),
  parent: fc.nat(),
  line: fc.constantFrom('administrative', 'sectoral', 'territory'),
  from: fc.integer({ min: 1, max: LAST_DAY - 1 }),
  detached: fc.boolean(),
});
type Change = { unit: number; parent: number; line: string; from: number; detached: boolean };

async function apply(db: Db, ids: readonly string[], one: Change): Promise<void> {
  const unit = ids[one.unit]!;
  await sql`delete from unit_relation where unit_id = ${unit} and line = ${one.line} and valid_from >= ${dayOf(one.from)}::date`.execute(
    db,
  );
  await sql`update unit_relation set valid_to = ${dayOf(one.from)}::date
    where unit_id = ${unit} and line = ${one.line} and coalesce(valid_to, 'infinity') > ${dayOf(one.from)}::date`.execute(
    db,
  );
  if (one.detached) return;
  await sql`insert into unit_relation (unit_id, line, parent_id, valid_from, valid_to)
    values (${unit}, ${one.line}, ${ids[one.parent % one.unit]!}, ${dayOf(one.from)}, null)`.execute(db);
}

async function newUnits(db: Db): Promise<string[]> {
  const ids = Array.from({ length: UNITS }, () => uuidv7(AT));
  await sql`insert into unit (id, code, created_at) select id, 'z' || replace(id::text, '-', ''), ${AT.toISOString()}
    from unnest(${ids}::uuid[]) as new (id)`.execute(db);
  return ids;
}

describe('the closure of the hierarchy', () => {
  it('is the recursion over the relations, on every day and line, whatever changes in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(change, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: LAST_DAY }),
        async (rounds, on) => {
          const ids = await newUnits(t.db);
          for (const round of rounds) {
            for (const one of round) await apply(t.db, ids, one);
            await refreshAncestry(t.db, [...new Set(round.map(({ unit }) => ids[unit]!))]);
            for (const day of [dayOf(on), dayOf(LAST_DAY)]) {
              expect(await closure(t.db, ids, day)).toEqual(await naive(t.db, ids, day));
              expect(await sizes(t.db, ids, day)).toEqual(await naiveSizes(t.db, ids, day));
            }
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it('comes to the same when all of it is made anew, and a second time nothing is written', async () => {
    const all = () =>
      firstOf(
        t.db,
        sql<{
          rows: string;
          digest: string;
        }>`select count(*)::text as rows, md5(string_agg(md5(a::text), '' order by a::text)) as digest from unit_ancestry a`,
      );
    const before = await all();
    expect(Number(before!.rows)).toBeGreaterThan(30_000);
    await refreshAncestry(t.db);
    expect(await all()).toEqual(before);
  });

  it('joins what follows upon itself: a unit that moves within a province is below the province in one piece', async () => {
    const ids = await newUnits(t.db);
    for (const one of [
      { unit: 1, parent: 0, line: 'administrative', from: 1, detached: false },
      { unit: 2, parent: 0, line: 'administrative', from: 1, detached: false },
      { unit: 3, parent: 1, line: 'administrative', from: 2, detached: false },
      { unit: 3, parent: 2, line: 'administrative', from: 9, detached: false },
    ])
      await apply(t.db, ids, one);
    await refreshAncestry(t.db, ids);
    const found = await rowsOf(
      t.db,
      sql`select ancestor_id, valid_from::text as "from", valid_to::text as "to" from unit_ancestry
          where unit_id = ${ids[3]!} order by depth, valid_from`,
    );
    expect(found).toEqual([
      { ancestor_id: ids[1], from: '2020-03-02', to: '2020-03-09' },
      { ancestor_id: ids[2], from: '2020-03-09', to: null },
      { ancestor_id: ids[0], from: '2020-03-02', to: null },
    ]);
  });
});
