import { invalid } from '../platform/errors.js';
import { rowsOf, sql, type Db } from '../platform/database/sql.js';
import { resolveAddressee, type Addressee } from './addressee.rules.js';
import type { Reason } from './addressee-names.rules.js';
import { endedUnitsOn } from './ended-units.queries.js';
import { groupsUsableBy } from './groups/groups.queries.js';
import { UnitDirectory, type DirectoryUnit } from './unit-directory.rules.js';

/**
 * Who each expression means, said by one issuer on one day. The units of the day are read once for all of them; saved
 * groups that the issuer sees are meant by their names, in their last versions.
 * @param at  ISO date: the roster follows the hierarchy of that day
 * @throws ProductError `invalid` where the issuer is no unit of that day
 */
export async function resolveAddressees(
  db: Db,
  expressions: readonly string[],
  { issuerId, at }: { issuerId: string; at: string },
): Promise<Addressee[]> {
  const directory = await directoryOn(db, at, codesIn(expressions));
  if (!directory.byId.has(issuerId))
    throw invalid(
      `Cơ quan ban hành không tồn tại vào ngày ${at}; hãy kiểm tra ngày xác định nơi nhận.`,
      `The issuer is no unit on ${at}; check the day that the roster is taken on.`,
    );
  const groups = await groupsUsableBy(db, issuerId, at);
  const found = expressions.map((text) => resolveAddressee(text, issuerId, directory, { groups }));
  if (!found.some(mayBePast)) return found;
  const ended = await endedUnitsOn(db, directory, at);
  return found.map((one) =>
    mayBePast(one) ? resolveAddressee(one.text, issuerId, directory, { groups, ended }) : one,
  );
}

const PERHAPS_PAST: ReadonlySet<Reason> = new Set(['unknown', 'no-such-level']);

/** Whether some of it may be a name of an earlier day. */
const mayBePast = ({ notUnderstood }: Addressee): boolean =>
  notUnderstood?.parts.some(({ reason }) => PERHAPS_PAST.has(reason)) === true;

/** All units of a day for the resolver; `codes` are looked up among the official codes. */
export async function directoryOn(db: Db, at: string, codes: readonly string[] = []): Promise<UnitDirectory> {
  const official = codes.length > 0 ? await officialCodesOn(db, at, codes) : [];
  const idsOf = new Map<string, string[]>();
  for (const { value, id } of official) idsOf.set(value, [...(idsOf.get(value) ?? []), id]);
  return new UnitDirectory(await unitsOn(db, at), idsOf);
}

const unitsOn = (db: Db, at: string): Promise<DirectoryUnit[]> =>
  rowsOf(
    db,
    sql`select p.unit_id as id, u.code, p.name, p.kind, p.level, p.accent_key as key,
          above.parent_id as administrative, area.parent_id as territory, standing.parent_id as standing, coalesce(other.names, '{}') as aliases
        from unit_period p join unit u on u.id = p.unit_id
        left join unit_relation above on above.unit_id = p.unit_id and above.line = 'administrative'
          and above.valid_from <= ${at}::date and (above.valid_to is null or above.valid_to > ${at}::date)
        left join unit_relation area on area.unit_id = p.unit_id and area.line = 'territory'
          and area.valid_from <= ${at}::date and (area.valid_to is null or area.valid_to > ${at}::date)
        left join unit_relation standing on standing.unit_id = p.unit_id and standing.line = 'standing-body'
          and standing.valid_from <= ${at}::date and (standing.valid_to is null or standing.valid_to > ${at}::date)
        left join (select unit_id, array_agg(alias order by alias) as names from unit_alias
            where valid_from <= ${at}::date and (valid_to is null or valid_to > ${at}::date) group by unit_id) other
          on other.unit_id = p.unit_id
        where p.valid_from <= ${at}::date and (p.valid_to is null or p.valid_to > ${at}::date)
        order by u.code`,
  );

const officialCodesOn = (db: Db, at: string, codes: readonly string[]): Promise<{ id: string; value: string }[]> =>
  rowsOf(
    db,
    sql`select unit_id as id, value from unit_official_code
        where value = any(${codes}::text[]) and valid_from <= ${at}::date and (valid_to is null or valid_to > ${at}::date)`,
  );

const codesIn = (expressions: readonly string[]): string[] =>
  expressions.flatMap((text) => (text.match(/[A-Za-z0-9][A-Za-z0-9.]*/g) ?? []).map((code) => code.toUpperCase()));
