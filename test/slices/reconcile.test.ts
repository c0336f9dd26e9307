import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IssueDirective } from '../../src/cascade/index.js';
import {
  addresseesOfDirective,
  directiveById,
  DraftDirective,
  duplicateQueries,
  duplicatesOfPaper,
  matchesOf,
  ReconcileDirective,
  recognised,
  tasksOf,
} from '../../src/directives/index.js';
import { paperOf, readOpenText, storePaper } from '../../src/dispatches/index.js';
import type { Caller } from '../../src/platform/caller.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { testApp, type TestApp } from '../support/app.js';
import { clerkOf, factsOf } from '../support/issued.js';

const letter = ({
  number = '     ',
  date = 'ngày     tháng 11 năm 2026',
  due = '04/12/2026',
  third = 'Thanh Hóa',
} = {}) => `ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: ${number}/UBND-KGVX

Lạng Sơn, ${date}

V/v phối hợp rà soát các tuyến xe khách liên tỉnh trong dịp Tết

Kính gửi:

- Ủy ban nhân dân tỉnh Cao Bằng;
- Ủy ban nhân dân tỉnh Sơn La;
- Ủy ban nhân dân tỉnh ${third}.

Thực hiện Kế hoạch số 88/KH-UBND ngày 02/11/2026 của Ủy ban nhân dân tỉnh Lạng Sơn về phục vụ đi lại của nhân dân, Ủy ban nhân dân tỉnh Lạng Sơn đề nghị:

1. Rà soát biểu đồ chạy xe của các doanh nghiệp vận tải khách liên tỉnh trên tuyến cố định, thông báo các chuyến tăng cường.

2. Kiểm tra điều kiện an toàn của phương tiện tại bến trước khi xuất bến, lập danh sách các xe không bảo đảm.

Kết quả gửi về Ủy ban nhân dân tỉnh Lạng Sơn trước ngày ${due} để tổng hợp./.

Nơi nhận:
- Như trên;
- Lưu: VT, KGVX.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Hoàng Minh Quân
`;

/** Another letter of the same office to the same addressees. */
const other = (number?: string): string =>
  letter({ number })
    .replace('phối hợp rà soát các tuyến xe khách liên tỉnh trong dịp Tết', 'cử cán bộ dự hội nghị giao ban vùng')
    .replace(/Thực hiện[\s\S]*tổng hợp/, 'Đề nghị cử một lãnh đạo dự hội nghị và gửi danh sách về Văn phòng');

let app: TestApp;
let clerk: Caller;
beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-11-16T02:00:00Z');
  clerk = await clerkOf(app.db, 't20');
});
afterAll(() => app.close());

const draft = (text: string): Promise<string> => app.get(DraftDirective).execute({ issuer: 't20', text }, clerk);
const handIn = (text: string): Promise<string> =>
  storePaper(app.db, {
    unitId: clerk.unitId!,
    text,
    reading: readOpenText(text),
    at: new Date('2026-11-17T02:00:00Z'),
  });
const reconcile = (id: string, dispatch: string) => app.get(ReconcileDirective).execute(id, dispatch, clerk);
const stateOf = async (dispatch: string): Promise<string> =>
  (await firstOf(app.db, sql<{ state: string }>`select state from dispatch where id = ${dispatch}`))!.state;

let next = 600;
/** The numbered copy of a letter, each under a number of its own. */
const sealed = (more: Parameters<typeof letter>[0] = {}) => {
  next += 1;
  return { number: next, text: letter({ number: String(next), date: 'ngày 17 tháng 11 năm 2026', ...more }) };
};

