import { describe, expect, it } from '@jest/globals';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';

const read = (text: string) => toDispatch(readDispatch(text));
const decision = (article: string) =>
  read(`ỦY BAN NHÂN DÂN
HUYỆN LẠC SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/QĐ-UBND
Lạc Sơn, ngày 12 tháng 3 năm 2022
QUYẾT ĐỊNH
Về việc thành lập Tổ công tác

CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN

Căn cứ Luật Tổ chức chính quyền địa phương;

QUYẾT ĐỊNH:

Điều 1. Thành lập Tổ công tác.

Điều 2. ${article}

Nơi nhận:
- Như Điều 2;
- Lưu: VT.
CHỦ TỊCH

Nguyễn Văn Minh`);

describe('those whom the last article of a decision charges', () => {
  it.each([
    [
      'Chánh Văn phòng HĐND, UBND huyện; Trưởng các phòng: Nội vụ, Tư pháp; các ông (bà) có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.',
      ['Chánh Văn phòng HĐND, UBND huyện', 'Trưởng các phòng: Nội vụ, Tư pháp', 'các ông (bà) có tên tại Điều 1'],
    ],
    [
      'Chánh Văn phòng Bộ, Vụ trưởng các Vụ: Pháp chế, Tổ chức cán bộ; Cục trưởng Cục Thú y, Thủ trưởng các cơ quan, tổ chức và cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này.',
      [
        'Chánh Văn phòng Bộ',
        'Vụ trưởng các Vụ: Pháp chế, Tổ chức cán bộ',
        'Cục trưởng Cục Thú y',
        'Thủ trưởng các cơ quan, tổ chức và cá nhân có liên quan',
      ],
    ],
    [
      'Trưởng các Khoa, Phòng, Trung tâm, Viện, các đơn vị có liên quan và sinh viên có tên trong danh sách căn cứ Quyết định thi hành.',
      ['Trưởng các Khoa, Phòng, Trung tâm, Viện', 'các đơn vị có liên quan', 'sinh viên có tên trong danh sách'],
    ],
    [
      'Phòng Nội vụ, phòng Tư pháp, ông (bà) Bùi Thị Lan và thân nhân ông (bà) có tên ở Điều 1 cần cứ quyết định thi hành.',
      ['Phòng Nội vụ', 'phòng Tư pháp', 'ông (bà) Bùi Thị Lan', 'thân nhân ông (bà) có tên ở Điều 1'],
    ],
    [
      'Các ông (bà) Phó Hiệu trưởng, Tổ trưởng các tổ chuyên môn và cá nhân có tên tại Điều 1 theo chức năng, nhiệm vụ được giao chịu trách nhiệm thi hành Quyết định này.',
      ['Các ông (bà) Phó Hiệu trưởng', 'Tổ trưởng các tổ chuyên môn', 'cá nhân có tên tại Điều 1'],
    ],
    [
      'Các ông (bà): Trưởng phòng Nội vụ, Chủ tịch UBND xã Mỹ Thành chịu trách nhiệm thi hành Quyết định này.',
      ['Trưởng phòng Nội vụ', 'Chủ tịch UBND xã Mỹ Thành'],
    ],
    ['Giao Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp thực hiện Quyết định này.', ['Phòng Nội vụ']],
  ])('%s', (article, charged) => {
    const paper = decision(article);
    expect(paper.addressees).toEqual(charged);
    expect(paper.tasks.at(-1)?.addressees).toEqual(charged);
  });
});

describe('a decision that has lost its letterhead', () => {
  it('is that of the authority over its bases', () => {
    const paper = read(`QUYẾT ĐỊNH
Ban hành Quy chế đào tạo

HIỆU TRƯỞNG TRƯỜNG ĐẠI HỌC SÔNG BÔI
Căn cứ Quyết định số 70/2014/QĐ-TTg ngày 10/12/2014 của Thủ tướng Chính phủ;

QUYẾT ĐỊNH:

Điều 1. Ban hành Quy chế đào tạo.

Điều 2. Trưởng các đơn vị chịu trách nhiệm thi hành Quyết định này./.`);
    expect(paper.issuer).toEqual({ name: 'TRƯỜNG ĐẠI HỌC SÔNG BÔI', parent: null, stated: false });
  });
});

describe('a letterhead with shortened or broken names', () => {
  const STATE = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n';
  const REST = `Số: 12/GDĐT
Hòa Bình, ngày 12 tháng 3 năm 2022
Rà soát viên chức tại các đơn vị

Kính gửi: Các trường học.

Phòng đề nghị các trường rà soát./.
Nơi nhận:
- Như trên;
- Lưu: VT.
TRƯỞNG PHÒNG
PHÒNG
GIÁO DỤC

Nguyễn Văn Minh`;
  it.each([
    ['UBND H. LẠC SƠN\nP. GIÁO DỤC VÀ ĐÀO TẠO\n', 'UBND H. LẠC SƠN', 'P. GIÁO DỤC VÀ ĐÀO TẠO'],
    [
      'ĐẠI HỌC QUỐC GIA HÀ NỘI\nTRƯỜNG ĐẠI HỌC\nKHOA HỌC TỰ NHIÊN\n',
      'ĐẠI HỌC QUỐC GIA HÀ NỘI',
      'TRƯỜNG ĐẠI HỌC KHOA HỌC TỰ NHIÊN',
    ],
  ])('%j', (bodies, parent, name) => {
    const paper = read(`${bodies}${STATE}${REST}`);
    expect([paper.issuer.parent, paper.issuer.name]).toEqual([parent, name]);
    expect(paper.subject).toBe('Rà soát viên chức tại các đơn vị');
    expect(paper.signature.title).toBe('TRƯỞNG PHÒNG');
  });
});

describe('what is said to go with a letter', () => {
  const attached = (body: string) =>
    read(`UBND TỈNH HÒA BÌNH
SỞ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/SNV-TCCC
Hòa Bình, ngày 12 tháng 3 năm 2022
V/v rà soát viên chức

Kính gửi: UBND các huyện

${body}
Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC

Nguyễn Văn Minh`).attachments;
  it.each([
    [
      'Sở gửi kèm Công văn số 15/BNV-TCBC ngày 02/3/2022 của Bộ Nội vụ để các đơn vị thực hiện.',
      ['Công văn số 15/BNV-TCBC ngày 02/3/2022 của Bộ Nội vụ'],
    ],
    ['Các huyện báo cáo theo mẫu tại Phụ lục I, II kèm theo Công văn này.', ['Phụ lục I, II']],
    ['Các huyện rà soát (nội dung chi tiết tại Phụ lục kèm theo Công văn này).', ['Phụ lục']],
    ['Các huyện rà soát theo biểu mẫu số 01, 02 đính kèm công văn này.', ['biểu mẫu số 01, 02']],
  ])('%s', (body, attachments) => {
    expect(attached(body)).toEqual(attachments);
  });
});
