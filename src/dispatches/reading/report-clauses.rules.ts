import type { Piece } from './piece.rules.js';

const NOT_A_DUTY =
  /báo cáo(?:\s+(?:viên|số\s*:?\s*\d|nghiên cứu khả thi|kinh tế|tài chính|tham luận|giám sát|thẩm định|thẩm tra|đề dẫn|chuyên đề tại))|(?:nghe|theo|tại|qua|trên cơ sở|xem xét|từ|trình bày|đọc|dự thảo|mẫu|đề cương|biểu|nội dung|chế độ(?: thông tin,?)?|hệ thống|loại|(?<!định |học )kỳ|phần mềm|công tác(?: thông tin,?)?|thông tin,|hạn|chất lượng|các|việc|ý kiến|trong|làm|duyệt|tra soát)\s+(?:các\s+)?báo cáo(?!\s+(?:về|ủy ban|ubnd|sở|bộ|phòng|kết quả)|(?<=chế độ báo cáo)\s*:\s*\S)|(?:trên )?đây là báo cáo|(?:đã|chưa) (?:gửi|nộp|chuyển) (?:[\p{L}]+ )?báo cáo|đã báo cáo|(?:xin|trân trọng|kính) báo cáo|(?:hoàn thiện|hoàn chỉnh|chuẩn bị|dự thảo) (?:các )?báo cáo(?![^.;]{0,60}(?:gửi|nộp) (?:về|cho|đến|qua))|báo cáo[^.;:]{0,120}(?:như sau|sau đây)|báo cáo\s+(?:như sau|với nội dung)|về việc báo cáo|được báo cáo|báo cáo không/gu;
const REPORTS = /(?<![\p{L}])báo cáo(?![\p{L}])/u;
const SENDS =
  /(?<![\p{L}])(?:gửi|nộp)\s+(?:các\s+|bảng\s+)?(?:kết quả|số liệu|tình hình|bản tổng hợp|tổng hợp)(?![\p{L}])|(?<![\p{L}])(?:kết quả|số liệu|tình hình|tiến độ|tổng hợp|thống kê)(?![\p{L}])[^.;]{0,160}?(?<![\p{L}])(?:gửi|báo)(?![\p{L}])(?! kèm)/u;
const DIFFICULTY =
  /(?:nếu|trường hợp|khi|có|những|gặp|phát sinh|các)(?![\p{L}])[^.]{0,80}(?:vướng mắc|khó khăn|phát sinh|chưa rõ|vấn đề mới|bất cập|vượt (?:quá )?thẩm quyền)[^.]{0,160}(?:báo cáo|phản ánh|gửi|liên hệ|trao đổi)|(?:vướng mắc|khó khăn|phát sinh)[^.]{0,100}báo cáo/u;
/** results asked for, and the difficulties with them */
const RESULTS_FIRST =
  /^(?:(?!nếu |trường hợp |vướng mắc|khó khăn|phát sinh).)*báo cáo (?:kết quả|tình hình|tiến độ)(?:(?!nếu |trường hợp).)*(?:vướng mắc|khó khăn)/u;
const HAPPENING =
  /(?:khi|nếu)\s+(?:phát hiện|xảy ra|có (?:ca|dịch|sự cố|tình huống|dấu hiệu|thiên tai|trường hợp|vụ|thông tin|diễn biến|biến động|bão))|báo(?: cáo)? ngay|kịp thời báo cáo|báo cáo kịp thời/u;
const FOR_DECISION =
  /(?:xem xét|cho ý kiến|phê duyệt|quyết định(?! số)|chỉ đạo kịp thời|xin ý kiến|(?<!\(\s?)thông qua(?! (?:phòng|sở|văn phòng|ban|bộ|chi cục|cục|công an|trung tâm|hệ thống|phần mềm|thư|địa chỉ|trục|email|hộp))|cho chủ trương|ban hành)/u;
/** what is sent so that something be granted: "tổng hợp gửi về Sở để xét giải quyết chế độ" */
const FOR_A_CASE = /tổng hợp gửi[^.;]{0,80}để (?:xem )?xét(?: và)?(?! duyệt kết quả)/u;
const LIST_OF_NAMES = /(?:danh sách)[^.;]{0,120}(?:gửi|báo)/u;

/** what has been sent already is told, not asked for */
const DONE = /(?<![\p{L}])đã (?:chuyển|gửi|nộp|có báo cáo)(?![\p{L}])/u;
const ASKS = /(?<![\p{L}])(?:đề nghị|yêu cầu|phải|cần|trước ngày|chậm nhất|giao)(?![\p{L}])/u;

/** Whether a clause lays down a duty to report. */
export function asksForReport(piece: Piece): boolean {
  const { low } = piece;
  if (DIFFICULTY.test(low) && !RESULTS_FIRST.test(low))
    return /đột xuất/u.test(low) && !/vướng mắc|khó khăn/u.test(low);
  if (DONE.test(low) && !ASKS.test(low)) return false;
  if (/những vấn đề (?:đột xuất|phát sinh|vượt|mới)/u.test(low)) return false;
  if (HAPPENING.test(low) && !/đột xuất|định kỳ|hằng |hàng (?:ngày|tuần|tháng|quý)/u.test(low)) return false;
  const rest = low.replace(NOT_A_DUTY, (words) => '#'.repeat(words.length));
  const reports = REPORTS.exec(rest);
  if (!reports) return SENDS.test(rest) && !LIST_OF_NAMES.test(rest) && !FOR_A_CASE.test(rest);
  const behind = rest.slice(reports.index);
  return !(FOR_DECISION.test(behind.slice(0, 200)) && !/kết quả|định kỳ|tình hình/u.test(behind.slice(0, 40)));
}

/** Whether a duty is named with nothing to tell it from a passing mention: no time, no body, no verb of its own. */
export const isDutyByItself = (low: string): boolean =>
  /(?:^|[,;.]\s*|và\s+|thực hiện\s+)(?:tổng hợp,?\s+)?(?:gửi\s+|nộp\s+|định kỳ\s+)?báo cáo\s+(?:kết quả|tình hình|tiến độ|đầy đủ|kịp thời|theo quy định|theo yêu cầu)|báo cáo bằng văn bản/u.test(
    low,
  );
