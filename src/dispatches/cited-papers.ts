import { SYSTEM } from '../platform/caller.js';
import { record } from '../ledger/index.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { searchKey } from '../platform/text.js';
import { officeName, type Level } from '../units/index.js';
import { isCentral, issuerFamily, paperKey } from './cited-papers.rules.js';

interface Cited {
  ord: number;
  code: string;
  issuedOn: string | null;
  issuer: string | null;
}

interface Kept {
  unitId: string;
  number: number | null;
  symbol: string | null;
  issuedOn: string | null;
  /** As the heading names it. */
  issuer: string | null;
  now: Date;
}

/**
 * Ties the citations of a kept paper to the papers they mean, and the paper itself to what others cite it as, where it
 * bears number, symbol and date. For use inside the transaction that keeps it; done again it changes nothing.
 * @see docs/decisions/0019-identity-of-cited-papers.md for when two citations mean one paper
 */
export async function joinCitedPapers(db: Db, dispatchId: string): Promise<void> {
  const kept = await firstOf(
    db,
    sql<Kept>`select unit_id as "unitId", (confirmed ->> 'number')::integer as number, confirmed ->> 'symbol' as symbol,
        confirmed ->> 'date' as "issuedOn", confirmed -> 'issuer' ->> 'name' as issuer, business_now() as now
      from dispatch where id = ${dispatchId}`,
  );
  if (!kept) return;
  const cited = await rowsOf<Cited>(
    db,
    sql`select ord, code, issued_on::text as "issuedOn", issuer from citation where dispatch_id = ${dispatchId} order by ord`,
  );
  const paper = { ...kept, dispatchId, at: kept.now };
  const own = (await identityOfOthers(db, kept)) ?? (await identityOf(db, paper));
  const citations = await identitiesOf(db, kept.unitId, cited);
  // all of them in one order, so that papers that cite each other and come at once do not wait for each other in a circle
  await writePapers(db, own ? [...citations, own] : citations);
  await tieCitations(db, dispatchId, citations);
  if (own) await tiePaper(db, paper, own);
}

async function identitiesOf(db: Db, unitId: string, cited: readonly Cited[]): Promise<(PaperRow & { ord: number })[]> {
  const rows = cited.flatMap(({ ord, code, issuedOn, issuer }) => {
    const key = paperKey(code);
    if (key === null) return [];
    const area = searchKey(issuer ?? '');
    return [{ ord, key, code, issued_on: issuedOn, issuer, area, family: issuerFamily(issuer), central: isCentral(key, issuer) }]; // prettier-ignore
  });
  if (rows.length === 0) return [];
  const scoped = await rowsOf<{ ord: number; scope: string }>(db, scopesOf(unitId, rows));
  const scopeOf = new Map(scoped.map(({ ord, scope }) => [ord, scope]));
  return rows.map((row) => ({ ...row, scope: scopeOf.get(row.ord) ?? '' }));
}

const tieCitations = (db: Db, dispatchId: string, rows: readonly PaperRow[]) =>
  sql`update citation c set cited_paper_id = p.id
    from ${recordset(rows)} join cited_paper p on ${isThatPaper}
    where c.dispatch_id = ${dispatchId} and c.ord = r.ord and c.cited_paper_id is distinct from p.id`.execute(db);

interface PaperRow {
  key: string;
  code: string;
  issued_on: string | null;
  issuer: string | null;
  family: string;
  scope: string;
}

