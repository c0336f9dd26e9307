/** Words of acts that take a second person. Vietnamese is the source. */
export const vi = {
  title: 'Việc chờ người thứ hai xác nhận',
  intro: 'Chính sách của văn bản yêu cầu hai người: một người đề nghị, một người khác có thẩm quyền xác nhận.',
  empty: 'Không có việc nào chờ xác nhận',
  acts: { issue: 'Ban hành', recall: 'Thu hồi' },
  asked: (by: string, at: string) => `${by} đề nghị lúc ${at}`,
  somebody: 'Người của cơ quan',
  reason: (text: string) => `Lý do: ${text}`,
  give: 'Xác nhận và thực hiện',
  refuse: 'Từ chối',
  withdraw: 'Rút đề nghị',
  voidOwn:
    'Nội dung đã thay đổi so với lúc đề nghị nên không xác nhận được nữa. Hãy rút đề nghị, xem lại rồi đề nghị lại.',
  voidOther:
    'Nội dung đã thay đổi so với lúc đề nghị nên không xác nhận được nữa. Hãy từ chối, hoặc để người đề nghị rút và đề nghị lại.',
  pending: 'Đã ghi đề nghị. Việc được thực hiện khi người thứ hai xác nhận.',
  waiting: (act: string) => `${act}: đang chờ người thứ hai xác nhận.`,
  done: { give: 'Đã xác nhận; việc đã được thực hiện.', refuse: 'Đã từ chối.', withdraw: 'Đã rút đề nghị.' },
};
export type ApprovingWords = typeof vi;
