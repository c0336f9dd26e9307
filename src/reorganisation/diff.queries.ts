import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { fromCursor, toCursor, type Page } from '../platform/paging.js';
import { plusDays, type IsoDate } from '../platform/vn-time.js';
import type { Compiled } from './compile.rules.js';
import { afterPlan, touchedBy, type Side, type Successor, type Touched, type UnitDiff } from './diff.rules.js';
import { namesOfCodes } from './look-at-reorganisation.js';
import type { Scope } from './present.rules.js';
import type { ReorganisationRow } from './reorganisation.queries.js';

/**
 * One page of the units that a plan changes, each as it is the day before and as it is on the day: by the plan where it has
 * not begun, else as the register has it now.
 * @param compiled  the plan worked out; null where it has begun
 * @throws ProductError `invalid` for a cursor that is not ours
 */
export async function diffOf(
  db: Db,
  row: ReorganisationRow,
  { compiled, limit, cursor }: { compiled: Compiled | null; limit: number; cursor?: string | undefined },
): Promise<Page<UnitDiff>> {
  const from = cursor ? Number(fromCursor(cursor, ['count'])[0]) : 0;
  const all = compiled ? touchedBy(compiled) : await touchedIn(db, row);
  const shown = all.slice(from, from + limit);
  const codes = shown.map(({ code }) => code);
  const on = row.effectiveOn;
  const before = await sidesOn(db, codes, plusDays(on, -1));
  const registered = await sidesOn(db, codes, on);
  const after = compiled
    ? afterPlan(compiled, { codes, registered, names: await namesFor(db, compiled, codes, on) })
    : registered;
  const successors = compiled ? await successorsBy(db, compiled, codes, on) : await successorsIn(db, row, codes);
  return {
    items: shown.map((touched) => ({
      ...touched,
      before: before.get(touched.code) ?? null,
      after: after.get(touched.code) ?? null,
      successors: successors.get(touched.code) ?? [],
    })),
    nextCursor: all.length > from + limit ? toCursor([from + limit]) : null,
  };
}

async function sidesOn(db: Db, codes: readonly string[], day: IsoDate): Promise<Map<string, Side>> {
  const inForce = sql`x.valid_from <= ${day}::date and (x.valid_to is null or x.valid_to > ${day}::date)`;
  const rows = await rowsOf<Side & { code: string }>(
    db,
    sql`select u.code, u.name, u.kind,
        coalesce((select json_agg(json_build_object('line', x.line, 'code', a.code, 'name', coalesce(p.name, a.code)) order by x.line)
          from unit_relation x join unit a on a.id = x.parent_id left join unit_on(${day}::date) p on p.unit_id = a.id
          where x.unit_id = u.unit_id and ${inForce}), '[]') as parents,
        coalesce((select json_agg(json_build_object('scheme', x.scheme, 'value', x.value) order by x.scheme)
          from unit_official_code x where x.unit_id = u.unit_id and ${inForce}), '[]') as "officialCodes"
      from unit_on(${day}::date) u where u.code = any(${codes}::text[])`,
  );
  return new Map(rows.map(({ code, ...side }) => [code, side]));
}

/** Units that a plan changed, by the register: those of its steps and successions, and those that followed a successor. */
async function touchedIn(db: Db, { id, effectiveOn: on }: ReorganisationRow): Promise<Touched[]> {
  return rowsOf(
    db,
    sql`with touched as (
          select from_id as unit_id from reorganisation_succession where reorganisation_id = ${id}
          union
          select u.id from reorganisation_step s, unit u where s.reorganisation_id = ${id} and u.code in
            (s.step ->> 'unit', s.step #>> '{unit,code}', s.step #>> '{into,code}', s.step ->> 'from')
          union
          select u.id from reorganisation_step s, jsonb_array_elements(case when s.kind = 'split' then s.step -> 'into' else '[]' end) i,
            unit u where s.reorganisation_id = ${id} and u.code = i ->> 'code'
          union
          select r.unit_id from unit_relation r where r.valid_from = ${on}::date and r.parent_id in
            (select to_id from reorganisation_succession where reorganisation_id = ${id} and main)
        )
        select u.code, null::int as step, false as derived,
          case when b.unit_id is null then array['establish'] when a.unit_id is null then array['end']
            when b.kind <> a.kind then array['raise'] when b.name <> a.name then array['rename'] else array['move'] end as what
        from touched t join unit u on u.id = t.unit_id
          left join unit_on(${plusDays(on, -1)}::date) b on b.unit_id = u.id left join unit_on(${on}::date) a on a.unit_id = u.id
        where b.unit_id is null or a.unit_id is null or b.kind <> a.kind or b.name <> a.name or exists (
          select 1 from unit_relation r where r.unit_id = u.id and ${on}::date in (r.valid_from, r.valid_to))
        order by (a.unit_id is null) desc, (b.unit_id is null) desc, u.code`,
  );
}

/** The names of parents that units get by a plan. */
async function namesFor(db: Db, { establish, moves, rename }: Compiled, codes: readonly string[], on: IsoDate) {
  const shown = new Set(codes);
  const parents = [
    ...moves.filter(({ code }) => shown.has(code)).map(({ parent }) => parent),
    ...establish
      .filter(({ unit }) => shown.has(unit.code))
      .flatMap(({ unit }) => [unit.administrative, unit.sectoral, unit.territory]),
  ].filter((code) => typeof code === 'string');
  const names = await namesOfCodes(db, parents, on);
  for (const { unit } of establish) names.set(unit.code, unit.name);
  for (const { code, name } of rename) names.set(code, name);
  return names;
}

async function successorsBy(db: Db, { successions, establish }: Compiled, codes: readonly string[], on: IsoDate) {
  const shown = new Set(codes);
  const edges = successions.filter(({ from, to }) => shown.has(from) && from !== to);
  const names = await namesOfCodes(
    db,
    edges.map(({ to }) => to),
    on,
  );
  for (const { unit } of establish) names.set(unit.code, unit.name);
  return grouped(edges.map((edge) => ({ ...edge, name: names.get(edge.to) ?? edge.to })));
}

const successorsIn = async (db: Db, { id, effectiveOn }: ReorganisationRow, codes: readonly string[]) => {
  const edges = await rowsOf<{ from: string; to: string; scope: Scope; main: boolean; takesDuties: boolean }>(
    db,
    sql`select from_code as "from", to_code as "to", scope, main, takes_duties as "takesDuties"
      from reorganisation_succession
      where reorganisation_id = ${id} and from_code = any(${codes}::text[]) and to_code <> from_code order by ord`,
  );
  const names = await namesOfCodes(
    db,
    edges.map(({ to }) => to),
    effectiveOn,
  );
  return grouped(edges.map((edge) => ({ ...edge, name: names.get(edge.to) ?? edge.to })));
};

type NamedEdge = { from: string; to: string; name: string; scope: Scope; main: boolean; takesDuties: boolean };

function grouped(edges: readonly NamedEdge[]): Map<string, Successor[]> {
  const byUnit = new Map<string, Successor[]>();
  for (const { from, to, name, scope, main, takesDuties } of edges) {
    const successor = { code: to, name, scope, main, takesDuties };
    const known = byUnit.get(from);
    if (known) known.push(successor);
    else byUnit.set(from, [successor]);
  }
  return byUnit;
}
