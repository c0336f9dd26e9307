import { managesUnit } from '../access/index.js';
import { papersOf } from '../directives/index.js';
import type { Caller } from '../platform/caller.js';
import type { Paper } from '../platform/components/paper.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { notFound } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';

/** The receipt of a hand-over. */
export interface Receipt {
  id: string;
  unitId: string;
  unitCode: string;
  unitName: string;
  fromId: string;
  fromName: string;
  /** Null: the unit itself took it over. */
  toId: string | null;
  toName: string | null;
  /** Who entered it. */
  givenBy: string;
  givenByName: string | null;
  at: Date;
  closesAccount: boolean;
  state: 'given' | 'confirmed';
  confirmedAt: Date | null;
  confirmedByName: string | null;
  /** SHA-256 in hexadecimal digits; the history holds the same. */
  hash: string;
  duties: number;
  mandates: number;
  tokens: number;
}

/** One duty of a receipt, as it was handed over. */
export interface ReceiptDuty {
  ord: number;
  assignmentId: string;
  unitName: string;
  state: string;
  dueAt: Date | null;
  paper: Paper;
}

const RECEIPT = sql`r.id, r.unit_id as "unitId", u.code as "unitCode", p.name as "unitName", r.from_account_id as "fromId",
  f.name as "fromName", r.to_account_id as "toId", t.name as "toName", r.given_by as "givenBy", g.name as "givenByName", r.at,
  r.closes_account as "closesAccount", r.state, r.confirmed_at as "confirmedAt", c.name as "confirmedByName",
  encode(r.receipt_hash, 'hex') as hash, i.duties, i.mandates, i.tokens`;
const JOINS = sql`join unit u on u.id = r.unit_id
  join lateral (select name from unit_period where unit_id = r.unit_id order by valid_from desc limit 1) p on true
  join account f on f.id = r.from_account_id left join account t on t.id = r.to_account_id
  left join account g on g.id::text = r.given_by left join account c on c.id::text = r.confirmed_by
  cross join lateral (select count(*) filter (where kind = 'duty')::int as duties,
    count(*) filter (where kind = 'mandate')::int as mandates, count(*) filter (where kind = 'token')::int as tokens
    from hand_over_item where hand_over_id = r.id) i`;

/** Whether the caller is a side of a receipt that gives: who leaves, or who entered it for him. */
export const gave = ({ fromId, givenBy }: Receipt, caller: Caller): boolean => [fromId, givenBy].includes(caller.actor);

/** Whether the caller is who confirms a receipt: the successor, or somebody else who manages a unit that took over itself. */
export const mayConfirm = async (db: Db, receipt: Receipt, caller: Caller): Promise<boolean> =>
  receipt.state === 'given' &&
  (receipt.toId === null
    ? !gave(receipt, caller) && (await managesUnit(db, caller, receipt.unitId))
    : receipt.toId === caller.actor);

/** How many receipts a page lists: more are the past. */
const SHOWN = 50;

/**
 * A receipt for who gave, who took over, and who manages the unit.
 * @throws ProductError `not-found`, also for anybody else
 */
export async function receiptFor(db: Db, id: string, caller: Caller): Promise<Receipt> {
  const found = isUuid(id)
    ? await firstOf(db, sql<Receipt>`select ${RECEIPT} from hand_over r ${JOINS} where r.id = ${id}`)
    : undefined;
  const isParty = found !== undefined && [found.fromId, found.toId].includes(caller.actor);
  if (found && (isParty || (await managesUnit(db, caller, found.unitId)))) return found;
  throw notFound('Không có biên bản bàn giao này.', 'There is no such receipt.');
}

/** Receipts of what a person handed over or took over, newest first. */
export const receiptsOf = (db: Db, accountId: string): Promise<Receipt[]> =>
  rowsOf(
    db,
    sql<Receipt>`select ${RECEIPT} from hand_over r ${JOINS}
      where r.from_account_id = ${accountId} or r.to_account_id = ${accountId} order by r.id desc limit ${SHOWN}`,
  );

/** Receipts that wait for the caller: as the successor, or as who manages a unit that took over itself. */
export async function receiptsToConfirm(db: Db, caller: Caller): Promise<Receipt[]> {
  const manages = caller.unitId !== null && (await managesUnit(db, caller, caller.unitId));
  const own = isUuid(caller.actor) ? caller.actor : null;
  return rowsOf(
    db,
    sql<Receipt>`select ${RECEIPT} from hand_over r ${JOINS}
      where r.state = 'given' and (r.to_account_id = ${own}::uuid
        or r.to_account_id is null and ${manages}::boolean and r.unit_id = ${caller.unitId}::uuid
          and r.given_by <> ${caller.actor} and r.from_account_id::text <> ${caller.actor})
      order by r.id desc limit ${SHOWN}`,
  );
}

/** The duties of a receipt, one page. */
export async function receiptDuties(
  db: Db,
  id: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<ReceiptDuty>> {
  const after = cursor ? Number(fromCursor(cursor, ['count'])[0]) : 0;
  const rows = await rowsOf(
    db,
    sql<Omit<ReceiptDuty, 'paper'> & { directiveId: string }>`
      select i.ord, i.assignment_id as "assignmentId", p.name as "unitName", i.state, i.due_at as "dueAt",
        i.directive_id as "directiveId"
      from hand_over_item i
      join lateral (select name from unit_period where unit_id = i.unit_id order by valid_from desc limit 1) p on true
      where i.hand_over_id = ${id} and i.kind = 'duty' and i.ord > least(${after}::bigint, 2147483647)::integer
      order by i.ord limit ${limit + 1}`,
  );
  const page = pageOf(rows, limit, ({ ord }) => [ord]);
  const papers = await papersOf(db, [...new Set(page.items.map(({ directiveId }) => directiveId))]);
  return {
    ...page,
    items: page.items.map(({ directiveId, ...duty }) => ({ ...duty, paper: papers.get(directiveId)! })),
  };
}
