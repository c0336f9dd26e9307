import type { Citation } from './dispatch.rules.js';
import type { Found } from './reading.rules.js';

/** A citation with its place in the paragraph it stands in. */
export interface Cited {
  from: number;
  to: number;
  read: Found<Citation>;
}

/** The types of papers one cites. */
export const TYPES_CITED =
  'quyết định|nghị quyết|nghị định|thông tư liên tịch|thông tư|chỉ thị|công văn|kế hoạch|thông báo|công điện|tờ trình|báo cáo|hướng dẫn|kết luận|quy định|quy chế|chương trình|đề án|luật|bộ luật|pháp lệnh|văn bản|phương án|giấy mời|thông tri|biên bản|hợp đồng|lệnh|sắc lệnh|quyết nghị|hiến pháp|đề cương|phiếu chuyển|tb|cv|qđ|nq|kh';
