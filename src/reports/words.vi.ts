/** Words of reviewing reports. Vietnamese is the source. */
export const vi = {
  title: 'Báo cáo chờ duyệt',
  intro: 'Báo cáo của các đơn vị trực thuộc. Chấp nhận, hoặc yêu cầu báo cáo lại và nói rõ cần bổ sung gì.',
  empty: 'Không còn báo cáo nào chờ duyệt',
  emptyText: 'Báo cáo mới của đơn vị trực thuộc sẽ hiện ở đây.',
  emptyAll: 'Chưa có báo cáo nào',
  show: 'Hiển thị',
  filters: { submitted: 'Chờ duyệt', all: 'Tất cả' },
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
};
export type ReportWords = typeof vi;
