/** Words of reviewing reports. Vietnamese is the source. */
export const vi = {
  title: 'Báo cáo',
  intro: 'Báo cáo của các đơn vị trực thuộc. Chấp nhận, hoặc yêu cầu báo cáo lại và nói rõ cần bổ sung gì.',
  empty: 'Không còn báo cáo nào chờ duyệt',
  emptyText: 'Báo cáo mới của đơn vị trực thuộc sẽ hiện ở đây.',
  emptyAll: 'Chưa có báo cáo nào',
  show: 'Hiển thị',
  filters: { submitted: 'Chờ duyệt', all: 'Tất cả báo cáo gửi đến', made: 'Báo cáo đã gửi' },
  submittedAt: 'Gửi lúc',
  late: 'gửi sau hạn',
  dueAt: 'Hạn',
  nil: 'Không có nội dung phải báo cáo (báo cáo trắng).',
  figures: 'Số liệu',
  attachments: 'Tệp kèm theo',
  accept: 'Chấp nhận',
  sendBack: 'Yêu cầu báo cáo lại',
  note: 'Cần bổ sung gì',
  reviewNote: 'Ý kiến',
  noText: 'Báo cáo không có phần chữ.',
  states: { due: 'Chưa gửi', submitted: 'Chờ duyệt', accepted: 'Đã chấp nhận', sentBack: 'Phải báo cáo lại' },
  /** Of a report that nobody can review any more. */
  lapsed: 'Không còn chờ duyệt',
  earlier: {
    title: (at: string) => `Báo cáo gửi lúc ${at} không được duyệt nữa`,
    amended:
      'Sau khi đơn vị báo cáo, nội dung giao cho đơn vị đã được sửa đổi. Hãy thực hiện theo nội dung mới rồi gửi báo cáo mới; báo cáo cũ vẫn được lưu trong diễn biến.',
    ended: 'Văn bản kết thúc trước khi báo cáo được duyệt. Báo cáo vẫn được lưu; đơn vị không phải báo cáo lại.',
  },
  /** What the page says once after a review. */
  done: {
    accepted: 'Đã chấp nhận báo cáo; đơn vị đã được báo.',
    sentBack: 'Đã yêu cầu báo cáo lại; đơn vị đã được báo.',
    repeated: 'Báo cáo này đã được duyệt như vậy từ trước.',
  },
};
export type ReportWords = typeof vi;
