export const vi = {
  header: ['Số đo', 'Đơn vị', 'Thông Suốt', 'SQL thuần', 'Tỷ lệ', 'Mục tiêu', 'Đạt'],
  met: { yes: 'đạt', no: 'chưa' },
};

export type BenchWords = typeof vi;
