import { counted } from '../platform/counted.rules.js';
import type { WatchdogWords } from './words.vi.js';

const HOUR = 3600;

function lasting(seconds: number): string {
  if (seconds < 120) return counted(seconds, 'second');
  const minutes = Math.round(seconds / 60);
  return seconds < 2 * HOUR && minutes % 60 !== 0
    ? counted(minutes, 'minute')
    : counted(Math.round(seconds / HOUR), 'hour');
}

export const en: WatchdogWords = {
  title: 'State of the system',
  lead: 'Every background job must report a finished round in each of its periods. After two periods without one it counts as stopped.',
  allWell: 'Every job is on time.',
  notWell: (parts) => `Stopped or failing: ${parts}.`,
  someDegraded: (parts) => `Running, though not for everybody: ${parts}.`,
  asOf: (at) => `As of ${at}; this page updates itself every 15 seconds.`,
  columns: {
    part: 'Part',
    state: 'State',
    lastRound: 'Last finished round',
    lastWork: 'Last had work to do',
    period: 'Period',
  },
  states: { ok: 'Normal', stopped: 'Stopped', degraded: 'Degraded' },
  never: 'no round yet',
  seconds: lasting,
  secondsAgo: (n) => `${lasting(n)} ago`,
  nothingYet: 'none yet',
  degradedCount: (n, since) => `${counted(n, 'case')}${since ? `, since ${since}` : ''}`,
  parts: {
    chaser: 'Chasing as a whole',
    sweep: 'The sweep of the chaser',
    digests: 'Gathering of mail',
    mailer: 'Sending of mail',
    inbox: 'Mailbox of answers',
    clock: 'Business clock',
    'calendar-changes': 'Changes of the calendar',
    'bulk-acts': 'Bulk acts',
    reorganisations: 'Reorganisations',
    counters: 'Counters of progress',
    balance: 'Check of the balance',
    'sign-ins': 'Noting of sign-ins',
    forecasts: 'Forecasts',
    summaries: 'Weekly summaries',
    codes: 'Codes that have ended',
    database: 'Database',
    ledger: 'History',
    mailboxes: 'Mailboxes of units',
  },
  done: {
    reminded: 'reminded',
    escalated: 'told to the superior',
    expired: 'to be acknowledged again',
    atOnce: 'sent at once',
    deferred: 'put off to another day',
    digests: 'digests',
    sent: 'mails sent',
    failed: 'mails failed',
    unknown: 'mails unknown',
    taken: 'mails read',
    waiting: 'mails for people to see',
    counted: 'rows counted anew',
    checked: 'cascades checked',
    faults: 'faults',
    steps: 'steps',
    noted: 'units noted',
    made: 'forecasts made',
    graded: 'forecasts graded',
  },
  clock: {
    standsStill: (seconds) =>
      `The business clock stands still, ${counted(seconds, 'second')} off: check the database server.`,
    jumped: (seconds) =>
      `The clock of the database server has just jumped by ${counted(seconds, 'second')}: check how its time is synchronised.`,
    isOff: (seconds) =>
      `The business clock is ${counted(seconds, 'second')} off that of the database server: check the function business_now().`,
    timers: (seconds) => `The process was held up for ${counted(seconds, 'second')}, and jobs were not woken in time.`,
  },
  banner: {
    stopped: (part, since) => `${part}: stopped since ${since}.`,
    failing: (part) => `${part}: something is wrong.`,
    never: (part) => `${part}: has not run yet.`,
    meanwhile: 'What you do is recorded as always; what the system does by itself may be late. The operators are told.',
    more: 'State of the system',
  },
};
