import type { QueryCode } from '../reading/dispatch.rules.js';

/** Why a value is queried, by code; {names} are filled with what the query found. Vietnamese is the source. */
export const vi = {
  reasons: {
    'number-missing': 'Không thấy số của văn bản. Nếu chưa có, hệ thống cấp số khi ban hành.',
    'date-incomplete': 'Ngày ban hành chưa đủ ngày, tháng, năm.',
    'issuer-not-stated': 'Phần đầu không ghi cơ quan ban hành; tên này lấy từ nội dung.',
    'basis-after-issue': 'Căn cứ {code} ghi ngày {date}, sau ngày của chính văn bản này.',
    'subject-year-differs': 'Trích yếu ghi năm {year}, khác năm ban hành.',
    'due-before-issue': 'Hạn báo cáo {date} ở trước ngày ban hành.',
    'no-addressee': 'Không thấy nơi nhận nào phải thực hiện.',
    'no-signer': 'Không thấy tên người ký.',
    secret: 'Văn bản có dấu mật: hệ thống không nhận.',
    'digits-put-right': 'Chữ số bị nhận dạng nhầm thành chữ cái, được đọc là {value}. Hãy so với bản gốc.',
    'number-zero': 'Số văn bản là 0; số bắt đầu từ 01.',
    'kind-and-symbol-differ': 'Tên loại là {kind} nhưng ký hiệu ghi {symbol}.',
    'symbol-of-another-organ': 'Ký hiệu {symbol} là của {organ}, không phải của {issuer}.',
    'subject-missing': 'Văn bản không có trích yếu.',
    'two-urgencies': 'Văn bản có hai dấu độ khẩn: {first} và {second}.',
    'task-due-before-issue': 'Hạn của nhiệm vụ ({date}) ở trước ngày ban hành.',
    'window-reversed': 'Kỳ số liệu bắt đầu {start}, sau khi kết thúc {end}.',
    'window-after-due': 'Kỳ số liệu đến {end} mới hết, nhưng báo cáo phải gửi xong trước đó (hạn {date}).',
    'label-skipped': 'Sau mục {before} là mục {label}: thiếu mục ở giữa, hoặc chưa đọc được.',
    'paragraph-twice': 'Đoạn “{words}” có hai lần.',
    'date-impossible': 'Không có “{words}” trong lịch.',
    'citation-dates-differ': 'Văn bản {code} được dẫn với hai ngày khác nhau: {first} và {second}.',
    'signer-no-collective':
      'Ghi TM. {head}, nhưng cơ quan này làm việc theo chế độ thủ trưởng, không có tập thể để ký thay mặt (Nghị định 30/2020/NĐ-CP, Điều 13).',
    'signer-not-deputy':
      'Ghi KT. {head}, nhưng người ký là {title}: chỉ cấp phó được ký thay cấp trưởng (Nghị định 30/2020/NĐ-CP, Điều 13).',
    'signer-deputy-alone':
      '{title} ký mà không ghi KT.: cấp phó ký thay cấp trưởng (Nghị định 30/2020/NĐ-CP, Điều 13).',
    'signer-by-own-order':
      'Ghi TL. {head}, nhưng người ký là {title}: ký thừa lệnh là việc của người đứng đầu đơn vị trực thuộc (Nghị định 30/2020/NĐ-CP, Điều 13).',
    'signer-other-office': 'Chức vụ ký ({title}) không phải của {issuer}.',
    'due-not-working-day': 'Hạn {date} rơi vào {day}.',
    'due-on-make-up-day': 'Hạn {date} là ngày cuối tuần làm bù; hãy chắc chắn nơi nhận cũng làm việc hôm đó.',
    'due-outside-hours': 'Hạn ghi {hour} ngày {date}, ngoài giờ làm việc.',
    'no-working-day-before-due': 'Từ ngày ban hành đến hạn {date} không có ngày làm việc nào.',
    'window-after-last-day': 'Kỳ số liệu đến {end} mới hết, nhưng ngày làm việc cuối cùng để kịp hạn {date} là {last}.',
    'calendar-provisional': 'Lịch nghỉ năm {year} chưa được công bố chính thức; hạn trong năm này còn có thể thay đổi.',
    'date-in-future': 'Văn bản ghi ngày {date}, sau hôm nay ({today}).',
    'addressee-not-understood': 'Chưa rõ “{name}” là những đơn vị nào. {reason}',
    'addressee-ended': '“{name}” không còn tồn tại vào ngày {on}.',
    'addressee-not-yet': '“{name}” chưa có vào ngày {on}; đơn vị này bắt đầu từ {from}.',
    'charges-superior': 'Giao việc cho {name}, là cấp trên của {issuer}.',
    'charges-peer': 'Giao việc cho {name}, là cơ quan ngang cấp với {issuer}: chỉ có thể đề nghị phối hợp.',
    'report-to-no-unit':
      'Báo cáo gửi {name}, nhưng đây không phải đơn vị có văn thư riêng; hãy ghi rõ qua cơ quan nào.',
    'report-to-itself': '{name} phải báo cáo cho chính mình.',
    'attachment-absent': 'Văn bản ghi kèm theo “{name}” nhưng không thấy tệp này.',
    'number-used-twice': 'Số {number} đã dùng cho một văn bản khác của cùng cơ quan trong năm.',
  } satisfies Record<QueryCode, string>,
  accept: 'Đổi thành {suggestion}',
  acceptVia: 'Gửi qua {suggestion}',
  days: {
    saturday: 'thứ Bảy',
    sunday: 'Chủ nhật',
    holiday: 'ngày nghỉ lễ, tết',
    compensatory: 'ngày nghỉ bù',
    'swap-off': 'ngày nghỉ hoán đổi',
  },
  notUnderstood: {
    unknown: 'Danh mục không có tên này.',
    ambiguous: 'Có nhiều đơn vị cùng tên.',
    'none-in-area': 'Địa bàn của cơ quan ban hành không có loại đơn vị này.',
    'no-such-level': 'Vào ngày đó không có cấp hoặc loại đơn vị hành chính này.',
  },
};
export type QueryWords = typeof vi;
