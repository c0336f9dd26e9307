import type { ChasingWords } from './words.vi.js';

export const en: ChasingWords = {
  subject: (text: string) => `Subject: “${text}”`,
  fault: {
    title: (since) => `This paper has not been chased by itself since ${since}.`,
    text: (retryAt) =>
      `The policy it came with cannot be followed; no other paper is concerned. It is tried again at ${retryAt}; until then please chase it yourself.`,
    operator: 'Directives cannot be chased because their policy cannot be followed; see the table chase_fault.',
  },
  waiting: {
    title: 'Units that wait',
    others: (n: string) => `and ${n} more`,
  },
  rerouted: {
    subject: (unit: string, paper: string) => `[Cannot be reminded] ${unit} gets no mail about ${paper}`,
    text: {
      receipt: (unit: string, paper: string) =>
        `${unit} has not acknowledged ${paper} in time, and its mail address no longer works: the reminder cannot reach it.`,
      relay: (unit: string, paper: string) =>
        `${unit} has not passed ${paper} on in time, and its mail address no longer works: the reminder cannot reach it.`,
      work: (unit: string, paper: string) =>
        `${unit} has not reported on ${paper} in time, and its mail address no longer works: the reminder cannot reach it.`,
    },
    ask: 'Please tell the office by other means.',
    open: 'See how things stand',
  },
};
