import { describe, expect, it } from '@jest/globals';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';

const read = (text: string) => toDispatch(readDispatch(text));

const SIGNED = `Nơi nhận:
- Như trên;
- Lưu: VT.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Trần Văn Bình
`;
const letter = (body: string) =>
  read(`UBND TỈNH KIÊN HẢI
SỞ XÂY DỰNG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 415/SXD-QLN
Kiên Hải, ngày 03 tháng 4 năm 2024
V/v rà soát nhà ở cũ

Kính gửi: Ủy ban nhân dân các huyện.

${body}

${SIGNED}`);

describe('reports, as papers ask for them', () => {
  const to = (body: string) => letter(body).reports.map((report) => [report.to, report.via]);

  it('keeps two receivers joined by và together', () => {
    expect(to('Các huyện báo cáo kết quả về Sở Xây dựng và Sở Tài chính trước ngày 10/5/2024.')).toEqual([
      ['Sở Xây dựng và Sở Tài chính', null],
    ]);
  });

  it('does not take those one works with for the receiver', () => {
    expect(to('Các huyện phối hợp với Sở Tài chính kiểm tra, báo cáo UBND tỉnh trước ngày 10/5/2024.')).toEqual([
      ['UBND tỉnh', null],
    ]);
  });

  it('reads a table with a column of receivers and one of days', () => {
    const paper = letter(`Các huyện báo cáo theo bảng sau:

| STT | Loại báo cáo     | Nơi nhận báo cáo | Thời hạn gửi           |
|-----|------------------|------------------|------------------------|
| 1   | Báo cáo ngày     | Chi cục Thủy lợi | Trước 15 giờ hằng ngày |
| 2   | Báo cáo 6 tháng  | Sở Xây dựng      | Trước ngày 05/7/2024   |
`);
    expect(paper.reports.map(({ periods, to: receiver, due }) => ({ periods, receiver, due }))).toEqual([
      { periods: ['day'], receiver: 'Chi cục Thủy lợi', due: null },
      { periods: ['half-year'], receiver: 'Sở Xây dựng', due: '2024-07-05' },
    ]);
    expect(paper.tasks.map(({ label, text }) => [label, text])).toEqual([
      ['1', 'Báo cáo ngày'],
      ['2', 'Báo cáo 6 tháng'],
    ]);
    expect(paper.copies).toEqual([]);
  });

  it('takes the window from a sentence of its own behind the duty', () => {
    const [report] = letter(
      'Các huyện báo cáo Sở Xây dựng trước ngày 28/5/2024. Số liệu tính từ ngày 25/02/2024 đến hết ngày 27/5/2024.',
    ).reports;
    expect(report).toMatchObject({ windowStart: '2024-02-25', windowEnd: '2024-05-27', due: '2024-05-28' });
  });

  it('finds no duty in what has been sent already', () => {
    expect(to('Đến nay chỉ có 04 huyện đã gửi số liệu báo cáo về Sở Xây dựng.')).toEqual([]);
  });
});

describe('names and citations, as papers write them', () => {
  it('ends an issuer before the title of its paper', () => {
    const paper = letter(
      'Thực hiện Quyết định số 468/QĐ-TTg ngày 23 tháng 3 năm 2024 của Thủ tướng Chính phủ Phê duyệt Đề án nhà ở, Sở Xây dựng đề nghị thực hiện./.',
    );
    expect(paper.bases).toEqual([{ code: '468/QĐ-TTg', date: '2024-03-23', issuer: 'Thủ tướng Chính phủ' }]);
  });

  it('cites the papers of the unions, whose type stands behind the number', () => {
    const paper = letter(
      'Căn cứ Quyết định số 84 QĐ/TWĐTN ngày 22/02/2023 của Ban Bí thư Trung ương Đoàn, Sở Xây dựng đề nghị thực hiện./.',
    );
    expect(paper.bases.map(({ code }) => code)).toEqual(['84 QĐ/TWĐTN']);
  });

  it('keeps a row of bare kinds in one and takes the bodies behind it apart', () => {
    const [task] = letter(
      '1. Giám đốc (Thủ trưởng) các Sở, Ban, ngành; Chủ tịch UBND các huyện/thành phố và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành.',
    ).tasks;
    expect(task?.addressees).toEqual([
      'Giám đốc (Thủ trưởng) các Sở, Ban, ngành',
      'Chủ tịch UBND các huyện/thành phố',
      'các tổ chức, cá nhân có liên quan',
    ]);
  });

  it('does not list the paper itself among its enclosures', () => {
    const paper = read(`SỞ XÂY DỰNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 40/TB-SXD
Kiên Hải, ngày 03 tháng 4 năm 2024
THÔNG BÁO
Kết luận cuộc họp giao ban
1. Các phòng khẩn trương thực hiện./.
${SIGNED}
PHỤ LỤC
(Kèm theo Thông báo số 40/TB-SXD ngày 03/4/2024 của Sở Xây dựng)
1. Công trình chợ: 10%`);
    expect(paper.attachments).toEqual([]);
    expect(paper.tasks).toHaveLength(1);
  });

  it('takes the second line of an office in capitals for no name', () => {
    const paper = read(`BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 9/KH-BCĐ
Kiên Hải, ngày 03 tháng 4 năm 2024
KẾ HOẠCH
Chuyển đổi số năm 2024
1. Các phòng khẩn trương thực hiện./.
Nơi nhận:
- Lưu: VT.
KT. TRƯỞNG BAN
PHÓ TRƯỞNG BAN
THỨ TRƯỞNG BỘ NÔNG NGHIỆP VÀ
PHÁT TRIỂN NÔNG THÔN
Nguyễn Văn Hiệp
`);
    expect(paper.signature).toMatchObject({
      title: 'THỨ TRƯỞNG BỘ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN',
      name: 'Nguyễn Văn Hiệp',
    });
  });
});
