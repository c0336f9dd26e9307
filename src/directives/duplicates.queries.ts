import { toDispatch, type KeptPaper, type Query } from '../dispatches/index.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { searchKey } from '../platform/text.js';

/** What a paper is recognised by; whatever is not known is absent or null. */
export interface Recognised {
  unitId: string;
  fileSha256?: Buffer | null | undefined;
  textSha256?: Buffer | null | undefined;
  number?: number | null | undefined;
  symbol?: string | null | undefined;
  issuerName?: string | null | undefined;
  /** ISO date. */
  date?: string | null | undefined;
  /** The paper that is asked about: it is no duplicate of itself. */
  dispatchId?: string | undefined;
}

export type DuplicateReason = 'same-file' | 'same-text' | 'same-number';

/** A paper that the unit has already. */
export interface Duplicate {
  why: DuplicateReason;
  dispatchId: string | null;
  directiveId: string | null;
  number: number | null;
  symbol: string | null;
  date: string | null;
  subject: string | null;
  createdAt: Date;
}

interface Known extends Omit<Duplicate, 'why'> {
  sameFile: boolean;
  sameText: boolean;
  sameNumber: boolean;
  issuer: string | null;
}

const MOST = 50;

/**
 * Papers of the unit that were handed in before, and directives of its own: the same file, the same text, or the same
 * number, symbol and issuer in one year. The surest reason is given for each, the latest papers first.
 */
export async function duplicatesOf(db: Db, paper: Recognised): Promise<Duplicate[]> {
  const number = paper.number ?? null;
  const year = paper.date ? Number(paper.date.slice(0, 4)) : null;
  const known = await rowsOf<Known>(
    db,
    sql`with found as (
        select x.id from stored_file f join dispatch x on x.file_id = f.id
          where f.sha256 = ${paper.fileSha256 ?? null}::bytea and x.unit_id = ${paper.unitId}
        union select id from dispatch
          where text_sha256 = ${paper.textSha256 ?? null}::bytea and text <> '' and unit_id = ${paper.unitId}
        union select id from dispatch
          where unit_id = ${paper.unitId} and reading -> 'number' ->> 'value' = ${number}::int::text
        union select id from dispatch where unit_id = ${paper.unitId} and confirmed ->> 'number' = ${number}::int::text
        union select dispatch_id from directive where issuer_id = ${paper.unitId} and number = ${number}::int)
      select x.id as "dispatchId", coalesce(d.id, h.directive_id) as "directiveId", v.number, v.symbol, v.date, v.subject,
        v.issuer, x.created_at as "createdAt", coalesce(f.sha256 = ${paper.fileSha256 ?? null}::bytea, false) as "sameFile",
        coalesce(x.text <> '' and x.text_sha256 = ${paper.textSha256 ?? null}::bytea, false) as "sameText",
        coalesce(v.number = ${number}::int and (${year}::int is null or ${year}::int = coalesce(left(v.date, 4)::int,
          extract(year from x.created_at at time zone 'Asia/Ho_Chi_Minh'))), false) as "sameNumber"
      from found join dispatch x using (id) left join stored_file f on f.id = x.file_id
      left join directive d on d.dispatch_id = x.id left join directive_paper h on h.dispatch_id = x.id
      cross join lateral (select coalesce(d.number, (said ->> 'number')::int) as number,
          coalesce(d.symbol, said ->> 'symbol') as symbol, coalesce(d.dated_on::text, said ->> 'date') as date,
          coalesce(d.subject, said ->> 'subject') as subject, said -> 'issuer' ->> 'name' as issuer
        from coalesce(x.confirmed, jsonb_build_object('number', x.reading -> 'number' -> 'value',
          'symbol', x.reading -> 'symbol' -> 'value', 'date', x.reading -> 'date' -> 'value',
          'subject', x.reading -> 'subject' -> 'value',
          'issuer', jsonb_build_object('name', x.reading -> 'issuer' -> 'name' -> 'value'))) as said) v
      where x.state <> 'discarded' and x.id is distinct from ${paper.dispatchId ?? null}::uuid
      order by x.created_at desc limit ${MOST}`,
  );
  return known.flatMap(({ sameFile, sameText, sameNumber, issuer, ...row }): Duplicate[] => {
    if (sameFile) return [{ ...row, why: 'same-file' }];
    if (sameText) return [{ ...row, why: 'same-text' }];
    return sameNumber && sameSymbol(row.symbol, paper.symbol) && agree(issuer, paper.issuerName)
      ? [{ ...row, why: 'same-number' }]
      : [];
  });
}

/** The same for a stored paper, by its file, its text and what it says. */
export async function duplicatesOfPaper(db: Db, paper: KeptPaper): Promise<Duplicate[]> {
  return duplicatesOf(db, await recognised(db, paper));
}

/** What a stored paper is recognised by. */
export async function recognised(db: Db, { id, unitId, confirmed, reading }: KeptPaper): Promise<Recognised> {
  const hashes = await firstOf(
    db,
    sql<{
      fileSha256: Buffer | null;
      textSha256: Buffer;
    }>`select f.sha256 as "fileSha256", x.text_sha256 as "textSha256"
      from dispatch x left join stored_file f on f.id = x.file_id where x.id = ${id}`,
  );
  const { number, symbol, date, issuer } = confirmed ?? toDispatch(reading);
  return { unitId, ...hashes, number, symbol, date, issuerName: issuer.name, dispatchId: id };
}

const key = (text: string | null | undefined): string => searchKey(text ?? '').replaceAll(' ', '');
const sameSymbol = (one: string | null, other: string | null | undefined): boolean => key(one) === key(other);
/** A heading that names nobody contradicts nobody; a name may stand in a longer one, with its superior before it. */
const agree = (one: string | null, other: string | null | undefined): boolean =>
  one === null || !other || key(one).includes(key(other)) || key(other).includes(key(one));

/** The duplicates as one query of the reading: what a clerk should look at before keeping the paper. */
export function duplicateQueries(paper: Recognised, duplicates: readonly Duplicate[]): Query[] {
  const twice = duplicates.filter(({ why }) => why === 'same-number');
  if (twice.length === 0 || paper.number === null || paper.number === undefined) return [];
  return [
    {
      code: 'number-used-twice',
      field: 'number',
      values: { number: paper.symbol ? `${paper.number}/${paper.symbol}` : String(paper.number), papers: twice.length },
      spans: [],
      suggestion: null,
    },
  ];
}
