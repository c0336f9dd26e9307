import type { SummaryWords } from './words.vi.js';

export const en: SummaryWords = {
  subject: (unit: string, on: string) => `[Weekly summary] ${unit}, week of ${on}`,
  to: (unit: string) => `The leader of ${unit}`,
  opening: (on: string) => `How the directives stand that concern your office, on the morning of ${on}.`,
  refuse: 'This mail comes once a week; it can be stopped on the page of the day’s reminders.',
  parts: {
    due: (n: string) => `Falls due this week (${n})`,
    late: (n: string) => `Late (${n})`,
    below: (n: string) => `Units that hold up (${n})`,
    asked: (n: string) => `Waits for an answer of the sender (${n})`,
    toAnswer: (n: string) => `Questions to be answered (${n})`,
  },
  first: (title: string, n: string) => `${title}, the first ${n}`,
  unit: (unit: string) => `Unit: ${unit}`,
  due: 'Deadline',
  open: 'Open',
  all: 'All duties',
};
