import { firstOf, sql, type Db, type RawBuilder } from '../../platform/database/sql.js';
import { invalid } from '../../platform/errors.js';
import { searchKey } from '../../platform/text.js';
import type { Caller } from '../../platform/caller.js';
import { setMailboxes } from '../mailboxes.js';
import { findUnit } from '../find-unit.js';
import { unitByCode, type UnitOn } from '../units.queries.js';
import { accentKey } from '../vocabulary.rules.js';
import { mustAdminister } from './administering.js';
import { isCodeOf, type Amendment, type Scheme } from './amendment.rules.js';

type Of<What extends Amendment['what']> = Extract<Amendment, { what: What }>;

const affected = async (db: Db, statement: RawBuilder<unknown>): Promise<number> =>
  Number((await statement.execute(db)).numAffectedRows ?? 0n);

/**
 * Writes an amendment of a unit. Call it inside a transaction that holds the unit.
 * @returns whether anything is different now
 * @throws ProductError `invalid` where the value cannot be, with the field's name
 */
export async function writeAmendment(
  db: Db,
  { unit, amendment, caller }: { unit: UnitOn; amendment: Amendment; caller: Caller },
): Promise<boolean> {
  if (amendment.what === 'legal-basis') return setLegalBasis(db, unit.id, amendment);
  await mustLive(db, unit, amendment.from);
  if (amendment.what === 'alias') return addAlias(db, unit.id, amendment);
  if (amendment.what === 'end-alias') return endAlias(db, unit.id, amendment);
  if (amendment.what === 'official-code') return setCode(db, unit, amendment);
  if (amendment.what === 'standing-body') return setStandingBody(db, unit, { ...amendment, caller });
  const { address = null, locale, from, legalBasis = null } = amendment;
  const mailbox = { unitId: unit.id, address, ...(locale ? { locale } : {}) };
  return (await setMailboxes(db, [mailbox], { on: from, legalBasis })) > 0;
}

/** A unit has no code, mailbox or alias on a day on which it is not there. */
async function mustLive(db: Db, unit: UnitOn, on: string): Promise<void> {
  const lives = await firstOf(db, sql`select 1 from unit_on(${on}::date) where unit_id = ${unit.id}`);
  if (lives) return;
  throw invalid(
    'Vào ngày này đơn vị chưa có hoặc đã kết thúc; hãy chọn ngày khác.',
    'The unit is not there yet, or no more, on this day; choose another.',
    { field: 'from' },
  );
}

const inForce = (from: string) => sql`valid_from <= ${from}::date and (valid_to is null or valid_to > ${from}::date)`;

async function addAlias(db: Db, unitId: string, { alias, from, legalBasis = null }: Of<'alias'>): Promise<boolean> {
  // an alias that is to come begins sooner; one in force stays
  await sql`delete from unit_alias where unit_id = ${unitId} and alias = ${alias} and valid_from > ${from}::date`.execute(
    db,
  );
  const written = await affected(
    db,
    sql`insert into unit_alias (unit_id, alias, search_key, accent_key, valid_from, valid_to, legal_basis)
        select ${unitId}, ${alias}, ${searchKey(alias)}, ${accentKey(alias)}, ${from}::date, null, ${legalBasis}
        where not exists (select 1 from unit_alias where unit_id = ${unitId} and alias = ${alias} and ${inForce(from)})`,
  );
  return written > 0;
}

async function endAlias(db: Db, unitId: string, { alias, from }: Of<'end-alias'>): Promise<boolean> {
  const those = sql`unit_id = ${unitId} and alias = ${alias}`;
  const deleted = await affected(db, sql`delete from unit_alias where ${those} and valid_from >= ${from}::date`);
  const ended = await affected(
    db,
    sql`update unit_alias set valid_to = ${from}::date where ${those} and ${inForce(from)}`,
  );
  return deleted + ended > 0;
}

async function setCode(db: Db, unit: UnitOn, asked: Of<'official-code'>): Promise<boolean> {
  const { scheme, from, legalBasis = null } = asked;
  const value = asked.value?.toUpperCase() ?? null;
  if (value !== null) await mustBeFree(db, unit, { scheme, value, from });
  const those = sql`unit_id = ${unit.id} and scheme = ${scheme}`;
  const ended = await affected(
    db,
    sql`update unit_official_code set valid_to = ${from}::date
        where ${those} and valid_from < ${from}::date and (valid_to is null or valid_to > ${from}::date)
          and value is distinct from ${value}::text`,
  );
  const deleted = await affected(
    db,
    sql`delete from unit_official_code where ${those} and valid_from >= ${from}::date and value is distinct from ${value}::text`,
  );
  const given = await affected(
    db,
    sql`insert into unit_official_code (unit_id, scheme, value, valid_from, legal_basis)
        select ${unit.id}, ${scheme}, ${value}::text, ${from}::date, ${legalBasis}
        where ${value}::text is not null and not exists (select 1 from unit_official_code where ${those} and ${inForce(from)})`,
  );
  return ended + deleted + given > 0;
}

