import { counted } from '../../platform/counted.rules.js';
import type { DigestWords } from './words.vi.js';

const unless =
  (undone: string) =>
  (when: string | null, does: string): string =>
    when === null ? `If it is still ${undone}, the system will ${does}.` : `If it is ${undone} by ${when}, the system will ${does}.`; // prettier-ignore

export const en: DigestWords = {
  subject: (papers: string, urgent: string | null, on: string) =>
    urgent === null
      ? `[Reminder] ${counted(papers, 'item')} to deal with, ${on}`
      : `[Reminder] ${counted(papers, 'item')} to deal with, ${urgent} urgent, ${on}`,
  subjectBelow: (units: string, on: string) =>
    `[Reminder] ${counted(units, 'unit is', 'units are')} late and need your office, ${on}`,
  openingBelow: (units: string, on: string) =>
    units === '1'
      ? `As of ${on}, the unit below was reminded and has not done what is asked. Please see to it.`
      : `As of ${on}, the ${units} units below were reminded and have not done what is asked. Please see to it.`,
  opening: (papers: string, on: string) =>
    `As of ${on} your office has ${counted(papers, 'item')} to deal with or to see to. This mail gathers the reminders that are due now; those of papers that are not urgent come in one mail a working day.`,
  how: 'To acknowledge, open the link of each paper and press the button on the page. An answer to this mail acknowledges nothing.',
  already: 'Please ignore what has been done.',
  more: (n: string) => `${counted(n, 'more item is', 'more items are')} not listed here; everything is in the system.`,
  inbox: 'All duties',
  sections: {
    urgent: 'Urgent papers',
    holding: 'Other units wait for your office',
    receipt: 'Not acknowledged',
    work: 'Late work and reports',
    below: 'Units that your office should see to',
  },
  paper: (paper: string, subject: string) => `${paper}: ${subject}`,
  from: (issuer: string) => `Issued by: ${issuer}`,
  states: {
    delivery: 'The mail with the paper has not arrived',
    receipt: 'Not acknowledged',
    relay: 'Acknowledged, and not passed on to all',
    begin: 'Not begun',
    work: 'No report yet',
  },
  leader: (unit: string) => `The leader of ${unit}`,
  tone: {
    reminder: (n) => `Reminder ${n}.`,
    firm: (n) => `Action required, reminder ${n}.`,
    last: () => 'This is the last reminder.',
  },
  next: {
    delivery: unless('not acknowledged'),
    receipt: unless('not acknowledged'),
    relay: unless('not passed on to all'),
    begin: unless('not begun'),
    work: unless('not reported'),
  },
  nothingNext: 'The system will not remind again.',
  due: { receipt: 'Acknowledge by', work: 'Carry out by' },
  deferred: (on: string) => `Due for a reminder on ${on}; in this mail because the mails of that day were used up`,
  waiting: (count: string, names: string, others: string | null) =>
    `${counted(count, 'unit waits', 'units wait')}: ${names}${others === null ? '' : ` and ${others} more`}`,
  code: (code: string) => `Code for the telephone: ${code}`,
  codePage: (page: string) => `Codes are typed at ${page}, or said to a clerk of the sender.`,
  open: {
    receipt: 'Acknowledge the directive',
    relay: 'Open the directive and pass it on',
    work: 'Open the directive and report',
  },
  late: {
    delivery: (n: string, names: string) => `The paper has not arrived (${n}): ${names}`,
    receipt: (n: string, names: string) => `Not acknowledged (${n}): ${names}`,
    relay: (n: string, names: string) => `Not passed on (${n}): ${names}`,
    begin: (n: string, names: string) => `Not begun (${n}): ${names}`,
    work: (n: string, names: string) => `Not reported (${n}): ${names}`,
    rerouted: (n: string, names: string) => `Mail address dead, to be told by other means (${n}): ${names}`,
  },
  lateUnit: (unit: string, waiting: string | null) =>
    waiting === null ? unit : `${unit} (${counted(waiting, 'unit waits', 'units wait')})`,
  others: (names: string, n: string) => `${names} and ${n} more`,
  see: 'See how things stand',
  page: {
    title: 'The day’s reminders',
    lead: 'On each working day your office gets its reminders together in one mail. Reminders of urgent papers come at once, within the limit of mails a day.',
    next: 'Next mail',
    total: 'Items in it',
    hour: 'Hour of the mail',
    hourHint: 'By the working calendar of the office; none on days off.',
    set: 'Change the hour',
    done: (hour: string) => `The hour of the mail is ${hour} now.`,
    same: 'That is the hour already.',
    preview: 'The next mail will say',
    empty: 'There is nothing to remind of; no mail will be sent.',
    columns: { paper: 'Paper', why: 'Why', unit: 'Unit', due: 'Deadline' },
    rerouted: 'Mail address dead',
    urgent: 'Urgent',
    summary: 'Weekly summary for leaders',
    summaryLead:
      'On the morning of the first working day of the week, leaders with an address of their own get one mail of what falls due in the week.',
    refuse: 'No weekly summary',
    want: 'Weekly summary again',
    refused: 'You will get no weekly summary.',
    wanted: 'You will get the weekly summary.',
    noCalendar:
      'The working calendar of the office has an error, so the time of its mail cannot be told. What is to be said is kept; ask the operator to mend the calendar.',
    someWithoutCalendar:
      'Some offices get no digest because their calendar has an error; see the table message, last_error = no-calendar.',
    noUnit: 'There is no office whose reminders to show.',
    notYours: 'Only people of the office itself see its reminders.',
  },
};
