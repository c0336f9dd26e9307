import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { accountableOf } from '../access/index.js';
import { placeOf } from '../directives/index.js';
import { Column } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { dbOf, firstOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { invalid, notPossibleNow } from '../platform/errors.js';
import { isUuid } from '../platform/ids.js';
import type { HeldAssignment } from './assignment.queries.js';
import { act, type ActResult } from './act.js';
import { mustBeReachable } from './number-arrival.js';
import { mustActFor } from './permitted.js';

export interface Acknowledgement {
  /** The unit's own arrival number; minted, gap-free per unit and year, where it is not given. */
  arrivalNumber?: number | undefined;
  /** The version of what the directive asks that was looked at; without it the one that was sent last. */
  contentVersion?: number | undefined;
  /** The generation of the link or code that it came by; one that was revoked meanwhile acknowledges nothing. */
  linkGeneration?: number | undefined;
}

/** How it came to be acknowledged, where it was not by a person in the product. */
export interface CameBy {
  /** The transaction that it is a part of. */
  within?: Db;
  /** What the fact says beside it: ids and codes. */
  payload?: Readonly<Record<string, string | null>>;
}

export interface Acknowledged extends ActResult {
  /** After the deadline that held when the unit registered it. */
  late?: true;
}

/**
 * Registers a paper under an arrival number: from here on the unit has it (Decree 30/2020, articles 21 and 22), and its
 * leader in office at that instant answers for it.
 */
@Injectable()
export class AcknowledgeAssignment {
  constructor(private readonly em: EntityManager) {}

  /**
   * Again it answers the present state. After the deadline it is accepted, late. What was amended, or has expired because
   * nothing followed, is acknowledged anew under the number that it has.
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`, also where another version was sent than the one
   *   that was looked at; `conflict` where the number given is taken,
   *   `invalid` where it lies far ahead of the register, or the paper is in it under another
   */
  async execute(
    id: string,
    { arrivalNumber, contentVersion, linkGeneration }: Acknowledgement,
    by: Caller,
    { within, payload = {} }: CameBy = {},
  ): Promise<Acknowledged> {
    const db = within ?? dbOf(this.em.fork());
    const last = arrivalNumber === undefined ? undefined : await lastArrivalFor(db, id);
    const done = await act(db, id, {
      event: { type: 'ACKNOWLEDGE' },
      by,
      kind: 'assignment.acknowledged',
      check: (row) => {
        mustActFor(by, row.unitId);
        mustBeLive(row, linkGeneration);
        mustHaveSeen(row, contentVersion);
        if (arrivalNumber !== undefined) mustBeFree(row, arrivalNumber, last ?? 0);
      },
      alike: ({ arrivalNumber: kept }) => ({
        key: JSON.stringify([kept !== null, arrivalNumber, last, payload]),
        payload: {
          ...payload,
          arrivalYear: new Column('arrival_year', 'integer'),
          arrivalNumber: new Column('arrival_number', 'integer'),
          accountable: new Column('accountable_id', 'text'),
          accountableCapacity: new Column('accountable_capacity', 'text'),
          contentVersion: new Column('sent_version', 'integer'),
          ...(arrivalNumber === undefined
            ? {}
            : { given: true, ...(last === undefined ? {} : placeOf(arrivalNumber, last)) }),
        },
        also: [...register(kept, arrivalNumber), ACCOUNTABLE],
        from: ['registered', 'accountable'],
        set: sql`acknowledged_at = h.acting_at, delivered_at = coalesce(a.delivered_at, h.acting_at),
          arrival_year = registered.year, arrival_number = registered.number, acknowledged_version = a.sent_version,
          accountable_id = accountable.account_id, accountable_capacity = accountable.capacity`,
      }),
    });
    const { acknowledgedAt, receiptDueAt } = done.row;
    const isLate = acknowledgedAt !== null && receiptDueAt !== null && acknowledgedAt > receiptDueAt;
    return { ...done, ...(isLate ? { late: true } : {}) };
  }
}

/** The row is written only as it was read here, so a revocation comes before the act, or after it. @throws ProductError `not-possible-now` */
function mustBeLive({ id, linkGeneration }: HeldAssignment, generation: number | undefined): void {
  if (generation === undefined || generation === linkGeneration) return;
  throw notPossibleNow(
    'Liên kết này đã bị thu hồi; hãy dùng liên kết trong thư mới nhất, hoặc đăng nhập để tiếp nhận.',
    'This link was revoked; use the one in the newest mail, or sign in to acknowledge.',
    { assignment: id },
  );
}

/** Whoever looked at an earlier text acknowledges nothing of the later. @throws ProductError `not-possible-now` */
function mustHaveSeen({ id, receipt, sentVersion }: HeldAssignment, seen: number | undefined): void {
  if (seen === undefined || seen === sentVersion || receipt === 'acknowledged') return;
  throw notPossibleNow(
    'Nội dung giao cho đơn vị đã được sửa đổi sau khi trang này được mở; hãy xem nội dung mới rồi tiếp nhận.',
    'What your unit is asked was amended after this page was opened; look at the new text, then acknowledge.',
    { assignment: id, contentVersion: sentVersion },
  );
}

/** @throws ProductError `invalid` */
function mustBeFree({ receipt, arrivalNumber }: HeldAssignment, given: number, last: number): void {
  if (arrivalNumber === null) mustBeReachable(given, last);
  if (arrivalNumber === null || arrivalNumber === given || receipt === 'acknowledged') return;
  throw invalid(
    `Văn bản đã vào sổ với số đến ${arrivalNumber}; tiếp nhận lại giữ nguyên số đó, hãy để trống số đến.`,
    `The paper is in the register under number ${arrivalNumber}; it keeps it, so leave the arrival number empty.`,
    { field: 'arrivalNumber' },
  );
}

/** Who answers for it: of the unit itself, or of the one that acts for it where it has ended. */
const ACCOUNTABLE = sql`accountable as (
  select h.id as held_id, y.* from held h cross join lateral (
    ${accountableOf({ unitId: sql`h.acting_office`, mandate: sql`h.acting_mandate`, at: sql<Date>`h.acting_at` })}) y)`;

/**
 * The last number of the register that an assignment's paper goes into: of its unit, in the year of Viet Nam; undefined
 * where the paper is in it already.
 */
const lastArrivalFor = async (db: Db, id: string): Promise<number | undefined> =>
  isUuid(id)
    ? (
        await firstOf(
          db,
          sql<{ last: number }>`select coalesce(c.last, 0) as last from assignment a
            left join arrival_counter c on c.unit_id = a.unit_id
              and c.year = extract(year from business_now() at time zone 'Asia/Ho_Chi_Minh')
            where a.id = ${id} and a.arrival_number is null`,
        )
      )?.last
    : undefined;

/** The year of Viet Nam in which an act falls. */
const YEAR = sql`extract(year from h.acting_at at time zone 'Asia/Ho_Chi_Minh')::integer`;

/**
 * The next number of the unit's year, or the one given; the counter never falls behind a number in use. What is in the
 * register already keeps its line.
 * @param kept  the number under which it is in the register
 */
function register(kept: number | null, given: number | undefined): RawBuilder<unknown>[] {
  if (kept !== null)
    return [
      sql`registered as (select h.id as held_id, h.arrival_year as year, h.arrival_number as number from held h)`,
    ];
  // in one order, so that of two statements for many units neither waits for the other
  const counted = sql`counted as (
    insert into arrival_counter as c (unit_id, year, last)
    select h.unit_id, ${YEAR}, coalesce(${given ?? null}::integer, 1) from held h order by h.unit_id
    on conflict (unit_id, year) do update
      set last = case when ${given ?? null}::integer is null then c.last + 1 else greatest(c.last, ${given ?? null}::integer) end
    returning unit_id, year, last)`;
  const registered = sql`registered as (
    insert into arrival (unit_id, year, number, cascade_id, assignment_id, arrived_at)
    select h.unit_id, c.year, coalesce(${given ?? null}::integer, c.last), h.cascade_id, h.id, h.acting_at
    from held h join counted c on c.unit_id = h.unit_id
    returning assignment_id as held_id, year, number)`;
  return [counted, registered];
}
