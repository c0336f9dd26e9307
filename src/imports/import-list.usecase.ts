import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { fileWords, type RefusalCode } from '../files/index.js';
import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, firstOf, sql, type Db } from '../platform/database/sql.js';
import { invalid, notPermitted } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { vnDate } from '../platform/vn-time.js';
import { lockTree, REFORM_ON } from '../units/index.js';
import { carryOut, planOf, type ListPlan } from './list-plans.js';
import type { ImportFact } from './imports.facts.js';
import type { Note, RefusedLine } from './plan.rules.js';
import { recordChanges } from './record-changes.js';
import { readTables } from './read-tables.js';
import { nearest, recognised, type FileKind, type RecognisedList } from './recognise.rules.js';
import { importWords } from './words.js';

/** What the file does not say itself. */
export interface ImportOptions {
  /** The day that an export of the statistics office shows, or on which the official codes of a list are meant. */
  at?: string | undefined;
  /** First day of the state that a conversion table leads to; the reform of 2025 where it is not said. */
  effectiveOn?: string | undefined;
  legalBasis?: string | undefined;
}

export const STAGES = ['reading', 'checking', 'writing'] as const;
export type Stage = (typeof STAGES)[number];

/** What a list would do, or did. */
export interface ImportReport {
  kind: FileKind;
  sheet: string;
  lines: number;
  added: number;
  changed: number;
  unchanged: number;
  refused: RefusedLine[];
  notes: Note[];
  /** Whether anything was written now. */
  written: boolean;
  sha256: string;
}

interface ImportRun {
  caller: Caller;
  dryRun: boolean;
  options?: ImportOptions | undefined;
  /** gives up, before anything is written or with all of it */
  signal?: AbortSignal | undefined;
  progress?: ((stage: Stage) => void) | undefined;
}

const FACT: Readonly<Record<FileKind, Pick<ImportFact, 'kind'>>> = {
  units: { kind: 'units.imported' },
  mailboxes: { kind: 'units.addressesSet' },
  conversion: { kind: 'units.conversionImported' },
  areas: { kind: 'units.areasImported' },
  officers: { kind: 'units.officersImported' },
};
/** Lists that change the map of the whole country. */
const NATIONAL: readonly FileKind[] = ['conversion', 'areas'];

/** Takes over a list, all of it or nothing: units, officers, mailboxes, and the tables of the statistics office. */
@Injectable()
export class ImportList {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * The dry run goes the same way but for the writing. The same list again changes nothing and leaves no fact. One list
   * is taken over at a time.
   * @throws ProductError `invalid` where it is no list of ours or an option is missing, `not-permitted`
   */
  async execute(
    bytes: Uint8Array,
    { caller, dryRun, options = {}, signal, progress }: ImportRun,
  ): Promise<ImportReport> {
    progress?.('reading');
    const list = await this.read(bytes, signal);
    if (NATIONAL.includes(list.kind) && caller.role !== 'operator')
      throw notPermitted(
        'Bảng của ngành thống kê thay đổi đơn vị của cả nước: chỉ người vận hành được nhập.',
        'The tables of the statistics office change units of the whole country: only the operator imports them.',
      );
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return transactional(this.em, 'units.listCarriedOut', async (em) => {
      const db = dbOf(em);
      await lockTree(db);
      progress?.('checking');
      signal?.throwIfAborted();
      const at = await this.clock.now(db);
      const plan = await planOf(db, list, { below: await ownCode(db, caller), today: vnDate(at), at, ...known(list, options) }); // prettier-ignore
      signal?.throwIfAborted();
      const written = !dryRun && plan.refused.length === 0 && plan.added + plan.changed > 0;
      if (written) {
        progress?.('writing');
        await this.write(db, plan, { ...FACT[list.kind], caller, at, sha256 });
        signal?.throwIfAborted();
      }
      const { added, changed, unchanged, refused, notes } = plan;
      return { kind: list.kind, sheet: list.sheet, lines: list.lines.length + list.ragged.length, added, changed, unchanged, refused, notes, written, sha256 }; // prettier-ignore
    });
  }

  private async read(bytes: Uint8Array, signal: AbortSignal | undefined): Promise<RecognisedList> {
    const tables = await readTables(bytes, signal);
    if ('refused' in tables) throw refusedFile(tables.refused);
    const list = recognised(tables.sheets);
    if (!list) throw unknownList(nearest(tables.sheets));
    if (list.lines.length + list.ragged.length === 0)
      throw invalid(importWords('vi').reasons.empty, importWords('en').reasons.empty, { field: 'file' });
    return list;
  }

  private async write(
    db: Db,
    plan: ListPlan,
    { kind, caller, at, sha256 }: { kind: ImportFact['kind']; caller: Caller; at: Date; sha256: string },
  ): Promise<void> {
    await carryOut(db, plan, { at, by: caller });
    await recordChanges(db, plan.changes, { at, by: caller, sha256 });
    const fact: ImportFact = { kind, payload: { units: plan.added + plan.changed, fileSha256: sha256 } };
    await record(db, [{ ...fact, at, by: caller, payload: { ...fact.payload } }]);
  }
}

/** The unit below which the caller may change things; undefined for the operator. */
async function ownCode(db: Db, { role, unitId }: Caller): Promise<string | undefined> {
  if (role === 'operator') return undefined;
  const own = await firstOf(db, sql<{ code: string }>`select code from unit where id = ${unitId}`);
  if (!own) throw notPermitted('Hãy đăng nhập cho một đơn vị.', 'Sign in for a unit.');
  return own.code;
}

function known({ kind }: RecognisedList, { at, effectiveOn, legalBasis }: ImportOptions) {
  if (kind === 'areas' && at === undefined)
    throw invalid(
      'Danh mục của ngành thống kê không ghi ngày: hãy nói rõ ngày của danh mục (--at YYYY-MM-DD).',
      'The export of the statistics office bears no date: say which day it shows (--at YYYY-MM-DD).',
      { field: 'at' },
    );
  const on = effectiveOn ?? REFORM_ON;
  const basis = legalBasis ?? (on === REFORM_ON ? 'Quyết định 19/2025/QĐ-TTg' : null);
  return { on: at ?? on, codesOn: at, effectiveOn: on, legalBasis: basis };
}

const refusedFile = (code: RefusalCode) =>
  code === 'unsupported'
    ? invalid(
        'Chỉ nhập được tệp .xlsx, .xls hoặc .csv. Hãy lưu danh sách thành một trong các dạng đó rồi gửi lại.',
        'Only .xlsx, .xls and .csv files are imported. Save the list as one of them and send it again.',
        { field: 'file' },
      )
    : invalid(fileWords('vi').refusals[code], fileWords('en').refusals[code], { field: 'file' });

function unknownList(near: { kind: FileKind; missing: string[] } | undefined) {
  const lacks = near?.missing.join(', ') ?? '';
  const [vi, en] = [importWords('vi'), importWords('en')];
  if (!near || near.missing.length === 0) return invalid(vi.unknown, en.unknown, { field: 'file' });
  return invalid(vi.lacks(vi.kinds[near.kind], lacks), en.lacks(en.kinds[near.kind], lacks), { field: 'file' });
}
