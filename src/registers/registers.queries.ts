import { stateOf } from '../assignments/index.js';
import type { Locale } from '../platform/caller.js';
import { frameWords } from '../platform/components/words.js';
import { firstOf, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { fromCursor, pageOf, type Page } from '../platform/paging.js';
import { searchKey } from '../platform/text.js';
import { namedOn, officeName, type Level } from '../units/index.js';
import { codeOf, type IncomingLine, type OutgoingLine, type RegisterName } from './register-line.rules.js';

interface OfYear {
  unitId: string;
  year: number;
}

export interface RegisterSearch extends OfYear {
  /** Words or digits of a line, with or without accents. */
  find?: string | undefined;
  limit: number;
  cursor?: string | undefined;
  /** The latest lines first: for a page; a book begins with the first. */
  latestFirst?: boolean | undefined;
}

const matching = (find: string | undefined, said: RawBuilder<unknown>): RawBuilder<unknown> => {
  const key = searchKey(find ?? '');
  return key === '' ? sql`true` : sql`search_key(${said}) like ${`%${key}%`}`;
};

const cursorOf = (cursor: string): { number: number; notation: string } => {
  const [number, notation] = fromCursor(cursor, 2);
  if (!Number.isSafeInteger(number) || Number(number) > 2_147_483_647 || typeof notation !== 'string')
    throw invalid(
      'Con trỏ trang không hợp lệ; hãy tải lại danh sách từ đầu.',
      'The cursor is not valid; start again from the first page.',
    );
  return { number: Number(number), notation };
};

type OutgoingRow = Omit<OutgoingLine, 'replacedBy'> & {
  released: boolean;
  ownNumber: number;
  ownSymbol: string | null;
};

/** Lines of the outgoing register of a unit's year, by number. */
export async function outgoingLines(db: Db, search: RegisterSearch): Promise<Page<OutgoingLine>> {
  const after = search.cursor ? cursorOf(search.cursor) : undefined;
  const [past, order] = search.latestFirst ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const rows = await rowsOf<OutgoingRow>(
    db,
    sql`select r.number, r.notation, r.series, r.released_at is not null as released, d.id as "directiveId", d.kind,
        case when r.notation = d.kind then null else r.notation end as symbol, d.number as "ownNumber",
        d.symbol as "ownSymbol", d.provisional, d.subject,
        coalesce(d.dated_on, (r.registered_at at time zone 'Asia/Ho_Chi_Minh')::date)::text as date,
        coalesce(x.confirmed #>> '{signature,name}', x.reading #>> '{signature,name,value}') as signer,
        coalesce(x.confirmed ->> 'archive', x.reading #>> '{archive,value}') as archive,
        n.recipients, d.issued_at as "transferredAt",
        (select count(*)::int from roster_entry e where e.directive_id = d.id) as copies,
        (select count(*)::int from assignment a where a.cascade_id = d.cascade_id and a.directive_id = d.id
          and a.receipt = 'acknowledged') as acknowledged
      from register_number r join directive d on d.id = r.directive_id left join dispatch x on x.id = d.dispatch_id
      left join lateral (select string_agg(a.text, '; ' order by a.ord) as recipients from directive_addressee a
        where a.directive_id = d.id and a.status <> 'dropped') n on true
      where r.unit_id = ${search.unitId} and r.year = ${search.year}
        and ${matching(search.find, sql`concat_ws(' ', r.number, r.notation, d.provisional, d.subject, n.recipients)`)}
        ${after ? sql`and (r.number, r.notation) ${past} (${after.number}, ${after.notation})` : sql``}
      order by r.number ${order}, r.notation ${order} limit ${search.limit + 1}`,
  );
  const lines = rows.map(({ released, ownNumber, ownSymbol, ...line }): OutgoingLine => ({
    ...line,
    replacedBy: released ? codeOf({ number: ownNumber, symbol: ownSymbol }) : null,
  }));
  return pageOf(lines, search.limit, ({ number, notation }) => [number, notation]);
}

type Regions = Parameters<typeof stateOf>[0];
type IncomingRow = Omit<IncomingLine, 'state' | 'issuer'> &
  Record<keyof Regions, string | null> & { issuer: string; level: Level | null };

/** Lines of the incoming register of a unit's year, by arrival number; the same lines follow papers up. */
export async function incomingLines(db: Db, search: RegisterSearch & { locale: Locale }): Promise<Page<IncomingLine>> {
  const after = search.cursor ? cursorOf(search.cursor) : undefined;
  const [past, order] = search.latestFirst ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`];
  const rows = await rowsOf<IncomingRow>(
    db,
    sql`select r.number as "arrivalNumber", r.arrived_at as "arrivedAt", r.assignment_id as "assignmentId",
        r.dispatch_id as "dispatchId", r.assignment_id is null as "byHand", v.*,
        case when a.lead is null then null else concat_ws('; ', a.lead, nullif(array_to_string(a.co_operating, '; '), '')) end
          as receiver,
        (select max(l.at) from ledger_entry l where l.cascade_id = r.cascade_id and l.assignment_id = r.assignment_id
          and l.kind = 'assignment.assigned') as "transferredAt",
        coalesce(a.internal_due_at, a.work_due_at) as "dueAt", a.reported_at as "repliedAt", a.note as remark,
        a.receipt, a.relay, a.work, a.standing
      from arrival r left join assignment a on a.cascade_id = r.cascade_id and a.id = r.assignment_id
      left join directive d on d.id = a.directive_id
      left join ${namedOn('d.issuer_id', sql`d.roster_on`, 'p')}
      cross join lateral (select coalesce(p.name, r.paper ->> 'issuer') as issuer, p.level,
          coalesce(d.kind, r.paper ->> 'kind') as kind, coalesce(d.number, (r.paper ->> 'number')::int) as number,
          coalesce(d.symbol, r.paper ->> 'symbol') as symbol, coalesce(d.subject, r.paper ->> 'subject', '') as subject,
          case when d.id is null then r.paper ->> 'date' else
            coalesce(d.dated_on, (d.issued_at at time zone 'Asia/Ho_Chi_Minh')::date)::text end as date) v
      where r.unit_id = ${search.unitId} and r.year = ${search.year}
        and ${matching(search.find, sql`concat_ws(' ', r.number, v.number, v.symbol, v.subject, v.issuer)`)}
        ${after ? sql`and r.number ${past} ${after.number}` : sql``}
      order by r.number ${order} limit ${search.limit + 1}`,
  );
  const lines = rows.map((row) => lineOf(row, search.locale));
  return pageOf(lines, search.limit, ({ arrivalNumber }) => [arrivalNumber, '']);
}

function lineOf(row: IncomingRow, locale: Locale): IncomingLine {
  const { receipt, relay, work, standing, level, issuer, ...line } = row;
  const regions = { receipt, relay, work, standing } as Regions;
  return {
    ...line,
    issuer: level === null ? issuer : officeName({ name: issuer, level }),
    state: receipt === null ? null : stateInWords(regions, locale),
  };
}

function stateInWords(regions: Regions, locale: Locale): string {
  const words = frameWords(locale);
  const state = stateOf(regions);
  const known: Readonly<Record<string, string>> = { ...words.standing, ...words.work, ...words.receipt };
  return known[state] ?? state;
}

/** The years in which a unit has lines, with the present one, latest first. */
export async function yearsOf(db: Db, unitId: string, today: number): Promise<number[]> {
  const rows = await rowsOf<{ year: number }>(
    db,
    sql`select year from register_number where unit_id = ${unitId} union select year from arrival where unit_id = ${unitId}`,
  );
  return [...new Set([today, ...rows.map(({ year }) => year)])].toSorted((a, b) => b - a);
}

/** How many lines a register's year has. */
export async function countLines(db: Db, name: RegisterName, { unitId, year }: OfYear): Promise<number> {
  const counted = await firstOf(
    db,
    name === 'outgoing'
      ? sql<{ n: number }>`select count(*)::int as n from register_number where unit_id = ${unitId} and year = ${year}`
      : sql<{ n: number }>`select count(*)::int as n from arrival where unit_id = ${unitId} and year = ${year}`,
  );
  return counted!.n;
}
