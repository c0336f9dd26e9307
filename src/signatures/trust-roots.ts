import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { Certificate } from 'pkijs';
import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { invalid, notFound, tooLarge } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { uuidv7 } from '../platform/ids.js';
import { certificateOf, derOf, fingerprintOf, isAuthority, lineOf } from './certificates.js';
import { keyFault } from './algorithms.js';
import { certificatesIn, CERTIFICATE_FILE_BYTES } from './certificate-file.rules.js';
import type { Trust } from './verify-signatures.js';

/** What is trusted at once; a country has a handful. */
const ROOTS_AT_MOST = 100;

export interface TrustRootRow {
  id: string;
  fingerprint: string;
  subject: string;
  validFrom: Date;
  validTo: Date;
  addedAt: Date;
}

/** The certificates that signatures must lead to. */
export const listTrustRoots = (db: Db): Promise<TrustRootRow[]> =>
  rowsOf(
    db,
    sql`select id, fingerprint, subject, valid_from as "validFrom", valid_to as "validTo", added_at as "addedAt"
      from trust_root where removed_at is null order by subject, valid_from, id limit ${ROOTS_AT_MOST}`,
  );

/** What signatures are verified against. @see verifySignatures */
export async function trustOf(db: Db): Promise<Trust> {
  const rows = await rowsOf(
    db,
    sql<{ der: Buffer; now: Date }>`select t.der, n.now from (select business_now() as now) n
      left join (select der from trust_root where removed_at is null order by added_at, id limit ${ROOTS_AT_MOST}) t on true`,
  );
  return { rootsDer: rows.flatMap(({ der }) => (der === null ? [] : [der])), at: rows[0]!.now };
}

/** Adds and removes trust roots; whoever may call it is the operator of the installation. */
@Injectable()
export class ChangeTrustRoots {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Trusts the certificates of a file, PEM or DER; one that is trusted already stays as it is.
   * @returns those that the file holds, and whether all of them were trusted before
   * @throws ProductError `invalid` for what is no certificate of an authority, `too-large`
   */
  add(file: Uint8Array, by: Caller): Promise<{ roots: TrustRootRow[]; repeated: boolean }> {
    const certificates = authoritiesIn(file);
    return transactional(this.em, 'signature.rootTrusted', async (em) => {
      const db = dbOf(em);
      const at = await this.clock.now(db);
      const rows = certificates.map((certificate) => rowOf(certificate, at));
      const added = await rowsOf<{ fingerprint: string }>(
        db,
        sql`insert into trust_root (id, fingerprint, der, subject, valid_from, valid_to, added_at)
          select id, fingerprint, decode(der, 'hex'), subject, valid_from, valid_to, ${at}
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, fingerprint text, der text, subject text,
            valid_from timestamptz, valid_to timestamptz)
          order by fingerprint on conflict (fingerprint) where removed_at is null do nothing returning fingerprint`,
      );
      const isNew = new Set(added.map(({ fingerprint }) => fingerprint));
      await record(
        db,
        rows
          .filter(({ fingerprint }) => isNew.has(fingerprint))
          .map(({ fingerprint, subject, valid_to }) => ({
            kind: 'signature.rootTrusted' as const,
            at,
            by,
            payload: { fingerprint, validTo: valid_to },
            sealed: { subject },
          })),
      );
      const meant = new Set(rows.map(({ fingerprint }) => fingerprint));
      const roots = (await listTrustRoots(db)).filter(({ fingerprint }) => meant.has(fingerprint));
      return { roots, repeated: added.length === 0 };
    });
  }

  /**
   * Trusts a certificate no longer. What was found of signatures before stays as it was found.
   * @param fingerprint  SHA-256 in hexadecimal digits, with or without colons
   * @throws ProductError `not-found`
   */
  remove(fingerprint: string, by: Caller): Promise<void> {
    const wanted = fingerprint.replaceAll(':', '').toLowerCase();
    return transactional(this.em, 'signature.rootRemoved', async (em) => {
      const db = dbOf(em);
      const at = await this.clock.now(db);
      const removed = await rowsOf(
        db,
        sql`update trust_root set removed_at = ${at} where fingerprint = ${wanted} and removed_at is null returning id`,
      );
      if (removed.length === 0)
        throw notFound('Không có chứng thư gốc nào có dấu vân này.', 'No trust root has this fingerprint.');
      await record(db, [{ kind: 'signature.rootRemoved', at, by, payload: { fingerprint: wanted } }]);
    });
  }
}

/** @throws ProductError `invalid`, `too-large` */
function authoritiesIn(file: Uint8Array): Certificate[] {
  if (file.length > CERTIFICATE_FILE_BYTES)
    throw tooLarge('Tệp chứng thư quá lớn (tối đa 200 KB).', 'The certificate file is too large (200 KB at most).');
  const certificates = certificatesIn(file).map(certificateOf);
  if (
    certificates.some(
      (one) => one === null || !isAuthority(one, 0) || keyFault(one.subjectPublicKeyInfo) === 'not-understood',
    )
  )
    throw invalid(
      'Tệp phải là chứng thư của tổ chức chứng thực (PEM hoặc DER); chứng thư của người ký không dùng làm gốc được.',
      'The file must be the certificate of an authority (PEM or DER); a signer’s own certificate is no root.',
      { field: 'file' },
    );
  return certificates as Certificate[];
}

function rowOf(certificate: Certificate, at: Date) {
  const der = derOf(certificate);
  return {
    id: uuidv7(at),
    fingerprint: fingerprintOf(der),
    der: Buffer.from(der).toString('hex'),
    subject: lineOf(certificate.subject) || '–',
    valid_from: certificate.notBefore.value.toISOString(),
    valid_to: certificate.notAfter.value.toISOString(),
  };
}
