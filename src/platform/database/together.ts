import { rowsOf, sql, type Db, type RawBuilder } from './sql.js';

interface Batch<Item, Answer> {
  items: Set<Item>;
  answers: Promise<Answer>;
}

interface Place<Item, Answer> {
  room: <A>(work: () => Promise<A>) => Promise<A>;
  gathering: Batch<Item, Answer> | undefined;
}

/**
 * Does with one statement what is asked for in the same turn of the event loop: under load each then costs a share of a
 * round trip. Nobody is answered from a statement that was sent before it asked. Inside a transaction each is done at
 * once, on its own.
 * @param run  does it for several, each there once
 * @param atOnce  how many may run at once for others; what is asked for meanwhile waits, and goes together
 */
export function together<Item, Answer>(
  run: (db: Db, items: readonly Item[]) => Promise<Answer>,
  atOnce = Infinity,
): (db: Db, item: Item) => Promise<Answer> {
  const places = new WeakMap<Db, Place<Item, Answer>>();
  const placeOf = (db: Db): Place<Item, Answer> => {
    const place = places.get(db) ?? { room: roomFor(atOnce), gathering: undefined };
    places.set(db, place);
    return place;
  };
  const gather = (db: Db, place: Place<Item, Answer>): Batch<Item, Answer> => {
    const items = new Set<Item>();
    const answers = place.room(async () => {
      await new Promise<void>((resolve) => setImmediate(resolve));
      place.gathering = undefined;
      return run(db, [...items]);
    });
    return (place.gathering = { items, answers });
  };
  return (db, item) => {
    if (db.isTransaction) return run(db, [item]);
    const place = placeOf(db);
    const batch = place.gathering ?? gather(db, place);
    batch.items.add(item);
    return batch.answers;
  };
}

/** Lets so many begin, and the others in their order as those end. */
function roomFor(atOnce: number): <Answer>(work: () => Promise<Answer>) => Promise<Answer> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

/**
 * Reads rows by their ids, those of the same moment {@link together}.
 * @param query  the rows whose id is `=` what it is given: an `any(…)` that leaves the planner one guess of how many there
 *   are, so that one plan serves any number
 */
export function readingTogether<Row extends { id: string }>(
  query: (among: RawBuilder<unknown>) => RawBuilder<Row>,
  atOnce = Infinity,
): (db: Db, id: string) => Promise<Row | undefined> {
  const read = together(async (db, ids: readonly string[]) => {
    const rows = await rowsOf(db, query(sql`any(array(select unnest(${ids}::uuid[])))`));
    return new Map(rows.map((row) => [row.id, row]));
  }, atOnce);
  return async (db, id) => (await read(db, id)).get(id);
}
