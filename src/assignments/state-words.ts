import type { Words } from '../platform/errors.js';

/** The one-word states of an assignment, for people. */
const STATES: Readonly<Record<string, Words>> = {
  expected: { vi: 'chờ cấp trên chuyển', en: 'waiting for its superior' },
  sent: { vi: 'đã gửi', en: 'sent' },
  delivered: { vi: 'đã đến, chưa tiếp nhận', en: 'delivered, not acknowledged' },
  acknowledged: { vi: 'đã tiếp nhận', en: 'acknowledged' },
  returned: { vi: 'đã trả lại', en: 'returned' },
  assigned: { vi: 'đã phân công', en: 'assigned' },
  implementing: { vi: 'đang thực hiện', en: 'being implemented' },
  implemented: { vi: 'đã hoàn thành', en: 'implemented' },
  reported: { vi: 'đã báo cáo', en: 'reported' },
  accepted: { vi: 'báo cáo đã được chấp nhận', en: 'report accepted' },
  sentBack: { vi: 'báo cáo bị trả lại', en: 'report sent back' },
  notApplicable: { vi: 'không thuộc chức năng', en: 'outside its functions' },
  silentRelay: { vi: 'đã tiếp nhận, quá hạn chuyển tiếp', en: 'acknowledged, not passed on in time' },
  waitingOnIssuer: { vi: 'chờ cơ quan gửi trả lời', en: 'waiting for an answer' },
  recallRequested: { vi: 'được yêu cầu trả lại', en: 'asked to give it back' },
  recalled: { vi: 'đã thu hồi', en: 'recalled' },
  closed: { vi: 'đã kết thúc', en: 'closed' },
  superseded: { vi: 'đã được thay thế', en: 'superseded' },
};

/** A state in words, with a pause that stands beside it; a state that has none yet is given as it is. */
export function stateWords(state: string, isPaused = false): Words {
  const words = STATES[state] ?? { vi: state, en: state };
  if (!isPaused) return words;
  return { vi: `${words.vi}; văn bản đang tạm dừng`, en: `${words.en}; the directive is paused` };
}
