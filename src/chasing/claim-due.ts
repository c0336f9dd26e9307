import { rowsOf, sql, type Db } from '../platform/database/sql.js';

/**
 * What falls due at the close of one day is spread over all directives. So many rows are looked at together and taken
 * cascade by cascade: what a batch writes is a statement for each cascade, whatever the number of rows. They are looked at
 * once and not for each batch, which would pass all that is due, and what the batches before left behind in the index.
 */
const LOOK_AHEAD = 5000;

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

interface Key {
  cascadeId: string;
  id: string;
}

/** What fell due first, those of the cascades that have most of it before the others. */
const lookAhead = (db: Db, at: Date): Promise<Key[]> =>
  rowsOf(
    db,
    sql`with near as materialized (
        select cascade_id, id from assignment where next_chase_at <= ${at} order by next_chase_at limit ${LOOK_AHEAD})
      select cascade_id as "cascadeId", id from near
      order by count(*) over (partition by cascade_id) desc, cascade_id, id`,
  );

/** Claims those of these rows that are still due and that nobody else holds; `is true` keeps it from the index of all that is due. */
const dueOf = (db: Db, keys: readonly Key[], at: Date): Promise<Due[]> =>
  rowsOf(
    db,
    sql`select ${DUE} from unnest(${keys.map((key) => key.cascadeId)}::uuid[], ${keys.map((key) => key.id)}::uuid[])
        with ordinality k (cascade_id, id, ord) join assignment a on a.cascade_id = k.cascade_id and a.id = k.id
      where (a.next_chase_at <= ${at}) is true order by k.ord for update of a skip locked`,
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

/** How many of the keys are taken next: whole cascades, where more than one has room. */
function nextOf(ahead: readonly Key[], most: number): number {
  const first = ahead[most];
  if (!first) return ahead.length;
  return ahead.findIndex(({ cascadeId }) => cascadeId === first.cascadeId) || most;
}

/** The rows that have fallen due at a business instant, batch by batch. */
export class DueRows {
  private ahead: readonly Key[] = [];

  constructor(readonly at: Date) {}

  /**
   * Claims at most so many, for the transaction: somebody else who looks meanwhile gets others.
   * @returns none where nothing is due any more that nobody else holds
   */
  async claim(db: Db, most: number): Promise<Due[]> {
    const known = await this.ofAhead(db, most);
    if (known.length > 0) return known;
    this.ahead = await lookAhead(db, this.at);
    const found = await this.ofAhead(db, most);
    // somebody else may hold all that was looked at
    return found.length > 0 ? found : dueFirst(db, this.at, most);
  }

  /** What somebody else holds of them is found by a later look, should it then be due. */
  private async ofAhead(db: Db, most: number): Promise<Due[]> {
    while (this.ahead.length > 0) {
      const next = nextOf(this.ahead, most);
      const claimed = await dueOf(db, this.ahead.slice(0, next), this.at);
      this.ahead = this.ahead.slice(next);
      if (claimed.length > 0) return claimed;
    }
    return [];
  }
}
