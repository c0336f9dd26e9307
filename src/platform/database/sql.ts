import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type Kysely, type RawBuilder } from 'kysely';

export { sql, type RawBuilder };

/** Whatever runs SQL: the pool, or the transaction that the entity manager is in. */
export type Db = Kysely<never>;

/** The SQL executor of an entity manager; inside `em.transactional` it is bound to that transaction. */
export const dbOf = (em: EntityManager): Db => em.getKysely() as unknown as Db;

/** All rows of a query. */
export async function rowsOf<Row>(db: Db, query: RawBuilder<Row>): Promise<Row[]> {
  return (await query.execute(db)).rows;
}

/** The first row of a query, or undefined. */
export async function firstOf<Row>(db: Db, query: RawBuilder<Row>): Promise<Row | undefined> {
  return (await query.execute(db)).rows[0];
}

/**
 * Begins a statement that is run very often: each connection prepares it once and plans it for any values. Only for
 * statements with few different texts, whose best plan does not depend on the values.
 */
export const PREPARED = '/* prepared */';
