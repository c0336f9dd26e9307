import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DraftDirective } from '../../src/directives/index.js';
import {
  emptyDispatch,
  KeepPaper,
  ReadAgain,
  TakeInFiles,
  toDispatch,
  VerifyAgain,
} from '../../src/dispatches/index.js';
import type { FileHandedIn } from '../../src/dispatches/take-in-files.usecase.js';
import { batchOf, type BatchItem } from '../../src/dispatches/intake.queries.js';
import type { Caller } from '../../src/platform/caller.js';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { letterPdf } from '../../src/letters/index.js';
import { signaturesOf } from '../../src/signatures/index.js';
import { ChangeTrustRoots } from '../../src/signatures/trust-roots.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { findUnit, SeedDemoUnits } from '../../src/units/index.js';
import { certify, signPdf } from '../support/signed-pdf.js';
import { testApp, type TestApp } from '../support/app.js';

const LETTER = `BỘ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 812/BNV-CQĐP
V/v kiểm kê phòng họp trực tuyến
Hà Nội, ngày 05 tháng 11 năm 2026

Kính gửi: Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương

Thực hiện Nghị quyết số 41/NQ-CP ngày 20/10/2026 của Chính phủ, Bộ Nội vụ đề nghị:
1. Kiểm kê phòng họp trực tuyến của từng xã, phường.
2. Báo cáo kết quả về Bộ Nội vụ trước ngày 01/12/2026.

Nơi nhận:
- Như trên;
- Lưu: VT.
BỘ TRƯỞNG
Lê Thị Hồng Minh`;
const SECRET = LETTER.replace('V/v kiểm kê', 'TỐI MẬT\nV/v kiểm kê').replaceAll('phòng họp', 'hầm ngầm Tây Bắc');

let testing: TestApp;
let clerk: Caller;
const file = (text: string, name = 'cong-van.txt') => ({ name, bytes: Buffer.from(text) });

beforeAll(async () => {
  testing = await testApp();
  await testing.get(SeedDemoUnits).execute(new Date('2026-11-16T02:00:00Z'));
  await testing.setClock('2026-11-16T02:00:00Z');
  const { id } = await findUnit(testing.db, 'bo-noi-vu', '2026-11-16');
  clerk = { actor: 'clerk', role: 'clerk', unitId: id, capacity: 'own-office', locale: 'vi' };
});
afterAll(() => testing.close());

async function takenIn(...files: FileHandedIn[]): Promise<BatchItem[]> {
  const { batchId, finished } = await testing.get(TakeInFiles).start(files, clerk);
  await finished;
  const batch = await batchOf(testing.db, batchId, clerk.unitId);
  expect([batch.state, batch.done]).toEqual(['finished', files.length]);
  return batch.items;
}

/** Every text column of every table, searched for a phrase. */
async function tablesThatHold(phrase: string): Promise<string[]> {
  const columns = await rowsOf<{ name: string; column: string; bytea: boolean }>(
    testing.db,
    sql`select c.table_name as name, c.column_name as "column", c.data_type = 'bytea' as bytea
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
        and c.data_type in ('text', 'jsonb', 'bytea', 'ARRAY')`,
  );
  const found: string[] = [];
  for (const { name, column, bytea } of columns) {
    const holds = bytea
      ? sql`position(convert_to(${phrase}, 'UTF8') in ${sql.ref(column)}) > 0`
      : sql`${sql.ref(column)}::text like ${`%${phrase}%`}`;
    const rows = await rowsOf(testing.db, sql`select 1 from ${sql.table(name)} where ${holds} limit 1`);
    if (rows.length > 0) found.push(`${name}.${column}`);
  }
  return found;
}

