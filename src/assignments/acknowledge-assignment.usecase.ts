import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Column } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { dbOf, sql, type RawBuilder } from '../platform/database/sql.js';
import { vnDate } from '../platform/vn-time.js';
import type { HeldAssignment } from './assignment.queries.js';
import { act, type ActResult } from './durable-step.js';
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
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`; `conflict` where the number given is taken
   */
  execute(id: string, { arrivalNumber }: Acknowledgement, by: Caller): Promise<ActResult> {
    return act(dbOf(this.em.fork()), id, {
      event: { type: 'ACKNOWLEDGE' },
      by,
      kind: 'assignment.acknowledged',
      check: ({ unitId }) => mustActFor(by, unitId),
      payload: {
        arrivalYear: new Column('arrival_year', 'integer'),
        arrivalNumber: new Column('arrival_number', 'integer'),
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
