import { expect } from '@jest/globals';
import { PREPARED, rowsOf, sql, type Db } from '../../src/platform/database/sql.js';
import type { ModelDuty } from './model-duty.js';

/** What is found is what the model has. */
export const mustBe = (found: unknown, wanted: unknown): void => {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) expect(found).toEqual(wanted);
};

interface Stored {
  id: string;
  directive: string;
  unit: string;
  parent: string | null;
  parentUnit: string | null;
  role: string;
  receipt: string;
  relay: string;
  work: string;
  standing: string;
  version: number;
  receiptDueAt: Date | null;
  workDueAt: Date | null;
  remindAt: Date | null;
  relayDueAt: Date | null;
  followDueAt: Date | null;
  nextChaseAt: Date | null;
  context: Record<string, unknown>;
  facts: Record<string, number>;
}

export interface StoredDuty extends Stored {
  text: string;
}

/** The business clock runs while a test does: an instant is told to the nearest ten minutes. */
const TEN_MINUTES = 600_000;
const instant = (at: number | null): string =>
  at === null ? '-' : new Date(Math.round(at / TEN_MINUTES) * TEN_MINUTES).toISOString().slice(5, 16);
const date = (at: Date | null): string => instant(at?.getTime() ?? null);

const factsText = (facts: Readonly<Record<string, number>>): string =>
  Object.entries(facts)
    .filter(([, n]) => n > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, n]) => `${kind}×${n}`)
    .join(' ');

/** One line per duty, the same of a row and of the model. */
const textOf = (row: Stored): string => {
  const { context } = row;
  return [
    row.unit, row.role, `${row.receipt}.${row.relay}.${row.work}.${row.standing}`, `v${row.version}`,
    `due ${date(row.receiptDueAt)} ${date(row.workDueAt)}`,
    `timers ${date(row.remindAt)} ${date(row.relayDueAt)} ${date(row.followDueAt)}`, `next ${date(row.nextChaseAt)}`,
    `reminded ${String(context['receiptReminders'])} ${String(context['workReminders'])}`,
    `told ${String(context['receiptEscalated'])} ${String(context['workEscalated'])} ${String(context['relayEscalated'])}`,
    `paused ${String(context['paused'])}`, `asked ${String(context['askedFrom'])}`,
    factsText(row.facts), row.id,
  ].join(' | '); // prettier-ignore
};

export const textOfDuty = (duty: ModelDuty, next: number | null): string =>
  [
    duty.unit, duty.role, `${duty.receipt}.${duty.relay}.${duty.work}.${duty.standing}`, `v${duty.version}`,
    `due ${instant(duty.receiptDue)} ${instant(duty.workDue)}`,
    `timers ${instant(duty.remindAt)} ${instant(duty.relayAt)} ${instant(duty.followAt)}`, `next ${instant(next)}`,
    `reminded ${duty.reminded.receipt} ${duty.reminded.work}`,
    `told ${duty.toldSuperior.receipt} ${duty.toldSuperior.work} ${duty.toldSuperior.relay}`,
    `paused ${duty.pausedAt !== null}`, `asked ${duty.asked?.from ?? null}`,
    factsText(duty.facts), duty.id,
  ].join(' | '); // prettier-ignore

/** Every duty of a cascade with the number of its facts of each kind, in one query. */
export async function rowsOfCascade(db: Db, cascade: string): Promise<StoredDuty[]> {
  const rows = await rowsOf<Stored>(
    db,
    sql`${sql.raw(PREPARED)} select a.id, a.directive_id as directive, u.code as unit, a.parent_id as parent, pu.code as "parentUnit", a.role,
        a.receipt, a.relay, a.work, a.standing, a.version, a.receipt_due_at as "receiptDueAt",
        a.work_due_at as "workDueAt", a.remind_at as "remindAt", a.relay_due_at as "relayDueAt",
        a.follow_due_at as "followDueAt", a.next_chase_at as "nextChaseAt", a.context, f.facts
      from assignment a join unit u on u.id = a.unit_id
        left join assignment p on p.cascade_id = ${cascade} and p.id = a.parent_id
        left join unit pu on pu.id = p.unit_id
        left join (select assignment_id, jsonb_object_agg(kind, n) as facts from (
            select assignment_id, replace(kind, 'assignment.', '') as kind, count(*)::int as n from ledger_entry
            where cascade_id = ${cascade} and kind like 'assignment.%' group by 1, 2) k group by 1) f
          on f.assignment_id = a.id
      where a.cascade_id = ${cascade}`,
  );
  return rows.map((row) => ({ ...row, text: textOf(row) }));
}
