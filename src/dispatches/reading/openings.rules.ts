import { labelOf } from './labels.rules.js';
import type { Line } from './lines.rules.js';

/** those a paper is addressed to begin here */
export const ADDRESSED = /^(?:kính (?:gửi|gởi)(?!\p{L})|kính trình\s*:|gửi\s*:)/u;

/** Words a first sentence begins with; none of them begins a name. */
const OPENING =
  /^(?:căn cứ|thực hiện|thi hành|triển khai|tiếp tục|tiếp theo|theo|xét|để|nhằm|phúc đáp|trả lời|ngày \d|trong (?:thời|những|các|năm|\d)|vừa qua|hiện nay|thời gian qua|sau khi|qua |từ ngày|từ đầu|năm \d{4}|được sự|trên cơ sở|nhận được|chấp hành|quán triệt|hôm nay|tính đến|đến nay|liên quan|hưởng ứng|nhân dịp|nhân kỷ niệm|do ảnh hưởng|trước tình hình|dự báo|hiện tại|kế hoạch số|công văn số|chúng tôi|kính thưa|thời gian:|tại )/u;
const SENTENCE_VERB =
  /(?<![\p{L}])(?:đề nghị|yêu cầu|trân trọng|như sau|kính mời|kính đề nghị|báo cáo kết quả|thông báo|ban hành)(?![\p{L}])/u;
const CITES = /(?<![\p{L}])số\s*:?\s*\d/u;

/** Whether the text proper begins with this line, by its words alone. */
export const opensText = (low: string): boolean => OPENING.test(low);

/** Whether a line under a title is running text rather than a line of the subject. */
export function isRunningText(line: Line): boolean {
  const { text, low } = line.piece;
  const label = labelOf(line.piece);
  if (label && label.style !== 'dash') return true;
  if (ADDRESSED.test(low)) return true;
  if (text === text.toUpperCase()) return false;
  if (opensText(low)) return CITES.test(low) || text.length > 45 || /[.;:]$/.test(text);
  return text.length > 80 && (SENTENCE_VERB.test(low) || /[.;]\s/.test(text));
}
