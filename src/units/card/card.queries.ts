import { firstOf, sql, type Db } from '../../platform/database/sql.js';
import type { Scheme } from '../amending/amendment.rules.js';
import type { Confidence, Extent, Scope } from '../unit.entity.js';
import type { Kind, Level, Line } from '../vocabulary.rules.js';

/** When something held, and the paper that it rests on; `from` is null where its beginning is not on record. */
export interface Stretch {
  from: string | null;
  /** The first day on which it no longer holds. */
  to: string | null;
  legalBasis: string | null;
}

interface OtherUnit {
  code: string;
  name: string;
}

/** A unit that came before or after. */
export interface Neighbour extends OtherUnit {
  effectiveOn: string;
  scope: Scope;
  extent: Extent;
  main: boolean;
  confidence: Confidence;
  legalBasis: string | null;
}

/** Everything that a unit was, is and is known to become. */
export interface UnitCard {
  periods: (Stretch & { name: string; kind: Kind; level: Level })[];
  parents: (Stretch & OtherUnit & { line: Line | 'standing-body' })[];
  officialCodes: (Stretch & { scheme: Scheme; value: string })[];
  aliases: (Stretch & { alias: string })[];
  mailboxes: (Stretch & { address: string })[];
  /** Units that the present mailbox serves, this one included; 0 without one of its own. */
  mailboxServes: number;
  predecessors: Neighbour[];
  successors: Neighbour[];
  /** Boards whose mail comes to this unit, because it is their standing body today. */
  standsFor: (Stretch & OtherUnit)[];
}

/** More than any unit has come from so far: a province from its districts and communes. */
const MOST_NEIGHBOURS = 500;

const PERIOD = sql`'from', nullif(x.valid_from, date '0001-01-01'), 'to', x.valid_to, 'legalBasis', x.legal_basis`;

/** What the unit is called on a day, or was nearest before it. */
const nameOn = (unit: ReturnType<typeof sql>, day: ReturnType<typeof sql>) => sql`(select p.name from unit_period p
  where p.unit_id = ${unit} order by (p.valid_from <= ${day}) desc, p.valid_from desc limit 1)`;

const listOf = (columns: ReturnType<typeof sql>, from: ReturnType<typeof sql>, order: ReturnType<typeof sql>) =>
  sql`coalesce((select json_agg(json_build_object(${columns}) order by ${order}) from ${from}), '[]')`;

/** What weighs most comes first: the whole before a part, the main one before others, areas before functions. */
const weighty = sql.raw(`s.effective_on, s.extent <> 'whole', not s.main, s.scope = 'functional'`);

const neighbours = (which: 'from' | 'to', unitId: string) => {
  const [own, other] = which === 'from' ? [sql`s.to_id`, sql`s.from_id`] : [sql`s.from_id`, sql`s.to_id`];
  // who came before is called as on its last day
  const day = which === 'from' ? sql`s.effective_on - 1` : sql`s.effective_on`;
  return listOf(
    sql`'code', s.code, 'name', s.name, 'effectiveOn', s.effective_on, 'scope', s.scope, 'extent', s.extent,
      'main', s.main, 'confidence', s.confidence, 'legalBasis', s.legal_basis`,
    sql`(select s.*, u.code, ${nameOn(sql`u.id`, day)} as name from unit_succession s join unit u on u.id = ${other}
      where ${own} = ${unitId} order by ${weighty}, u.code limit ${MOST_NEIGHBOURS}) s`,
    sql`${weighty}, s.code`,
  );
};

/**
 * The whole card of a unit, in one statement.
 * @param at  the day on which boards are asked whose standing body it is
 */
export async function unitCard(db: Db, unitId: string, at: string): Promise<UnitCard> {
  const ofUnit = (table: string) => sql`${sql.table(table)} x where x.unit_id = ${unitId}`;
  const row = await firstOf(
    db,
    sql<UnitCard>`select
      ${listOf(sql`'name', x.name, 'kind', x.kind, 'level', x.level, ${PERIOD}`, ofUnit('unit_period'), sql`x.valid_from`)}
        as periods,
      ${listOf(
        sql`'line', x.line, 'code', u.code, 'name', ${nameOn(sql`u.id`, sql`greatest(x.valid_from, coalesce(least(x.valid_to - 1, ${at}::date), ${at}::date))`)}, ${PERIOD}`,
        sql`unit_relation x join unit u on u.id = x.parent_id where x.unit_id = ${unitId}`,
        sql`x.line, x.valid_from`,
      )} as parents,
      ${listOf(sql`'scheme', x.scheme, 'value', x.value, ${PERIOD}`, ofUnit('unit_official_code'), sql`x.scheme, x.valid_from`)}
        as "officialCodes",
      ${listOf(sql`'alias', x.alias, ${PERIOD}`, ofUnit('unit_alias'), sql`x.valid_from, x.alias`)} as aliases,
      ${listOf(sql`'address', x.address, ${PERIOD}`, ofUnit('unit_mailbox'), sql`x.valid_from`)} as mailboxes,
      (select count(distinct y.unit_id)::int from unit_mailbox x join unit_mailbox y on y.address = x.address
        where x.unit_id = ${unitId} and x.valid_from <= ${at}::date and (x.valid_to is null or x.valid_to > ${at}::date)
          and y.valid_from <= ${at}::date and (y.valid_to is null or y.valid_to > ${at}::date)) as "mailboxServes",
      ${neighbours('from', unitId)} as predecessors,
      ${neighbours('to', unitId)} as successors,
      ${listOf(
        sql`'code', u.code, 'name', u.name, ${PERIOD}`,
        sql`unit_relation x join unit_on(${at}::date) u on u.unit_id = x.unit_id
          where x.parent_id = ${unitId} and x.line = 'standing-body' and x.valid_from <= ${at}::date
            and (x.valid_to is null or x.valid_to > ${at}::date)`,
        sql`u.code`,
      )} as "standsFor"`,
  );
  return row!;
}

/** What changes with whatever stands on the card of a unit: for who looked, thought, and changes it later. */
export async function cardVersion(db: Db, unitId: string): Promise<string> {
  const tables = ['unit_period', 'unit_relation', 'unit_official_code', 'unit_alias', 'unit_mailbox'];
  const rows = tables.map(
    (table) => sql`select md5(x::text) as row from ${sql.table(table)} x where x.unit_id = ${unitId}`,
  );
  const found = await firstOf<{ version: string }>(
    db,
    sql`select md5(coalesce(string_agg(row, '' order by row), '')) as version from (${sql.join(rows, sql` union all `)}) r`,
  );
  return found!.version;
}
