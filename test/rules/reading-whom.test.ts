import { describe, expect, it } from '@jest/globals';
import { readDispatch } from '../../src/dispatches/reading/read-dispatch.rules.js';
import { toDispatch } from '../../src/dispatches/reading/reading.rules.js';

const HEADING = `UBND TỈNH HÒA BÌNH
SỞ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/SNV-TCCC
Hòa Bình, ngày 12 tháng 3 năm 2022
V/v rà soát viên chức

`;
const END = '\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\n\nNguyễn Văn Minh';
const read = (text: string) => toDispatch(readDispatch(`${HEADING}${text}${END}`));

describe('the duties a sentence lays down', () => {
  it.each<[string, Partial<ReturnType<typeof read>['reports'][number]>[]]>([
    ['Sở Nội vụ xin báo cáo UBND tỉnh kết quả rà soát như sau:\n1. Đã rà soát 12 đơn vị.', []],
    ['Sở Nội vụ báo cáo Ủy ban nhân dân tỉnh xem xét, chỉ đạo./.', []],
    ['Sở Nội vụ trân trọng báo cáo./.', []],
    ['Kính đề nghị UBND tỉnh xem xét, giải quyết. Sở Nội vụ gửi UBND tỉnh để biết./.', []],
    ['Thực hiện Báo cáo số 12/BC-UBND ngày 12/3/2021, Sở Nội vụ đề nghị các đơn vị rà soát.', []],
    ['Sở Nội vụ gửi hồ sơ để UBND tỉnh xem xét, quyết định.', []],
    ['Trong quá trình thực hiện, nếu có vướng mắc, đề nghị báo cáo về Sở Nội vụ để được hướng dẫn./.', []],
    ['Đề nghị các đơn vị báo cáo kết quả về Sở Nội vụ đúng thời hạn quy định./.', [{ to: 'Sở Nội vụ' }]],
    [
      'Đề nghị các đơn vị báo cáo kết quả về Sở Nội vụ trước ngày 30/3/2022./.',
      [{ to: 'Sở Nội vụ', due: '2022-03-30' }],
    ],
    ['Đề nghị các đơn vị báo cáo kết quả về Sở GDĐT đúng thời hạn.', [{ to: 'Sở GDĐT' }]],
    [
      'Đề nghị gửi báo cáo về Sở Nội vụ (qua Phòng Công chức, viên chức) trước 16h00 ngày 30/3/2022 để tổng hợp.',
      [{ to: 'Sở Nội vụ', via: 'Phòng Công chức, viên chức', due: '2022-03-30' }],
    ],
    [
      'Đề nghị các đơn vị gửi kết quả về Sở Nội vụ trước ngày 30/3/2022 để tổng hợp, báo cáo UBND tỉnh theo quy định.',
      [{ to: 'UBND tỉnh', via: 'Sở Nội vụ', due: '2022-03-30' }],
    ],
    ['Đề nghị các đơn vị gửi kết quả về Sở Nội vụ để tổng hợp chung.', [{ to: 'Sở Nội vụ' }]],
    [
      'Định kỳ hằng tháng (trước ngày 20), hằng quý (trước ngày 20 tháng cuối quý), báo cáo kết quả về Sở Nội vụ.',
      [
        { periods: ['month'], to: 'Sở Nội vụ' },
        { periods: ['quarter'], to: 'Sở Nội vụ' },
      ],
    ],
    ['Báo cáo đột xuất khi có yêu cầu của Sở Nội vụ.', [{ to: null, onRequest: true }]],
    [
      'Định kỳ 6 tháng, năm hoặc theo yêu cầu báo cáo UBND tỉnh qua Sở Nội vụ.',
      [{ periods: ['half-year', 'year'], to: 'UBND tỉnh', via: 'Sở Nội vụ', onRequest: true }],
    ],
    [
      'Giao Phòng Nội vụ theo dõi, đôn đốc, tổng hợp kết quả báo cáo UBND huyện trước ngày 15/4/2022.',
      [{ to: 'UBND huyện', due: '2022-04-15' }],
    ],
    [
      'Giao Phòng Nội vụ chủ trì, phối hợp với các đơn vị tổ chức thực hiện và báo cáo kết quả cho Chủ tịch UBND huyện.',
      [{ to: 'Chủ tịch UBND huyện' }],
    ],
    [
      'Yêu cầu Thủ trưởng các đơn vị nghiêm túc thực hiện, báo cáo kết quả về UBND tỉnh (thông qua Sở Nội vụ) chậm nhất ngày 25 tháng 3 năm 2022.',
      [{ to: 'UBND tỉnh', via: 'Sở Nội vụ', due: '2022-03-25' }],
    ],
    [
      'Kết quả thực hiện gửi về Sở Nội vụ (Phòng Tổ chức) trước ngày 25/3/2022, đồng thời gửi file mềm qua địa chỉ email: abc@hoabinh.gov.vn.',
      [{ to: 'Sở Nội vụ', via: 'Phòng Tổ chức', due: '2022-03-25' }],
    ],
    [
      'Báo cáo gửi về Văn phòng UBND huyện trước ngày 15 hằng tháng.',
      [{ periods: ['month'], to: 'Văn phòng UBND huyện' }],
    ],
    ['Đề nghị Quý đơn vị gửi văn bản góp ý về Sở Nội vụ trước ngày 20/3/2022.', []],
    ['Đề nghị các đơn vị gửi danh sách về Sở Nội vụ trước ngày 20/3/2022.', []],
    [
      'Hằng năm, trước ngày 15/12 tổng hợp kết quả thực hiện, báo cáo Bộ Nội vụ.',
      [{ periods: ['year'], to: 'Bộ Nội vụ' }],
    ],
    [
      'Số liệu báo cáo được tính từ ngày 15/12/2021 đến ngày 14/3/2022, gửi về Sở Nội vụ trước ngày 20/3/2022.',
      [{ to: 'Sở Nội vụ', windowStart: '2021-12-15', windowEnd: '2022-03-14', due: '2022-03-20' }],
    ],
    ['Tổ chức sơ kết, tổng kết và báo cáo kết quả thực hiện theo quy định./.', [{ to: null }]],
    ['Sở Nội vụ tổng hợp, báo cáo UBND tỉnh.', [{ to: 'UBND tỉnh' }]],
    ['Phòng Nội vụ có trách nhiệm tham mưu UBND huyện báo cáo UBND tỉnh kết quả thực hiện.', [{ to: 'UBND tỉnh' }]],
    ['Các cơ quan báo chí tăng cường đưa tin, phóng sự về kết quả cải cách.', []],
    ['Công tác báo cáo, thống kê phải bảo đảm chính xác.', []],
    ['Đề nghị đồng chí Giám đốc trình bày báo cáo tại hội nghị.', []],
    ['Khi phát hiện vi phạm, báo cáo ngay UBND xã để xử lý.', []],
    [
      'Đề nghị các đồng chí chuẩn bị báo cáo, gửi về Văn phòng trước ngày 18/3/2022 để tổng hợp tài liệu họp.',
      [{ to: 'Văn phòng', due: '2022-03-18' }],
    ],
    [
      'Báo cáo Thủ tướng Chính phủ kết quả thực hiện trước ngày 31 tháng 3 năm 2022.',
      [{ to: 'Thủ tướng Chính phủ', due: '2022-03-31' }],
    ],
    [
      'Báo cáo kết quả với Thường trực Huyện ủy (qua Ban Tuyên giáo Huyện ủy) khi có yêu cầu.',
      [{ to: 'Thường trực Huyện ủy', via: 'Ban Tuyên giáo Huyện ủy', onRequest: true }],
    ],
    [
      'Đề nghị UBND các xã báo cáo bằng văn bản kèm danh sách về Phòng Nội vụ huyện trong ngày 30/3/2022.',
      [{ to: 'Phòng Nội vụ huyện', due: '2022-03-30' }],
    ],
    ['Sở Nội vụ kính báo cáo UBND tỉnh và đề nghị UBND tỉnh xem xét.', []],
    [
      'Gửi báo cáo kết quả (theo mẫu đính kèm) về Sở Nội vụ, số 12 Trần Hưng Đạo, thành phố Hòa Bình trước ngày 30/3/2022.',
      [{ to: 'Sở Nội vụ', due: '2022-03-30' }],
    ],
    [
      'Báo cáo định kỳ: Báo cáo tháng gửi trước ngày 20 hằng tháng; báo cáo quý gửi trước ngày 20 của tháng cuối quý; báo cáo năm gửi trước ngày 10/12 về Sở Nội vụ.',
      [
        { periods: ['month'], to: 'Sở Nội vụ' },
        { periods: ['quarter'], to: 'Sở Nội vụ' },
        { periods: ['year'], to: 'Sở Nội vụ' },
      ],
    ],
  ])('%s', (sentence, reports) => {
    const none = { periods: [], via: null, windowStart: null, windowEnd: null, due: null, onRequest: false };
    const paper = read(`Kính gửi: UBND các huyện, thành phố\n\nSở Nội vụ thông báo.\n${sentence}`);
    expect(paper.reports).toEqual(reports.map((report) => ({ ...none, ...report })));
  });
});

