import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { resolveAddressees } from '../units/index.js';
import { isInternalCopy, oncePerUnit, type AddresseeDraft, type RosterLine } from './directive.rules.js';

interface OfDirective {
  id: string;
  issuerId: string;
  /** ISO date: the hierarchy of that day decides. */
  rosterOn: string;
}

interface Written {
  ord: number;
  text: string;
  role: string;
  through: string | null;
  status: 'understood' | 'not-understood' | 'internal';
  reason: string | null;
  candidates: { code: string; name: string }[] | null;
}

/**
 * Resolves the addressees and writes them with the roster they mean. What is not understood is kept with candidates,
 * and issuing waits until it is settled.
 */
export async function writeRoster(db: Db, directive: OfDirective, drafts: readonly AddresseeDraft[]): Promise<void> {
  const texts = drafts.map(({ text }) => text);
  const resolved = await resolveAddressees(db, texts, { issuerId: directive.issuerId, at: directive.rosterOn });
  const written: Written[] = [];
  const lines: RosterLine[] = [];
  for (const [i, draft] of drafts.entries()) {
    const { units, notUnderstood } = resolved[i]!;
    const internal = notUnderstood !== null && draft.role !== 'action' && isInternalCopy(draft.text);
    const status = internal ? 'internal' : notUnderstood ? 'not-understood' : 'understood';
    const candidates = notUnderstood?.candidates.map(({ code, name, within }) => ({ code, name, within })) ?? null;
    written.push({
      ord: i,
      text: draft.text,
      role: draft.role,
      through: draft.through ?? null,
      status,
      reason: status === 'not-understood' ? notUnderstood!.reason : null,
      candidates: status === 'not-understood' ? candidates : null,
    });
    if (!internal)
      for (const { id } of units) lines.push({ unitId: id, ord: i, role: draft.role, through: draft.through ?? null });
  }
  await insertAddressees(db, directive.id, written);
  await insertRoster(
    db,
    directive,
    lines.filter(({ unitId }) => unitId !== directive.issuerId),
  );
}

async function insertAddressees(db: Db, id: string, rows: readonly Written[]): Promise<void> {
  await sql`insert into directive_addressee (directive_id, ord, text, role, through, status, reason, candidates)
    select ${id}, ord, text, role, through, status, reason, candidates
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (ord smallint, text text, role text, through text,
      status text, reason text, candidates jsonb)`.execute(db);
}

/** Adds lines to the roster; a unit that is there already keeps the line that asks most of it. */
export async function insertRoster(db: Db, directive: OfDirective, lines: readonly RosterLine[]): Promise<void> {
  const present = await rowsOf<RosterLine>(
    db,
    sql`select unit_id as "unitId", ord, role, through from roster_entry where directive_id = ${directive.id}`,
  );
  const kept = oncePerUnit([...present, ...lines]);
  await sql`delete from roster_entry where directive_id = ${directive.id}`.execute(db);
  await sql`insert into roster_entry (directive_id, unit_id, ord, role, through)
    select ${directive.id}, * from unnest(${kept.map((l) => l.unitId)}::uuid[], ${kept.map((l) => l.ord)}::smallint[],
      ${kept.map((l) => l.role)}::text[], ${kept.map((l) => l.through)}::text[])`.execute(db);
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
