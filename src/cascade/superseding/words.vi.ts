/** Words of putting another paper in the place of one. Vietnamese is the source. */
export const vi = {
  none: 'Văn bản thay thế phải được ban hành sau văn bản này, và cơ quan chưa có văn bản nào như vậy. Hãy ban hành văn bản mới trước, rồi quay lại đây.',
  begin: 'Đưa văn bản thay thế vào',
};
export type SupersedingWords = typeof vi;
