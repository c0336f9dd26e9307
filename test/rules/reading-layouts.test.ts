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
describe('a heading whose columns are broken', () => {
  it('is put together: the body, the motto, the number, the place and the date', () => {
    const paper = read(`ỦY
BAN NHÂN DÂN
TỈNH KIÊN HẢI
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
|
Số:
14/2024/QĐ-UBND
|
Tam
Hà, ngày 19
tháng 6 năm 2024
|
QUYẾT ĐỊNH
BAN HÀNH QUY ĐỊNH VỀ NHÀ Ở XÃ HỘI GIAI ĐOẠN 2024 -
2025
Căn cứ Luật Nhà ở;
Điều 1. Ban hành Quy định về nhà ở xã hội.
Điều 2. Chánh
Văn phòng Ủy ban nhân dân tỉnh chịu trách nhiệm thi hành./.
Nơi nhận:
- Như Điều 2;
- Lưu: VT.
TM.
ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Thị Hoa
`);
    expect(paper).toMatchObject({
      number: 14,
      symbol: '2024/QĐ-UBND',
      place: 'Tam Hà',
      date: '2024-06-19',
      subject: 'BAN HÀNH QUY ĐỊNH VỀ NHÀ Ở XÃ HỘI GIAI ĐOẠN 2024 - 2025',
      issuer: { name: 'ỦY BAN NHÂN DÂN TỈNH KIÊN HẢI', parent: null },
      addressees: ['Chánh Văn phòng Ủy ban nhân dân tỉnh'],
      signature: { mode: 'TM.', onBehalfOf: 'ỦY BAN NHÂN DÂN', title: 'CHỦ TỊCH', name: 'Lê Thị Hoa' },
    });
  });

  it('leaves VIỆT NAM to the body whose name it ends', () => {
    const paper = read(`NGÂN HÀNG NHÀ NƯỚC
VIỆT NAM
-----
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 52/NHNN-TT
Hà Nội, ngày 09 tháng 3 năm 2022
V/v tra soát số liệu
Kính gửi: Các tổ chức tín dụng.
Đề nghị thực hiện./.
${SIGNED}`);
    expect(paper.issuer.name).toBe('NGÂN HÀNG NHÀ NƯỚC VIỆT NAM');
  });

  it('does not take the issuer repeated in a telegram for its subject', () => {
    const paper = read(`BAN CHỈ HUY PHÒNG THỦ DÂN SỰ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 7/CĐ-PTDS
Kiên Hải, ngày 06 tháng 9 năm 2024
CÔNG ĐIỆN

BAN CHỈ HUY PHÒNG THỦ DÂN SỰ

ĐIỆN: - Các sở, ban, ngành;
- Công an tỉnh.

Yêu cầu triển khai ngay./.
${SIGNED}`);
    expect(paper.subject).toBeNull();
    expect(paper.addressees).toEqual(['Các sở, ban, ngành', 'Công an tỉnh']);
  });
});

describe('a paper flattened into one column', () => {
  it('knows the copies by "Như trên" and the subject by V/v under the text', () => {
    const paper = read(`Trang 1UBND TỈNH KIÊN HẢI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ XÂY DỰNG Độc lập – Tự do – Hạnh phúc
Số: 327/SXD-KT Kiên Hải, ngày 29 tháng 4 năm 2021
Kính gửi:
- Phòng Kinh tế các huyện;
- Các đơn vị trực thuộc
Thực hiện Công văn số 136/BXD-KT ngày 15 tháng 3 năm 2021 của Bộ Xây dựng;
Sở Xây dựng đề nghị các đơn vị thực hiện./
- Như trên;
- Website Sở;
- Lưu VT, KT.
V/v rà soát công trình
cấp nước
GIÁM ĐỐC
(đã ký)
Nguyễn Thanh Vân
`);
    expect(paper).toMatchObject({
      subject: 'rà soát công trình cấp nước',
      issuer: { name: 'SỞ XÂY DỰNG', parent: 'UBND TỈNH KIÊN HẢI' },
      copies: [{ name: 'Website Sở', note: null }],
      archive: 'VT, KT',
      tasks: [],
      signature: { title: 'GIÁM ĐỐC', name: 'Nguyễn Thanh Vân' },
    });
  });

  it('begins the text where the line of the addressees goes on with it', () => {
    const paper = read(
      'Kính gửi: Hiệu trưởng các trường trực thuộc. Thực hiện Kế hoạch số 12/KH-UBND ngày 13/4/2021 của UBND huyện, Phòng Giáo dục yêu cầu các trường:\n\n1. Quét dọn sân trường.\n\n2. Trồng cây.',
    );
    expect(paper.kind).toBe('CV');
    expect(paper.addressees).toEqual(['Hiệu trưởng các trường trực thuộc']);
    expect(paper.bases.map(({ code }) => code)).toEqual(['12/KH-UBND']);
    expect(paper.tasks.map(({ label }) => label)).toEqual(['1', '2']);
  });
});

