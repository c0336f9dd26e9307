import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assignmentById } from '../../src/assignments/index.js';
import { ForwardAssignment } from '../../src/cascade/index.js';
import { letterOfForwarding } from '../../src/cascade/letter-of-forwarding.js';
import type { Caller } from '../../src/platform/caller.js';
import { letterOfReminder } from '../../src/chasing/letter-of-reminder.js';
import { directiveById, DraftDirective, letterOfDirective } from '../../src/directives/index.js';
import { readOpenText, toDispatch } from '../../src/dispatches/index.js';
import { openFile } from '../../src/files/index.js';
import { letterDocx, letterPdf, type Letter } from '../../src/letters/index.js';
import { GiveCode, LetterSlips } from '../../src/links/index.js';
import { firstOf, sql } from '../../src/platform/database/sql.js';
import { SubmitReport, reportById } from '../../src/reports/index.js';
import { letterOfReport } from '../../src/reports/letter-of-report.js';
import { SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { operator } from '../support/issued.js';
import { acknowledge, dutyOf, issued, officerOf } from '../support/story.js';

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
  await app.setClock('2024-03-11T02:00:00Z');
  await app.get(SeedDemoUnits).execute(new Date('2024-03-11T02:00:00Z'));
});
afterAll(() => app.close());

/** What a clerk who receives the file reads in it. */
async function textOf(letter: Letter, laidOut = letterDocx): Promise<string> {
  const { papers } = await openFile({ name: 'a', bytes: new Uint8Array(await laidOut(letter)) });
  return papers[0]!.text;
}
const read = async (letter: Letter, laidOut = letterDocx) => toDispatch(readOpenText(await textOf(letter, laidOut)));

const PAPER = `UBND TỈNH LẠNG SƠN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ THÔNG TIN VÀ TRUYỀN THÔNG          Độc lập - Tự do - Hạnh phúc

Số: 88/STTTT-TTBCXB               Lạng Sơn, ngày 11 tháng 3 năm 2024
V/v tuyên truyền phòng, chống
cháy rừng mùa khô

Kính gửi:
- Báo Lạng Sơn;
- Phòng Văn hóa và Thông tin các huyện, thành phố.

Thực hiện Kế hoạch số 31/KH-UBND ngày 26/02/2024 của UBND tỉnh, Sở Thông tin
và Truyền thông đề nghị:

1. Báo Lạng Sơn mở chuyên mục, đăng tin, bài về phòng cháy, chữa cháy rừng.

2. Phòng Văn hóa và Thông tin các huyện, thành phố chỉ đạo hệ thống truyền
thanh cơ sở phát tin hằng ngày.

3. Lịch phát sóng:

| TT | Nội dung | Thời hạn |
| --- | --- | --- |
| 1 | Phóng sự về kiểm lâm | 20/3/2024 |
| 2 | Bản tin cảnh báo cháy rừng | 25/3/2024 |

Báo cáo kết quả về Sở Thông tin và Truyền thông trước ngày 15/4/2024./.

Nơi nhận:                                   KT. GIÁM ĐỐC
- Như trên;                                 PHÓ GIÁM ĐỐC
- UBND tỉnh (b/c);
- Lưu: VT, TTBCXB.

                                            Lê Văn Dũng
`;

describe('a directive that was drafted of a text', () => {
  let letter: Letter;
  beforeAll(async () => {
    const id = await app
      .get(DraftDirective)
      .execute({ issuer: 'ls-so-tttt', text: PAPER }, await officerOf(app, 'ls-so-tttt'));
    letter = await letterOfDirective(app.db, id);
  });

  it('has that text paragraph by paragraph, its tables as tables', () => {
    expect(letter.body.map((block) => ('text' in block ? block.text.slice(0, 40) : block.kind))).toEqual([
      'Thực hiện Kế hoạch số 31/KH-UBND ngày 26',
      '1. Báo Lạng Sơn mở chuyên mục, đăng tin,',
      '2. Phòng Văn hóa và Thông tin các huyện,',
      '3. Lịch phát sóng:',
      'table',
      'Báo cáo kết quả về Sở Thông tin và Truyề',
    ]);
    expect(letter.body[4]).toMatchObject({
      head: ['TT', 'Nội dung', 'Thời hạn'],
      rows: [
        ['1', 'Phóng sự về kiểm lâm', '20/3/2024'],
        ['2', 'Bản tin cảnh báo cháy rừng', '25/3/2024'],
      ],
    });
  });

  it.each([
    ['Word document', letterDocx],
    ['PDF', letterPdf],
  ] as const)('is read again out of its %s as it was read', async (_, laidOut) => {
    const { warnings: __, ...fields } = toDispatch(readOpenText(PAPER));
    expect(await read(letter, laidOut)).toMatchObject(fields);
  });
});

