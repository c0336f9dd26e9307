import { counted } from '../platform/counted.rules.js';
import type { CalendarWords } from './words.vi.js';

const CHANGE_KINDS: CalendarWords['changeKinds'] = {
  notice: 'Yearly notice',
  'local-day': 'Days of a locality',
  stop: 'Offices closed (storm, flood)',
  hours: 'Office hours',
};

/** What the days of the national calendar are called; what somebody wrote stays as it was written. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/Tết Dương lịch$/u, 'New Year'],
  [/Tết Nguyên đán$/u, 'Tết (Lunar New Year)'],
  [/Giỗ Tổ Hùng Vương$/u, 'Hùng Kings’ Commemoration Day'],
  [/Ngày Chiến thắng$/u, 'Victory Day'],
  [/Ngày Quốc tế Lao động$/u, 'International Labour Day'],
  [/Quốc khánh \(ngày liền kề\)$/u, 'National Day (the day beside it)'],
  [/Quốc khánh$/u, 'National Day'],
  [/Ngày Văn hóa Việt Nam$/u, 'Vietnamese Culture Day'],
  [/^Nghỉ bù /u, 'In lieu of '],
  [/^Nghỉ hoán đổi, làm bù ngày /u, 'Off, worked back on '],
  [/^Làm bù cho ngày /u, 'Worked in place of '],
];

export const en: CalendarWords = {
  title: 'Working calendar',
  titleOf: (year) => `Working calendar of ${year}`,
  national: 'Whole country',
  named: (name) => NAMES.reduce((told, [written, meant]) => told.replace(written, meant), name),
  intro:
    'The days that differ from their weekday, and why. On all others Monday to Friday are worked, Saturday and Sunday are off.',
  headOf: (year, version, notice) => `${year}, version ${version}: ${notice ?? 'NOT ANNOUNCED, PROVISIONAL'}`,
  official: (notice) => `By ${notice}.`,
  provisionalYear: (year) =>
    `The days off of ${year} are not announced yet: deadlines in that year are provisional, and may move later with the notice.`,
  provisional: 'provisional',
  year: 'Year',
  scope: 'Scope',
  scopeHint: 'Empty: the whole country. Or the code of a unit; its calendar holds for those below it as well.',
  show: 'Show',
  ofUnit: (name) => `Calendar of ${name}`,
  version: (version) => `Version ${version}`,
  oldVersion: (version) => `This is the calendar of version ${version}, not the one in force.`,
  months: (month) =>
    [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ][month - 1] ?? '',
  columns: ['Date', 'Kind', 'Name', 'Scope', 'Legal basis'],
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  works: 'Worked',
  off: 'Off',
  noDays: 'No day differs from its weekday.',
  hours: 'Office hours',
  hoursOf: (h) =>
    h.noonFrom === h.noonTo ? `${h.opens} to ${h.closes}` : `${h.opens} to ${h.noonFrom}, ${h.noonTo} to ${h.closes}`,
  usualHours: 'From 07:30 to 17:00 where nothing else is laid down.',
  period: (from, until) => (until ? `from ${from} to ${until}` : `from ${from}`),
  kinds: {
    holiday: 'Public holiday',
    compensatory: 'Day in lieu',
    'swap-off': 'Swapped, off',
    'make-up': 'Worked back',
    'local-holiday': 'Local holiday',
    stop: 'Offices closed (storm, flood)',
  },
  halves: { morning: 'morning off', afternoon: 'afternoon off' },
  changeKinds: CHANGE_KINDS,
  states: {
    draft: 'Not in force',
    moving: 'In force, deadlines are being moved',
    done: 'In force',
    discarded: 'Dropped',
  },
  deadlines: {
    receipt: 'receipt',
    work: 'work',
    relay: 'passing on',
    follow: 'follow-up',
    recall: 'answer to the recall',
    internal: 'inside the unit',
    question: 'answer to the question',
  },
  versions: 'Versions of the calendar',
  versionsIntro:
    'Every change makes a new version; an earlier one is read again exactly as it was, proven by its fingerprint.',
  versionColumns: ['Version', 'Made at', 'Reason', 'Scope', 'Proof', 'Fingerprint'],
  reasonOf: (reason) =>
    reason === 'seed' ? 'Seeded' : reason in CHANGE_KINDS ? CHANGE_KINDS[reason as keyof typeof CHANGE_KINDS] : reason,
  proven: 'Fingerprint matches',
  notKept: 'Not all of it was kept',
  changes: 'Changes of the calendar',
  newChange: 'Enter a change',
  newIntro: 'A change takes effect only after you have seen whose deadlines it moves, and confirmed it.',
  kind: 'Kind of change',
  legalBasis: 'Legal basis',
  legalBasisHint: 'Number and symbol of the notice, decision or urgent dispatch.',
  noticeYear: 'Year of the notice',
  noticeYearHint: 'For a yearly notice only; give all the days of the year then.',
  days: 'Days',
  daysHint:
    'Each line: date;kind;half off;name, such as 08/09/2026 - 09/09/2026;stop;;Storm no. 5 (day before month). Kinds: holiday, compensatory, swap-off, make-up, local-holiday, stop, none (takes out a day that was entered). Half off: morning, afternoon or empty.',
  hoursFrom: 'From',
  hoursUntil: 'Until',
  opens: 'Morning from',
  noonFrom: 'Morning until',
  noonTo: 'Afternoon from',
  closes: 'Afternoon until',
  hoursHint: 'Only to change office hours. Written as 07:30.',
  look: 'See whose deadlines move',
  wouldMove: (c) =>
    c.deadlines === 0
      ? 'No deadline is affected.'
      : `${counted(c.deadlines, 'deadline')} would move: ${counted(c.duties, 'duty', 'duties')} of ${counted(c.units, 'unit')}, under ${counted(c.directives, 'directive')}.`,
  moved: (c) =>
    c.deadlines === 0
      ? 'The new calendar is in force. No deadline is affected.'
      : `The new calendar is in force: ${counted(c.deadlines, 'deadline')} of ${counted(c.units, 'unit')}, under ${counted(c.directives, 'directive')}, ${c.deadlines === 1 ? 'moves' : 'move'}.`,
  range: (from, until, n) => `${from} to ${until} (${counted(n, 'day')})`,
  putOff:
    'Reminders, reports to superiors and digests of the days off go on the next working day of their recipient; of urgent papers offices are still reminded at once.',
  never: 'A deadline that was told moves later only, never earlier.',
  moveColumns: ['Directive', 'Unit', 'Deadline', 'Is', 'Becomes'],
  confirm: 'Put it in force',
  discard: 'Drop this change',
  confirmed: 'The change is in force.',
  discarded: 'The change was dropped.',
  confirmWith: (id, version) =>
    `Not in force yet. To confirm: thongsuot calendar confirm ${id} --calendar-version ${version}`,
  noDay: 'no particular day',
  noChanges: 'There is no change yet.',
  madeBy: 'Change',
};
