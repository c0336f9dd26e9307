import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readOpenText, storePaper } from '../../src/dispatches/index.js';
import { findUnit } from '../../src/units/index.js';
import { serverOnTestDatabase, type TestServer } from '../support/server.js';

const TEXT = `BỘ NỘI VỤ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 77/BNV-TCBC
Hà Nội, ngày 16 tháng 11 năm 2026
V/v rà soát địa danh

Kính gửi: Ủy ban nhân dân các tỉnh.

1. Đề nghị Ủy ban nhân dân các tỉnh báo cáo kết quả về Bộ Nội vụ trong vòng 05 ngày làm việc kể từ ngày nhận được văn bản này.

Nơi nhận:
- Như trên;
- Lưu: VT.

PHÓ VỤ TRƯỞNG

Trần Văn Bình
`;
let server: TestServer;
let paper: string;

beforeAll(async () => {
  server = await serverOnTestDatabase();
  await server.setClock('2026-11-16T02:00:00Z');
  const { id: unitId } = await findUnit(server.db, 'bo-noi-vu');
  paper = await storePaper(server.db, {
    unitId,
    text: TEXT,
    reading: readOpenText(TEXT),
    at: new Date('2026-11-16T02:00:00Z'),
  });
});
afterAll(() => server.close());

it('a paper of which nothing was drafted yet is read by the unit that handed it in, and by no other', async () => {
  const path = `/api/v1/dispatches/${paper}/reading`;
  const own = await server.as('bo-noi-vu', 'officer');
  expect((await own.get(path)).status).toBe(200);
  for (const other of ['t20', 'vn', 'bo-khcn'])
    expect((await (await server.as(other, 'leader')).get(path)).status).toBe(404);
  expect((await own.get('/api/v1/dispatches/no-such-id/reading')).status).toBe(404);
});

it('answers values with their places, reasons in the language of the request, and obligations', async () => {
  const own = await server.as('bo-noi-vu', 'officer');
  const { body } = await own.get(`/api/v1/dispatches/${paper}/reading`);
  expect(body.text.slice(body.subject.start, body.subject.end)).toBe('rà soát địa danh');
  expect(body.queries).toMatchObject([
    {
      code: 'signer-deputy-alone',
      reason: expect.stringContaining('ký mà không ghi KT.'),
      suggestionWords: 'Đổi thành KT.',
    },
  ]);
  expect(body.obligations).toMatchObject([
    { n: 1, kind: 'task', label: '1', supervises: [] },
    {
      n: 2,
      kind: 'report',
      label: '1',
      to: 'Bộ Nội vụ',
      term: { kind: 'within', amount: 5, unit: 'working-days', from: 'receipt' },
    },
  ]);
});
