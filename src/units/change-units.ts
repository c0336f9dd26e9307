import { Column, recordEach } from '../ledger/index.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { refreshAncestry } from './ancestry.js';
import { endUnits, renameUnits } from './change-periods.js';
import { moveUnits } from './change-relations.js';
import { foundUnits } from './found-units.js';
import type { ChangeOfUnits, UnitChanges } from './unit-changes.js';
import type { UNIT_FACTS } from './units.facts.js';

/** What was changed by this call; what was so already is not counted. */
export interface UnitsChanged {
  established: number;
  ended: number;
  renamed: number;
  moved: number;
  succeeded: number;
}

/**
 * Founds, ends, renames, raises and moves units from one day on, and says who succeeds whom, in the caller's transaction:
 * a fixed number of statements, however many units. Periods that go on are cut on that day; nothing before it is touched.
 * What ends loses its relations, codes, aliases and mailbox that day. Every change of a unit leaves a fact; what is so
 * already is left alone and leaves none, so the same changes again do nothing. The changes are believed: whoever calls has
 * checked them against the register.
 */
export async function applyUnitChanges(db: Db, changes: UnitChanges, how: ChangeOfUnits): Promise<UnitsChanged> {
  const ended = await endUnits(db, changes.end, how.on);
  const established = await foundUnits(db, changes.establish, how);
  const renamed = await renameUnits(db, changes.rename, how);
  const moved = await moveUnits(db, changes.moves, how);
  const succeeded = await succeedUnits(db, changes.successions, how);
  const note = noting(db, how);
  await note(KIND.ended, ended);
  await note(KIND.established, established);
  await note(
    KIND.renamed,
    renamed.filter(({ raised }) => raised === 'no'),
  );
  await note(
    KIND.raised,
    renamed.filter(({ raised }) => raised === 'yes'),
  );
  await note(KIND.moved, moved);
  await note(KIND.succeeded, succeeded);
  await refreshAncestry(db, [...new Set([...ended, ...moved].map(({ unitId }) => unitId))]);
  return {
    established: established.length,
    ended: ended.length,
    renamed: renamed.length,
    moved: moved.length,
    succeeded: succeeded.length,
  };
}

const KIND = {
  ended: 'unit.ended',
  established: 'unit.established',
  renamed: 'unit.renamed',
  raised: 'unit.raised',
  moved: 'unit.moved',
  succeeded: 'unit.succeeded',
} as const satisfies Readonly<Record<string, (typeof UNIT_FACTS)[number]>>;

/** A unit that was changed, and what its fact says beside it. */
type Changed = { unitId: string } & Readonly<Record<string, string | null>>;

/** One fact per unit, all in one statement. */
const noting =
  (db: Db, { on, by, at, reorganisationId }: ChangeOfUnits) =>
  async (kind: (typeof KIND)[keyof typeof KIND], rows: readonly Changed[]): Promise<void> => {
    const first = rows[0];
    if (!first) return;
    const said = Object.keys(first).filter((key) => key !== 'unitId' && key !== 'raised');
    const lists = [
      sql`${rows.map((row) => row.unitId)}::uuid[]`,
      ...said.map((key) => sql`${rows.map((row) => row[key] ?? null)}::text[]`),
    ];
    const names = ['unit_id', ...said].map((name) => sql.ref(name));
    await recordEach(db, sql`(select * from unnest(${sql.join(lists)}) each (${sql.join(names)}))`, {
      kind,
      at,
      by,
      unitId: new Column('unit_id', 'text'),
      payload: {
        reorganisation: reorganisationId,
        on,
        ...Object.fromEntries(said.map((key) => [key, new Column(key, 'text')])),
      },
    });
  };

type Succeeded = { unitId: string; to: string; scope: string; extent: string; main: string };

function succeedUnits(
  db: Db,
  rows: UnitChanges['successions'],
  { on, legalBasis }: ChangeOfUnits,
): Promise<Succeeded[]> {
  return rowsOf(
    db,
    sql`insert into unit_succession (from_id, to_id, effective_on, scope, extent, main, confidence, legal_basis)
      select distinct on (f.id, t.id, new.scope) f.id, t.id, ${on}::date, new.scope, new.extent, new.main, 'official',
        ${legalBasis}::text
      from unnest(${rows.map((r) => r.from)}::text[], ${rows.map((r) => r.to)}::text[], ${rows.map((r) => r.scope)}::text[],
        ${rows.map((r) => r.extent)}::text[], ${rows.map((r) => r.main)}::boolean[]) new (from_code, to_code, scope, extent, main)
      join unit f on f.code = new.from_code join unit t on t.code = new.to_code
      where f.id <> t.id order by f.id, t.id, new.scope, new.main desc
      on conflict do nothing
      returning from_id as "unitId", to_id as "to", scope, extent, main::text as main`,
  );
}
