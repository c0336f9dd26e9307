import { isUuid } from '../platform/ids.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { madeBy } from './made-by.js';

/** The persons behind actors of the history, in their order: a token may stand for an account. */
export async function personsOf(db: Db, actors: readonly string[]): Promise<string[]> {
  const rows = await rowsOf<{ person: string }>(
    db,
    sql`select coalesce(t.account_id::text, x.actor) as person from unnest(${[...actors]}::text[]) with ordinality x (actor, n)
      left join api_token t on 'token:' || t.id = x.actor order by x.n`,
  );
  return rows.map(({ person }) => person);
}

/** Whether an actor of the history is somebody with an account: no token of a unit, and not the command line. */
export const isPerson = async (db: Db, actor: string): Promise<boolean> => isUuid((await personsOf(db, [actor]))[0]!);

/** Why an actor of the history is no second person beside another; undefined: it is one. */
export type NotAnother = 'no-person' | 'same-person' | 'made-by-first';

/**
 * Whether one actor may be the second person beside another: a person with an account of its own, whichever mandate it
 * acts under, that the first neither is nor made. A token of a unit and the operator at the command line are nobody in
 * particular.
 */
export async function isNotAnother(db: Db, second: string, first: string): Promise<NotAnother | undefined> {
  const [person, asker] = await personsOf(db, [second, first]);
  if (!isUuid(person!)) return 'no-person';
  if (person === asker) return 'same-person';
  const makers = await personsOf(db, await madeBy(db, person!));
  return makers.includes(asker!) ? 'made-by-first' : undefined;
}
