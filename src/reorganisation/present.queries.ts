import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { plusDays, type IsoDate } from '../platform/vn-time.js';
import { sightIn } from '../directives/index.js';
import { businessDate, type Kind } from '../units/index.js';
import type { Step } from './plan-schema.rules.js';
import { directivesNamedBy, foundedBy, namesGivenBy, unitsEndedBy, unitsNamedBy } from './plan.rules.js';
import { placeOf, type MoveLine, type Present, type PresentSuccession, type PresentUnit } from './present.rules.js';

/**
 * What the register holds around the effective day of these steps, in a fixed number of statements however many there are.
 * @param on      the effective day
 * @param unitId  the administrator's unit; null for the operator
 */
export async function presentOf(
  db: Db,
  steps: readonly Step[],
  { on, unitId }: { on: IsoDate; unitId: string | null },
): Promise<Present> {
  const successions = steps.some(({ kind }) => kind === 'succeed') ? await successionsOn(db, on) : [];
  const ended = [...new Set([...unitsEndedBy(steps), ...successions.map(({ from }) => from)])];
  const children = await childrenUnder(db, ended, on);
  const administers = unitId === null ? null : await codeOf(db, unitId);
  const named = new Set([
    ...(administers === null ? [] : [administers]),
    ...unitsNamedBy(steps),
    ...successions.flatMap(({ from, to }) => [from, to]),
    ...[...children.values()].flatMap((below) => below.map(({ code }) => code)),
  ]);
  const codes = [...named];
  const units = await unitsAround(db, codes, on);
  return {
    on,
    today: await businessDate(db),
    administers,
    units,
    parentsBefore: await parentsOn(db, codes, plusDays(on, -1)),
    parentsOn: await parentsOn(db, codes, on),
    children,
    ...(await officialCodes(db, steps, on)),
    namesakes: await namesakesOf(db, [...namesGivenBy(steps, units)], on),
    directives: await directivesSeen(db, steps, unitId),
    successions,
  };
}

const codeOf = async (db: Db, unitId: string): Promise<string> =>
  (await firstOf(db, sql<{ code: string }>`select code from unit where id = ${unitId}`))!.code;

const successionsOn = (db: Db, on: IsoDate): Promise<PresentSuccession[]> =>
  rowsOf(
    db,
    sql`select f.code as "from", t.code as "to", s.scope, s.extent, s.main
      from unit_succession s join unit f on f.id = s.from_id join unit t on t.id = s.to_id
      where s.effective_on = ${on}::date order by f.code, s.main desc, t.code, s.scope`,
  );

const unitsAround = async (db: Db, codes: readonly string[], on: IsoDate): Promise<ReadonlyMap<string, PresentUnit>> =>
  new Map(
    (
      await rowsOf<PresentUnit>(
        db,
        sql`select u.code, p.name, p.kind, p.level, p.before, p."on", p."changesLater"
          from unit u cross join lateral (
            select (array_agg(name order by near))[1] as name, (array_agg(kind order by near))[1] as kind,
              (array_agg(level order by near))[1] as level,
              bool_or(valid_from < ${on}::date and (valid_to is null or valid_to >= ${on}::date)) as before,
              bool_or(valid_from <= ${on}::date and (valid_to is null or valid_to > ${on}::date)) as "on",
              bool_or(valid_from >= ${on}::date) as "changesLater"
            from (select *, (valid_from >= ${on}::date, abs(valid_from - ${on}::date)) as near
              from unit_period where unit_id = u.id) each
          ) p where u.code = any(${codes}::text[])`,
      )
    ).map((unit) => [unit.code, unit]),
  );

/** The parents of these units and of all that are above them, on each line. */
async function parentsOn(db: Db, codes: readonly string[], day: IsoDate): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf<{ code: string; line: MoveLine; parent: string }>(
    db,
    sql`with recursive above as (
          select id from unit where code = any(${codes}::text[])
          union
          select r.parent_id from above join unit_relation r on r.unit_id = above.id
          where r.valid_from <= ${day}::date and (r.valid_to is null or r.valid_to > ${day}::date)
        )
        select u.code, r.line, p.code as parent
        from above join unit_relation r on r.unit_id = above.id and r.valid_from <= ${day}::date
          and (r.valid_to is null or r.valid_to > ${day}::date)
        join unit u on u.id = r.unit_id join unit p on p.id = r.parent_id`,
  );
  return new Map(rows.map(({ code, line, parent }) => [placeOf(line, code), parent]));
}

async function childrenUnder(db: Db, parents: readonly string[], on: IsoDate): Promise<Present['children']> {
  const rows = await rowsOf<{ parent: string; code: string; line: MoveLine }>(
    db,
    sql`select p.code as parent, u.code, r.line
      from unit p join unit_relation r on r.parent_id = p.id
        and r.valid_from <= ${on}::date and (r.valid_to is null or r.valid_to > ${on}::date)
      join unit_on(${on}::date) u on u.unit_id = r.unit_id
      where p.code = any(${parents}::text[]) order by p.code, u.code, r.line`,
  );
  const children = new Map<string, { code: string; line: MoveLine }[]>();
  for (const { parent, code, line } of rows) {
    const below = children.get(parent);
    if (below) below.push({ code, line });
    else children.set(parent, [{ code, line }]);
  }
  return children;
}

async function officialCodes(
  db: Db,
  steps: readonly Step[],
  on: IsoDate,
): Promise<Pick<Present, 'bearers' | 'officialValues'>> {
  const founded = foundedBy(steps);
  const given = founded.flatMap((unit) => unit.officialCodes.map(({ value }) => value.toUpperCase()));
  const minted = founded.map(({ code }) => code.toUpperCase());
  const rows = await rowsOf<{ scheme: string; value: string; code: string; inForce: boolean }>(
    db,
    sql`select o.scheme, o.value, u.code,
        o.valid_from <= ${on}::date and (o.valid_to is null or o.valid_to > ${on}::date) as "inForce"
      from unit_official_code o join unit u on u.id = o.unit_id where o.value = any(${[...given, ...minted]}::text[])`,
  );
  return {
    bearers: new Map(
      rows.filter(({ inForce }) => inForce).map((r) => [`${r.scheme} ${r.value.toUpperCase()}`, r.code]),
    ),
    officialValues: new Set(rows.map(({ value }) => value)),
  };
}

const namesakesOf = (db: Db, names: readonly string[], on: IsoDate): Promise<Present['namesakes'][number][]> =>
  rowsOf<{ code: string; name: string; kind: Kind; parent: string }>(
    db,
    sql`select u.code, u.name, u.kind, p.code as parent
      from unit_on(${on}::date) u join unit_relation r on r.unit_id = u.unit_id and r.line = 'administrative'
        and r.valid_from <= ${on}::date and (r.valid_to is null or r.valid_to > ${on}::date)
      join unit p on p.id = r.parent_id
      where u.name = any(${[...names]}::text[])`,
  );

async function directivesSeen(db: Db, steps: readonly Step[], unitId: string | null): Promise<ReadonlySet<string>> {
  const ids = directivesNamedBy(steps);
  if (ids.length === 0) return new Set();
  const viewer = { actor: 'plan', role: 'unit-admin', unitId, capacity: 'own-office', locale: 'vi' } as const;
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select d.id from directive d where d.id = any(${ids}::uuid[]) and ${sightIn(viewer)} <> 'none'`,
  );
  return new Set(rows.map(({ id }) => id));
}
