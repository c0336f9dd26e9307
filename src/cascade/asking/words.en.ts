import type { AskingNoticeWords } from './words.vi.js';

export const en: AskingNoticeWords = {
  subject: (text) => `Subject: “${text}”`,
  question: {
    subject: (unit, paper) => `[Question] ${unit} asks about ${paper}`,
    text: (unit, paper, at) => `${unit} asked about ${paper} at ${at}.`,
    clock: 'The deadline of the unit stands still until the answer.',
    label: 'Question',
    due: 'Answer by',
    open: 'Open and answer',
  },
  answer: {
    subject: (paper) => `[Answered] Question about ${paper}`,
    text: (by, paper) => `${by} answered this unit’s question about ${paper}.`,
    clock: 'The deadline runs on, and moved by the working days that the question was open.',
    question: 'Question',
    answer: 'Answer',
    workDue: 'Carry out by',
    open: 'Open the directive',
  },
  asked: {
    subject: (unit, paper) => `[More time requested] ${unit}, ${paper}`,
    text: (unit, paper, at) => `${unit} asked for more time for ${paper} at ${at}.`,
    clock: 'The old deadline holds until the request is granted.',
    until: 'Requested until',
    workDue: 'Due at present',
    reason: 'Reason',
    open: 'Open and decide',
  },
  extension: {
    grantedSubject: (paper) => `[Extended] ${paper}`,
    grantedText: (by, paper) => `${by} granted more time for ${paper}.`,
    refusedSubject: (paper) => `[Not extended] ${paper}`,
    refusedText: (by, paper) => `${by} did not grant more time for ${paper}. The old deadline holds.`,
    until: 'Extended until',
    workDue: 'Carry out by',
    refusal: 'Reason',
    open: 'Open the directive',
  },
};
