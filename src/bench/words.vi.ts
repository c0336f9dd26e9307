export const vi = {
  header: ['Số đo', 'Đơn vị', 'Thông Suốt', 'SQL thuần', 'Tỷ lệ', 'Mục tiêu', 'Đạt'],
  met: { true: 'đạt', false: 'chưa', null: '–' },
};

export type BenchWords = typeof vi;
