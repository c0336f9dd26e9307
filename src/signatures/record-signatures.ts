import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import type { SignatureFound } from './signature.rules.js';

const COLUMNS = sql`kind, outcome, reason, notes, signer_name, signer_organisation, issuer, serial, signed_at, timestamped_at,
  covers_whole_file, later`;

/**
 * Keeps what was found of a paper's signatures in place of what was found before, with the fact, inside the caller's
 * transaction. The same findings again change and record nothing; without signatures there is nothing to keep.
 */
export async function recordSignatures(
  db: Db,
  dispatchId: string,
  found: readonly SignatureFound[],
  by: Caller,
): Promise<void> {
  const rows = found.map(({ signer, ...rest }, i) => ({
    n: i + 1,
    ...rest,
    name: signer.name,
    organisation: signer.organisation,
  }));
  const changed = await firstOf(
    db,
    sql<{ now: Date; changed: boolean }>`with found as (
        select n, kind, outcome, reason, notes, name as signer_name, organisation as signer_organisation, issuer, serial,
          "signedAt" as signed_at, "timestampedAt" as timestamped_at, "coversWholeFile" as covers_whole_file, later
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (n smallint, kind text, outcome text, reason text,
          notes jsonb, name text, organisation text, issuer text, serial text, "signedAt" timestamptz,
          "timestampedAt" timestamptz, "coversWholeFile" boolean, later text)
      ), gone as (
        delete from dispatch_signature where dispatch_id = ${dispatchId} and n > ${rows.length} returning n
      ), written as (
        insert into dispatch_signature as s (dispatch_id, n, ${COLUMNS}, checked_at)
        select ${dispatchId}, n, ${COLUMNS}, business_now() from found
        on conflict (dispatch_id, n) do update set (${COLUMNS}, checked_at) = (select ${COLUMNS}, business_now() from found where found.n = excluded.n)
        where (select to_jsonb(f) - 'n' from found f where f.n = s.n) is distinct from
          to_jsonb(s) - 'n' - 'dispatch_id' - 'checked_at'
        returning n
      )
      select business_now() as now, exists (select 1 from gone union all select 1 from written) as changed`,
  );
  if (!changed?.changed) return;
  await record(db, [
    {
      kind: 'signature.verified',
      at: changed.now,
      by,
      payload: {
        dispatch: dispatchId,
        signatures: found.map(({ kind, outcome, reason, coversWholeFile, later, signedAt, timestampedAt }) => ({
          kind, outcome, reason, coversWholeFile, later, signedAt, timestampedAt,
        })), // prettier-ignore
      },
      sealed: { signers: JSON.stringify(found.map(({ signer, issuer, serial }) => ({ ...signer, issuer, serial }))) },
    },
  ]);
}

interface Row extends Omit<SignatureFound, 'signer' | 'signedAt' | 'timestampedAt'> {
  signerName: string | null;
  signerOrganisation: string | null;
  signedAt: Date | null;
  timestampedAt: Date | null;
}

/** What was found of the signatures of a paper; nothing where it has none or none was looked for. */
export async function signaturesOf(db: Db, dispatchId: string): Promise<SignatureFound[]> {
  const rows = await rowsOf<Row>(
    db,
    sql`select kind, outcome, reason, notes, signer_name as "signerName", signer_organisation as "signerOrganisation", issuer,
        serial, signed_at as "signedAt", timestamped_at as "timestampedAt", covers_whole_file as "coversWholeFile", later
      from dispatch_signature where dispatch_id = ${dispatchId} order by n`,
  );
  return rows.map(({ signerName, signerOrganisation, signedAt, timestampedAt, ...row }) => ({
    ...row,
    signer: { name: signerName, organisation: signerOrganisation },
    signedAt: signedAt?.toISOString() ?? null,
    timestampedAt: timestampedAt?.toISOString() ?? null,
  }));
}
