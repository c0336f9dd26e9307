import { sql, type Db } from '../platform/database/sql.js';
import type { IsoDate } from '../platform/vn-time.js';

/** A mailbox that a unit gets; null takes its mailbox away. */
export interface MailboxToSet {
  unitId: string;
  address: string | null;
  locale?: 'vi' | 'en';
}

/**
 * Gives units their mailboxes from a day on: what was in force ends that day, what is the same already stays. Several
 * units may share one address. Three statements, however many; call it inside a transaction.
 * @param on  first day on which the new address holds
 * @returns how many units got another mailbox
 */
export async function setMailboxes(
  db: Db,
  mailboxes: readonly MailboxToSet[],
  { on, legalBasis = null }: { on: IsoDate; legalBasis?: string | null },
): Promise<number> {
  const wanted = sql`unnest(${mailboxes.map((m) => m.unitId)}::uuid[], ${mailboxes.map((m) => m.address)}::text[],
    ${mailboxes.map((m) => m.locale ?? null)}::text[]) as new (unit_id, address, locale)`;
  const changed = await sql`
    update unit_mailbox m set valid_to = ${on}::date from ${wanted}
    where m.unit_id = new.unit_id and m.valid_from < ${on}::date and (m.valid_to is null or m.valid_to > ${on}::date)
      and (m.address is distinct from new.address or m.locale <> coalesce(new.locale, m.locale))`.execute(db);
  const taken = await sql`
    delete from unit_mailbox m using ${wanted}
    where m.unit_id = new.unit_id and m.valid_from >= ${on}::date
      and (m.address is distinct from new.address or m.locale <> coalesce(new.locale, m.locale))`.execute(db);
  const given = await sql`
    insert into unit_mailbox (unit_id, valid_from, address, locale, legal_basis)
    select new.unit_id, ${on}::date, new.address, coalesce(new.locale, 'vi'), ${legalBasis}::text from ${wanted}
    where new.address is not null and not exists (select 1 from unit_mailbox m where m.unit_id = new.unit_id
      and m.valid_from <= ${on}::date and (m.valid_to is null or m.valid_to > ${on}::date))`.execute(db);
  const of = ({ numAffectedRows = 0n }: { numAffectedRows?: bigint }): number => Number(numAffectedRows);
  return Math.max(of(changed) + of(taken), of(given));
}
