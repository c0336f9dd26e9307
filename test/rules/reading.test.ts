import { describe, expect, it } from '@jest/globals';
import { emptyDispatch } from '../../src/dispatches/reading/dispatch.rules.js';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';

const read = (text: string) => toDispatch(readDispatch(text));

const HEAD = `UBND TỈNH KIÊN HẢI
SỞ XÂY DỰNG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 415/SXD-QLN
Kiên Hải, ngày 03 tháng 4 năm 2024
V/v rà soát nhà ở cũ

Kính gửi: Ủy ban nhân dân các huyện, thành phố.
`;
const TAIL = `
Nơi nhận:
- Như trên;
- UBND tỉnh (b/c);
- Lưu: VT, QLN.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Trần Văn Bình
`;
const letter = (body: string) => read(`${HEAD}\n${body}\n${TAIL}`);

describe('the heading of a dispatch', () => {
  it('is read with number, symbol, place, date, subject and the body above the issuer', () => {
    expect(letter('Sở Xây dựng đề nghị thực hiện./.')).toMatchObject({
      kind: 'CV',
      number: 415,
      symbol: 'SXD-QLN',
      place: 'Kiên Hải',
      date: '2024-04-03',
      subject: 'rà soát nhà ở cũ',
      issuer: { name: 'SỞ XÂY DỰNG', parent: 'UBND TỈNH KIÊN HẢI', stated: true },
      warnings: [],
    });
  });

  it('is read alike when its two columns were flattened line by line', () => {
    const flattened = `UBND TỈNH KIÊN HẢI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ XÂY DỰNG          Độc lập - Tự do - Hạnh phúc
Số: 415/SXD-QLN      Kiên Hải, ngày 03 tháng 4 năm 2024
V/v rà soát nhà ở cũ

Kính gửi: Ủy ban nhân dân các huyện, thành phố.

Sở Xây dựng đề nghị thực hiện./.
${TAIL}`;
    expect(read(flattened)).toEqual(letter('Sở Xây dựng đề nghị thực hiện./.'));
  });

  it('keeps what is given of a date that was left open, and queries what is not', () => {
    const dispatch = read(HEAD.replace('415', '    ').replace('ngày 03 tháng 4', 'ngày      tháng 4') + TAIL);
    expect(dispatch).toMatchObject({ number: null, date: null, datePartial: { year: 2024, month: 4 } });
    expect(dispatch.warnings).toEqual(['number-missing', 'date-incomplete']);
  });

  it('puts right letters that a scan made of digits', () => {
    const dispatch = read(HEAD.replace('415', '4l5').replace('ngày 03', 'ngày O3').replace('2024', '2O24') + TAIL);
    expect(dispatch).toMatchObject({ number: 415, date: '2024-04-03' });
  });

  it('takes the issuer from the text where no letterhead stands', () => {
    const bare = HEAD.slice(HEAD.indexOf('Số:'));
    const dispatch = read(`${bare}\nThực hiện Kế hoạch số 9/KH-UBND, Sở Xây dựng đề nghị rà soát./.\n${TAIL}`);
    expect(dispatch.issuer).toEqual({ name: 'Sở Xây dựng', parent: null, stated: false });
    expect(dispatch.warnings).toContain('issuer-not-stated');
  });

  it('names the type of a document that bears one, and joins the lines of its subject', () => {
    const text = HEAD.replace('415/SXD-QLN', '7/KH-SXD').replace(
      'V/v rà soát nhà ở cũ',
      'KẾ HOẠCH\nRà soát nhà ở cũ\ntrên địa bàn tỉnh',
    );
    expect(read(text + TAIL)).toMatchObject({
      kind: 'KH',
      symbol: 'KH-SXD',
      subject: 'Rà soát nhà ở cũ trên địa bàn tỉnh',
    });
  });
});

describe('stamps', () => {
  it.each([
    ['M Ậ T', 'MẬT'],
    ['TỐI MẬT', 'TỐI MẬT'],
    ['**TUYỆT MẬT**', 'TUYỆT MẬT'],
  ] as const)('a paper stamped %s is refused and nothing of it is read', (stamp, secrecy) => {
    const reading = readDispatch(HEAD.replace('\nKính gửi', `\n${stamp}\n\nKính gửi`) + TAIL);
    expect(toDispatch(reading)).toEqual(emptyDispatch(secrecy));
    expect(JSON.stringify(reading)).not.toContain('Kiên Hải');
  });

  it('does not take a subject about state secrets for a stamp', () => {
    expect(read(HEAD.replace('rà soát nhà ở cũ', 'bảo vệ bí mật nhà nước') + TAIL).secrecy).toBeNull();
  });

  it('reads urgency in the one spelling, also with an hour set', () => {
    expect(read(HEAD.replace('\nKính gửi', '\nHOẢ TỐC HẸN GIỜ\n\nKính gửi') + TAIL).urgency).toBe('HỎA TỐC');
  });
});

