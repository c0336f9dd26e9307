import { counted } from '../../platform/counted.rules.js';
import type { RehearsalWords } from './words.vi.js';

export const en: RehearsalWords = {
  title: 'Rehearse the chasing',
  crumbs: 'Where you are',
  link: 'Rehearse the chasing',
  intro:
    'Runs the steps of the chase in virtual time, by the very policy, calendar and daily digest. Nothing is written, no mail is sent.',
  from: 'From',
  months: 'Months',
  answers: 'Assume that the units',
  answerNames: { none: 'do nothing at all', receipt: 'acknowledge and pass on at once, then do nothing' },
  run: 'Rehearse',
  summary: ({ units, mails, notices }) =>
    `${counted(units, 'unit')}: ${counted(notices, 'notice')}, gathered into ${counted(mails, 'mail')}.`,
  busiest: (on, mails) => `The day with most mails: ${on}, ${counted(mails, 'mail')}.`,
  quiet: 'Nobody is chased in this time.',
  waiting: (n) =>
    `Units that wait for their superior to pass the paper on: ${n}. They are not chased; the superior that holds the paper is.`,
  provisional: 'Some dates lie in a year whose holidays are not announced yet: these are provisional.',
  limit: (n) => `An office gets ${counted(n, 'mail')} of chasing a day at most.`,
  first: 'First told to superiors',
  firstNone: 'No superior has to be told in this time.',
  firstOf: {
    leader: 'the leader of the unit',
    superior: 'the superior',
    superiorLeader: 'the leader of the superior',
    issuer: 'who issued the paper',
  },
  firstAt: (whom, at, units) => `${whom}: ${at}, of ${counted(units, 'unit')}.`,
  steps: 'Steps',
  stepColumns: { at: 'At', stage: 'Stage', step: 'Step', units: 'Units' },
  letter: 'an official letter is made ready to sign',
  days: 'Mails by day',
  dayColumns: {
    on: 'Day',
    mails: 'Mails',
    digests: 'Digests',
    atOnce: 'At once',
    notices: 'Notices',
    deferred: 'Put off',
    unreached: 'Nowhere to send',
    noDigest: 'No digest',
  },
  more: (n) => `… and ${counted(n, 'more line')}; the API and the command line give all of them.`,
  holidays: 'Tết and other holidays',
  holidayColumns: {
    period: 'Holiday',
    days: 'Days',
    steps: 'Steps that fall on it',
    after: 'Mails of the first working day after',
  },
  noHolidays: 'There is no long holiday in this time.',
  unreached: 'Units that no mail reaches',
  unreachedCount: (n) => `Units that have no mail address that works: ${n}. Tell them by other means.`,
  allReached: 'Every unit has a mail address that works.',
  noDigest: (n) =>
    `Notices to offices whose calendar cannot be read, or has no working day within a year: ${n}. There is no digest for them to go into.`,
  unread: 'Units whose calendar cannot be read',
  unreadCount: (n) =>
    `Units whose calendar cannot be read: ${n}. Their deadlines cannot be counted; they are not chased until it is mended.`,
  dead: 'its address is dead',
  none: 'it has no address',
};