describe('a paper as converters leave it', () => {
  const LETTER = `UBND TỈNH KIÊN HẢI
SỞ XÂY DỰNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 52/SXD-KT
Kiên Hải, ngày 09 tháng 3 năm 2024
V/v tra soát số liệu
Kính gửi: UBND các huyện.
`;

  it('reads a table set in columns by blanks, its rows wrapped', () => {
    const paper = read(`${LETTER}Sở Xây dựng đề nghị thực hiện:
STT   Nội dung công việc             Đơn vị chủ trì      Thời hạn
 1    Rà soát thủ tục hành chính     Phòng Kinh tế       30/11/2024
      nội bộ
 2    Báo cáo kết quả                UBND các xã         15/12/2024
${SIGNED}`);
    expect(paper.tasks).toEqual([
      { label: '1', text: 'Rà soát thủ tục hành chính nội bộ', addressees: ['Phòng Kinh tế'] },
      { label: '2', text: 'Báo cáo kết quả', addressees: ['UBND các xã'] },
    ]);
    expect(paper.reports.map(({ due }) => due)).toEqual(['2024-12-15']);
  });

  it('reads a table of HTML whose cells stand on lines of their own', () => {
    const cells = (...of: string[]) => `<tr>\n${of.map((cell) => `<td>${cell}</td>`).join('\n')}\n</tr>`;
    const paper = read(
      `${LETTER}<table>${cells('TT', 'Nhiệm vụ', 'Chủ trì')}${cells('1', 'Lập<br>danh mục', 'Sở Y tế')}</table>\n${SIGNED}`,
    );
    expect(paper.tasks).toEqual([{ label: '1', text: 'Lập danh mục', addressees: ['Sở Y tế'] }]);
  });

  it('leaves out the caption of a web page and the stamp of the office that received it', () => {
    const stamped = LETTER.replace('Kính gửi', 'TRƯỜNG ĐẠI HỌC TAM HÀ\nĐẾN Số: 1998\nNgày: 15/9/2024\nKính gửi');
    const paper = read(`CÔNG VĂN SỐ 52/SXD-KT - TRA SOÁT SỐ LIỆU\n${stamped}Đề nghị thực hiện./.\n${SIGNED}`);
    expect(paper).toEqual(read(`${LETTER}Đề nghị thực hiện./.\n${SIGNED}`));
  });

  it('reads a paper that came as one line', () => {
    const text = `${LETTER}Sở Xây dựng đề nghị các huyện thực hiện các nội dung sau:\n${[1, 2, 3]
      .map((n) => `${n}. Rà soát các công trình đã hoàn thành trên địa bàn, lập danh mục theo mẫu của Bộ Xây dựng.`)
      .join('\n')}\n${SIGNED}`;
    expect(read(text.trim().replace(/\s*\n\s*/g, ' '))).toMatchObject({
      kind: 'CV',
      number: 52,
      date: '2024-03-09',
      issuer: { name: 'SỞ XÂY DỰNG', parent: 'UBND TỈNH KIÊN HẢI' },
      tasks: [{ label: '1' }, { label: '2' }, { label: '3' }],
      archive: 'VT',
      signature: { mode: 'KT.', onBehalfOf: 'GIÁM ĐỐC', title: 'PHÓ GIÁM ĐỐC', name: 'Trần Văn Bình' },
    });
  });

  it('finds its way where the marks of its words are lost or mistaken', () => {
    const paper = read(
      `${LETTER.replace('Kính gửi', 'Kinh gưi').replace('ngày 09 tháng 3 năm', 'ngay O9 thang 3 nam')}Đề nghị thực hiện./.\n${SIGNED.replace('Nơi nhận', 'Noi nhân')}`,
    );
    expect(paper).toMatchObject({ date: '2024-03-09', addressees: ['UBND các huyện'], archive: 'VT' });
  });

  it('takes the one who presides, not the one who writes the minutes', () => {
    const paper = read(`${LETTER}Đề nghị thực hiện./.

THƯ KÝ                    CHỦ TRÌ

Lê Thị Bình               Trần Văn An`);
    expect(paper.signature).toMatchObject({ title: 'CHỦ TRÌ', name: 'Trần Văn An' });
  });

  it('takes the left one of two who sign side by side', () => {
    const paper = read(`${LETTER}Đề nghị thực hiện./.

GIÁM ĐỐC SỞ TÀI CHÍNH          GIÁM ĐỐC SỞ NỘI VỤ

Trần Văn An                    Lê Thị Bình`);
    expect(paper.signature).toMatchObject({ title: 'GIÁM ĐỐC SỞ TÀI CHÍNH', name: 'Trần Văn An' });
  });
});