describe('addressees', () => {
  const to = (list: string) => read(HEAD.replace('Ủy ban nhân dân các huyện, thành phố.', list) + TAIL).addressees;

  it('are taken apart where each part is an office or a body of its own', () => {
    expect(to('Chánh Thanh tra Sở, Trưởng các phòng chuyên môn và các đơn vị trực thuộc.')).toEqual([
      'Chánh Thanh tra Sở',
      'Trưởng các phòng chuyên môn',
      'các đơn vị trực thuộc',
    ]);
  });

  it('stay whole where a comma or "và" belongs to the name, or a row stands under one word', () => {
    expect(to('Sở Văn hóa, Thể thao và Du lịch; các cục, vụ, viện.')).toEqual([
      'Sở Văn hóa, Thể thao và Du lịch',
      'các cục, vụ, viện',
    ]);
  });

  it('are those an article charges where the paper only says "Như Điều"', () => {
    const text = `${HEAD.replace('415/SXD-QLN', '8/QĐ-SXD').replace(/V\/v[^]*/, 'QUYẾT ĐỊNH\nVề việc lập Tổ giúp việc')}
Điều 1. Lập Tổ giúp việc.

Điều 2. Chánh Văn phòng Sở, Trưởng phòng Quản lý nhà chịu trách nhiệm thi hành Quyết định này./.
${TAIL.replace('Như trên', 'Như Điều 2')}`;
    expect(read(text).addressees).toEqual(['Chánh Văn phòng Sở', 'Trưởng phòng Quản lý nhà']);
  });
});

describe('papers cited', () => {
  it('are bases where the opening carries them out, else references', () => {
    const dispatch =
      letter(`Thực hiện Kế hoạch số 31/KH-UBND ngày 02/02/2024 của UBND tỉnh về thi hành Luật Nhà ở số 27/2023/QH15; xét Tờ trình số 5/TTr-QLN ngày 01/4/2024 của Phòng Quản lý nhà, Sở Xây dựng đề nghị:

1. Rà soát theo Công văn số 77/BXD-QLN ngày 12 tháng 3 năm 2024 của Bộ Xây dựng.`);
    expect(dispatch.bases).toEqual([{ code: '31/KH-UBND', date: '2024-02-02', issuer: 'UBND tỉnh' }]);
    expect(dispatch.references).toEqual([
      { code: '27/2023/QH15', date: null, issuer: null },
      { code: '5/TTr-QLN', date: '2024-04-01', issuer: 'Phòng Quản lý nhà' },
      { code: '77/BXD-QLN', date: '2024-03-12', issuer: 'Bộ Xây dựng' },
    ]);
  });

  it('are not made of dates, fractions or hours', () => {
    const dispatch = letter('Ngày 30/4/2024, trực 24/24 giờ; đã xong 3/11 dự án./.');
    expect([...dispatch.bases, ...dispatch.references]).toEqual([]);
  });

  it('are queried where a basis is younger than the paper itself', () => {
    expect(letter('Căn cứ Quyết định số 90/QĐ-UBND ngày 01/5/2024 của UBND tỉnh, Sở đề nghị:').warnings).toEqual([
      'basis-after-issue',
    ]);
  });
});

describe('tasks', () => {
  it('are the items of the first level, charged to those their own text names', () => {
    const { tasks } = letter(`Sở Xây dựng đề nghị:
1. Giao Phòng Quản lý nhà chủ trì, phối hợp với Thanh tra Sở kiểm tra hiện trạng. Xong thì dừng.
a) Lập danh sách.
2. Tăng cường kiểm tra:
- Kiểm tra nhà chung cư.`);
    expect(tasks).toEqual([
      {
        label: '1',
        text: 'Giao Phòng Quản lý nhà chủ trì, phối hợp với Thanh tra Sở kiểm tra hiện trạng',
        addressees: ['Phòng Quản lý nhà'],
      },
      { label: '2', text: 'Tăng cường kiểm tra', addressees: [] },
    ]);
  });

  it('are the rows of a table where nothing else is numbered, with their deadline', () => {
    const reading = readDispatch(`${HEAD}
Sở Xây dựng giao việc theo bảng:

| TT | Nội dung công việc | Đơn vị chủ trì | Thời hạn |
|---|---|---|---|
| 1 | Đo đạc hiện trạng | Phòng Quản lý nhà | 30/4/2024 |
${TAIL}`);
    expect(reading.tasks[0]?.value).toEqual({
      label: '1',
      text: 'Đo đạc hiện trạng',
      addressees: ['Phòng Quản lý nhà'],
    });
    expect(reading.tasks[0]?.deadline.value).toBe('2024-04-30');
  });

  it('are none in a report or a proposal', () => {
    expect(read(HEAD.replace('415/SXD-QLN', '6/BC-SXD') + '\n1. Kết quả đạt được\n2. Tồn tại\n' + TAIL).tasks).toEqual(
      [],
    );
  });
});

