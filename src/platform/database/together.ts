import { rowsOf, sql, type Db, type RawBuilder } from './sql.js';

interface Batch<Row> {
  ids: Set<string>;
  rows: Promise<ReadonlyMap<string, Row>>;
}

/** Leaves the planner one guess of how many ids there are, so that one plan serves any number of them. */
const anyOf = (ids: readonly string[]): RawBuilder<unknown> => sql`any(array(select unnest(${ids}::uuid[])))`;

/**
 * Reads rows by their ids, those that are asked for in the same turn of the event loop with one statement: under load an
 * act then costs a share of a round trip. Nobody is answered from a statement that was sent before it asked. Inside a
 * transaction each is read at once, on its own.
 * @param query  the rows with ids among those given, which are `= any(…)`; each row with its `id`
 */
export function readingTogether<Row extends { id: string }>(
  query: (among: RawBuilder<unknown>) => RawBuilder<Row>,
): (db: Db, id: string) => Promise<Row | undefined> {
  const gathering = new WeakMap<Db, Batch<Row>>();
  const read = async (db: Db, ids: Iterable<string>): Promise<ReadonlyMap<string, Row>> => {
    const rows = await rowsOf(db, query(anyOf([...ids])));
    return new Map(rows.map((row) => [row.id, row]));
  };
  const gather = (db: Db): Batch<Row> => {
    const ids = new Set<string>();
    const rows = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      gathering.delete(db);
      return read(db, ids);
    });
    const batch = { ids, rows };
    gathering.set(db, batch);
    return batch;
  };
  return async (db, id) => {
    if (db.isTransaction) return (await read(db, [id])).get(id);
    const batch = gathering.get(db) ?? gather(db);
    batch.ids.add(id);
    return (await batch.rows).get(id);
  };
}
