/** Sections of a made-up letter: what is asked of whom, by when, on which ground. */
const SECTIONS = [
  'Về công tác chỉ đạo, điều hành',
  'Về rà soát, lập danh mục công trình',
  'Về kiểm tra an toàn hồ, đập',
  'Về tuyên truyền, phổ biến',
  'Về kinh phí thực hiện',
  'Về chế độ báo cáo',
];
const DUTIES = [
  'Tổ chức quán triệt, triển khai nghiêm túc Chỉ thị số 14/CT-UBND ngày 05/3/2024 của Chủ tịch UBND tỉnh; phân công cụ thể trách nhiệm cho từng cơ quan, đơn vị và người đứng đầu; kịp thời tháo gỡ khó khăn, vướng mắc phát sinh trong quá trình thực hiện tại cơ sở.',
  'Giao Phòng Nông nghiệp và Phát triển nông thôn chủ trì, phối hợp với Phòng Tài chính - Kế hoạch và các đơn vị có liên quan rà soát, tổng hợp, báo cáo UBND huyện trước ngày 15/5/2024; số liệu tính từ ngày 01/01/2024 đến ngày 30/4/2024.',
  'UBND các xã, thị trấn tăng cường kiểm tra, phát hiện và xử lý nghiêm các trường hợp vi phạm hành lang bảo vệ công trình; định kỳ hằng quý, 6 tháng, năm báo cáo kết quả về Sở Nông nghiệp và Phát triển nông thôn (qua Chi cục Thủy lợi) để tổng hợp, báo cáo UBND tỉnh.',
  'Đài Phát thanh và Truyền hình tỉnh, Báo Kiên Hải và cổng thông tin điện tử các huyện tăng thời lượng phát sóng, đăng tải tin, bài; phản ánh kịp thời gương người tốt, việc tốt và những địa phương làm tốt công tác này (có danh mục chuyên đề kèm theo).',
];
const HEADING = `UBND TỈNH KIÊN HẢI          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NÔNG NGHIỆP VÀ            Độc lập - Tự do - Hạnh phúc
PHÁT TRIỂN NÔNG THÔN

Số: 415/SNN-TL          Kiên Hải, ngày 03 tháng 4 năm 2024
V/v bảo đảm an toàn công trình thủy lợi
trong mùa mưa lũ năm 2024

Kính gửi:
- Ủy ban nhân dân các huyện, thành phố;
- Các đơn vị trực thuộc Sở.

Thực hiện Kế hoạch số 60/KH-UBND ngày 14/3/2024 của UBND tỉnh về phòng, chống thiên tai năm 2024; Công văn số 812/BNN-TL ngày 20/3/2024 của Bộ Nông nghiệp và Phát triển nông thôn, Sở Nông nghiệp và Phát triển nông thôn đề nghị các cơ quan, đơn vị, địa phương thực hiện một số nội dung sau:`;
const END = `Đề nghị Ủy ban nhân dân các huyện, thành phố, các đơn vị trực thuộc Sở quan tâm thực hiện./.

Nơi nhận:                                  KT. GIÁM ĐỐC
- Như trên;                                PHÓ GIÁM ĐỐC
- UBND tỉnh (b/c);
- Lãnh đạo Sở;
- Lưu: VT, TL.                             Trần Văn Bình`;

/** A dispatch as long as three printed pages (some 8,000 characters), as a converter leaves it. */
export const THREE_PAGES = [
  HEADING,
  ...SECTIONS.flatMap((section, i) => [`${i + 1}. ${section}`, ...DUTIES.map((duty) => `- ${duty}`)]),
  END,
].join('\n\n');