describe('a numbered copy', () => {
  it('is matched with its draft by content, also where it was scanned badly, and with no other', async () => {
    const own = await draft(letter());
    await draft(other());
    const scanned = sealed()
      .text.split(' ')
      .map((word, i) => (i % 11 === 5 && !/\d/.test(word) ? `${word.slice(0, -1)}l` : word))
      .join(' ');
    const found = await matchesOf(app.db, await handIn(scanned), clerk);
    expect(found.map(({ directiveId, provisional }) => [directiveId, provisional])).toEqual([[own, 'DT-01/2026']]);
    expect(found[0]!.score).toBeLessThan(0.9);
    expect(await matchesOf(app.db, await handIn(letter()), clerk)).toEqual([]);
    await reconcile(own, await handIn(sealed().text));
  });

  it('gives the draft its number, date and paper; the old paper and the provisional number stay', async () => {
    const id = await draft(letter());
    const before = await directiveById(app.db, id);
    const { number, text } = sealed();
    const copy = await handIn(text);
    const both = await Promise.all([reconcile(id, copy), reconcile(id, copy)]);
    expect(both.filter(({ repeated }) => repeated)).toHaveLength(1);
    const after = await directiveById(app.db, id);
    expect(after).toMatchObject({
      number,
      symbol: 'UBND-KGVX',
      datedOn: '2026-11-17',
      dispatchId: copy,
      state: 'drafted',
    });
    expect(after.provisional).toBe(before.provisional);
    expect([await stateOf(before.dispatchId!), await stateOf(copy)]).toEqual(['merged', 'kept']);
    const fact = await firstOf(
      app.db,
      sql<{ payload: Record<string, unknown> }>`select convert_from(bytes, 'UTF8')::jsonb -> 'payload' as payload
        from ledger_entry where directive_id = ${id} and kind = 'directive.reconciled'`,
    );
    expect(fact!.payload).toMatchObject({
      number,
      provisional: before.provisional,
      dispatch: copy,
      previousDispatch: before.dispatchId,
      dutiesTaken: false,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      previousSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await app.get(IssueDirective).execute(id, clerk)).directive.number).toBe(number);
  });

  it('with other duties changes a draft, and is refused once the directive is issued, with the way out', async () => {
    const id = await draft(letter());
    await reconcile(id, await handIn(sealed({ due: '30/11/2026', third: 'Nghệ An' }).text));
    expect((await directiveById(app.db, id)).dueOn).toBe('2026-11-30');
    expect((await addresseesOfDirective(app.db, id)).map(({ text }) => text)).toContain('Ủy ban nhân dân tỉnh Nghệ An');
    expect(await tasksOf(app.db, id)).toHaveLength(2);

    const issued = await draft(letter());
    await app.get(IssueDirective).execute(issued, clerk);
    await expect(reconcile(issued, await handIn(sealed({ due: '30/11/2026' }).text))).rejects.toMatchObject({
      code: 'not-possible-now',
      details: { differences: [{ field: 'deadlines', weighty: true }] },
    });
    expect((await directiveById(app.db, issued)).reconciledAt).toBeNull();
  });

  it('replaces the number that the system minted meanwhile; the register keeps the line of the old one', async () => {
    const id = await draft(letter());
    const { directive } = await app.get(IssueDirective).execute(id, clerk);
    const { number, text } = sealed();
    const copy = await handIn(text);
    expect(await matchesOf(app.db, copy, clerk)).toContainEqual(
      expect.objectContaining({ directiveId: id, number: directive.number, state: 'issued' }),
    );
    await reconcile(id, copy);
    const lines = await rowsOf(
      app.db,
      sql`select number, notation, released_at is not null as released from register_number where directive_id = ${id}
        order by registered_at, released`,
    );
    expect(lines).toContainEqual({ number: directive.number, notation: 'UBND-KGVX', released: true });
    expect(lines).toContainEqual({ number, notation: 'UBND-KGVX', released: false });
    expect(await factsOf(app.db, { directive: id })).toMatchObject({ 'directive.reconciled': 1 });
  });

  it('of another paper, without a number, or of another office is refused', async () => {
    const id = await draft(letter());
    await expect(reconcile(id, await handIn(other('77')))).rejects.toMatchObject({ code: 'not-possible-now' });
    await expect(reconcile(id, await handIn(letter()))).rejects.toMatchObject({ code: 'invalid' });
    const stranger = await clerkOf(app.db, 't04');
    const copy = await handIn(sealed().text);
    await expect(app.get(ReconcileDirective).execute(id, copy, stranger)).rejects.toMatchObject({ code: 'not-found' });
    await expect(matchesOf(app.db, copy, stranger)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('duplicates', () => {
  it('are known by text, and by number, symbol and issuer of the year', async () => {
    const { number, text } = sealed();
    const first = await handIn(text);
    const again = await paperOf(app.db, await handIn(text), clerk);
    expect((await duplicatesOfPaper(app.db, again)).map(({ why, dispatchId }) => [why, dispatchId])).toEqual([
      ['same-text', first],
    ]);
    const reworded = await paperOf(app.db, await handIn(text.replace('dịp Tết', 'dịp lễ')), clerk);
    const twice = await duplicatesOfPaper(app.db, reworded);
    expect(new Set(twice.map(({ why }) => why))).toEqual(new Set(['same-number']));
    expect(duplicateQueries(await recognised(app.db, reworded), twice)).toMatchObject([
      { code: 'number-used-twice', field: 'number', values: { number: `${number}/UBND-KGVX`, papers: 2 } },
    ]);
    for (const varied of [text.replace('năm 2026\n', 'năm 2025\n'), text.replace('UBND-KGVX', 'UBND-NC')])
      expect(await duplicatesOfPaper(app.db, await paperOf(app.db, await handIn(varied), clerk))).toEqual([]);
  });
});