async function mustBeFree(
  db: Db,
  unit: UnitOn,
  { scheme, value, from }: { scheme: Scheme; value: string; from: string },
): Promise<void> {
  if (!isCodeOf(scheme, value))
    throw invalid(
      `“${value}” không đúng dạng của loại mã này; ví dụ: 06184 (Tổng cục Thống kê), 000.00.00.H37 (QCVN 102), H37.12 (QĐ 20/2020).`,
      `“${value}” is no code of this kind; e.g. 06184 (statistics), 000.00.00.H37 (QCVN 102), H37.12 (Decision 20/2020).`,
      { field: 'value' },
    );
  const other = await firstOf<{ name: string; code: string }>(
    db,
    sql`select (select name from unit_period p where p.unit_id = u.id order by valid_from desc limit 1) as name, u.code
        from unit_official_code o join unit u on u.id = o.unit_id
        where o.scheme = ${scheme} and o.value = ${value} and o.unit_id <> ${unit.id}
          and (o.valid_to is null or o.valid_to > ${from}::date)
        union all select null, code from unit where code = ${value.toLowerCase()} limit 1`,
  );
  if (!other) return;
  throw invalid(
    `Mã ${value} đang là mã của ${other.name ?? 'một đơn vị'} (${other.code}); hãy kết thúc ở đơn vị đó trước.`,
    `The code ${value} is that of ${other.name ?? 'a unit'} (${other.code}); end it there first.`,
    { field: 'value' },
  );
}

async function setStandingBody(
  db: Db,
  unit: UnitOn,
  asked: Of<'standing-body'> & { caller: Caller },
): Promise<boolean> {
  const { standingBody, from, legalBasis = null, caller } = asked;
  const body = standingBody ? await bodyNamed(db, unit, { code: standingBody, from, caller }) : null;
  const those = sql`unit_id = ${unit.id} and line = 'standing-body'`;
  const ended = await affected(
    db,
    sql`update unit_relation set valid_to = ${from}::date
        where ${those} and valid_from < ${from}::date and (valid_to is null or valid_to > ${from}::date)
          and parent_id is distinct from ${body}::uuid`,
  );
  const deleted = await affected(
    db,
    sql`delete from unit_relation where ${those} and valid_from >= ${from}::date and parent_id is distinct from ${body}::uuid`,
  );
  const given = await affected(
    db,
    sql`insert into unit_relation (unit_id, line, parent_id, valid_from, legal_basis)
        select ${unit.id}, 'standing-body', ${body}::uuid, ${from}::date, ${legalBasis}
        where ${body}::uuid is not null and not exists (select 1 from unit_relation where ${those} and ${inForce(from)})`,
  );
  return ended + deleted + given > 0;
}

async function bodyNamed(
  db: Db,
  unit: UnitOn,
  { code, from, caller }: { code: string; from: string; caller: Caller },
): Promise<string> {
  const asIs = await findUnit(db, unit.code, from);
  if (asIs.kind !== 'steering-committee')
    throw invalid('Chỉ ban chỉ đạo có cơ quan thường trực.', 'Only a steering committee has a standing body.', {
      field: 'standingBody',
    });
  const body = await unitByCode(db, code, from);
  if (body.id !== caller.unitId) await mustAdminister(db, caller, body.id); // mail of the committee goes to it
  if (body.id !== unit.id) return body.id;
  throw invalid(
    'Ban chỉ đạo không thể là cơ quan thường trực của chính mình.',
    'A committee is not its own standing body.',
    { field: 'standingBody' },
  );
}

/** Where the rows of each kind are, and what tells them apart beside their first day. */
const TABLES = {
  period: ['unit_period', null],
  relation: ['unit_relation', 'line'],
  code: ['unit_official_code', 'scheme'],
  alias: ['unit_alias', 'alias'],
  mailbox: ['unit_mailbox', null],
} as const;

async function setLegalBasis(db: Db, unitId: string, asked: Of<'legal-basis'>): Promise<boolean> {
  const { of, key, begun, legalBasis = null } = asked;
  const [table, keyed] = TABLES[of];
  const that = sql`unit_id = ${unitId} and valid_from = ${begun}::date
    ${keyed === null ? sql`` : sql`and ${sql.ref(keyed)} = ${key}`}`;
  const there = await firstOf(db, sql`select 1 from ${sql.table(table)} where ${that}`);
  if (!there)
    throw invalid('Không có mục này; hãy tải lại trang.', 'There is no such entry; reload the page.', { field: 'of' });
  const changed = await affected(
    db,
    sql`update ${sql.table(table)} set legal_basis = ${legalBasis}::text
        where ${that} and legal_basis is distinct from ${legalBasis}::text`,
  );
  return changed > 0;
}
