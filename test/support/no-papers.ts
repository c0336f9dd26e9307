/** Texts that are no official documents though they name some: what stands in newspapers, forums, commentaries, kitchens. */
export const NO_PAPERS = {
  'news of an official letter': `Hà Giang siết chặt phòng chống dịch tả lợn châu Phi
15/10/2024 08:30 GMT+7

Ngày 14/10, UBND tỉnh Hà Giang đã ban hành Công văn số 3412/UBND-KTTH về việc tăng cường phòng, chống bệnh dịch tả lợn châu Phi trên địa bàn.
Theo đó, UBND tỉnh yêu cầu các sở, ngành, UBND các huyện, thành phố tập trung thực hiện các giải pháp sau:
1. Sở Nông nghiệp và Phát triển nông thôn chủ trì, theo dõi sát diễn biến dịch bệnh.
2. UBND các huyện, thành phố tổ chức tiêu hủy lợn bệnh.
Ông Nguyễn Văn Bảy, Phó Chủ tịch UBND tỉnh, cho biết tỉnh đã chuẩn bị đủ vắc xin. "Chúng tôi đề nghị người dân không giấu dịch", ông Bảy nói.
Báo cáo kết quả thực hiện về UBND tỉnh trước ngày 30/10/2024./.
Minh Anh`,
  'news that begins as an order does': `Thực hiện Chỉ thị số 12/CT-TTg ngày 10/5/2023 của Thủ tướng Chính phủ về tăng cường phòng cháy, sáng nay Công an thành phố tổ chức ra quân kiểm tra các chung cư mini trên địa bàn quận. Phóng viên có mặt tại hiện trường ghi nhận nhiều cơ sở chưa trang bị bình chữa cháy.
Đại tá Trần Văn Hòa cho biết trong tháng 5 lực lượng chức năng đã xử phạt 45 cơ sở với số tiền 320 triệu đồng.
Người dân phường Khương Trung đề nghị chính quyền sớm mở rộng ngõ./.`,
  'news that quotes a whole letter': `Sở Giáo dục nói gì về lịch nghỉ Tết?
TTO - Trao đổi với Tuổi Trẻ sáng 5/1, Chánh văn phòng Sở Giáo dục và Đào tạo cho hay sở vừa có công văn số 45/SGDĐT-VP hướng dẫn các trường.
Công văn nêu: "Thực hiện Quyết định số 2345/QĐ-UBND ngày 12/8/2023 của UBND thành phố, Sở Giáo dục và Đào tạo đề nghị các trường thực hiện như sau:
1. Học sinh nghỉ từ 5/2 đến hết 14/2.
2. Các trường báo cáo về Sở trước ngày 30/1."
Phụ huynh Nguyễn Thu Hà (quận 3) bày tỏ vui mừng trước thông tin này.`,
  'a question to a lawyer': `Cán bộ hợp đồng có được hưởng phụ cấp thâm niên không?
Hỏi: Tôi là nhân viên hợp đồng tại UBND xã từ năm 2015. Xin hỏi tôi có được hưởng phụ cấp không?
Trả lời:
Căn cứ Điều 3 Nghị định số 204/2004/NĐ-CP ngày 14/12/2004 của Chính phủ về chế độ tiền lương đối với cán bộ, công chức quy định như sau:
"Điều 3. Nguyên tắc xếp lương
1. Cán bộ, công chức được bổ nhiệm vào ngạch nào thì xếp lương theo ngạch đó."
Căn cứ Thông tư số 04/2005/TT-BNV ngày 05/01/2005 của Bộ Nội vụ thì bạn không thuộc đối tượng được hưởng.
Trên đây là nội dung tư vấn. Bạn đọc có thắc mắc liên hệ tổng đài.`,
  'a commentary on a law': `Bình luận Điều 12 Luật Khiếu nại năm 2011
Điều 12 quy định quyền, nghĩa vụ của người khiếu nại. Theo tác giả, quy định này kế thừa Luật Khiếu nại, tố cáo năm 1998.
Thứ nhất, người khiếu nại có quyền tự mình khiếu nại. Quyết định giải quyết khiếu nại lần đầu được gửi trong thời hạn 03 ngày làm việc.
Thứ hai, Nghị định số 124/2020/NĐ-CP ngày 19/10/2020 của Chính phủ quy định chi tiết một số điều như sau:
1. Việc khiếu nại được thực hiện bằng đơn.
2. Người có thẩm quyền đề nghị cơ quan chức năng áp dụng biện pháp khẩn cấp.
Quyết định này có hiệu lực kể từ ngày ký thì thời hiệu tính từ ngày nhận được quyết định.`,
  'a recipe': `Cách nấu phở bò Nam Định chuẩn vị
Nguyên liệu:
- 1kg xương ống bò
- 500g thịt bò tái
- Hành, gừng, quế, hồi
Thực hiện như sau:
1. Rửa sạch xương, chần qua nước sôi.
2. Ninh xương từ 6 đến 8 tiếng, hớt bọt thường xuyên.
3. Chan nước dùng, thêm hành và thưởng thức khi còn nóng.`,
  'a price list': `BẢNG GIÁ XE MÁY THÁNG 6/2024
Mẫu xe | Giá niêm yết | Giá đại lý
Wave Alpha | 17.859.273 | 18.500.000
Vision tiêu chuẩn | 31.310.182 | 33.200.000
Ghi chú: giá bán đã bao gồm thuế VAT, chưa gồm phí trước bạ. Khách hàng liên hệ hotline để biết thêm chi tiết.`,
  'a question in a forum': `Chào mọi người, cho em hỏi về công văn 2345/BTC-TCT ngày 12/3/2019.
Cơ quan em nhận được công văn này, yêu cầu báo cáo số liệu trước ngày 20/3, nhưng em xin số liệu phòng kế toán chưa có.
Theo em hiểu thì đề nghị các đơn vị gửi về Tổng cục Thuế đúng không ạ?
Mọi người ai làm rồi chỉ em với. Em cảm ơn!`,
  'a contract of private persons': `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

HỢP ĐỒNG THUÊ NHÀ

Hôm nay, ngày 12 tháng 3 năm 2022, tại số 15 Trần Phú, chúng tôi gồm:
Bên A: ông Nguyễn Văn Minh, CCCD số 001082001234
Bên B: bà Lê Thị Hạnh
Điều 1. Bên A đồng ý cho bên B thuê căn nhà, giá 5.000.000 đồng/tháng.
Điều 2. Thời hạn thuê là 12 tháng.
Hai bên cam kết thực hiện đúng hợp đồng này.`,
  'a story': `Chiều ba mươi Tết, ông Tư ngồi bên nồi bánh chưng. Thằng Tí chạy vào, hỏi:
- Ông ơi, bao giờ bố về?
- Chắc tối nay thôi con.
Ông nhìn ra ngõ. Ngày 5 tháng 2 năm 1990, đúng ngày này, ông nhận quyết định phục viên. Phòng Lao động đề nghị ông về xã công tác, nhưng ông từ chối. Bà Tư bảo ông dại.`,
  'a petition of a citizen': `Kính gửi: Ủy ban nhân dân xã Tân Lập
Tôi tên là Trần Văn Sáu, sinh năm 1965, trú tại thôn 3. Nay tôi viết đơn này đề nghị UBND xã xem xét cấp lại giấy chứng nhận quyền sử dụng đất cho gia đình tôi.
Gia đình tôi sử dụng thửa đất số 45 từ năm 1992. Kính mong quý cơ quan xem xét, giải quyết.
Tôi xin chân thành cảm ơn.`,
  'an encyclopedia': `Sở Y tế là cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh, thực hiện chức năng tham mưu, giúp Ủy ban nhân dân tỉnh quản lý nhà nước về y tế.
Lịch sử
Năm 1945, Bộ Y tế được thành lập theo Sắc lệnh số 1. Ngày 5 tháng 8 năm 1991, Sở Y tế được tách khỏi Sở Y tế - Thể thao.
Cơ cấu tổ chức
1. Văn phòng
2. Thanh tra
3. Phòng Nghiệp vụ Y
Tham khảo: Quyết định số 45/2008/QĐ-UBND ngày 12/3/2008.`,
  'a handbook for clerks': `Quy trình xử lý công văn đến
Bước 1. Văn thư tiếp nhận, đóng dấu đến, ghi số và ngày đến.
Bước 2. Lãnh đạo văn phòng phân công. Đề nghị ghi rõ thời hạn xử lý.
Bước 3. Chuyên viên soạn thảo, trình ký. Thể thức theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư.
Lưu ý: Nơi nhận và chữ ký phải đúng thể thức. Nếu có vướng mắc, liên hệ bộ phận văn thư.`,
  'a diary': `Nhật ký công tác tuần 12
Thứ hai: họp giao ban, anh Hùng giao phòng mình làm báo cáo quý I gửi Sở Nội vụ trước ngày 25/3.
Thứ ba: đi cơ sở với anh Nam. Nhận công văn số 23/SNV-VP.
Thứ tư: viết báo cáo, mọi người mệt.
- Còn thiếu số liệu của UBND các xã.
- Gọi điện nhắc xã Tân An.`,
};
