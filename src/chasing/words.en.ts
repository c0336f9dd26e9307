import type { ChasingWords } from './words.vi.js';

export const en: ChasingWords = {
  subject: (text: string) => `Subject: “${text}”`,
  due: { receipt: 'Acknowledge by', work: 'Carry out by' },
  remind: {
    subject: (ordinal: string, stage: string, paper: string) => `[Reminder ${ordinal}] ${stage}: ${paper}`,
    stage: { receipt: 'Not acknowledged', work: 'No report yet' },
    text: {
      receipt: (paper: string) => `Your unit has not acknowledged ${paper}.`,
      work: (paper: string) => `Your unit has not completed and reported on ${paper}.`,
    },
    left: (n: number) =>
      `After ${n} more ${n === 1 ? 'reminder' : 'reminders'} without a result, the superior of your unit is told.`,
    last: 'This is the last reminder; after it the superior of your unit is told.',
    open: { receipt: 'Acknowledge the directive', work: 'Open the directive and report' },
    linkNote: (until: string) =>
      `Opening the link changes nothing; only the button on the page that opens does. The link works until ${until}.`,
    alreadyDone: 'If this has been done, please ignore this mail.',
  },
  escalate: {
    subject: {
      receipt: (unit: string, paper: string) => `[Receipt late] ${unit} has not acknowledged ${paper}`,
      work: (unit: string, paper: string) => `[Work late] ${unit} has not reported on ${paper}`,
    },
    text: {
      receipt: (unit: string, paper: string) => `${unit} has not acknowledged ${paper}.`,
      work: (unit: string, paper: string) => `${unit} has not completed and reported on ${paper}.`,
    },
    reminded: (n: string) => `It was reminded ${n} times. Please see to it.`,
    waiting: 'Units below that have to wait',
    open: 'See how things stand',
  },
};