describe('a directive that was drafted of fields', () => {
  it('is composed of its bases, tasks and deadline, with gaps for what is not given', async () => {
    const by = await officerOf(app, 'ls-so-tttt');
    const dispatch = {
      ...toDispatch(readOpenText('Số: /STTTT-BCVT\n\nV/v rà soát trạm phát sóng\n\nKính gửi: Các phòng.')),
      date: null,
      datePartial: null,
      bases: [{ code: '12/CT-TTg', date: '2024-02-03', issuer: 'Thủ tướng Chính phủ' }],
    };
    const id = await app.get(DraftDirective).execute(
      {
        issuer: 'ls-so-tttt',
        dispatch,
        addressees: [
          { text: 'Phòng Văn hóa và Thông tin các huyện, thành phố', role: 'action' },
          { text: 'UBND tỉnh Lạng Sơn', role: 'information' },
        ],
        tasks: [{ label: '1', text: 'Rà soát, lập danh sách trạm phát sóng xuống cấp', addressees: [] }],
        dueOn: '2024-04-15',
        dueOperator: 'before',
      },
      by,
    );
    const letter = await letterOfDirective(app.db, id);
    expect(await read(letter)).toMatchObject({
      kind: 'CV',
      number: null,
      symbol: 'STTTT-BCVT',
      place: 'Lạng Sơn',
      date: null,
      subject: 'rà soát trạm phát sóng',
      issuer: { name: 'SỞ THÔNG TIN VÀ TRUYỀN THÔNG', parent: 'ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN', stated: true },
      addressees: ['Phòng Văn hóa và Thông tin các huyện, thành phố'],
      bases: dispatch.bases,
      tasks: [{ label: '1', text: 'Rà soát, lập danh sách trạm phát sóng xuống cấp', addressees: [] }],
      copies: [{ name: 'UBND tỉnh Lạng Sơn', note: null }],
      archive: 'VT',
      signature: { mode: null, onBehalfOf: null, title: null, name: null },
    });
    const text = await textOf(letter);
    expect(text).toContain('Số:');
    expect(text).toContain('Thời hạn hoàn thành: trước ngày 15/4/2024./.');
  });
});

