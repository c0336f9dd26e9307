import { planForSets } from '../platform/database/planning.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { resolveAddressees, type Addressee } from '../units/index.js';
import type { Role } from './directive.entity.js';
import {
  claimsOf,
  oncePerUnit,
  statusOf,
  type AddresseeDraft,
  type AddresseeStatus,
  type RosterLine,
} from './directive.rules.js';

interface OfDirective {
  id: string;
  issuerId: string;
  /** ISO date: the hierarchy of that day decides. */
  rosterOn: string;
}

interface Written {
  ord: number;
  text: string;
  role: Role;
  through: 'superior' | null;
  status: AddresseeStatus;
  reason: string | null;
  candidates: { code: string; name: string }[] | null;
  /** Units that a clerk said it means. */
  settled: readonly string[];
  /** Saved groups that it used, in the version that was read. */
  groups: Addressee['groups'];
}

/**
 * Resolves the addressees and writes them with the roster they mean. What is not understood is kept with candidates,
 * and issuing waits until it is settled.
 */
export async function writeRoster(db: Db, directive: OfDirective, drafts: readonly AddresseeDraft[]): Promise<void> {
  const resolved = await meanings(db, directive, drafts);
  const written = drafts.map((draft, ord): Written => {
    const { notUnderstood } = resolved[ord]!;
    const status = statusOf(draft, notUnderstood === null);
    const open = status === 'not-understood' ? notUnderstood : null;
    return {
      ord,
      text: draft.text,
      role: draft.role,
      through: draft.through ?? null,
      status,
      reason: open?.reason ?? null,
      candidates: open?.candidates.map(({ code, name, within }) => ({ code, name, within })) ?? null,
      settled: [],
      groups: resolved[ord]!.groups,
    };
  });
  await insertAddressees(db, directive.id, written);
  await insertRoster(db, directive, linesOf(directive, written, resolved));
}

/**
 * Says what an addressee means besides what was understood of it, in place of what was said before; the roster is made
 * anew from all addressees, so that what no longer follows from any of them is off it.
 * @returns false where the directive has no such addressee
 */
export async function settleRoster(
  db: Db,
  directive: OfDirective,
  ord: number,
  settled: readonly string[],
): Promise<boolean> {
  const rows = await rowsOf<Written>(
    db,
    sql`select ord, text, role, through, status, reason, candidates, groups,
        case when ord = ${ord} then ${JSON.stringify(settled)}::jsonb else settled end as settled
      from directive_addressee where directive_id = ${directive.id} order by ord`,
  );
  const at = rows.findIndex((row) => row.ord === ord);
  if (at < 0) return false;
  const resolved = await meanings(db, directive, rows);
  const status = resolved[at]!.units.length + settled.length > 0 ? 'understood' : 'dropped';
  await sql`update directive_addressee set status = ${status}, settled = ${JSON.stringify(settled)}::jsonb, reason = null,
    candidates = null where directive_id = ${directive.id} and ord = ${ord}`.execute(db);
  const used = rows.map((row, i) => ({ ord: row.ord, groups: resolved[i]!.groups }));
  await sql`update directive_addressee a set groups = t.groups
    from jsonb_to_recordset(${JSON.stringify(used)}::jsonb) as t (ord smallint, groups jsonb)
    where a.directive_id = ${directive.id} and a.ord = t.ord and a.groups <> t.groups`.execute(db);
  rows[at] = { ...rows[at]!, status };
  await insertRoster(db, directive, linesOf(directive, rows, resolved));
  return true;
}

const meanings = (db: Db, directive: OfDirective, rows: readonly { text: string }[]): Promise<Addressee[]> =>
  resolveAddressees(
    db,
    rows.map(({ text }) => text),
    { issuerId: directive.issuerId, at: directive.rosterOn },
  );

const linesOf = ({ issuerId }: OfDirective, rows: readonly Written[], resolved: readonly Addressee[]): RosterLine[] =>
  claimsOf(
    issuerId,
    rows.map((row, i) => ({ ...row, unitIds: resolved[i]!.units.map(({ id }) => id) })),
  );

async function insertAddressees(db: Db, id: string, rows: readonly Written[]): Promise<void> {
  await sql`insert into directive_addressee (directive_id, ord, text, role, through, status, reason, candidates, settled,
      groups)
    select ${id}, ord, text, role, through, status, reason, candidates, settled, groups
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (ord smallint, text text, role text, through text,
      status text, reason text, candidates jsonb, settled jsonb, groups jsonb)`.execute(db);
}

/** Puts lines in the place of the roster: each unit once, under the line that asks most of it. */
async function insertRoster(db: Db, directive: OfDirective, lines: readonly RosterLine[]): Promise<void> {
  const kept = oncePerUnit(lines);
  await sql`delete from roster_entry where directive_id = ${directive.id}`.execute(db);
  await sql`insert into roster_entry (directive_id, unit_id, ord, role, through)
    select ${directive.id}, * from unnest(${kept.map((l) => l.unitId)}::uuid[], ${kept.map((l) => l.ord)}::smallint[],
      ${kept.map((l) => l.role)}::text[], ${kept.map((l) => l.through)}::text[])`.execute(db);
  if (!kept.some(({ through }) => through === 'superior')) return;
  await planForSets(db);
  await findSuperiors(db, directive);
}

/**
 * Who passes it on to a unit that is reached through its superior: the nearest unit above it that the paper goes to
 * directly, on the administrative line, else by the territory it serves.
 */
async function findSuperiors(db: Db, { id, rosterOn }: OfDirective): Promise<void> {
  await sql`with recursive above as (
      select e.unit_id, e.unit_id as at_unit, 0 as depth from roster_entry e
      where e.directive_id = ${id} and e.through = 'superior'
      union all
      select above.unit_id, r.parent_id, above.depth + 1 from above
      join unit_relation r on r.unit_id = above.at_unit and r.line <> 'territory'
        and r.valid_from <= ${rosterOn}::date and (r.valid_to is null or r.valid_to > ${rosterOn}::date)
      where above.depth < 4
    ), nearest as (
      select distinct on (above.unit_id) above.unit_id, above.at_unit
      from above join roster_entry d on d.directive_id = ${id} and d.unit_id = above.at_unit and d.through is null
        and d.role = 'action'
      where above.depth > 0 order by above.unit_id, above.depth
    )
    update roster_entry e set superior_id = n.at_unit from nearest n
    where e.directive_id = ${id} and e.unit_id = n.unit_id`.execute(db);
}
