/** Words of the mail about an acknowledgement that has expired. Vietnamese is the source. */
export const vi = {
  subject: (paper: string) => `[Tiếp nhận lại] ${paper}`,
  text: (paper: string, days: number | null) =>
    `Đơn vị đã tiếp nhận ${paper} nhưng ${days === null ? 'đến nay' : `trong ${days} ngày làm việc`} chưa phân công, chuyển tiếp hay thực hiện. Việc tiếp nhận vì thế hết hiệu lực.`,
  again: 'Đề nghị tiếp nhận lại và tổ chức thực hiện ngay. Văn bản giữ nguyên số đến.',
  acknowledgedAt: 'Đã tiếp nhận lúc',
  arrivalNumber: 'Số đến',
  open: 'Tiếp nhận lại',
};
export type ExpiringWords = typeof vi;
