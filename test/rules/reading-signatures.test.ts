import { describe, expect, it } from '@jest/globals';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';

const LETTER = `UBND TỈNH HÒA BÌNH
SỞ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/SNV-TCCC
Hòa Bình, ngày 12 tháng 3 năm 2022
V/v rà soát viên chức

Kính gửi: UBND các huyện, thành phố

Sở Nội vụ đề nghị các đơn vị rà soát viên chức./.
`;
const COPIES = 'Nơi nhận:\n- Như trên;\n- UBND tỉnh (b/c);\n- Lưu: VT, TCCC.\n';

type Signed = [
  below: string,
  mode: string | null,
  onBehalfOf: string | null,
  title: string | null,
  name: string | null,
];

describe('who signs', () => {
  it.each<Signed>([
    [COPIES + '\nTrần Thị Mai', null, null, null, 'Trần Thị Mai'],
    [
      COPIES + 'TM. UBND XÃ ĐỨC TÂN\nCHỦ TỊCH\n\nTRƯƠNG HIẾU ĐOAN',
      'TM.',
      'UBND XÃ ĐỨC TÂN',
      'CHỦ TỊCH',
      'TRƯƠNG HIẾU ĐOAN',
    ],
    [COPIES + 'GIÁM ĐỐC\n(Đã ký)\nNGUYỄN VĂN AN', null, null, 'GIÁM ĐỐC', 'NGUYỄN VĂN AN'],
    ['KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLÊ THỊ HÀ\n' + COPIES, 'KT.', 'GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'LÊ THỊ HÀ'],
    [COPIES + 'KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nThường trực\nNguyễn Văn B', 'KT.', 'BỘ TRƯỞNG', 'THỨ TRƯỞNG', 'Nguyễn Văn B'],
    [
      COPIES + 'TL. BỘ TRƯỞNG\nVỤ TRƯỞNG VỤ CÔNG TÁC\nHỌC SINH, SINH VIÊN\n\nNgũ Duy Anh',
      'TL.',
      'BỘ TRƯỞNG',
      'VỤ TRƯỞNG VỤ CÔNG TÁC HỌC SINH, SINH VIÊN',
      'Ngũ Duy Anh',
    ],
    [
      COPIES + 'TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nTrần Văn Tú',
      'TM.',
      'ỦY BAN NHÂN DÂN',
      'PHÓ CHỦ TỊCH',
      'Trần Văn Tú',
    ],
    [COPIES + 'HIỆU TRƯỞNG\nPGS.TS. Lê Văn Nam', null, null, 'HIỆU TRƯỞNG', 'PGS.TS. Lê Văn Nam'],
    [
      COPIES + 'KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nBS.CKII Nguyễn Thị Hoa',
      'KT.',
      'GIÁM ĐỐC',
      'PHÓ GIÁM ĐỐC',
      'BS.CKII Nguyễn Thị Hoa',
    ],
    [COPIES + 'GIÁM ĐỐC Nguyễn Văn Minh', null, null, 'GIÁM ĐỐC', 'Nguyễn Văn Minh'],
    [
      'KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC (Đã ký) Nguyễn Văn Minh\n' + COPIES,
      'KT.',
      'GIÁM ĐỐC',
      'PHÓ GIÁM ĐỐC',
      'Nguyễn Văn Minh',
    ],
    [COPIES + 'KT, GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn Minh', 'KT.', 'GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'Nguyễn Văn Minh'],
    [COPIES + 'K/T GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn Minh', 'KT.', 'GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'Nguyễn Văn Minh'],
    [COPIES + 'KT: GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn Minh', 'KT.', 'GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'Nguyễn Văn Minh'],
    [COPIES + 'KT . GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn Minh', 'KT.', 'GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'Nguyễn Văn Minh'],
    [COPIES + 'KT.GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn Minh', 'KT.', 'GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'Nguyễn Văn Minh'],
    [
      COPIES + 'T/M ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Minh',
      'TM.',
      'ỦY BAN NHÂN DÂN',
      'CHỦ TỊCH',
      'Nguyễn Văn Minh',
    ],
    [
      COPIES + 'T/L CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nNguyễn Văn Minh',
      'TL.',
      'CHỦ TỊCH',
      'CHÁNH VĂN PHÒNG',
      'Nguyễn Văn Minh',
    ],
    [
      COPIES + 'T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nNguyễn Văn Minh',
      'TM.',
      'BAN THƯỜNG VỤ',
      'PHÓ BÍ THƯ',
      'Nguyễn Văn Minh',
    ],
    [
      COPIES + 'TM. BAN CHẤP HÀNH\nBÍ THƯ\n(đã ký và đóng dấu)\nNguyễn Văn Minh',
      'TM.',
      'BAN CHẤP HÀNH',
      'BÍ THƯ',
      'Nguyễn Văn Minh',
    ],
    [
      COPIES + 'TL. BAN THƯỜNG VỤ\nPHÓ CHÁNH VĂN PHÒNG\nNguyễn Văn Minh',
      'TL.',
      'BAN THƯỜNG VỤ',
      'PHÓ CHÁNH VĂN PHÒNG',
      'Nguyễn Văn Minh',
    ],
    [
      COPIES + 'TM. BAN THƯỜNG TRỰC\nPHÓ CHỦ TỊCH\nNguyễn Văn Minh',
      'TM.',
      'BAN THƯỜNG TRỰC',
      'PHÓ CHỦ TỊCH',
      'Nguyễn Văn Minh',
    ],
    [
      COPIES + 'TM. ĐOÀN CHỦ TỊCH\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn Minh',
      'TM.',
      'ĐOÀN CHỦ TỊCH',
      'PHÓ CHỦ TỊCH',
      'Nguyễn Văn Minh',
    ],
    [
      COPIES + 'TM. BAN THƯỜNG VỤ HUYỆN ĐOÀN\nBÍ THƯ\nNguyễn Văn Minh',
      'TM.',
      'BAN THƯỜNG VỤ HUYỆN ĐOÀN',
      'BÍ THƯ',
      'Nguyễn Văn Minh',
    ],
    [
      COPIES + 'GIÁM ĐỐC\nNgười ký: Nguyễn Văn Minh\nNgày ký: 12-03-2022 10:22:31 +07:00\nNguyễn Văn Minh',
      null,
      null,
      'GIÁM ĐỐC',
      'Nguyễn Văn Minh',
    ],
    [
      COPIES + 'GIÁM ĐỐC\nNgười ký: Nguyễn Văn Minh\nEmail: a@b.vn\nCơ quan: Sở Nội vụ',
      null,
      null,
      'GIÁM ĐỐC',
      'Nguyễn Văn Minh',
    ],
    [
      COPIES + 'GIÁM ĐỐC\n\nNguyễn Văn Minh\n\nPHỤ LỤC\nDanh sách\n1. Trần Văn A\n2. Lê Văn B\nGIÁM ĐỐC SỞ',
      null,
      null,
      'GIÁM ĐỐC',
      'Nguyễn Văn Minh',
    ],
    [
      COPIES +
        'TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nPhạm Đình Nghị\nDANH MỤC\nVĂN BẢN HẾT HIỆU LỰC\n(Ban hành kèm theo Quyết định số 12/QĐ-UBND)\nSTT Tên\n1 Quyết định 3443/2004/QĐ-UBND',
      'TM.',
      'ỦY BAN NHÂN DÂN',
      'CHỦ TỊCH',
      'Phạm Đình Nghị',
    ],
    [
      'Nơi nhận:                                     GIÁM ĐỐC\n- Như trên;\n- UBND tỉnh (b/c);                              (Đã ký)\n- Lưu: VT.\n                                             Nguyễn Văn Minh',
      null,
      null,
      'GIÁM ĐỐC',
      'Nguyễn Văn Minh',
    ],
    [
      'Nơi nhận:                                     KT. GIÁM ĐỐC\n- Như trên;                                   PHÓ GIÁM ĐỐC\n- UBND tỉnh (b/c);                              \n- Lưu: VT.                             NGUYỄN VĂN MINH',
      'KT.',
      'GIÁM ĐỐC',
      'PHÓ GIÁM ĐỐC',
      'NGUYỄN VĂN MINH',
    ],
    [COPIES + 'Giám đốc\n\nNguyễn Văn Minh', null, null, 'Giám đốc', 'Nguyễn Văn Minh'],
    [COPIES + 'KT. Giám đốc\nPhó Giám đốc\n\nNguyễn Văn Minh', 'KT.', 'Giám đốc', 'Phó Giám đốc', 'Nguyễn Văn Minh'],
    [COPIES + 'Kt. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nNguyễn Văn Minh', 'KT.', 'GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'Nguyễn Văn Minh'],
    [
      COPIES + 'CHỦ TỊCH\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTrần Đức Lương',
      null,
      null,
      'CHỦ TỊCH NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Trần Đức Lương',
    ],
    [COPIES + 'THỦ TƯỚNG\n\n[daky]\n\nPhạm Minh Chính', null, null, 'THỦ TƯỚNG', 'Phạm Minh Chính'],
    ['KT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\n\nTrần Hồng Hà\n' + COPIES, 'KT.', 'THỦ TƯỚNG', 'PHÓ THỦ TƯỚNG', 'Trần Hồng Hà'],
    [
      COPIES + 'TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG TỔ CHỨC\n\nNguyễn Văn Minh',
      'TUQ.',
      'GIÁM ĐỐC',
      'TRƯỞNG PHÒNG TỔ CHỨC',
      'Nguyễn Văn Minh',
    ],
    [COPIES + 'Q. GIÁM ĐỐC\n\nNguyễn Văn Minh', 'Q.', null, 'GIÁM ĐỐC', 'Nguyễn Văn Minh'],
    [COPIES + 'QUYỀN GIÁM ĐỐC\n\nNguyễn Văn Minh', 'Q.', null, 'GIÁM ĐỐC', 'Nguyễn Văn Minh'],
    ['TRƯỞNG PHÒNG\n(Ký, ghi rõ họ tên)\nNguyễn Văn Minh', null, null, 'TRƯỞNG PHÒNG', 'Nguyễn Văn Minh'],
    [
      COPIES + 'KT. CHÁNH THANH TRA\nPHÓ CHÁNH THANH TRA\nNguyễn Văn Minh',
      'KT.',
      'CHÁNH THANH TRA',
      'PHÓ CHÁNH THANH TRA',
      'Nguyễn Văn Minh',
    ],
    [COPIES + 'PHỤ TRÁCH PHÒNG\nNguyễn Văn Minh', null, null, 'PHỤ TRÁCH PHÒNG', 'Nguyễn Văn Minh'],
    [
      COPIES + 'TM. ĐẢNG ỦY\nPHÓ BÍ THƯ THƯỜNG TRỰC\nNguyễn Văn Minh',
      'TM.',
      'ĐẢNG ỦY',
      'PHÓ BÍ THƯ THƯỜNG TRỰC',
      'Nguyễn Văn Minh',
    ],
    [
      COPIES + 'KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nGIÁM ĐỐC SỞ CÔNG THƯƠNG\nNguyễn Văn Minh',
      'KT.',
      'TRƯỞNG BAN',
      'GIÁM ĐỐC SỞ CÔNG THƯƠNG',
      'Nguyễn Văn Minh',
    ],
    [
      COPIES + 'TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN\nCHỦ TỊCH UBND TỈNH\nNguyễn Văn Minh',
      'TM.',
      'BAN CHỈ ĐẠO',
      'CHỦ TỊCH UBND TỈNH',
      'Nguyễn Văn Minh',
    ],
    [COPIES + 'CHỦ TỊCH\nY Blai Niê Kđăm', null, null, 'CHỦ TỊCH', 'Y Blai Niê Kđăm'],
    [COPIES + 'CHỦ TỊCH\nNguyễn Văn Minh\n2\nScan by CamScanner\nTrang 2/2', null, null, 'CHỦ TỊCH', 'Nguyễn Văn Minh'],
    ['Nơi nhận: GIÁM ĐỐC\n- Như trên;\n- Lưu: VT. Nguyễn Văn Minh', null, null, 'GIÁM ĐỐC', 'Nguyễn Văn Minh'],
    [
      'Nơi nhận: KT. GIÁM ĐỐC\n- Như trên; PHÓ GIÁM ĐỐC\n- Lưu: VT. Nguyễn Văn Minh',
      'KT.',
      'GIÁM ĐỐC',
      'PHÓ GIÁM ĐỐC',
      'Nguyễn Văn Minh',
    ],
    [COPIES + 'PHÓ TỔNG GIÁM ĐỐC\nNguyễn Văn Minh', null, null, 'PHÓ TỔNG GIÁM ĐỐC', 'Nguyễn Văn Minh'],
    [
      COPIES + 'TM.ỦY BAN NHÂN DÂN XÃ\nKT.CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn Minh',
      'TM.',
      'ỦY BAN NHÂN DÂN XÃ',
      'PHÓ CHỦ TỊCH',
      'Nguyễn Văn Minh',
    ],
    [
      COPIES + 'TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH\nNguyễn Văn Minh',
      'TM.',
      'ỦY BAN NHÂN DÂN',
      'PHÓ CHỦ TỊCH',
      'Nguyễn Văn Minh',
    ],
    [COPIES + 'TM. ỦY BAN NHÂN DÂN CHỦ TỊCH\nNguyễn Văn Minh', 'TM.', 'ỦY BAN NHÂN DÂN', 'CHỦ TỊCH', 'Nguyễn Văn Minh'],
    [COPIES + 'KT. CHỦ TỊCH / PHÓ CHỦ TỊCH\nNguyễn Văn Minh', 'KT.', 'CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'Nguyễn Văn Minh'],
    [
      COPIES + 'TM. HỘI ĐỒNG NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Minh',
      'TM.',
      'HỘI ĐỒNG NHÂN DÂN',
      'CHỦ TỊCH',
      'Nguyễn Văn Minh',
    ],
    [
      COPIES + 'TM. THƯỜNG TRỰC HĐND\nPHÓ CHỦ TỊCH\nNguyễn Văn Minh',
      'TM.',
      'THƯỜNG TRỰC HĐND',
      'PHÓ CHỦ TỊCH',
      'Nguyễn Văn Minh',
    ],
    [
      COPIES + 'TL. GIÁM ĐỐC\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nNguyễn Văn Minh',
      'TL.',
      'GIÁM ĐỐC',
      'PHÓ CHÁNH VĂN PHÒNG',
      'Nguyễn Văn Minh',
    ],
    [COPIES + 'KT. GIÁM ĐÓC\nPHÓ GIÁM ĐÓC\nNguyễn Văn Minh', 'KT.', 'GIÁM ĐÓC', 'PHÓ GIÁM ĐÓC', 'Nguyễn Văn Minh'],
    [COPIES + 'KT: CHỦ TICH\nPHÓ CHỦ TICH\nNguyễn Văn Minh', 'KT.', 'CHỦ TICH', 'PHÓ CHỦ TICH', 'Nguyễn Văn Minh'],
    [COPIES + 'I<T. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn Minh', 'KT.', 'GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'Nguyễn Văn Minh'],
  ])('%j', (below, mode, onBehalfOf, title, name) => {
    const { signature, archive } = toDispatch(readDispatch(LETTER + below));
    expect(signature).toEqual({ mode, onBehalfOf, title, name });
    expect(archive ?? 'VT').toMatch(/^VT(?:, TCCC)?$/);
  });
});
