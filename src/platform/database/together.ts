import { rowsOf, sql, type Db, type RawBuilder } from './sql.js';

interface Batch<Item, Answer> {
  items: Set<Item>;
  answers: Promise<Answer>;
}

/**
 * Does with one statement what is asked for in the same turn of the event loop: under load each then costs a share of a
 * round trip. Nobody is answered from a statement that was sent before it asked. Inside a transaction each is done at
 * once, on its own.
 * @param run  does it for several, each there once
 */
export function together<Item, Answer>(
  run: (db: Db, items: readonly Item[]) => Promise<Answer>,
): (db: Db, item: Item) => Promise<Answer> {
  const gathering = new WeakMap<Db, Batch<Item, Answer>>();
  const gather = (db: Db): Batch<Item, Answer> => {
    const items = new Set<Item>();
    const answers = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      gathering.delete(db);
      return run(db, [...items]);
    });
    const batch = { items, answers };
    gathering.set(db, batch);
    return batch;
  };
  return (db, item) => {
    if (db.isTransaction) return run(db, [item]);
    const batch = gathering.get(db) ?? gather(db);
    batch.items.add(item);
    return batch.answers;
  };
}

/**
 * Reads rows by their ids, those of the same moment {@link together}.
 * @param query  the rows whose id is `=` what it is given: an `any(…)` that leaves the planner one guess of how many there
 *   are, so that one plan serves any number
 */
export function readingTogether<Row extends { id: string }>(
  query: (among: RawBuilder<unknown>) => RawBuilder<Row>,
): (db: Db, id: string) => Promise<Row | undefined> {
  const read = together(async (db, ids: readonly string[]) => {
    const rows = await rowsOf(db, query(sql`any(array(select unnest(${ids}::uuid[])))`));
    return new Map(rows.map((row) => [row.id, row]));
  });
  return async (db, id) => (await read(db, id)).get(id);
}
