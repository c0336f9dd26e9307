import { rowsOf, sql, type Db } from '../platform/database/sql.js';

/**
 * What falls due at the close of one day is spread over all directives. Of so many rows a batch takes those of the
 * cascades that have most: what it writes is a statement for each cascade, whatever the number of rows.
 */
const LOOK_AHEAD = 5000;
/** More than one batch is looked at, so that two processes do not wait for each other's rows. */
const CANDIDATES = 4;

/** A row that has fallen due, claimed by its lock. */
export interface Due {
  cascadeId: string;
  id: string;
  unitId: string;
  directiveId: string;
  /** When it fell due, as the database writes it. */
  dueAt: string;
}

const DUE = sql`a.cascade_id as "cascadeId", a.id, a.unit_id as "unitId", a.directive_id as "directiveId", a.next_chase_at::text as "dueAt"`;

/** Claims rows of the cascades that have most among those that fell due first. */
const dueOfFew = (db: Db, at: Date, most: number): Promise<Due[]> =>
  rowsOf(
    db,
    sql`with near as materialized (
        select cascade_id, id from assignment where next_chase_at <= ${at}
        order by next_chase_at limit ${Math.max(most, LOOK_AHEAD)}),
      candidate as materialized (
        select cascade_id, id, count(*) over (partition by cascade_id) as beside from near
        order by beside desc, cascade_id, id limit ${most * CANDIDATES})
      select ${DUE} from candidate c join assignment a on a.cascade_id = c.cascade_id and a.id = c.id

      where a.next_chase_at <= ${at} order by c.beside desc, a.cascade_id, a.id limit ${most} for update of a skip locked`,
  );

/** Claims the rows that fell due first, whosesoever they are. */
const dueFirst = (db: Db, at: Date, most: number): Promise<Due[]> =>
  rowsOf(
    db,
    sql`select ${DUE} from assignment a
      where a.next_chase_at <= ${at} order by a.next_chase_at limit ${most} for update of a skip locked`,
  );

/** Claims the rows that fell due next after another one: for who writes nothing and would else find the same ones again. */
export const dueAfter = (db: Db, at: Date, most: number, last: Due | undefined): Promise<Due[]> =>
  rowsOf(
    db,
    sql`select ${DUE} from assignment a
      where a.next_chase_at <= ${at}
        and (${last?.dueAt ?? null}::timestamptz is null or (a.next_chase_at, a.id) > (${last?.dueAt ?? null}::timestamptz, ${last?.id ?? null}::uuid))
      order by a.next_chase_at, a.id limit ${most} for update of a skip locked`,
  );

/**
 * Claims at most so many rows that have fallen due, for the transaction: somebody else who looks meanwhile gets others.
 * @param at  business instant
 */
export async function claimDue(db: Db, at: Date, most: number): Promise<Due[]> {
  const few = await dueOfFew(db, at, most);
  // somebody else may hold all that was looked at
  return few.length > 0 ? few : dueFirst(db, at, most);
}
