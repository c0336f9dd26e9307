import { inForce, isManaged } from '../access/index.js';
import type { Caller, Role } from '../platform/caller.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { searchKey } from '../platform/text.js';
import { businessDate } from '../units/index.js';

/** A person as a list shows it. */
export interface Person {
  id: string;
  name: string;
  email: string | null;
  locale: 'vi' | 'en';
  unitId: string;
  unitCode: string;
  unitName: string;
  createdAt: Date;
  lastSignedInAt: Date | null;
  disabledAt: Date | null;
  /** Of the mandates in force, at whichever unit. */
  roles: Role[];
}

export interface PeopleSearch {
  /** Words of the name, with or without accents; or a part of the mail address. */
  q: string;
  /** Only those whose home or one of whose mandates is at this unit. */
  unitId?: string | undefined;
  /** Also those whose account is closed. */
  all: boolean;
  limit: number;
  cursor?: string | undefined;
}

const PERSON = sql`a.id, a.name, a.email, a.locale, a.unit_id as "unitId", u.code as "unitCode", p.name as "unitName",
  a.created_at as "createdAt", a.last_signed_in_at as "lastSignedInAt", a.disabled_at as "disabledAt",
  array(select distinct m.role from mandate m where m.account_id = a.id and ${inForce('m')} order by m.role) as roles`;
const JOINS = sql`join unit u on u.id = a.unit_id
  join lateral (select name from unit_period where unit_id = a.unit_id order by valid_from desc limit 1) p on true`;

/** The people whom the caller manages, by name without accents. */
export async function listPeople(db: Db, caller: Caller, search: PeopleSearch): Promise<Page<Person>> {
  const after = search.cursor ? fromCursor(search.cursor, ['uuid']) : undefined;
  const key = searchKey(search.q);
  const conditions = [
    isManaged(caller, 'a', await businessDate(db)),
    ...(search.all ? [] : [sql`a.disabled_at is null`]),
    ...(search.q.trim() === ''
      ? []
      : [
          sql`(${key} <> '' and a.search_key like ${`%${key}%`} or strpos(lower(a.email), lower(${search.q.trim()})) > 0)`,
        ]),
    ...(search.unitId === undefined
      ? []
      : [
          sql`(a.unit_id = ${search.unitId} or exists (
            select 1 from mandate m where m.account_id = a.id and m.unit_id = ${search.unitId}))`,
        ]),
    ...(after
      ? [sql`(a.search_key, a.id) > (select x.search_key, x.id from account x where x.id = ${after[0]}::uuid)`]
      : []),
  ];
  const rows = await rowsOf(
    db,
    sql<Person>`select ${PERSON} from account a ${JOINS}
      where ${sql.join(conditions, sql` and `)} order by a.search_key, a.id limit ${search.limit + 1}`,
  );
  return pageOf(rows, search.limit, ({ id }) => [id]);
}

/** One person; whoever asks has been found to manage it, or to be it. */
export const personById = (db: Db, id: string): Promise<Person | undefined> =>
  firstOf(db, sql<Person>`select ${PERSON} from account a ${JOINS} where a.id = ${id}`);

/** Sign-in codes of a person that still open the door; of one unit, or all. */
export const codesOf = (db: Db, accountId: string, unitId?: string): Promise<{ id: string; createdAt: Date }[]> =>
  rowsOf(
    db,
    sql`select id, created_at as "createdAt" from api_token
      where account_id = ${accountId} and revoked_at is null and expires_at > clock_timestamp()
        and (${unitId ?? null}::uuid is null or unit_id = ${unitId ?? null}::uuid) order by id`,
  );

/** Drafts of a unit that a person entered and that are not issued: they stay with the unit. */
export async function countDraftsOf(db: Db, accountId: string, unitId: string): Promise<number> {
  const row = await firstOf(
    db,
    sql<{ n: number }>`select count(*)::int as n from directive d
      where d.issuer_id = ${unitId} and d.state in ('drafted', 'signed', 'numbered') and exists (
        select 1 from ledger_entry e where e.cascade_id = d.cascade_id and e.directive_id = d.id
          and e.kind = 'directive.drafted' and e.actor = ${accountId})`,
  );
  return row!.n;
}
