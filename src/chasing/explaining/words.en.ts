import { counted } from '../../platform/counted.rules.js';
import type { ExplainWords } from './words.vi.js';

const times = (n: number): string => (n === 1 ? 'once' : `${n} times`);

export const en: ExplainWords = {
  title: 'Why it was reminded, or not',
  crumbs: 'Where you are',
  link: 'Why the unit was reminded, or not',
  asOf: (at: string) => `As of ${at}`,
  asOfEnd: (on: string) => `As of the end of ${on}`,
  ahead:
    'This lies in the future. What is told is what will happen if nothing changes until then: the unit does nothing more, the calendar and the paper stay as they are.',
  atLabel: 'As of',
  show: 'Show',
  back: 'Back to the duty',
  stages: {
    delivery: 'be delivered',
    receipt: 'acknowledge',
    relay: 'pass it on',
    begin: 'begin',
    work: 'carry out and report',
  },
  still: {
    'not-there': 'The unit had not been given this paper yet.',
    'waits-for-superior':
      'The unit is not reminded: the paper has not come to it, and it owes nothing yet. Who holds the paper above is reminded instead.',
    returned: 'Not reminded: the unit returned the paper.',
    'recall-asked': 'Not reminded: the sender asks for the paper back.',
    recalled: 'Not reminded: the paper was recalled.',
    superseded: 'Not reminded: the paper was replaced, or another unit took this over.',
    closed: 'Not reminded: the directive was closed.',
    paused: 'Not reminded: the directive stands still, and no term runs.',
    'waits-for-answer': 'Not reminded: the unit asked and waits for an answer; its term stands still.',
    'nothing-owed': 'Not reminded: the unit owes nothing any more.',
  },
  stageReasons: {
    'before-term': ({ stage, due }) => `To ${stage}: not reminded yet, it is due on ${due}.`,
    due: ({ stage, due }) => `To ${stage}: overdue since ${due}; the next round of the chaser reminds.`,
    reminded: ({ stage, due, reminders, limit, last, next, nextTo }) =>
      `To ${stage}: overdue since ${due}; reminded ${reminders} of ${times(limit)}, the last step was on ${last}; the next is to ${nextTo}, on ${next}.`,
    'superior-told': ({ stage, due, reminders, told }) =>
      `To ${stage}: overdue since ${due}; reminded ${times(reminders)}, then the superior was told on ${told}. Nothing more is sent by itself.`,
    'used-up': ({ stage, due, reminders }) =>
      `To ${stage}: overdue since ${due}; reminded ${times(reminders)}, which is all. No superior is told of a unit that co-operates or only has to know.`,
    'no-steps': ({ stage }) => `To ${stage}: not reminded, the policy has no step for it.`,
    'no-deadline': ({ stage }) => `To ${stage}: not reminded, the paper sets no deadline.`,
  },
  nextSteps: {
    unit: 'remind the unit',
    leader: 'remind the leader of the unit',
    superior: 'tell the superior',
    superiorLeader: 'tell the leader of the superior',
    issuer: 'tell who issued the paper',
  },
  holder: (name: string) => `Held by: ${name}.`,
  ruleTitle: 'By which rule',
  rule: ({ policy, version, urgency, summary }) =>
    `Policy “${policy}”, version ${version}, frozen with the paper; the paper is ${urgency}. ${summary}`,
  limit: (n: number) =>
    `On each working day an office gets its reminders together in one mail; reminders of urgent papers come at once. It gets ${counted(n, 'mail')} a day at most.`,
  calendar: (version: number) => `Working calendar version ${version}.`,
  calendarLost: (version: number, by: number) =>
    `Working calendar version ${version} was in force then; it cannot be read again, so the dates above are counted by version ${by}, the present one.`,
  provisional: 'The holidays of that year are not announced yet: the dates above are provisional.',
  noticesTitle: 'Mails of the chase',
  pastMails:
    'The mails are told as they stood then, from the history. It does not keep for which hour a mail waited, at what hour of a day it was put off, nor a digest that it was taken out of again.',
  noNotices: 'No mail of the chase yet.',
  headers: { at: 'At', what: 'Mail', to: 'To', state: 'State' },
  templates: {
    reminder: 'Reminder',
    escalation: 'To the superior',
    urgingLetter: 'Official letter of reminder',
    rerouted: 'To the superior: the reminder reaches nobody',
  },
  fates: {
    new: 'waits for a digest',
    waiting: (at: string) => `waits for the digest of ${at}`,
    putOff: (on: string) => `(put off from ${on}: the office had had its mails)`,
    inDigest: (on: string, state: string) => `in the digest of ${on}: ${state}`,
    held: 'stands still with its paper',
    'left-out': 'not sent: it was settled before',
    'no-address': 'no mail address',
  },
  states: {
    queued: 'waits to be sent',
    sent: 'sent',
    failed: 'could not be sent',
    unknown: 'not known whether it arrived',
    bounced: 'came back',
    withdrawn: 'withdrawn before it was sent',
  },
};
