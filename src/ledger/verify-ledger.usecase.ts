import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { absentYears } from '../platform/database/partitions.js';
import { dbOf, rowsOf, sql } from '../platform/database/sql.js';
import { NO_CASCADE } from '../platform/ids.js';
import { canonical, leafHash, sealOf, type EntryValue } from './entry.rules.js';

const BATCH = 2000;

interface StoredEntry {
  cascadeId: string;
  id: string;
  kind: string;
  at: Date;
  recordedAt: Date;
  actor: string;
  capacity: string;
  unitId: string | null;
  directiveId: string | null;
  assignmentId: string | null;
  fromState: string | null;
  toState: string | null;
  bytes: Buffer;
  leafHash: Buffer;
  seals: { field: string; salt: string; value: string }[] | null;
}

/** What is wrong with an entry, and which. */
export interface LedgerFault {
  entry: string;
  reason: 'leaf-hash' | 'not-canonical' | 'column-differs' | 'seal' | 'seal-missing';
}

/** What was read of the history, and what of it is not here. */
export interface VerifiedLedger {
  entries: number;
  faults: LedgerFault[];
  absentYears: number[];
}

/** Reads the whole history again and recomputes it with nothing but the entry format. */
@Injectable()
export class VerifyLedger {
  constructor(private readonly em: EntityManager) {}

  /**
   * Finds entries whose bytes do not give their hash, are not canonical, say something else than their plain columns, or
   * whose sealed value does not match. What was removed as a whole is found by the tree, not here.
   * @param counted  told of every batch, with the number of entries so far
   * @returns how many were read, the faults, at most a hundred, and the years that were detached, whose entries are not
   *   here to be read
   */
  async execute(counted: (entries: number) => void = () => {}): Promise<VerifiedLedger> {
    const db = dbOf(this.em.fork());
    const years = await absentYears(db);
    const faults: LedgerFault[] = [];
    let entries = 0;
    let after = { cascadeId: NO_CASCADE, id: NO_CASCADE };
    for (;;) {
      const batch = await rowsOf<StoredEntry>(
        db,
        sql`select e.cascade_id as "cascadeId", e.id, e.kind, e.at, e.recorded_at as "recordedAt", e.actor, e.capacity, e.unit_id as "unitId",
            e.directive_id as "directiveId", e.assignment_id as "assignmentId", e.from_state as "fromState",
            e.to_state as "toState", e.bytes, e.leaf_hash as "leafHash",
            (select json_agg(json_build_object('field', s.field, 'salt', encode(s.salt, 'hex'), 'value', s.value))
              from ledger_sealed s where s.entry_id = e.id) as seals
          from ledger_entry e where (e.cascade_id, e.id) > (${after.cascadeId}::uuid, ${after.id}::uuid)
          order by e.cascade_id, e.id limit ${BATCH}`,
      );
      for (const entry of batch) {
        const reason = faultOf(entry);
        if (reason && faults.length < 100) faults.push({ entry: entry.id, reason });
      }
      entries += batch.length;
      counted(entries);
      if (batch.length < BATCH) return { entries, faults, absentYears: years };
      after = batch.at(-1)!;
    }
  }
}

interface Entry {
  [member: string]: EntryValue;
}

function faultOf(stored: StoredEntry): LedgerFault['reason'] | undefined {
  if (!leafHash(stored.bytes).equals(stored.leafHash)) return 'leaf-hash';
  const text = stored.bytes.toString('utf8');
  const entry = entryOf(text);
  if (!entry || canonical(entry) !== text) return 'not-canonical';
  if (!sameColumns(stored, entry)) return 'column-differs';
  const sealed = Object.entries((entry['sealed'] ?? {}) as Record<string, string>);
  const kept = new Map((stored.seals ?? []).map((s) => [s.field, sealOf(Buffer.from(s.salt, 'hex'), s.value)]));
  if (sealed.some(([field]) => !kept.has(field))) return 'seal-missing';
  return sealed.length !== kept.size || sealed.some(([field, seal]) => kept.get(field) !== seal) ? 'seal' : undefined;
}

function entryOf(text: string): Entry | undefined {
  try {
    return JSON.parse(text) as Entry;
  } catch {
    return undefined;
  }
}

const sameColumns = (stored: StoredEntry, entry: Entry): boolean =>
  entry['id'] === stored.id &&
  entry['kind'] === stored.kind &&
  entry['cascade'] === stored.cascadeId &&
  entry['actor'] === stored.actor &&
  entry['capacity'] === stored.capacity &&
  (entry['unit'] ?? null) === stored.unitId &&
  (entry['directive'] ?? null) === stored.directiveId &&
  (entry['assignment'] ?? null) === stored.assignmentId &&
  (entry['from'] ?? null) === stored.fromState &&
  (entry['to'] ?? null) === stored.toState &&
  entry['at'] === stored.at.toISOString();
