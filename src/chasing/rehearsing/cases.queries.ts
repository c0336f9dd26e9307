import { CURRENT, type AssignmentRegions } from '../../../workflows/index.js';
import { contextOf, recipientOf } from '../../assignments/index.js';
import { leaderMailboxOf } from '../../access/index.js';
import { dutyTermsOf, type DirectiveRow } from '../../directives/index.js';
import { rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { vnDate } from '../../platform/vn-time.js';
import type { DueRow } from '../due-step.rules.js';

/** Units whose duties stand alike. */
export interface Cases {
  row: DueRow;
  unitIds: string[];
}

const NO_TIMERS = { remindAt: null, relayDueAt: null, followDueAt: null };

/** Ids in one text, as SQL: an array of tens of thousands is read by the driver in one long go. */
const idsOf = (id: RawBuilder<unknown>): RawBuilder<unknown> => sql`string_agg(${id}::text, ' ')`;

/** The duties that issuing a draft would open; their deadlines are counted by the calendar of each unit. */
async function ofDraft(db: Db, draft: DirectiveRow): Promise<Cases[]> {
  const rows = await rowsOf(
    db,
    sql<{ owesWork: boolean; through: string | null; passesOn: boolean; unitIds: string }>`
      with entry as (select * from roster_entry where directive_id = ${draft.id})
      select e.role = 'action' as "owesWork", case when e.superior_id is null then null else e.through end as through,
        e.unit_id in (select superior_id from entry where through = 'superior' and superior_id is not null) as "passesOn",
        ${idsOf(sql`e.unit_id`)} as "unitIds"
      from entry e group by 1, 2, 3`,
  );
  const terms = dutyTermsOf(draft.policy, draft.urgency);
  return rows.map(({ owesWork, through, passesOn, unitIds }) => {
    const regions: AssignmentRegions = {
      receipt: through === 'superior' ? 'expected' : 'sent',
      relay: passesOn ? 'owed' : 'none',
      work: 'notStarted',
      standing: 'inForce',
    };
    const context = contextOf(owesWork, terms);
    const row = { ...regions, ...NO_TIMERS, machineVersion: CURRENT.assignment, context };
    return { row: { ...row, receiptDueAt: null, workDueAt: null }, unitIds: unitIds.split(' ') };
  });
}

/** The duties under a directive in force, as they stand. */
const ofIssued = async (db: Db, { cascadeId, id }: DirectiveRow): Promise<Cases[]> => {
  const rows = await rowsOf(
    db,
    sql<
      DueRow & { unitIds: string }
    >`select machine_version as "machineVersion", receipt, relay, work, standing, context,
        receipt_due_at as "receiptDueAt", work_due_at as "workDueAt", remind_at as "remindAt", relay_due_at as "relayDueAt",
        follow_due_at as "followDueAt", ${idsOf(sql`unit_id`)} as "unitIds"
      from assignment where cascade_id = ${cascadeId} and directive_id = ${id} group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11`,
  );
  return rows.map(({ unitIds, ...row }) => ({ row, unitIds: unitIds.split(' ') }));
};

/** The duties of a directive, those of a draft as issuing would open them. */
export const casesOf = (db: Db, directive: DirectiveRow): Promise<Cases[]> =>
  directive.issuedAt ? ofIssued(db, directive) : ofDraft(db, directive);

/** Each unit of a directive with who sends it the paper, as a relation. */
const sendersOf = ({ id, cascadeId, issuerId, issuedAt }: DirectiveRow, at: Date): RawBuilder<unknown> =>
  issuedAt
    ? sql`(select unit_id, sender_id, opened_at, directive_id from assignment
        where cascade_id = ${cascadeId} and directive_id = ${id})`
    : sql`(select unit_id, coalesce(superior_id, ${issuerId}::uuid) as sender_id, ${at}::timestamptz as opened_at,
        directive_id from roster_entry where directive_id = ${id})`;

/** The superior that is told of each unit. */
export async function superiorsOf(db: Db, directive: DirectiveRow, at: Date): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf(
    db,
    sql<{ unitId: string; superiorId: string }>`select m.unit_id as "unitId", t.to_unit_id as "superiorId"
      from ${sendersOf(directive, at)} m cross join lateral (${recipientOf('superior', vnDate(at))}) t`,
  );
  const superiors = new Map<string, string>();
  for (const { unitId, superiorId } of rows) superiors.set(unitId, superiorId);
  return superiors;
}

/** How some offices are reached by mail. */
export interface Reached {
  /** A mail reaches its mailbox. */
  office: ReadonlySet<string>;
  /** A mail reaches the leader's own. */
  leader: ReadonlySet<string>;
}

/** Which of some offices a mail reaches, by what is known on the day. */
export async function reachedOf(db: Db, unitIds: readonly string[], at: Date): Promise<Reached> {
  const ids = [...new Set(unitIds)];
  const rows = await rowsOf(
    db,
    sql<{ unitId: string; hasOffice: boolean; hasLeader: boolean }>`
      select u as "unitId", exists (select 1 from mailbox_on(${vnDate(at)}::date) c where c.unit_id = u) as "hasOffice",
        exists (${leaderMailboxOf(sql`u`, sql`${at}::timestamptz`)}) as "hasLeader"
      from unnest(${ids}::uuid[]) u`,
  );
  const office = new Set<string>();
  const leader = new Set<string>();
  for (const { unitId, hasOffice, hasLeader } of rows) {
    if (hasOffice) office.add(unitId);
    if (hasLeader) leader.add(unitId);
  }
  return { office, leader };
}

/** An office that no mail reaches. */
export interface Unreached {
  code: string;
  name: string;
  /** It was given an address, which is dead. */
  isDead: boolean;
}

/** Of some units those that no mail reaches, in the order of their codes. */
export const unreachedOf = (
  db: Db,
  unitIds: readonly string[],
  { on, at, most }: { on: string; at: Date; most: number },
): Promise<Unreached[]> =>
  rowsOf(
    db,
    sql<Unreached>`select u.code, p.name,
        exists (select 1 from given_mailbox_on(${vnDate(at)}::date) g where g.unit_id = u.id) as "isDead"
      from unit u join unit_period p on p.unit_id = u.id and p.valid_from <= ${on}::date
        and (p.valid_to is null or p.valid_to > ${on}::date)
      where u.id = any(${[...unitIds]}::uuid[]) order by u.code limit ${most}`,
  );
