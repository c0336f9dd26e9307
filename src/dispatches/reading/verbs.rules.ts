/**
 * Words that end the name of a body because they begin what it does, how, or when. They count only in lower
 * case: "Sở Thông tin" is a name, "Sở Y tế thông tin" is not. Words of one syllable that are also the second
 * half of names (tạo in Đào tạo, giao in Ngoại giao, lập in công lập) are left out.
 */
const ACTS =
  'chủ trì|phối hợp|việc(?! làm)|chịu trách nhiệm|trách nhiệm|chủ động|kết quả|số liệu|tình hình|danh sách|tiến độ|những|tổ chức|triển khai|thực hiện|tham mưu|xây dựng|tăng cường|đẩy mạnh|' +
  'tiếp tục|thường xuyên|chỉ đạo|hướng dẫn|kiểm tra|kiểm đếm|kiểm soát|theo dõi|theo|đôn đốc|căn cứ|khẩn trương|nghiêm túc|kịp thời|bố trí|' +
  'rà soát|cập nhật|duyệt|báo cáo|báo ngay|gửi|(?<!kế hoạch |hành chính |nghiệp vụ )tổng hợp|đề xuất|đề nghị|quán triệt|phổ biến|tuyên truyền|thông báo|(?<!nghệ )thông tin|yêu cầu|kính|' +
  'có|là|được|(?<!thiết )bị|phải|cần|sẽ|đã|đang|không|chưa|nếu|khi|để|nhằm|nhưng|mà|do|bởi|tại|từ|trong|ngoài|trên|dưới|' +
  'trước|sau|đến|tới|về|với|cho|bằng|qua|vào|ngày|hồi|lúc|năm|tháng|quý|hằng|hàng (?:ngày|tuần|tháng|quý|năm)|định kỳ|chậm nhất|muộn nhất|trường hợp|' +
  'ban hành|qu[yi] định|phê duyệt|sửa đổi|bổ sung|công bố|thành lập|kiện toàn|phân công|ủy quyền|quyết định|kết luận|trả lời|phúc đáp|' +
  'nghiên cứu|xem xét|thẩm định|thẩm tra|giám sát|xử lý|giải quyết|tháo gỡ|khắc phục|đánh giá|thống kê|lập (?:kế hoạch|danh sách|báo cáo|dự toán|hồ sơ)|hoàn thành|hoàn thiện|' +
  'cung cấp|chuẩn bị|bảo đảm|đảm bảo|duy trì|phát huy|nâng cao|tập trung|tạo điều kiện|hỗ trợ|vận động|huy động|cử cán bộ|cử lực lượng|cử đội|mời|trình (?:ubnd|chủ tịch|cấp|hđnd|bộ|sở)|chấp hành|tuân thủ|' +
  'quản lý|sử dụng|vận hành|mở|đăng|đăng tải|đưa tin|phát sóng|phát hành|phát động|tăng|giảm|sẵn sàng|ứng phó|sơ tán|di dời|' +
  'trích|mua|trang bị|lắp đặt|nộp|chuyển(?! đổi| giao)|tiếp nhận|công khai|niêm yết|ưu tiên|lựa chọn|đăng ký|tham gia|tham dự|' +
  'gương mẫu|nắm|nắm bắt|trực tiếp|thông qua|đồng thời|cụ thể|như|gồm|nêu|kèm|liên hệ|biết|lồng ghép|vận dụng|sớm|quan tâm|' +
  'làm (?:việc|tốt|rõ|đầu mối)|phân bổ|cân đối|tính toán|điều tra|khảo sát|xác minh|truy quét|tuần tra|đấu tranh|phòng ngừa|ngăn chặn|phát hiện|' +
  'tiến hành|thống nhất|cùng|đề ra|xác định|bám sát|quyết liệt|chú trọng|khuyến khích|biểu dương|khen thưởng|tổng kết|sơ kết|' +
  'trân trọng|đồng ý|cho phép|chấp thuận|tích cực|đồng loạt|ra quân|treo|giữ vững|bảo quản|số hóa|' +
  'đối với|đúng|đầy đủ|chính xác|đồng bộ|kết nối|tích hợp|chia sẻ|tập huấn|trao|tặng|cam kết|chấn chỉnh|' +
  'thay mặt|ngoài ra|riêng|trừ|nhất là|đặc biệt|kể cả|liên kết|giới thiệu|quảng bá|giúp|' +
  'khuyến cáo|cảnh báo|điều tiết|điều động|điều phối|điều chỉnh|xác nhận|thu hồi|thu gom|xóa|tạm dừng|dừng|cấm|' +
  'kêu gọi|hoàn trả|thi công|nghiệm thu|bàn giao|quyết toán|thanh toán|giải ngân|rút kinh nghiệm|kiểm điểm|tiêu hủy|tiêm|phun|' +
  'khoanh vùng|phát dọn|phát quang|cách ly|điều trị|trang trí|biên soạn|biên tập|soạn|dự thảo|nhập|cùng với|gắn|' +
  'đưa|dành|ghi nhận|ứng dụng|áp dụng|nghiêm cấm|thuê|bán|trả|' +
  'ổn định|chăm sóc|chăm lo|thăm|động viên|hưởng ứng|mở rộng|thu hút|đăng cai|thi hành|kèm theo|tiếp thu|giải trình|tổ chức';

export const VERBS = new RegExp(`(?:${ACTS})(?![\\p{L}\\p{N}])`, 'uy');
