import type { AssignmentRegions, Stage } from '../../../workflows/index.js';
import { assignmentView, maySeeAssignment, type AssignmentView } from '../../assignments/index.js';
import { calendarKnownAt, type Calendar } from '../../calendar/index.js';
import {
  classOf,
  directiveById,
  ladderOf,
  type ClassRules,
  type PolicyRules,
  type Urgency,
} from '../../directives/index.js';
import type { Caller } from '../../platform/caller.js';
import { firstOf, rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { vnDate } from '../../platform/vn-time.js';
import { namedOn } from '../../units/index.js';
import { afterBy } from '../chase-rules.queries.js';
import { whatBecameOf, type NoticeFate } from '../digests/what-became.queries.js';
import { chaseAccount, foretoldAccount, type ChaseAccount, type ChaseFact } from './chase-account.rules.js';

/** Why a duty was chased or not, as of an instant. */
export interface Explanation extends ChaseAccount {
  assignment: AssignmentView;
  at: Date;
  policy: PolicyRules & { code: string; version: number };
  /** The class of the paper, and how it is chased. */
  urgency: Urgency;
  ladders: ClassRules;
  owesWork: boolean;
  /** The one in force at the instant; `countedBy` is another where that cannot be read again. */
  calendar: { version: number; countedBy: number; provisional: boolean };
  /** The instant lies behind: not all that was known of mails was kept. */
  isPast: boolean;
  /** The instant lies ahead: what is told is what will happen if nothing changes until then. */
  isAhead: boolean;
  /** Whom the chase goes to instead, where the unit waits for its superior: the nearest one above that holds the paper. */
  holder: { code: string; name: string; state: string } | null;
  /** What was written because of it, and what became of that. */
  notices: NoticeFate[];
}

/**
 * Accounts for the chase of one assignment.
 * @param asked  instant asked about, by what was known then, or of one ahead is known now; undefined: now
 * @throws ProductError `not-found`, also for who may not see it
 */
export async function explanationOf(
  db: Db,
  id: string,
  { at: asked, caller }: { at: Date | undefined; caller: Caller },
): Promise<Explanation> {
  const { now } = (await firstOf(db, sql<{ now: Date }>`select business_now() as now`))!;
  const at = asked ?? now;
  const [isPast, isAhead] = [at < now, at > now];
  const assignment = await assignmentView(db, id);
  await maySeeAssignment(db, caller, assignment);
  const { policy, policyCode, policyVersion, urgency } = await directiveById(db, assignment.directiveId);
  const { calendar, inForce } = await calendarKnownAt(db, assignment.unitId, at);
  const { owesWork, relayDays, beginDays } = assignment.context;
  const ladders = classOf(policy, urgency);
  const terms = {
    owesWork,
    ladderOf: (stage: Stage) => ladderOf(ladders, stage, owesWork),
    relayDays: relayDays ?? null,
    beginDays: beginDays ?? null,
  };
  const facts = await factsUntil(db, assignment, at);
  const accounting = { terms, at, now, after: afterBy(calendar) };
  const account = isAhead ? foretoldAccount(facts, accounting) : chaseAccount(facts, accounting);
  const notices = await whatBecameOf(db, assignment, at);
  return {
    ...account,
    assignment,
    at,
    policy: { ...policy, code: policyCode, version: policyVersion },
    urgency,
    ladders,
    owesWork,
    calendar: {
      version: inForce,
      countedBy: calendar.version,
      provisional: account.stages.some((stage) => isProvisional(stage, calendar)),
    },
    isPast,
    isAhead,
    holder: account.still === 'waits-for-superior' ? await holderAbove(db, assignment, at) : null,
    notices: isPast ? notices.map((notice) => ({ ...notice, gatherAt: null })) : notices,
  };
}

/** The instants that the account names lie in a year whose notice is not known. */
const isProvisional = ({ dueAt, nextAt }: ChaseAccount['stages'][number], calendar: Calendar): boolean =>
  [dueAt, nextAt].some((instant) => instant && !calendar.officialYears.has(Number(vnDate(instant).slice(0, 4))));

interface FactRow {
  kind: string;
  at: Date;
  regions: string | null;
  stage: Stage | null;
  ordinal: number | null;
  tellsReceipt: boolean;
  receiptDueAt: Date | null;
  tellsWork: boolean;
  workDueAt: Date | null;
  relayDueAt: Date | null;
}

const PAYLOAD = sql`convert_from(e.bytes, 'UTF8')::jsonb -> 'payload'`;

async function factsUntil(db: Db, { cascadeId, id }: AssignmentView, at: Date): Promise<ChaseFact[]> {
  const rows = await rowsOf(
    db,
    sql<FactRow>`select e.kind, e.at, p ->> 'regions' as regions, p ->> 'stage' as stage, (p ->> 'ordinal')::int as ordinal,
        p ? 'receiptDueAt' as "tellsReceipt", (p ->> 'receiptDueAt')::timestamptz as "receiptDueAt",
        p ? 'workDueAt' as "tellsWork", (p ->> 'workDueAt')::timestamptz as "workDueAt",
        (p ->> 'relayDueAt')::timestamptz as "relayDueAt"
      from ledger_entry e cross join lateral (select ${PAYLOAD} as p) x
      where e.cascade_id = ${cascadeId} and e.assignment_id = ${id} and e.kind like 'assignment.%' and e.at <= ${at}
      order by e.at, (p ->> 'version')::int nulls first, e.recorded_at, e.id`,
  );
  return rows.map(({ regions, tellsReceipt, receiptDueAt, tellsWork, workDueAt, ...fact }) => ({
    ...fact,
    regions: regions === null ? null : regionsFrom(regions),
    ...(tellsReceipt ? { receiptDueAt } : {}),
    ...(tellsWork ? { workDueAt } : {}),
  }));
}

function regionsFrom(text: string): AssignmentRegions {
  const [receipt, relay, work, standing] = text.split('.');
  return { receipt, relay, work, standing } as AssignmentRegions;
}

/** The nearest unit above that the paper had come to by then: the chase goes to it. */
const holderAbove = async (db: Db, { cascadeId, parentId }: AssignmentView, at: Date): Promise<Explanation['holder']> =>
  (await firstOf(
    db,
    sql<NonNullable<Explanation['holder']>>`
      with recursive above (id, unit_id, parent_id, directive_id, state, steps) as (
        select a.id, a.unit_id, a.parent_id, a.directive_id, f.state, 1 from assignment a, lateral (${stateAt(at)}) f
          where a.cascade_id = ${cascadeId} and a.id = ${parentId}
        union all
        select a.id, a.unit_id, a.parent_id, a.directive_id, f.state, b.steps + 1 from above b
          join assignment a on a.cascade_id = ${cascadeId} and a.id = b.parent_id cross join lateral (${stateAt(at)}) f
          where split_part(b.state, '.', 1) = 'expected')
      select u.code, p.name, b.state from above b join unit u on u.id = b.unit_id join directive d on d.id = b.directive_id
        join ${namedOn('u.id', sql`d.roster_on`, 'p')}
      where split_part(b.state, '.', 1) <> 'expected' order by b.steps limit 1`,
  )) ?? null;

/** The regions of the row `a` as the history told them by then. */
const stateAt = (at: Date) => sql`
  select ${PAYLOAD} ->> 'regions' as state from ledger_entry e
  where e.cascade_id = a.cascade_id and e.assignment_id = a.id and e.kind like 'assignment.%' and e.at <= ${at}
    and ${PAYLOAD} ? 'regions'
  order by e.at desc, (${PAYLOAD} ->> 'version')::int desc nulls last, e.recorded_at desc, e.id desc limit 1`;
