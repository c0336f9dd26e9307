import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf } from '../platform/database/sql.js';
import { invalid, ProductError } from '../platform/errors.js';
import { vnDate } from '../platform/vn-time.js';
import { findUnit } from './find-unit.js';
import { csvRows, isAddress } from './import.rules.js';
import { setMailboxes } from './mailboxes.js';

/** A line that keeps the whole file out. */
export interface RefusedAddress {
  line: number;
  code: string;
  value: string;
  reason: 'code' | 'email' | 'columns';
}

/** Sets the mailboxes of units that are there already, from a file, all or none. */
@Injectable()
export class SetAddresses {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * An empty address takes the unit's mailbox away. Addresses stay out of the history, which keeps the file's digest.
   * @param text  comma-separated UTF-8 with the header `code,email`; codes are our own, or official on the day `at`
   * @throws ProductError `invalid` where the header is another
   */
  async execute(
    text: string,
    { at, caller, dryRun }: { at?: string | undefined; caller: Caller; dryRun: boolean },
  ): Promise<{ units: number; written: boolean; refused: RefusedAddress[] }> {
    const [header, ...rows] = csvRows(text);
    if (header?.cells.join(',') !== 'code,email')
      throw invalid('Dòng tiêu đề phải là: code,email', 'The header must be: code,email');
    return this.em.fork().transactional(async (em) => {
      const db = dbOf(em);
      const found: { id: string; email: string }[] = [];
      const refused: RefusedAddress[] = [];
      for (const { line, cells } of rows) {
        const [code = '', email = ''] = cells;
        const unit = await findUnit(db, code, at).catch((error: unknown) => {
          if (error instanceof ProductError) return undefined;
          throw error;
        });
        if (cells.length !== 2) refused.push({ line, code, value: String(cells.length), reason: 'columns' });
        else if (!unit) refused.push({ line, code, value: code, reason: 'code' });
        else if (email !== '' && !isAddress(email)) refused.push({ line, code, value: email, reason: 'email' });
        else found.push({ id: unit.id, email });
      }
      const written = refused.length === 0 && !dryRun && found.length > 0;
      if (written) {
        const now = await this.clock.now(db);
        const mailboxes = found.map(({ id, email }) => ({ unitId: id, address: email || null }));
        await setMailboxes(db, mailboxes, { on: vnDate(now) });
        const fileSha256 = createHash('sha256').update(text).digest('hex');
        await record(db, [
          { kind: 'units.addressesSet', at: now, by: caller, payload: { units: found.length, fileSha256 } },
        ]);
      }
      return { units: rows.length, written, refused };
    });
  }
}
