import type { CascadeWords } from './words.vi.js';

export const en: CascadeWords = {
  done: {
    issued: (n: string) => `Issued to ${n} units. Mail is on its way.`,
    issuedBefore: (n: string) => `This was issued before, to ${n} units.`,
    closed: (n: string) => `Closed; ${n} assignments have ended.`,
  },
  about: (paper: string, subject: string) => `${paper}: ${subject}`,
  subject: (text: string) => `Subject: “${text}”`,
  forUnit: (subject, unit) => `${subject} – for ${unit}`,
  dues: { receipt: 'Acknowledge by', work: 'Carry out by', role: 'Role' },
  tasks: 'Tasks',
  more: (n: string) => `… and ${n} more in the paper`,
  linkNote: (until: string) =>
    `Opening the link changes nothing; the directive is acknowledged by the button on the page that opens. No sign-in is needed. The link works until ${until}.`,
  issue: {
    subject: (paper: string) => `[New directive] ${paper}`,
    urgent: (urgency: string, paper: string) => `[${urgency}] ${paper}`,
    text: (sender: string, paper: string) => `${sender} sends your unit ${paper}.`,
    acknowledge: 'Acknowledge the directive',
  },
  relay: {
    text: (superior: string) => `It was passed on by ${superior}.`,
  },
  return: {
    subject: (unit: string, paper: string) => `[Returned] ${unit} returned ${paper}`,
    text: (unit: string, paper: string, at: string) => `${unit} returned ${paper} on ${at}.`,
    reason: 'Reason',
    note: 'In more detail',
    open: 'Open and settle it',
    reasons: {
      'wrong-addressee': 'sent to the wrong unit',
      'not-authentic': 'authenticity not assured',
      incomplete: 'pages or annexes missing',
      duplicate: 'already received',
      other: 'another reason',
    },
  },
  report: {
    subject: (unit: string, paper: string) => `[Report] ${unit} reported on ${paper}`,
    text: (unit: string, paper: string, at: string) => `${unit} sent its report on ${paper} on ${at}.`,
    late: 'It was sent late.',
    nil: 'A nil report: nothing to report.',
    open: 'Read and review it',
  },
  review: {
    acceptedSubject: (paper: string) => `[Accepted] Report on ${paper}`,
    acceptedText: (by: string, paper: string) => `${by} accepted the report on ${paper}. Your duty is done.`,
    sentBackSubject: (paper: string) => `[Report again] ${paper}`,
    sentBackText: (by: string, paper: string) => `${by} asks for another report on ${paper}.`,
    note: 'What is missing',
    open: 'Open the directive',
  },
};
