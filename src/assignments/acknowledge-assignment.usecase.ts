import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { placeOf } from '../directives/index.js';
import { Column } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { dbOf, firstOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { isUuid } from '../platform/ids.js';
import { vnDate } from '../platform/vn-time.js';
import type { HeldAssignment } from './assignment.queries.js';
import { act, type ActResult } from './act.js';
import { mustBeReachable } from './number-arrival.js';
import { mustActFor } from './permitted.js';

export interface Acknowledgement {
  /** The unit's own arrival number; minted, gap-free per unit and year, where it is not given. */
  arrivalNumber?: number | undefined;
}

/** Registers a paper under an arrival number: from here on the unit has it (Decree 30/2020, articles 21 and 22). */
@Injectable()
export class AcknowledgeAssignment {
  constructor(private readonly em: EntityManager) {}

  /**
   * Again it answers the present state. After the deadline it is accepted, late.
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`; `conflict` where the number given is taken,
   *   `invalid` where it lies far ahead of the register
   */
  async execute(id: string, { arrivalNumber }: Acknowledgement, by: Caller): Promise<ActResult> {
    const db = dbOf(this.em.fork());
    const last = arrivalNumber === undefined ? undefined : await lastArrivalFor(db, id);
    if (arrivalNumber !== undefined) mustBeReachable(arrivalNumber, last ?? 0);
    return act(db, id, {
      event: { type: 'ACKNOWLEDGE' },
      by,
      kind: 'assignment.acknowledged',
      check: ({ unitId }) => mustActFor(by, unitId),
      payload: {
        arrivalYear: new Column('arrival_year', 'integer'),
        arrivalNumber: new Column('arrival_number', 'integer'),
        ...(arrivalNumber === undefined ? {} : { given: true, ...placeOf(arrivalNumber, last ?? 0) }),
      },
      also: (row) => register(row, arrivalNumber),
      from: sql`registered g`,
      set: ({ now }) => [
        sql`acknowledged_at = ${now}, delivered_at = coalesce(a.delivered_at, ${now}::timestamptz),
          arrival_year = g.year, arrival_number = g.number`,
      ],
    });
  }
}

/** The last number of the register that an assignment's paper goes into: of its unit, in the year of Viet Nam. */
const lastArrivalFor = async (db: Db, id: string): Promise<number | undefined> =>
  isUuid(id)
    ? (
        await firstOf(
          db,
          sql<{ last: number }>`select c.last from assignment a join arrival_counter c on c.unit_id = a.unit_id
            and c.year = extract(year from business_now() at time zone 'Asia/Ho_Chi_Minh') where a.id = ${id}`,
        )
      )?.last
    : undefined;

/** The next number of the unit's year, or the one given; the counter never falls behind a number in use. */
function register(row: HeldAssignment, given: number | undefined): RawBuilder<unknown>[] {
  const year = Number(vnDate(row.now).slice(0, 4));
  const counted = sql`counted as (
    insert into arrival_counter as c (unit_id, year, last)
    select h.unit_id, ${year}, coalesce(${given ?? null}::integer, 1) from held h
    on conflict (unit_id, year) do update
      set last = case when ${given ?? null}::integer is null then c.last + 1 else greatest(c.last, ${given ?? null}::integer) end
    returning last)`;
  const registered = sql`registered as (
    insert into arrival (unit_id, year, number, cascade_id, assignment_id, arrived_at)
    select h.unit_id, ${year}, coalesce(${given ?? null}::integer, c.last), h.cascade_id, h.id, ${row.now}::timestamptz
    from held h, counted c
    returning year, number)`;
  return [counted, registered];
}
