import type { Stage } from '../../../workflows/index.js';
import { noticeFactsOf } from '../../cascade/index.js';
import { WAITS, type MessageRow } from '../../mail/index.js';
import { rowsOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { stepsSaid, type StepSaid } from '../steps/step-said.queries.js';
import { IS_OWED } from './owed.js';
import type { DigestItem, DigestStep } from './digest.rules.js';
import { waitingNames } from './waiting-names.queries.js';
import { PERSON } from './waiting.queries.js';

/** So many notices are listed in one mail, those that hold others up first; the rest is counted. */
export const LISTED = 60;

/** The notices of one mail, or of what waits for the next. */
export interface ItemsOf {
  items: DigestItem[];
  /** How many there are, listed or not. */
  total: number;
}

type ItemRow = MessageRow & {
  of: string;
  total: number;
  directiveId: string;
  stage: Stage;
  urgent: boolean;
  deferredOn: string | null;
  nextAt: Date | null;
};

/** Units below a duty, alias `a`, that have not got the paper because of it. */
const WAITING = sql`(select count(*)::int from assignment c where c.cascade_id = a.cascade_id and c.parent_id = a.id
  and c.receipt = 'expected' and c.standing = 'inForce')`;

/**
 * Notices, alias `m`, as rows: of each group so many. What asks the same of the same duty again is said once.
 * @param which  a condition on `m`
 * @param of  what a group is, an expression on `m`
 */
const rows = (which: RawBuilder<unknown>, of: RawBuilder<unknown>, from: number, limit: number) => sql<ItemRow>`
  with found as (
    select distinct on (1, m.assignment_id, m.template, stage) ${of} as "of", m.cascade_id as "cascadeId", m.id, m.key, m.unit_id as "unitId", m.assignment_id as "assignmentId",
      m.template, m.locale, m.parameters, m.to_address as "toAddress", m.machine_version as "machineVersion", m.attempts,
      a.directive_id as "directiveId", coalesce(m.parameters ->> 'stage', 'receipt') as stage, d.urgency is not null as urgent,
      m.deferred_on::text as "deferredOn",
      -- who has not begun may next be chased for the work
      case m.parameters ->> 'stage' when 'relay' then a.relay_due_at when 'begin' then null else a.remind_at end as "nextAt", case m.template when 'reminder' then ${WAITING} else 0 end as waiting,
      least(a.receipt_due_at, a.work_due_at) as due, d.issued_at
    from message m join assignment a on a.cascade_id = m.cascade_id and a.id = m.assignment_id
      join directive d on d.id = a.directive_id
    where ${which}
    order by 1, m.assignment_id, m.template, stage, m.queued_at desc, m.id desc
  ), ranked as (
    select f.*, count(*) over (partition by "of")::int as total, row_number() over (partition by "of"
      order by (template = 'reminder') desc, urgent desc, waiting desc, due nulls last, issued_at, id) as n from found f)
  select * from ranked where n > ${from} and n <= ${from + limit} order by "of", n`;

/** What mails say, of each at most so many notices. @returns by the id of the mail */
export async function itemsOfDigests(db: Db, digests: readonly string[]): Promise<ReadonlyMap<string, ItemsOf>> {
  const which = sql`m.gathered_into = any(${[...digests]}::uuid[]) and m.state = 'queued'`;
  return itemsOf(db, await rowsOf(db, rows(which, sql`m.gathered_into::text`, 0, LISTED)));
}

/** What would be in the next mail to the mailbox of an office, one page of it. */
export async function itemsWaiting(
  db: Db,
  unitId: string,
  { from, limit }: { from: number; limit: number },
): Promise<ItemsOf> {
  const which = sql`m.unit_id = ${unitId} and ${WAITS} and ${IS_OWED} and ${PERSON} = ''`;
  const found = await itemsOf(db, await rowsOf(db, rows(which, sql`m.unit_id::text`, from, limit)));
  return found.get(unitId) ?? { items: [], total: 0 };
}

async function itemsOf(db: Db, found: readonly ItemRow[]): Promise<ReadonlyMap<string, ItemsOf>> {
  const facts = new Map((await noticeFactsOf(db, found)).map((of) => [of.messageId, of]));
  const waiting = await waitingNames(
    db,
    found.filter(({ template }) => template === 'reminder'),
  );
  const steps = await stepsSaid(db, found);
  const groups = new Map<string, ItemsOf>();
  for (const one of found) {
    const { of, total, nextAt, ...row } = one;
    const said = facts.get(row.id);
    if (!said) continue;
    const group = groups.get(of) ?? { items: [], total };
    const step = stepOf(steps.get(one), nextAt);
    group.items.push({ ...row, facts: said, step, waitingNames: waiting.get(row.assignmentId!) ?? [] });
    groups.set(of, group);
  }
  return groups;
}

const stepOf = (said: StepSaid | undefined, at: Date | null): DigestStep | null =>
  said ? { n: said.n, text: said.text, next: said.next && { step: said.next, at } } : null;
