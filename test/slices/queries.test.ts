import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { queriesInContext } from '../../src/dispatches/queries-in-context.js';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { findUnit, SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-11-16T02:00:00Z');
  await app.get(SeedDemoUnits).execute(new Date('2026-11-16T02:00:00Z'));
});
afterAll(() => app.close());

const paper = ({ to, body, kind = '' }: { to: string; body: string; kind?: string }): string => `UBND TỈNH LẠNG SƠN
SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 415/${kind ? 'CT-SVHTTDL' : 'SVHTTDL-QLDL'}
Lạng Sơn, ngày 03 tháng 4 năm 2024
${kind || 'V/v'} tăng cường quản lý lễ hội

Kính gửi: ${to}.

Sở Văn hóa, Thể thao và Du lịch đề nghị:

${body}

Nơi nhận:
- Như trên;
- Lưu: VT.

GIÁM ĐỐC

Trần Văn Bình
`;

interface Asked {
  to?: string;
  body?: string;
  on?: string;
  issuer?: string;
}

async function asked({ to = 'Công an tỉnh', body = '1. Kiểm tra lễ hội.', on = '2024-04-03', issuer }: Asked) {
  const { id: issuerId } = await findUnit(app.db, issuer ?? 'ls-so-vhttdl');
  const text = paper({ to, body });
  return queriesInContext(app.db, readDispatch(text), {
    issuerId,
    on,
    today: '2026-11-16',
    attachedNames: null,
    text,
  });
}

describe('queries of addressees', () => {
  it('has none where everybody is known', async () => {
    expect(await asked({ to: 'Ủy ban nhân dân các huyện, thành phố' })).toEqual([]);
  });

  it('finds a district that has ended', async () => {
    expect(await asked({ to: 'UBND huyện Cao Lộc', on: '2025-08-01' })).toMatchObject([
      {
        code: 'addressee-ended',
        field: 'addressees.0',
        values: { on: '2025-08-01' },
        suggestion: 'Ủy ban nhân dân tỉnh Lạng Sơn',
      },
    ]);
  });

  it('offers whoever carries on the code of a commune that was merged', async () => {
    const suggestion = 'Ủy ban nhân dân phường Kỳ Lừa, tỉnh Lạng Sơn';
    expect(await asked({ to: 'UBND thị trấn Cao Lộc', on: '2025-08-01' })).toMatchObject([
      { code: 'addressee-ended', suggestion },
    ]);
    expect(await asked({ to: suggestion, on: '2025-08-01' })).toEqual([]);
  });

  it('finds who does not exist yet', async () => {
    expect(await asked({ to: 'UBND xã Công Sơn', on: '2024-04-03' })).toEqual([]);
    expect(await asked({ to: 'Ủy ban nhân dân đặc khu Vân Đồn', on: '2024-04-03' })).toMatchObject([
      { code: 'addressee-not-yet', values: { from: '2025-07-01' } },
    ]);
  });

  it('doubts each addressee once, and offers a name only for a slip of the pen', async () => {
    expect(await asked({ to: 'Trạm Y tế xã, Chi hội chợ, Sở Y tế' })).toMatchObject([
      { code: 'addressee-not-understood', values: { name: 'Trạm Y tế xã' }, suggestion: null },
      { code: 'addressee-not-understood', values: { name: 'Chi hội chợ' }, suggestion: null },
    ]);
    expect(await asked({ to: 'UBND huyện Cao Lôc' })).toMatchObject([
      { suggestion: 'Ủy ban nhân dân huyện Cao Lộc, tỉnh Lạng Sơn' },
    ]);
  });

  it('says so where nobody knows the name, and leaves leaders alone', async () => {
    expect(await asked({ to: 'Ban Chỉ huy không ai biết' })).toMatchObject([
      { code: 'addressee-not-understood', values: { reason: 'unknown' } },
    ]);
    expect(await asked({ to: 'Lãnh đạo Sở' })).toEqual([]);
  });
});

describe('queries of who is charged', () => {
  it('doubts a department that charges the committee above it, or another department', async () => {
    const body = '1. Giao Ủy ban nhân dân tỉnh bố trí kinh phí.\n\n2. Yêu cầu Sở Y tế tổ chức trực cấp cứu.';
    expect(await asked({ body })).toMatchObject([
      { code: 'charges-superior', field: 'tasks.0' },
      { code: 'charges-peer', field: 'tasks.1' },
    ]);
  });

  it('doubts a division that charges a department', async () => {
    const issuer = 'ls-h183-phong-vhtt';
    expect(await asked({ body: '1. Yêu cầu Sở Y tế tổ chức trực cấp cứu.', issuer })).toMatchObject([
      { code: 'charges-superior', values: { name: 'Sở Y tế' } },
    ]);
  });

  it('lets it ask them, and charge what is below it', async () => {
    const body =
      '1. Đề nghị Ủy ban nhân dân tỉnh bố trí kinh phí.\n\n2. Yêu cầu Phòng Quản lý du lịch kiểm tra.\n\n3. Đề nghị Sở Y tế tổ chức trực cấp cứu.';
    expect(await asked({ body })).toEqual([]);
  });

  it('lets the committee charge its departments', async () => {
    expect(await asked({ body: '1. Giao Sở Y tế tổ chức trực cấp cứu.', issuer: 't20' })).toEqual([]);
  });
});

describe('queries of reports', () => {
  it('doubts a board without a way to it, and offers the office that the paper names', async () => {
    const report = '1. Kiểm tra lễ hội; báo cáo Ban Chỉ đạo lễ hội tỉnh trước ngày 10/5/2024.';
    expect(await asked({ body: report })).toMatchObject([
      { code: 'report-to-no-unit', field: 'reports.0.to', suggestion: null },
    ]);
    const named = `${report}\n\n2. Thanh tra tỉnh - cơ quan thường trực Ban Chỉ đạo theo dõi.`;
    expect(await asked({ body: named })).toMatchObject([{ suggestion: 'Thanh tra tỉnh' }]);
  });

  it('doubts a report to the unit that owes it', async () => {
    const body = '1. Kiểm tra lễ hội; báo cáo kết quả về Công an tỉnh trước ngày 10/5/2024.';
    expect(await asked({ to: 'Công an tỉnh', body })).toMatchObject([{ code: 'report-to-itself' }]);
    expect(await asked({ to: 'Sở Y tế', body })).toEqual([]);
  });
});

it('asks the calendar too, and gives an issuer of another time no hierarchy', async () => {
  const body = '1. Kiểm tra lễ hội; báo cáo Sở Văn hóa, Thể thao và Du lịch chậm nhất ngày 11/5/2024.';
  expect(await asked({ body })).toMatchObject([{ code: 'due-not-working-day', suggestion: '2024-05-10' }]);
  const issuer = 'h183';
  const [query, ...others] = await asked({ body, issuer, on: '2025-08-01', to: 'Ban Chỉ huy không ai biết' });
  expect([query?.code, others]).toEqual(['due-not-working-day', []]);
});
