export const vi = {
  /** What a file to sign is, beside the links that give it. */
  links: {
    directive: 'Văn bản để ký',
    forward: 'Công văn chuyển tiếp',
    reminder: 'Công văn đôn đốc',
    report: 'Báo cáo để ký',
    reply: 'Công văn trả lời',
  },
  word: 'Word',
  pdf: 'PDF',
};
export type LetterWords = typeof vi;