describe('those charged with a task', () => {
  it.each<[string, string[]]>([
    ['1. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính tham mưu.', ['Sở Y tế']],
    ['1. Giao Sở Y tế: Chủ trì, phối hợp với Sở Tài chính tham mưu.', ['Sở Y tế']],
    ['1. Sở Y tế\na) Chủ trì.', ['Sở Y tế']],
    ['1. Sở Y tế:\na) Chủ trì.', ['Sở Y tế']],
    ['1. Đề nghị UBND các huyện, thành phố chỉ đạo các phòng chuyên môn rà soát.', ['UBND các huyện, thành phố']],
    [
      '1. Đề nghị Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội tỉnh: Tuyên truyền.',
      ['Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh', 'các tổ chức chính trị - xã hội tỉnh'],
    ],
    [
      '1. Các sở, ban, ngành tỉnh; UBND các huyện, thành phố: Tổ chức thực hiện.',
      ['Các sở, ban, ngành tỉnh', 'UBND các huyện, thành phố'],
    ],
    [
      '1. Thủ trưởng các sở, ban, ngành, Chủ tịch UBND các huyện, thành phố chịu trách nhiệm thực hiện.',
      ['Thủ trưởng các sở, ban, ngành', 'Chủ tịch UBND các huyện, thành phố'],
    ],
    ['1. Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh tăng cường tuần tra.', ['Công an tỉnh', 'Bộ Chỉ huy Quân sự tỉnh']],
    ['1. Đối với UBND các xã, phường, thị trấn\n- Rà soát.', ['UBND các xã, phường, thị trấn']],
    ['1. Trách nhiệm của các Phòng, Ban\n- Rà soát.', ['các Phòng, Ban']],
    [
      '1. Phòng Lao động - Thương binh và Xã hội chủ trì, phối hợp với Phòng Tài chính - Kế hoạch cân đối.',
      ['Phòng Lao động - Thương binh và Xã hội'],
    ],
    ['1. Tăng cường công tác tuyên truyền trên Đài Truyền thanh xã.', []],
    ['1. Mục đích, yêu cầu', []],
    ['1. Phòng chống dịch bệnh trên địa bàn.', []],
    ['1. Công tác chỉ đạo của Ủy ban nhân dân tỉnh.', []],
    ['1. Về phía Sở Nội vụ: Hướng dẫn các đơn vị.', ['Sở Nội vụ']],
    [
      '1. Yêu cầu các đồng chí Ủy viên Ban Chấp hành, Bí thư các chi bộ nghiêm túc thực hiện.',
      ['các đồng chí Ủy viên Ban Chấp hành', 'Bí thư các chi bộ'],
    ],
    [
      '1. Chủ tịch UBND xã Tân Lập, Trưởng Công an xã, Trưởng các thôn có trách nhiệm rà soát.',
      ['Chủ tịch UBND xã Tân Lập', 'Trưởng Công an xã', 'Trưởng các thôn'],
    ],
    ['1. Bộ Tài chính chủ trì, phối hợp với Bộ Kế hoạch và Đầu tư bố trí kinh phí.', ['Bộ Tài chính']],
    [
      '1. Hiệu trưởng các trường mầm non, tiểu học, THCS chỉ đạo giáo viên thực hiện.',
      ['Hiệu trưởng các trường mầm non, tiểu học, THCS'],
    ],
    [
      '1. Đồng chí Nguyễn Văn A - Phó Chủ tịch UBND huyện chỉ đạo, điều hành.',
      ['Đồng chí Nguyễn Văn A - Phó Chủ tịch UBND huyện'],
    ],
    [
      '1. Công ty Điện lực Hòa Bình, Viễn thông Hòa Bình khẩn trương khắc phục.',
      ['Công ty Điện lực Hòa Bình', 'Viễn thông Hòa Bình'],
    ],
    ['1. Các chủ rừng phát dọn thực bì.', ['Các chủ rừng']],
    ['1. Ban Quản lý dự án đầu tư xây dựng huyện khẩn trương hoàn thành.', ['Ban Quản lý dự án đầu tư xây dựng huyện']],
    ['1. Văn phòng UBND tỉnh theo dõi, đôn đốc.', ['Văn phòng UBND tỉnh']],
    ['1. Giao Văn phòng phối hợp với Phòng Nội vụ tham mưu.', ['Văn phòng']],
  ])('%j', (task, charged) => {
    const paper = read(
      `Kính gửi: UBND các huyện\n\nThực hiện Kế hoạch số 5/KH-UBND, Sở Nội vụ yêu cầu:\n${task}\n2. Thực hiện tốt.`,
    );
    expect(paper.tasks[0]?.addressees).toEqual(charged);
  });
});