describe('duties to report', () => {
  const reports = (body: string) => letter(body).reports;
  const NONE = { periods: [], to: null, via: null, windowStart: null, windowEnd: null, due: null, onRequest: false };

  it('know whom they are for, through whom they go, and when they are due', () => {
    expect(
      reports('1. Gửi báo cáo kết quả về Sở Xây dựng trước ngày 20/5/2024 để tổng hợp, báo cáo UBND tỉnh./.'),
    ).toEqual([{ ...NONE, to: 'UBND tỉnh', via: 'Sở Xây dựng', due: '2024-05-20' }]);
  });

  it('keep the word before the day and the hour', () => {
    const { reports: read_ } = readDispatch(
      `${HEAD}\n1. Báo cáo kết quả về Sở chậm nhất 17 giờ 00 ngày 20/5/2024.\n${TAIL}`,
    );
    expect(read_[0]?.due).toMatchObject({ value: '2024-05-20', operator: 'at-latest', hour: '17:00' });
  });

  it('are one entry for each period that has a day of its own', () => {
    const made = reports(
      '1. Định kỳ 6 tháng (trước ngày 10/6), năm (trước ngày 05/12) báo cáo UBND tỉnh (qua Sở Xây dựng).',
    );
    expect(made).toEqual([
      { ...NONE, periods: ['half-year'], to: 'UBND tỉnh', via: 'Sở Xây dựng' },
      { ...NONE, periods: ['year'], to: 'UBND tỉnh', via: 'Sở Xây dựng' },
    ]);
  });

  it('do not arise from difficulties, happenings or lists of names', () => {
    expect(
      reports(`1. Nếu có vướng mắc, báo cáo về Sở để xem xét.
2. Khi phát hiện nhà nguy hiểm, báo ngay cho Sở Xây dựng.
3. Gửi danh sách về Sở Xây dựng trước ngày 20/5/2024.`),
    ).toEqual([]);
  });

  it('are queried where they fall due before the paper was issued', () => {
    expect(letter('1. Báo cáo kết quả về Sở trước ngày 01/3/2024.').warnings).toEqual(['due-before-issue']);
  });
});

describe('the end of a dispatch', () => {
  it('gives copies with their notes, the file copy, and who signs for whom', () => {
    expect(letter('Trân trọng./.')).toMatchObject({
      copies: [{ name: 'UBND tỉnh', note: 'b/c' }],
      archive: 'VT, QLN',
      signature: { mode: 'KT.', onBehalfOf: 'GIÁM ĐỐC', title: 'PHÓ GIÁM ĐỐC', name: 'Trần Văn Bình' },
    });
  });

  it('is read alike where the two columns run together', () => {
    const flattened = `Nơi nhận:                  KT. GIÁM ĐỐC
- Như trên;                PHÓ GIÁM ĐỐC
- UBND tỉnh (b/c);
- Lưu: VT, QLN.            Trần Văn Bình`;
    expect(read(`${HEAD}\nTrân trọng./.\n\n${flattened}`)).toEqual(letter('Trân trọng./.'));
  });

  it('gives what is said to go with the paper', () => {
    expect(letter('Trân trọng./.\n\n(Kèm theo Phụ lục 1; dự thảo Quy chế)').attachments).toEqual([
      'Phụ lục 1',
      'dự thảo Quy chế',
    ]);
  });
});

describe('a text that is no official document', () => {
  it('yields nothing but the queries', () => {
    expect(read('Sáng 12/3/2024, theo Kế hoạch số 5/KH-UBND, bà con phấn khởi trồng cây.')).toEqual({
      ...emptyDispatch(),
      warnings: ['number-missing', 'date-incomplete', 'issuer-not-stated', 'no-addressee', 'no-signer'],
    });
  });
});