const recordset = (rows: readonly object[]) => sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
  as r (ord smallint, key text, code text, issued_on date, issuer text, area text, family text, central boolean, scope text)`;

const isThatPaper = sql`p.code_key = r.key and p.scope = r.scope and p.issued_on is not distinct from r.issued_on
  and (r.issued_on is not null or p.family = r.family)`;

/**
 * Whose numbers a cited paper's number is one of: no province's for the centre; the province that the issuer's name
 * names; else the province of the unit that cites it.
 */
const scopesOf = (unitId: string, rows: readonly object[]) => sql<{ ord: number; scope: string }>`
  with today (day) as (select (business_now() at time zone 'Asia/Ho_Chi_Minh')::date)
  select r.ord, case when r.central then '' else coalesce(
    (select u.code from unit_period p join unit u on u.id = p.unit_id, today
      where p.level = 'province' and r.area like '% ' || regexp_replace(p.search_key, '^(tinh|thanh pho) ', '')
      order by p.valid_from <= coalesce(r.issued_on, day) and (p.valid_to is null or p.valid_to > coalesce(r.issued_on, day)) desc,
        length(p.search_key) desc, u.code limit 1),
    province_of(${unitId}, day), '') end as scope
  from ${recordset(rows)}, today`;

/** Every paper once; two transactions that bring the same paper wait for each other in the order of the keys. */
async function writePapers(db: Db, rows: readonly PaperRow[]): Promise<void> {
  const insertion = (dated: boolean) => sql`
    insert into cited_paper as p (id, code_key, issued_on, scope, family, code, issuer, created_at)
    select uuid_v7(business_now()), r.key, r.issued_on, r.scope, r.family, r.code, r.issuer, business_now()
    from (select distinct on (key, scope, issued_on, case when issued_on is null then family end) *
      from ${recordset(rows)} where (issued_on is not null) = ${dated}
      order by key, scope, issued_on, case when issued_on is null then family end, issuer is null, ord) r`;
  await sql`${insertion(true)} on conflict (code_key, scope, issued_on) where issued_on is not null
    do update set family = excluded.family, issuer = excluded.issuer
    where p.issuer is null and excluded.issuer is not null`.execute(db);
  await sql`${insertion(false)} on conflict (code_key, scope, family) where issued_on is null do nothing`.execute(db);
}

/** A paper that is in the system itself. */
export interface ArrivedPaper {
  dispatchId: string | null;
  /** Whose paper it is. */
  unitId: string;
  number: number | null;
  symbol: string | null;
  issuedOn: string | null;
  at: Date;
  /** Where it is a directive. */
  directive?: { id: string; cascadeId: string } | undefined;
}

/**
 * Says which cited paper a dispatch is, inside the caller's transaction: from then on whoever cites it is led to it.
 * Without number, symbol and date a paper has no identity yet, and nothing happens. The fact is recorded once, and only
 * where somebody cites it already.
 */
export async function joinPaper(db: Db, paper: ArrivedPaper): Promise<void> {
  const own = await identityOf(db, paper);
  if (!own) return;
  await writePapers(db, [own]);
  await tiePaper(db, paper, own);
}

async function identityOf(
  db: Db,
  { dispatchId, unitId, number, symbol, issuedOn }: ArrivedPaper,
): Promise<PaperRow | null> {
  const code = `${number}/${symbol}`;
  const key = number === null || symbol === null ? null : paperKey(code);
  if (key === null || issuedOn === null || dispatchId === null) return null;
  const home = await firstOf(
    db,
    sql<{ scope: string; name: string; level: Level }>`select p.name, p.level,
        coalesce(province_of(p.unit_id, (business_now() at time zone 'Asia/Ho_Chi_Minh')::date), '') as scope
      from unit_period p where p.unit_id = ${unitId} order by p.valid_from <= ${issuedOn}::date desc, p.valid_from desc limit 1`,
  );
  const issuer = officeName(home!);
  return { key, code, issued_on: issuedOn, issuer, family: issuerFamily(issuer), scope: home!.scope };
}

/** Of a paper that another office issued: as a citation of it would be identified. Null for the unit's own. */
async function identityOfOthers(db: Db, { unitId, number, symbol, issuedOn, issuer }: Kept): Promise<PaperRow | null> {
  if (number === null || symbol === null || issuedOn === null || issuer === null) return null;
  const home = await firstOf(
    db,
    sql<{ name: string; level: Level }>`select name, level from unit_period where unit_id = ${unitId}
      order by valid_from <= ${issuedOn}::date desc, valid_from desc limit 1`,
  );
  if (home && issuerFamily(officeName(home)) === issuerFamily(issuer)) return null;
  const [own] = await identitiesOf(db, unitId, [{ ord: 0, code: `${number}/${symbol}`, issuedOn, issuer }]);
  return own ?? null;
}

async function tiePaper(db: Db, paper: ArrivedPaper, own: PaperRow): Promise<void> {
  const joined = await firstOf(
    db,
    sql<{ id: string; citing: number }>`update dispatch x set cited_paper_id = p.id
      from cited_paper p where x.id = ${paper.dispatchId} and x.cited_paper_id is distinct from p.id
        and p.code_key = ${own.key} and p.scope = ${own.scope} and p.issued_on = ${own.issued_on}::date
      returning p.id, (select count(*)::int from cited_paper o join citation c on c.cited_paper_id = o.id
        where c.dispatch_id <> x.id and o.code_key = p.code_key and o.scope = p.scope and paper_meant(o.id) = p.id) as citing`,
  );
  if (!joined || joined.citing === 0) return;
  await record(db, [
    {
      kind: 'paper.joined',
      at: paper.at,
      by: SYSTEM,
      unitId: paper.unitId,
      ...(paper.directive ? { cascadeId: paper.directive.cascadeId, directiveId: paper.directive.id } : {}),
      payload: { citedPaper: joined.id, dispatch: paper.dispatchId, citations: joined.citing },
    },
  ]);
}
