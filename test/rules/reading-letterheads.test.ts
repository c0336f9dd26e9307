import { describe, expect, it } from '@jest/globals';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';

const BODIES = 'UBND TỈNH HÒA BÌNH\nSỞ NỘI VỤ\n';
const STATE = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n';
const NUMBER = 'Số: 12/SNV-TCCC\n';
const DATE = 'Hòa Bình, ngày 12 tháng 3 năm 2022\n';
const ABOUT = 'V/v rà soát viên chức\n';
const LETTER = `
Kính gửi: UBND các huyện, thành phố

Thực hiện Kế hoạch số 5/KH-UBND ngày 02/3/2022 của UBND tỉnh, Sở Nội vụ đề nghị các đơn vị rà soát viên chức./.
Nơi nhận:
- Như trên;
- Lưu: VT, TCCC.
GIÁM ĐỐC

Nguyễn Văn Minh`;
const AS_WRITTEN = {
  name: 'SỞ NỘI VỤ',
  parent: 'UBND TỈNH HÒA BÌNH',
  number: 12 as number | null,
  symbol: 'SNV-TCCC',
  place: 'Hòa Bình',
  date: '2022-03-12' as string | null,
  datePartial: null as { year: number; month?: number } | null,
  subject: 'rà soát viên chức',
};

