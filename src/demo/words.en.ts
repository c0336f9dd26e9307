import type { DemoWords } from './words.vi.js';

export const en: DemoWords = {
  title: 'Demonstration',
  heading: 'A directive goes from a ministry to 3,321 communes, wards and special zones — and back',
  intro:
    'See who has acknowledged, who is late, and who keeps others waiting; the system reminds the right people at the right time and keeps proof that nobody can change. Choose a role to look around.',
  doors: {
    issuer: {
      title: 'Issuing authority',
      text: 'Read a dispatch, preview its addressees, issue it, and follow every level.',
    },
    second: {
      title: 'Second person',
      text: 'Confirm or refuse a paper under the two-person rule: who asked cannot issue it alone.',
    },
    province: {
      title: 'Province that holds a paper up',
      text: 'Pass the paper on to its communes as it is, or issue a dispatch of its own and map the tasks.',
    },
    commune: { title: 'Commune (recipient)', text: 'See what is owed, acknowledge, assign, carry out and report.' },
    admin: {
      title: 'Administrator of units (province)',
      text: 'See the hierarchy, people and who can be reached; approve a reorganisation of two communes and let the clock run to its day.',
    },
    auditor: { title: 'Audit', text: 'Read the whole history: who knew and did what, and when.' },
  },
  enter: 'Enter',
  clock: 'Demonstration clock',
  clockText: (at: string) =>
    `The demonstration starts at ${at}. The buttons of the yellow bar on top move time forward: reminders, escalations and overdue duties appear.`,
  moved: (at: string) => `The clock now stands at ${at}; reminders and escalations due on the way were carried out.`,
  mailbox: 'Test mailbox',
  mailboxText:
    'Every mail of the demonstration goes to a mailbox on this machine; none leaves it. Open one and follow its link to acknowledge as a commune would.',
  openMailbox: 'Open the test mailbox',
  papers: 'Two directives to follow',
  made: 'The papers and people of the demonstration are invented; the administrative units are real.',
  units: (n: string) => `${n} units`,
};