describe('those a paper is addressed to', () => {
  it.each<[string, string[]]>([
    [
      'Kính gửi: Các sở, ban, ngành tỉnh; UBND các huyện, thành phố',
      ['Các sở, ban, ngành tỉnh', 'UBND các huyện, thành phố'],
    ],
    [
      'Kính gửi:\n- Các sở, ban, ngành;\n- Ủy ban nhân dân các huyện,\nthành phố;\n- Các cơ quan Trung ương trên địa bàn.',
      ['Các sở, ban, ngành', 'Ủy ban nhân dân các huyện, thành phố', 'Các cơ quan Trung ương trên địa bàn'],
    ],
    ['Kính gửi: Các đồng chí Ủy viên Ban Thường vụ Đảng ủy.', ['Các đồng chí Ủy viên Ban Thường vụ Đảng ủy']],
    ['Kính gửi: Thủ trưởng các cơ quan, đơn vị thuộc Sở', ['Thủ trưởng các cơ quan, đơn vị thuộc Sở']],
    [
      'Kính gửi: Giám đốc Sở Y tế và Chủ tịch UBND các huyện, thị xã, thành phố',
      ['Giám đốc Sở Y tế', 'Chủ tịch UBND các huyện, thị xã, thành phố'],
    ],
    [
      'Kính gửi: Bộ Tài chính, Bộ Kế hoạch và Đầu tư, Bộ Nội vụ',
      ['Bộ Tài chính', 'Bộ Kế hoạch và Đầu tư', 'Bộ Nội vụ'],
    ],
    [
      'Kính gửi :\n                  - Sở Y tế;\n                  - Sở Lao động - Thương binh\n                    và Xã hội;\n',
      ['Sở Y tế', 'Sở Lao động - Thương binh và Xã hội'],
    ],
    ['Kính gửi:\n+ Sở Y tế\n+ Sở Tài chính', ['Sở Y tế', 'Sở Tài chính']],
    ['Kính gửi:\nSở Y tế\nSở Tài chính', ['Sở Y tế', 'Sở Tài chính']],
    ['Kính gửi: Sở Y tế\n          Sở Tài chính', ['Sở Y tế', 'Sở Tài chính']],
    ['Kính gửi: Ông Nguyễn Văn Ba, trú tại thôn 3, xã Tân Lập', ['Ông Nguyễn Văn Ba, trú tại thôn 3, xã Tân Lập']],
    ['Kính gửi: Ủy ban nhân dân tỉnh (qua Sở Nội vụ)', ['Ủy ban nhân dân tỉnh (qua Sở Nội vụ)']],
    [
      'Kính gửi: Phòng GD&ĐT các huyện, thành phố; các trường THPT; Trung tâm GDNN-GDTX.',
      ['Phòng GD&ĐT các huyện, thành phố', 'các trường THPT', 'Trung tâm GDNN-GDTX'],
    ],
    ['Kính gửi:\n1. Sở Y tế;\n2. Sở Tài chính.', ['Sở Y tế', 'Sở Tài chính']],
    [
      'Kính gửi:  - Ban Giám đốc Sở Lao động\n           - Thương binh và Xã hội tỉnh;\n  - Sở Y tế.',
      ['Ban Giám đốc Sở Lao động - Thương binh và Xã hội tỉnh', 'Sở Y tế'],
    ],
    ['Kinh gửi: Sở Y tế', ['Sở Y tế']],
    ['Kính gởi: Sở Y tế', ['Sở Y tế']],
    ['Kính gửi; Sở Y tế', ['Sở Y tế']],
    ['KÍNH GỬI: SỞ Y TẾ', ['SỞ Y TẾ']],
    ['Kính trình: Ủy ban nhân dân tỉnh', ['Ủy ban nhân dân tỉnh']],
    ['Gửi: Các đơn vị trực thuộc', ['Các đơn vị trực thuộc']],
    ['Kính gửi: Các ông (bà) Trưởng phòng, đơn vị thuộc Sở.', ['Các ông (bà) Trưởng phòng, đơn vị thuộc Sở']],
    [
      'Kính gửi: Đảng ủy các xã, phường; các chi, đảng bộ trực thuộc; Mặt trận Tổ quốc và các đoàn thể.',
      ['Đảng ủy các xã, phường', 'các chi, đảng bộ trực thuộc', 'Mặt trận Tổ quốc', 'các đoàn thể'],
    ],
  ])('%j', (to, addressees) => {
    const paper = read(`${to}\n\nThực hiện Kế hoạch số 5/KH-UBND ngày 02/3/2022, Sở Nội vụ yêu cầu thực hiện./.`);
    expect(paper.addressees).toEqual(addressees);
  });
});