describe('a letterhead in another shape, or damaged', () => {
  it.each<[string, string, Partial<typeof AS_WRITTEN>]>([
    [
      '3 lines',
      'UBND TỈNH HÒA BÌNH\nSỞ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI\n' + STATE + NUMBER + DATE + ABOUT,
      { name: 'SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI' },
    ],
    [
      '4 lines',
      'ỦY BAN NHÂN DÂN\nTỈNH HÒA BÌNH\nSỞ LAO ĐỘNG\nTHƯƠNG BINH VÀ XÃ HỘI\n' + STATE + NUMBER + DATE + ABOUT,
      { name: 'SỞ LAO ĐỘNG THƯƠNG BINH VÀ XÃ HỘI', parent: 'ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH' },
    ],
    [
      'interleaved',
      'UBND TỈNH HÒA BÌNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ LAO ĐỘNG\nĐộc lập - Tự do - Hạnh phúc\nTHƯƠNG BINH VÀ XÃ HỘI\n' +
        NUMBER +
        DATE +
        ABOUT,
      { name: 'SỞ LAO ĐỘNG THƯƠNG BINH VÀ XÃ HỘI' },
    ],
    [
      'same line',
      'UBND TỈNH HÒA BÌNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ NỘI VỤ Độc lập - Tự do - Hạnh phúc\n' +
        NUMBER +
        DATE +
        ABOUT,
      {},
    ],
    [
      'garbage',
      'UBND TỈNH HÒA BÌNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ NỘI VỤ Độc lập - Tự do - Hạnh phúc\n———  ——\n~ . Số: 12/SNV-TCCC\n' +
        DATE +
        ABOUT,
      {},
    ],
    ['garbage2', '| UBND TỈNH HÒA BÌNH\n| SỞ NỘI VỤ _\n' + STATE + NUMBER + DATE + ABOUT, {}],
    ['garbage3', 'UBND TỈNH HÒA BÌNH\nSỞ NỘI VỤ.\n' + STATE + '*\n' + NUMBER + DATE + ABOUT, {}],
    ['same num date', BODIES + STATE + 'Số: 12/SNV-TCCC Hòa Bình, ngày 12 tháng 3 năm 2022\n' + ABOUT, {}],
    ['num damage', BODIES + STATE + 'Sô: 12 /SNV- TCCC\n' + DATE + ABOUT, {}],
    ['num damage2', BODIES + STATE + 'So: l2/SNV-TCCC\n' + DATE + ABOUT, {}],
    ['num damage3', BODIES + STATE + '$ố: 12/SNV-TCCC\n' + DATE + ABOUT, {}],
    ['num damage4', BODIES + STATE + 'Số; 12 / SNV - TCCC\n' + DATE + ABOUT, {}],
    ['num damage5', BODIES + STATE + 'Số 12 SNV-TCCC\n' + DATE + ABOUT, {}],
    ['num damage6', BODIES + STATE + 'SỐ: 12/SNV-TCCC\n' + DATE + ABOUT, {}],
    ['num damage7', BODIES + STATE + '12/SNV-TCCC\n' + DATE + ABOUT, {}],
    ['num damage8', BODIES + STATE + 'Số:12/SNV-TCCC.\n' + DATE + ABOUT, {}],
    ['num damage9', BODIES + STATE + 'ố: 12/SNV-TCCC\n' + DATE + ABOUT, {}],
    ['num CV', BODIES + STATE + 'Số: 12 CV/SNV-TCCC\n' + DATE + ABOUT, {}],
    ['num -CV', BODIES + STATE + 'Số: 12-CV/TU\n' + DATE + ABOUT, { symbol: 'TU' }],
    ['num blank', BODIES + STATE + 'Số:       /SNV-TCCC\n' + DATE + ABOUT, { number: null }],
    ['num dots', BODIES + STATE + 'Số: ...../SNV-TCCC\n' + DATE + ABOUT, { number: null }],
    [
      'date blank day',
      BODIES + STATE + NUMBER + 'Hòa Bình, ngày     tháng 3 năm 2022\n' + ABOUT,
      { date: null, datePartial: { year: 2022, month: 3 } },
    ],
    [
      'date blank dm',
      BODIES + STATE + NUMBER + 'Hòa Bình, ngày ... tháng ... năm 2022\n' + ABOUT,
      { date: null, datePartial: { year: 2022 } },
    ],
    ['date slash', BODIES + STATE + NUMBER + 'Hòa Bình, ngày 12/3/2022\n' + ABOUT, {}],
    ['date OCR', BODIES + STATE + NUMBER + 'Hòa Bình, ngày l2 tháng 3 năm 2O22\n' + ABOUT, {}],
    ['date OCR2', BODIES + STATE + NUMBER + 'Hòa Bình, ngày 12 thảng 3 năm 2022\n' + ABOUT, {}],
    ['date OCR3', BODIES + STATE + NUMBER + 'Hòa Bình, ngay 12 thang 3 nam 2022\n' + ABOUT, {}],
    ['date OCR4', BODIES + STATE + NUMBER + 'Hòa Bình, ngày12 tháng3 năm2022\n' + ABOUT, {}],
    ['date OCR5', BODIES + STATE + NUMBER + 'Hòa Bình , ngày 12 tháng 3 năm 2022.\n' + ABOUT, {}],
    ['date OCR6', BODIES + STATE + NUMBER + 'Hòa Bình. ngày 12 tháng 3 năm 2022\n' + ABOUT, {}],
    ['date nocomma', BODIES + STATE + NUMBER + 'Hòa Bình ngày 12 tháng 3 năm 2022\n' + ABOUT, {}],
    ['date two lines', BODIES + STATE + NUMBER + 'Hòa Bình, ngày 12 tháng 3\nnăm 2022\n' + ABOUT, {}],
    [
      'no day',
      BODIES + STATE + NUMBER + 'Hòa Bình, tháng 3 năm 2022\n' + ABOUT,
      { date: null, datePartial: { year: 2022, month: 3 } },
    ],
    [
      'lower place',
      BODIES + STATE + NUMBER + 'Châu thành, ngày 12 tháng 3 năm 2022\n' + ABOUT,
      { place: 'Châu thành' },
    ],
    [
      'TP',
      BODIES + STATE + NUMBER + 'TP. Hồ Chí Minh, ngày 12 tháng 3 năm 2022\n' + ABOUT,
      { place: 'TP. Hồ Chí Minh' },
    ],
    [
      'abbr',
      'UBND HUYỆN TÂN TRỤ\nPHÒNG LĐTB&XH\n' + STATE + NUMBER + DATE + ABOUT,
      { name: 'PHÒNG LĐTB&XH', parent: 'UBND HUYỆN TÂN TRỤ' },
    ],
    [
      'abbr2',
      'HUYỆN ỦY TÂN TRỤ\nBAN TUYÊN GIÁO\n*\nĐẢNG CỘNG SẢN VIỆT NAM\n' + NUMBER + DATE + ABOUT,
      { name: 'BAN TUYÊN GIÁO', parent: 'HUYỆN ỦY TÂN TRỤ' },
    ],
    [
      'party star',
      'ĐẢNG BỘ HUYỆN TÂN TRỤ\nĐẢNG ỦY XÃ ĐỨC TÂN\n*\nĐẢNG CỘNG SẢN VIỆT NAM\n' + NUMBER + DATE + ABOUT,
      { name: 'ĐẢNG ỦY XÃ ĐỨC TÂN', parent: 'ĐẢNG BỘ HUYỆN TÂN TRỤ' },
    ],
    ['subject quotes', BODIES + STATE + NUMBER + DATE + '"V/v rà soát viên chức"\n', {}],
    ['subject vv', BODIES + STATE + NUMBER + DATE + 'Vv: rà soát viên chức\n', {}],
    ['subject V/V', BODIES + STATE + NUMBER + DATE + 'V/V rà soát viên chức\n', {}],
    ['subject V/v2', BODIES + STATE + NUMBER + DATE + '(V/v rà soát viên chức)\n', {}],
    ['subject bare', BODIES + STATE + NUMBER + DATE + 'Về việc rà soát viên chức\n', {}],
    [
      'subject 2col',
      'UBND TỈNH HÒA BÌNH     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ NỘI VỤ              Độc lập - Tự do - Hạnh phúc\n-------             ---------\nSố: 12/SNV-TCCC      Hòa Bình, ngày 12 tháng 3 năm 2022\nV/v rà soát viên\n      chức\n',
      {},
    ],
    ['subject oneline', BODIES + STATE + 'Số: 12/SNV-TCCC V/v rà soát viên chức\n' + DATE, {}],
    ['recv stamp', 'CÔNG VĂN ĐẾN\nNgày 15/3/2022\n' + BODIES + STATE + NUMBER + DATE + ABOUT, {}],
    ['recv stamp2', 'Quyết định\n15/3/2022\n\nThị xã Tân An\n\n' + BODIES + STATE + NUMBER + DATE + ABOUT, {}],
    [
      'school',
      'PHÒNG GD&ĐT HUYỆN CAO LỘC\nTRƯỜNG TIỂU HỌC GIA CÁT\n' + STATE + NUMBER + DATE + ABOUT,
      { name: 'TRƯỜNG TIỂU HỌC GIA CÁT', parent: 'PHÒNG GD&ĐT HUYỆN CAO LỘC' },
    ],
    [
      'school lower',
      'Phòng GD&ĐT huyện Cao Lộc\nTrường Tiểu học Gia Cát\n' + STATE + NUMBER + DATE + ABOUT,
      { name: 'Trường Tiểu học Gia Cát', parent: 'Phòng GD&ĐT huyện Cao Lộc' },
    ],
    [
      'motto broken',
      'UBND TỈNH HÒA BÌNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nSỞ NỘI VỤ VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n' +
        NUMBER +
        DATE +
        ABOUT,
      {},
    ],
    [
      'motto ocr',
      BODIES + 'CỌNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập — Tự do — Hạnh phúc\n' + NUMBER + DATE + ABOUT,
      {},
    ],
    [
      'motto ocr2',
      BODIES + 'CỘNG HÒA XẢ HỘI CHỦ NGHĨA VIỆT NAM\nDộc lập - Tự do - Hạnh phúc\n' + NUMBER + DATE + ABOUT,
      {},
    ],
    [
      'motto ocr3',
      BODIES + 'CỘNG HOÀ XÃ HÔI CHÙ NGHĨA VIÊT NAM\nĐôc lâp - Tư do - Hanh phúc\n' + NUMBER + DATE + ABOUT,
      {},
    ],
  ])('%s', (_, heading, otherwise) => {
    const { issuer, number, symbol, place, date, datePartial, subject, ...paper } = toDispatch(
      readDispatch(heading + LETTER),
    );
    const { name, parent } = issuer;
    expect({ name, parent, number, symbol, place, date, datePartial, subject }).toEqual({
      ...AS_WRITTEN,
      ...otherwise,
    });
    expect(paper).toMatchObject({
      kind: 'CV',
      addressees: ['UBND các huyện, thành phố'],
      bases: [{ code: '5/KH-UBND' }],
    });
  });
});
