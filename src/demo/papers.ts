/** Dispatches of the demonstration, of our own writing, as they would arrive as text. */

/** Today: a ministry to the provinces, and through them to every commune. */
export const MINISTRY_LETTER = `BỘ NỘI VỤ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số:      /BNV-CQĐP

Hà Nội, ngày 16 tháng 11 năm 2026

V/v rà soát, cập nhật dữ liệu tiếp công dân và giải quyết thủ tục hành chính tại cấp xã

Kính gửi:

- Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương;
- Ủy ban nhân dân các xã, phường, đặc khu.

Thực hiện Nghị quyết số 190/2025/QH15 ngày 19/02/2025 của Quốc hội, để chuẩn bị số liệu tổng kết năm 2026 về hoạt động của chính quyền địa phương hai cấp, Bộ Nội vụ đề nghị các cơ quan, đơn vị thực hiện các nội dung sau:

1. Rà soát danh sách bộ phận tiếp nhận và trả kết quả của từng xã, phường, đặc khu; bổ sung địa chỉ, số điện thoại trực và hộp thư công vụ còn thiếu.

2. Cập nhật số lượt tiếp công dân, số hồ sơ thủ tục hành chính đã tiếp nhận, đã giải quyết đúng hạn và quá hạn, lấy số liệu từ 15/12/2025 đến 14/11/2026.

3. Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương phân công một cơ quan đầu mối, chuyển văn bản này đến Ủy ban nhân dân các xã, phường, đặc khu trên địa bàn và đôn đốc việc cập nhật.

Kết quả thực hiện gửi về Bộ Nội vụ chậm nhất ngày 04/12/2026 để tổng hợp, báo cáo Chính phủ./.

Nơi nhận:

- Như trên;
- Lưu: VT, CQĐP.

TL. BỘ TRƯỞNG
CHÁNH VĂN PHÒNG

Trần Minh Khoa
`;

/** March 2024: a department to the eleven district offices. */
export const DEPARTMENT_LETTER = `UBND TỈNH LẠNG SƠN
SỞ THÔNG TIN VÀ TRUYỀN THÔNG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 512/STTTT-TTBCXB

Lạng Sơn, ngày 11 tháng 3 năm 2024

V/v tuyên truyền kỹ năng nhận biết, phòng tránh lừa đảo trực tuyến trên hệ thống thông tin cơ sở năm 2024

Kính gửi:

- Phòng Văn hóa và Thông tin các huyện, thành phố.

Thực hiện Kế hoạch số 33/KH-UBND ngày 05/02/2024 của Ủy ban nhân dân tỉnh Lạng Sơn về nâng cao kỹ năng số cho người dân, Sở Thông tin và Truyền thông đề nghị Phòng Văn hóa và Thông tin các huyện, thành phố:

1. Biên soạn bản tin phát thanh về các hình thức lừa đảo trực tuyến thường gặp và cách xử lý khi nghi ngờ bị lừa đảo, phát ít nhất hai lần mỗi tuần.

2. Hướng dẫn Ủy ban nhân dân các xã, phường, thị trấn treo thông tin cảnh báo tại nhà văn hóa thôn, khối phố và bộ phận một cửa.

3. Thống kê số tin, bài đã phát và số lượt người dân được hướng dẫn.

Báo cáo kết quả gửi về Sở Thông tin và Truyền thông chậm nhất ngày 15/4/2024 để tổng hợp, báo cáo Ủy ban nhân dân tỉnh./.

Nơi nhận:

- Như trên;
- Lưu: VT, TTBCXB.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Hoàng Thị Bích
`;

/** March 2024: what a district office writes on to its communes. */
export const districtLetter = (
  district: string,
  place: string,
  number: number,
  day: number,
  communes: string,
): string => `UBND ${district.toUpperCase()}
PHÒNG VĂN HÓA VÀ THÔNG TIN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: ${number}/VHTT

${place}, ngày ${day} tháng 3 năm 2024

V/v phát bản tin cảnh báo lừa đảo trực tuyến trên đài truyền thanh cơ sở

Kính gửi:

- ${communes}.

Thực hiện Công văn số 512/STTTT-TTBCXB ngày 11/3/2024 của Sở Thông tin và Truyền thông về tuyên truyền kỹ năng nhận biết, phòng tránh lừa đảo trực tuyến, Phòng Văn hóa và Thông tin đề nghị ${communes}:

1. Phát bản tin cảnh báo do Phòng cung cấp trên đài truyền thanh, ít nhất hai lần mỗi tuần.

2. Niêm yết số điện thoại tiếp nhận phản ánh tại nhà văn hóa và bộ phận một cửa.

Báo cáo số lượt phát và số người dân được hướng dẫn gửi về Phòng Văn hóa và Thông tin chậm nhất ngày 05/4/2024./.

Nơi nhận:

- Như trên;
- Lưu: VHTT.

TRƯỞNG PHÒNG

Lương Văn Thành
`;

/** Today: a draft that the ministry's clerk has handed in and not yet confirmed; not everything in it is right. */
export const WAITING_LETTER = `BỘ NỘI VỤ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số:      /BNV-CQĐP

Hà Nội, ngày      tháng 11 năm 2026

V/v chuẩn bị hội nghị trực tuyến tổng kết công tác chính quyền địa phương năm 2026

Kính gửi:

- Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương;
- Phòng Nội vụ các huyện, thị xã.

Căn cứ Nghị quyết số 190/2025/QH15 ngày 19/02/2025 của Quốc hội, Bộ Nội vụ đề nghị:

1. Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương kiểm tra đường truyền đến từng xã, phường, đặc khu và phân công người trực kỹ thuật.

2. Đôn đốc, hướng dẫn Ủy ban nhân dân các xã, phường, đặc khu chuẩn bị tham luận theo mẫu.

Danh sách đại biểu và báo cáo kết quả chuẩn bị gửi về Bộ Nội vụ chậm nhất ngày 28/11/2026, số liệu tính từ ngày 01/01/2026 đến ngày 30/11/2026.

Gửi kèm: Đề cương tham luận.

Nơi nhận:

- Như trên;
- Văn phòng Chính phủ (để b/c);
- Lưu: VT, CQĐP.

KT. BỘ TRƯỞNG
THỨ TRƯỞNG

Phạm Thanh Tùng
`;

/** Today: a letter whose policy asks for two persons; one has asked for its issue. */
export const TWO_PERSON_LETTER = `BỘ NỘI VỤ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số:      /BNV-CQĐP

Hà Nội, ngày 19 tháng 11 năm 2026

V/v rà soát tài khoản và phân quyền trên các hệ thống dùng chung của chính quyền địa phương

Kính gửi: Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương.

Để bảo đảm an toàn thông tin khi kết thúc năm công tác, Bộ Nội vụ đề nghị:

1. Thu hồi tài khoản của người đã chuyển công tác, nghỉ việc; lập danh sách tài khoản còn hiệu lực của từng đơn vị.

2. Kiểm tra việc phân quyền của tài khoản quản trị, thay mật khẩu đã dùng quá sáu tháng.

Báo cáo kết quả gửi về Bộ Nội vụ chậm nhất ngày 11/12/2026./.

Nơi nhận:

- Như trên;
- Lưu: VT, CQĐP.

KT. BỘ TRƯỞNG
THỨ TRƯỞNG

Phạm Thanh Tùng
`;
