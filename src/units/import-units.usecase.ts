import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { invalid } from '../platform/errors.js';
import { fileLines, refusalsOf, unitsToWrite, type FileLine, type Present, type RefusedLine } from './import.rules.js';
import type { UnitFact } from './units.facts.js';
import { setMailboxes } from './mailboxes.js';
import { writeUnits } from './write-units.js';

export interface ImportedUnits {
  /** Units in the file. */
  units: number;
  /** Whether they were written. */
  written: boolean;
  refused: RefusedLine[];
}

/** Adds units from a file, all or none. */
@Injectable()
export class ImportUnits {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * One refused line keeps the whole file out; every refusal is reported. What is written leaves one fact.
   * @param text  comma-separated UTF-8 with a header: code, name, kind, valid_from; level, administrative, sectoral,
   *   territory and email may be absent
   * @throws ProductError `invalid` where the header lacks a column
   */
  async execute(text: string, { caller, dryRun }: { caller: Caller; dryRun: boolean }): Promise<ImportedUnits> {
    const { lines, refused: malformed, missing } = fileLines(text);
    if (missing.length > 0)
      throw invalid(`Dòng tiêu đề thiếu cột: ${missing.join(', ')}.`, `The header lacks: ${missing.join(', ')}.`);
    return this.em.fork().transactional(async (em) => {
      const db = dbOf(em);
      const refused = [...malformed, ...refusalsOf(lines, await presentOf(db, lines))].toSorted(
        (a, b) => a.line - b.line,
      );
      const written = refused.length === 0 && !dryRun && lines.length > 0;
      if (written) await this.write(db, lines, { caller, text });
      return { units: lines.length, written, refused };
    });
  }

  private async write(
    db: Db,
    lines: readonly FileLine[],
    { caller, text }: { caller: Caller; text: string },
  ): Promise<void> {
    const at = await this.clock.now(db);
    await writeUnits(db, unitsToWrite(lines), at);
    const addressed = new Map(lines.filter(({ email }) => email !== '').map((line) => [line.code, line]));
    const ids = await rowsOf<{ id: string; code: string }>(
      db,
      sql`select id, code from unit where code = any(${[...addressed.keys()]}::text[])`,
    );
    const days = new Set([...addressed.values()].map((line) => line.valid_from));
    for (const on of days) {
      const units = ids.filter(({ code }) => addressed.get(code)!.valid_from === on);
      await setMailboxes(
        db,
        units.map(({ id, code }) => ({ unitId: id, address: addressed.get(code)!.email })),
        { on },
      );
    }
    const fileSha256 = createHash('sha256').update(text).digest('hex');
    const fact: UnitFact = { kind: 'units.imported', payload: { units: lines.length, fileSha256 } };
    await record(db, [{ ...fact, at, by: caller, payload: { ...fact.payload } }]);
  }
}

async function presentOf(db: Db, lines: readonly FileLine[]): Promise<Present> {
  const codes = [...new Set(lines.flatMap((l) => [l.code, l.administrative, l.sectoral, l.territory]))];
  const periods = await rowsOf<{ code: string; from: string; to: string | null }>(
    db,
    sql`select u.code, p.valid_from::text as "from", p.valid_to::text as "to"
        from unit u join unit_period p on p.unit_id = u.id where u.code = any(${codes}::text[])`,
  );
  const official = await rowsOf<{ value: string }>(
    db,
    sql`select distinct value from unit_official_code where value = any(${codes.map((c) => c.toUpperCase())}::text[])`,
  );
  return {
    codes: new Set(periods.map(({ code }) => code)),
    officialCodes: new Set(official.map(({ value }) => value)),
    existsOn: (code, on) => periods.some((p) => p.code === code && p.from <= on && (p.to === null || p.to > on)),
  };
}