describe('letters about a directive in force', () => {
  let directive: string;
  const OFFICE = 'ls-h183-phong-vhtt';
  beforeAll(async () => {
    directive = await issued(app, {
      issuer: 'ls-so-tttt',
      text: PAPER,
      dueOn: '2024-04-15',
      addressees: [{ text: 'Phòng Văn hóa và Thông tin các huyện, thành phố', role: 'action' }],
    });
  });

  it('urge nobody while nobody is late', async () => {
    await expect(letterOfReminder(app.db, directive, {})).rejects.toMatchObject({ code: 'not-possible-now' });
  });

  it('pass it on: composed, and the unit’s own dispatch once it has made one', async () => {
    await acknowledge(app, directive, OFFICE);
    const duty = await assignmentById(app.db, await dutyOf(app, directive, OFFICE));
    const composed = await read(await letterOfForwarding(app.db, duty));
    expect(composed).toMatchObject({
      number: null,
      subject: 'triển khai thực hiện Công văn số 88/STTTT-TTBCXB ngày 11/3/2024',
      bases: [{ code: '88/STTTT-TTBCXB', date: '2024-03-11' }],
      addressees: ['Các cơ quan, đơn vị trực thuộc'],
      reports: [{ due: '2024-04-15' }],
    });
    const text =
      'Số: 21/VHTT\n\nCao Lộc, ngày 12 tháng 3 năm 2024\n\nV/v phát bản tin\n\nKính gửi: Ủy ban nhân dân các xã, thị trấn.';
    const to = ['Ủy ban nhân dân các xã, thị trấn'];
    await app.get(ForwardAssignment).execute(duty.id, { to, text }, await officerOf(app, OFFICE));
    expect(await read(await letterOfForwarding(app.db, duty))).toMatchObject({
      number: 21,
      symbol: 'VHTT',
      date: '2024-03-12',
      subject: 'phát bản tin',
      addressees: to,
    });
  });

  it('reply: the figures, the text, or that there is nothing', async () => {
    const duty = await dutyOf(app, directive, OFFICE);
    const figures = { 'Tin bài': 1250, 'Tỷ lệ (%)': 97.5 };
    const text = 'Đã phát tin hằng ngày.\nKhông xảy ra cháy rừng.';
    await app.get(SubmitReport).execute(duty, { text, figures }, await officerOf(app, OFFICE));
    const id = await firstOf(app.db, sql<{ id: string }>`select id from report where assignment_id = ${duty}`);
    const row = await reportById(app.db, id!.id);
    const report = await letterOfReport(app.db, row, 'BC');
    expect(await read(report)).toMatchObject({
      kind: 'BC',
      addressees: ['Sở Thông tin và Truyền thông tỉnh Lạng Sơn'],
      tasks: [],
      bases: [{ code: '88/STTTT-TTBCXB', date: '2024-03-11' }],
    });
    expect(report.body).toContainEqual({
      kind: 'table',
      head: ['TT', 'Chỉ tiêu', 'Số liệu'],
      rows: [
        ['1', 'Tin bài', '1.250'],
        ['2', 'Tỷ lệ (%)', '97,5'],
      ],
    });
    expect(await textOf(report)).toContain('Không xảy ra cháy rừng.');
    const nil = await letterOfReport(app.db, { ...row, nil: true, text: null, figures: null }, 'CV');
    expect(await textOf(nil)).toContain('không phát sinh nội dung phải báo cáo');
    expect(await read(nil)).toMatchObject({ kind: 'CV' });
  });

  it('urge those who are late, by name, at what and by when', async () => {
    await app.setClock('2024-04-17T02:00:00Z');
    const letter = await letterOfReminder(app.db, directive, { by: '2024-04-22' });
    const { addressees, tasks, subject } = await read(letter);
    expect(subject).toBe('đôn đốc thực hiện Công văn số 88/STTTT-TTBCXB ngày 11/3/2024');
    expect(addressees).toHaveLength(1); // more than ten: they stand in the list behind the signature
    expect(tasks.map(({ label }) => label)).toEqual(['1', '2']);
    expect(await textOf(letter)).toContain('chậm nhất ngày 22/4/2024');
    const one = await letterOfReminder(app.db, directive, { unit: 'ls-h184-phong-vhtt' });
    expect((await read(one)).addressees).toEqual(['Phòng Văn hóa và Thông tin huyện Văn Quan']);
    expect(await textOf(one)).toContain('chậm nhất ngày 23/4/2024'); // three working days: the 18th is Giỗ Tổ
  });

  it('stay as their author wrote them: what is offered stands on a page behind, a code only for who may give it', async () => {
    const slips = app.get(LetterSlips);
    const id = await issued(app, {
      issuer: 'ls-so-tttt',
      text: PAPER.replace('88/STTTT', '89/STTTT'),
      addressees: [{ text: OFFICE, role: 'action' }],
    });
    const [row, paper] = [await directiveById(app.db, id), await letterOfDirective(app.db, id)];
    const page = expect.stringMatching(/\/m$/);
    expect((await slips.of(app.db, row, paper, operator)).slip).toEqual({
      address: page,
      page,
      code: null,
      until: null,
      isBehind: true,
    });
    const duty = await dutyOf(app, id, OFFICE);
    const { code, address } = await app.get(GiveCode).execute(duty, operator);
    const offered = await slips.of(app.db, row, paper, operator);
    expect(offered.slip).toMatchObject({ code, address, isBehind: true });
    for (const laidOut of [letterDocx, letterPdf])
      expect(await read(offered, laidOut)).toEqual(await read(paper, laidOut));
    const stranger = await officerOf(app, 'ls-h184-phong-vhtt');
    expect((await slips.of(app.db, row, paper, stranger)).slip).toMatchObject({ code: null, address: page });
    await acknowledge(app, id, OFFICE);
    expect((await slips.of(app.db, row, paper, operator)).slip).toBe(undefined);
  });

  it('offer a page for a code to many, the code itself to the one that they go to, and are read as without it', async () => {
    const duty = await assignmentById(app.db, await dutyOf(app, directive, OFFICE));
    const slips = app.get(LetterSlips);
    const passed = await letterOfReminder(app.db, directive, { unit: 'ls-h184-phong-vhtt' });
    const page = expect.stringMatching(/\/m$/);
    const many = await slips.under(
      app.db,
      { cascadeId: duty.cascadeId, id: directive },
      { unitId: null, letter: passed, by: operator },
    );
    expect(many.slip).toEqual({ address: page, page, code: null, until: null });
    expect(await read(many)).toEqual(await read(passed));
    const late = await dutyOf(app, directive, 'ls-h184-phong-vhtt');
    const { unitId } = await assignmentById(app.db, late);
    const toOne = (by: Caller = operator) =>
      slips.under(app.db, { cascadeId: duty.cascadeId, id: directive }, { unitId, letter: passed, by });
    expect((await toOne()).slip).toMatchObject({ code: null });
    const { code, address } = await app.get(GiveCode).execute(late, operator);
    const one = await toOne();
    expect(one.slip).toMatchObject({ code, address, page });
    const auditor: Caller = { ...operator, actor: 'kiểm tra', role: 'auditor', unitId: duty.senderId };
    expect((await toOne(auditor)).slip).toMatchObject({ code: null });
    for (const laidOut of [letterDocx, letterPdf])
      expect(await read(one, laidOut)).toEqual(await read(passed, laidOut));
    const settled = { unitId: duty.unitId, letter: passed, by: operator };
    expect((await slips.under(app.db, { cascadeId: duty.cascadeId, id: directive }, settled)).slip).toBe(undefined);
  });
});