describe('files that are handed in', () => {
  it('become papers that wait, with the file as it was and the place of every duty', async () => {
    const [item] = await takenIn(file(LETTER));
    expect(item).toMatchObject({ origin: 'cong-van.txt', refusal: null, kind: 'CV' });
    const [row] = await rowsOf<{ state: string; bytes: Buffer; encoding: string }>(
      testing.db,
      sql`select d.state, f.bytes, d.encoding from dispatch d join stored_file f on f.id = d.file_id
        where d.id = ${item!.dispatchId}`,
    );
    expect([row!.state, row!.bytes.toString(), row!.encoding]).toEqual(['read', LETTER, 'utf-8']);
    const id = await testing.get(DraftDirective).execute({ issuer: 'bo-noi-vu', paperId: item!.dispatchId! }, clerk);
    const duties = await rowsOf<{ kind: string; words: string; due: string | null; operator: string | null }>(
      testing.db,
      sql`select o.kind, substring(d.text from o.start_at + 1 for o.end_at - o.start_at) as words,
          o.due_on::text as due, o.due_operator as operator
        from obligation o join dispatch d on d.id = o.dispatch_id join directive v on v.dispatch_id = d.id
        where v.id = ${id} order by o.n`,
    );
    expect(duties).toEqual([
      { kind: 'task', words: expect.stringContaining('Kiểm kê phòng họp'), due: null, operator: null },
      { kind: 'task', words: expect.stringContaining('Báo cáo kết quả'), due: '2026-12-01', operator: 'before' },
      { kind: 'report', words: expect.stringContaining('Báo cáo kết quả'), due: '2026-12-01', operator: 'before' },
    ]);
  });

  it('are refused one by one, and a secret leaves no trace of its text or name', async () => {
    const items = await takenIn(file(LETTER, 'mot.txt'), file(SECRET, 'hầm ngầm Tây Bắc.txt'), {
      name: 'anh.txt',
      bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1]),
    });
    expect(items.map(({ origin, refusal }) => [origin, refusal])).toEqual([
      ['mot.txt', null],
      [null, 'secret'],
      ['anh.txt', expect.any(String)],
    ]);
    expect(await tablesThatHold('hầm ngầm Tây Bắc')).toEqual([]);
    expect(await tablesThatHold('phòng họp trực tuyến')).not.toEqual([]);
    const facts = await rowsOf<{ payload: string }>(
      testing.db,
      sql`select convert_from(bytes, 'UTF8')::jsonb -> 'payload' as payload from ledger_entry where kind = 'dispatch.refused'`,
    );
    expect(facts.map(({ payload }) => payload)).toContainEqual({ reason: 'secret' });
  });

  it('that are cancelled leave what was read, and say so', async () => {
    const intake = testing.get(TakeInFiles);
    const { batchId, finished } = await intake.start(
      Array.from({ length: 30 }, (_, i) => file(LETTER.replace('812', String(100 + i)), `${i}.txt`)),
      clerk,
    );
    await intake.cancel(batchId, clerk);
    await finished;
    const batch = await batchOf(testing.db, batchId, clerk.unitId);
    expect(batch.state).toBe('cancelled');
    expect(batch.items.length).toBe(batch.done);
    expect(batch.done).toBeLessThan(30);
  });

  it('of another unit are not cancelled by whoever knows the batch', async () => {
    const { id } = await findUnit(testing.db, 'bo-y-te', '2026-11-16');
    const files = Array.from({ length: 3 }, (_, i) => file(LETTER.replace('812', String(200 + i)), `${i}.txt`));
    const { batchId, finished } = await testing.get(TakeInFiles).start(files, clerk);
    await expect(testing.get(TakeInFiles).cancel(batchId, { ...clerk, unitId: id })).rejects.toMatchObject({
      code: 'not-found',
    });
    await finished;
    expect(await batchOf(testing.db, batchId, clerk.unitId)).toMatchObject({ state: 'finished', done: 3 });
  });

  it('that cannot be stored are refused alone; those behind them are read', async () => {
    const items = await takenIn(file(LETTER, 'mot.txt'), file(LETTER, 'hai\0.txt'), file(LETTER, 'ba.txt'));
    expect(items.map(({ origin }) => origin)).toEqual(['mot.txt', expect.stringMatching(/^hai.?\.txt$/), 'ba.txt']);
  });

  it('of a process that ended are said to be interrupted', async () => {
    const { batchId, finished } = await testing.get(TakeInFiles).start([file(LETTER)], clerk);
    await finished;
    await sql`update intake_batch set finished_at = null, worked_at = worked_at - interval '5 minutes'
      where id = ${batchId}`.execute(testing.db);
    expect((await batchOf(testing.db, batchId, clerk.unitId)).state).toBe('interrupted');
  });

  it('that are signed PDFs have their signatures verified, and again when the trust roots have changed', async () => {
    const root = await certify({ name: 'Gốc thử nghiệm', authority: true });
    const signer = await certify({ name: 'Lê Thị Hồng Minh', organisation: 'Bộ Nội vụ', by: root });
    const pdf = await letterPdf({
      dispatch: toDispatch(readDispatch(LETTER)),
      body: [{ kind: 'paragraph', text: 'Đề nghị các cơ quan thực hiện.' }],
    });
    const [item] = await takenIn({ name: 'ban-ky.pdf', bytes: await signPdf(pdf, { signer }) });
    const id = item!.dispatchId!;
    const outcomes = async () => (await signaturesOf(testing.db, id)).map(({ outcome }) => outcome);
    expect(await outcomes()).toEqual(['cannot-verify']);
    const operator: Caller = { ...clerk, role: 'operator' };
    await testing.get(ChangeTrustRoots).add(Buffer.from(root.certificate.toSchema().toBER()), operator);
    await testing.get(VerifyAgain).execute(id, clerk);
    expect(await outcomes()).toEqual(['valid']);
    expect(await tablesThatHold('Lê Thị Hồng Minh')).not.toContain('ledger_entry.bytes');
  });

  it('are read again in another encoding', async () => {
    const viet = 'S\xe8: 812/BNV-C\xc4CP'; // what TCVN3 looks like as Latin-1
    const [item] = await takenIn({
      name: 'cu.txt',
      bytes: Buffer.from(`${viet}\n${'a b c d e f g '.repeat(3)}`, 'latin1'),
    });
    await testing.get(ReadAgain).execute(item!.dispatchId!, 'tcvn3', clerk);
    const [row] = await rowsOf<{ text: string; encoding: string }>(
      testing.db,
      sql`select text, encoding from dispatch where id = ${item!.dispatchId}`,
    );
    expect([row!.encoding, row!.text]).toEqual(['tcvn3', expect.stringContaining('Số: 812')]);
    await expect(testing.get(ReadAgain).execute(item!.dispatchId!, 'ebcdic', clerk)).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  it('that show a secret only in the right encoding are forgotten with their file', async () => {
    const mark = "So^': 12/UBND\nTUYE^.T MA^.T\nV/v ha^`m nga^`m\n";
    const [item] = await takenIn({ name: 'cu.txt', bytes: Buffer.from(mark), encoding: 'utf-8' });
    const id = item!.dispatchId!;
    await expect(testing.get(ReadAgain).execute(id, 'viqr', clerk)).rejects.toMatchObject({ code: 'secret-document' });
    expect(await rowsOf(testing.db, sql`select 1 from dispatch where id = ${id}`)).toEqual([]);
    expect(await tablesThatHold('TUYE^.T')).toEqual([]);
  });
});

