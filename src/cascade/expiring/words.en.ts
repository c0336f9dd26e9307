import type { ExpiringWords } from './words.vi.js';

export const en: ExpiringWords = {
  subject: (paper) => `[Acknowledge again] ${paper}`,
  text: (paper, days) =>
    `Your unit acknowledged ${paper}, and ${days === null ? 'so far' : `for ${days} working ${days === 1 ? 'day' : 'days'}`} has not assigned it, passed it on or begun. The acknowledgement has expired.`,
  again: 'Please acknowledge it again and see to it now. It keeps its arrival number.',
  acknowledgedAt: 'Acknowledged on',
  arrivalNumber: 'Arrival number',
  open: 'Acknowledge again',
};