describe('a paper that waits', () => {
  let paper: string;
  beforeEach(async () => {
    paper = (await takenIn(file(LETTER)))[0]!.dispatchId!;
  });

  it('becomes one draft, however many ask at once', async () => {
    const drafting = testing.get(DraftDirective);
    const asked = await Promise.allSettled(
      Array.from({ length: 8 }, () => drafting.execute({ issuer: 'bo-noi-vu', paperId: paper }, clerk)),
    );
    const refused = asked.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason as { code: string }] : [],
    );
    expect(asked.length - refused.length).toBe(1);
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['conflict']));
  });

  it('is kept with its bases without being issued, once; or discarded, and then nothing more is made of it', async () => {
    const keeping = testing.get(KeepPaper);
    const kept = (await takenIn(file(LETTER)))[0]!.dispatchId!;
    const confirmed = { ...emptyDispatch(), bases: [{ code: '41/NQ-CP', date: '2026-10-20', issuer: 'Chính phủ' }] };
    await keeping.execute(kept, confirmed, clerk);
    await keeping.execute(kept, confirmed, clerk);
    const cited = () => rowsOf(testing.db, sql`select code from citation where dispatch_id = ${kept} order by ord`);
    expect(await cited()).toEqual([{ code: '41/NQ-CP' }]);
    await expect(keeping.execute(paper, { ...emptyDispatch(), secrecy: 'MẬT' }, clerk)).rejects.toMatchObject({
      code: 'secret-document',
    });
    // drafted later, it rests on what is confirmed then
    const bases = [{ code: '99/QĐ-TTg', date: '2026-10-21', issuer: null }];
    const dispatch = { ...emptyDispatch(), subject: 'kiểm kê', bases };
    await testing.get(DraftDirective).execute({ issuer: 'bo-noi-vu', paperId: kept, dispatch }, clerk);
    expect(await cited()).toEqual([{ code: '99/QĐ-TTg' }]);
    await expect(keeping.discard(kept, clerk)).rejects.toMatchObject({ code: 'not-possible-now' });
    await keeping.discard(paper, clerk);
    await keeping.discard(paper, clerk);
    await expect(
      testing.get(DraftDirective).execute({ issuer: 'bo-noi-vu', paperId: paper }, clerk),
    ).rejects.toMatchObject({
      code: 'not-possible-now',
    });
    const discarded = await rowsOf(
      testing.db,
      sql`select 1 from ledger_entry where kind = 'dispatch.discarded'
      and convert_from(bytes, 'UTF8')::jsonb -> 'payload' ->> 'dispatch' = ${paper}`,
    );
    expect(discarded).toHaveLength(1);
  });

  it('belongs to the unit that handed it in', async () => {
    const { id } = await findUnit(testing.db, 'bo-y-te', '2026-11-16');
    const other: Caller = { ...clerk, unitId: id };
    await expect(testing.get(KeepPaper).discard(paper, other)).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      testing.get(DraftDirective).execute({ issuer: 'bo-y-te', paperId: paper }, other),
    ).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
