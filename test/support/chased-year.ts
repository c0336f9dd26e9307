import { readFileSync } from 'node:fs';

/**
 * What 30 offices get and do in 400 days, as data: the product lives through it, and {@link naiveChaser} reckons it. Times
 * are `YYYY-MM-DD HH:mm` in Vietnam.
 */
export interface Paper {
  name: string;
  issuer: string;
  policy: 'default' | 'strict' | 'own';
  isUrgent?: true;
  sentAt: string;
  due?: string;
  /** `info` owes receipt only; `below` gets it through its superior. */
  to: Readonly<Record<string, 'action' | 'info' | 'below'>>;
}

export type What =
  | 'acknowledge'
  | 'return'
  | 'start'
  | 'report'
  | 'extend'
  | 'arrive'
  | 'pass-on'
  | 'pause'
  | 'resume'
  | 'amend'
  | 'recall';
/** Who does what with which paper; `office` is empty where the issuer does. */
export interface Deed {
  at: string;
  paper: string;
  office: string;
  what: What;
  on?: string;
}

export const ABOVE: Readonly<Record<string, string>> = {
  bo: 'vn',
  'tinh-a': 'vn',
  'tinh-b': 'vn',
  'tinh-c': 'vn',
  ...Object.fromEntries(
    [['a', 9] as const, ['b', 8] as const, ['c', 9] as const].flatMap(([letter, n]) =>
      Array.from({ length: n }, (_, i) => [`${letter}${i + 1}`, `tinh-${letter}`]),
    ),
  ),
};

export const DAYS: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
  readFileSync(new URL('../fixtures/chasing/days.json', import.meta.url), 'utf8'),
) as Record<string, Record<string, string>>;
export const STORM = {
  enteredAt: '2027-10-27 06:30',
  provinces: ['tinh-a', 'tinh-b'],
  days: ['2027-10-27', '2027-10-28', '2027-10-29'],
};

const action = (...offices: string[]) => Object.fromEntries(offices.map((office) => [office, 'action' as const]));
const paper = (name: string, [issuer, policy]: [string, Paper['policy']], sentAt: string, rest: Pick<Paper, 'to'> & Partial<Paper>): Paper => ({ name, issuer, policy, sentAt, ...rest }); // prettier-ignore

export const PAPERS: readonly Paper[] = [
  paper('P1', ['tinh-a', 'default'], '2027-10-01 09:00', { to: { ...action('a1', 'a2', 'a4', 'a5'), a3: 'info' } }),
  paper('P2', ['tinh-b', 'default'], '2027-10-04 09:00', { due: '2027-10-29', to: action('b1', 'b2', 'b3', 'b4') }),
  paper('P3', ['bo', 'default'], '2027-10-25 09:00', { to: action('tinh-a', 'tinh-b', 'tinh-c') }),
  paper('P4', ['tinh-c', 'own'], '2027-12-20 09:00', {
    due: '2028-01-20',
    to: { ...action('c1', 'c2', 'c3', 'c5', 'c6'), c4: 'info' },
  }),
  paper('P5', ['tinh-b', 'default'], '2027-12-30 16:00', { to: action('b7') }),
  paper('P6', ['tinh-b', 'default'], '2027-12-31 18:00', { to: action('b8') }),
  paper('P7', ['tinh-a', 'default'], '2027-12-31 22:29', { isUrgent: true, to: action('a6', 'a7', 'a8') }),
  paper('P8', ['tinh-c', 'strict'], '2028-02-24 09:00', { to: action('c7', 'c8') }),
  paper('P9', ['tinh-c', 'default'], '2028-02-28 15:00', { due: '2028-02-29', to: action('c1', 'c2') }),
  paper('P10', ['tinh-c', 'default'], '2028-03-06 09:00', { due: '2028-03-17', to: action('c3', 'c4') }),
  paper('P11', ['tinh-a', 'default'], '2028-03-31 09:00', { to: action('a1', 'a2') }),
  paper('P12', ['tinh-c', 'default'], '2028-04-06 09:00', { to: action('c5', 'c6') }),
  paper('P13', ['tinh-c', 'default'], '2028-04-28 09:00', { to: action('c8') }),
  paper('P14', ['bo', 'default'], '2028-05-15 09:00', { to: { 'tinh-c': 'action', c1: 'below', c3: 'below' } }),
  paper('P15', ['bo', 'default'], '2028-05-15 10:00', { to: { 'tinh-c': 'action', c1: 'below', c2: 'below' } }),
  paper('P16', ['tinh-c', 'default'], '2028-06-05 09:00', { to: action('c8', 'c9') }),
  paper('P17', ['tinh-a', 'default'], '2028-07-10 09:00', { to: action('a3', 'a4') }),
  paper('P18', ['tinh-b', 'default'], '2028-07-17 09:00', { to: action('b5') }),
  paper('P19', ['tinh-b', 'default'], '2028-08-31 09:00', { to: action('b6') }),
  paper('P20', ['tinh-a', 'own'], '2028-10-25 09:00', { to: action('a9', 'a5') }),
];

const deed = (at: string, of: string, office: string, what: What, on?: string): Deed => ({ at, paper: of, office, what, ...(on ? { on } : {}) }); // prettier-ignore
const all = (at: string, of: string, offices: readonly string[], what: What) =>
  offices.map((office) => deed(at, of, office, what));

export const DEEDS: readonly Deed[] = [
  deed('2027-10-04 09:00', 'P1', 'a4', 'return'),
  deed('2027-10-04 09:30', 'P1', 'a5', 'acknowledge'),
  deed('2027-10-05 10:00', 'P1', 'a2', 'acknowledge'),
  ...all('2027-10-05 09:00', 'P2', ['b1', 'b2', 'b3', 'b4'], 'acknowledge'),
  deed('2027-10-20 09:00', 'P2', 'b3', 'extend', '2027-11-12'),
  deed('2027-10-28 09:00', 'P2', 'b4', 'report'),
  deed('2027-11-02 10:00', 'P2', 'b2', 'report'),
  deed('2027-10-27 08:00', 'P3', 'tinh-b', 'acknowledge'),
  ...all('2027-12-21 10:00', 'P4', ['c2', 'c3', 'c5'], 'acknowledge'),
  deed('2027-12-22 09:00', 'P4', 'c5', 'start'),
  deed('2027-12-27 08:00', 'P4', 'c6', 'acknowledge'),
  deed('2027-12-27 10:00', 'P4', 'c3', 'start'),
  deed('2027-12-31 09:00', 'P4', 'c6', 'start'),
  deed('2028-01-10 09:00', 'P4', 'c6', 'report'),
  deed('2028-02-01 10:00', 'P4', 'c3', 'report'),
  ...all('2027-12-31 23:00', 'P7', ['a7', 'a8'], 'arrive'),
  deed('2028-01-01 03:00', 'P7', 'a7', 'acknowledge'),
  ...all('2028-02-25 10:00', 'P8', ['c7', 'c8'], 'acknowledge'),
  deed('2028-02-28 09:00', 'P8', 'c8', 'start'),
  deed('2028-02-28 16:00', 'P9', 'c2', 'acknowledge'),
  deed('2028-03-06 17:30', 'P10', '', 'pause'),
  deed('2028-03-10 07:00', 'P10', '', 'resume'),
  deed('2028-03-10 08:00', 'P10', 'c4', 'acknowledge'),
  deed('2028-04-06 09:30', 'P11', 'a2', 'acknowledge'),
  deed('2028-04-07 10:00', 'P11', '', 'recall'),
  deed('2028-04-08 09:00', 'P12', 'c6', 'acknowledge'),
  ...['P14', 'P15'].map((of) => deed('2028-05-16 10:00', of, 'tinh-c', 'acknowledge')),
  deed('2028-05-19 10:00', 'P15', 'tinh-c', 'pass-on'),
  deed('2028-05-22 09:00', 'P15', 'c1', 'acknowledge'),
  deed('2028-06-06 09:00', 'P16', 'c8', 'acknowledge'),
  deed('2028-06-07 09:00', 'P16', 'c9', 'acknowledge'),
  deed('2028-06-12 09:00', 'P16', '', 'amend'),
  deed('2028-06-12 15:00', 'P16', 'c9', 'acknowledge'),
  deed('2028-07-12 10:00', 'P17', 'a4', 'acknowledge'),
  deed('2028-10-26 09:00', 'P20', 'a5', 'acknowledge'),
];

/** A run of the chaser, and what its clock says then. */
export interface Tick {
  when: string;
  reads: string;
}

const FIRST = '2027-10-01';
const DAYS_LONG = 400;
const LOST = ['2028-07-12 00:00', '2028-07-13 08:20'];
const JUMPS: readonly (readonly [when: string, reads: string])[] = [
  ['2028-07-14 16:20', '2028-07-14 17:20'],
  ['2028-07-14 16:21', '2028-07-14 16:21'],
  ['2028-07-18 17:01', '2028-07-18 16:01'],
  ['2028-07-18 17:02', '2028-07-18 17:00'],
  ['2028-07-19 16:10', '2028-07-19 17:10'],
  ['2028-07-19 16:11', '2028-07-19 16:11'],
];

const dayAt = (n: number): string =>
  new Date(Date.parse(`${FIRST}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
const onTime = (when: string): Tick => ({ when, reads: when });

/** At the close of every day; every third day just before it and again; every ten minutes of the urgent night, and just before. */
export const TICKS: readonly Tick[] = [
  ...Array.from({ length: DAYS_LONG }, (_, n) =>
    (n % 3 === 0 ? ['16:59', '17:00', '17:00'] : ['17:00']).map((at) => onTime(`${dayAt(n)} ${at}`)),
  ).flat(),
  ...Array.from({ length: 9 }, (_, hour) => [0, 10, 20, 29, 30, 40, 50].map((minute) => onTime(`2028-01-01 0${hour}:${String(minute).padStart(2, '0')}`))).flat(), // prettier-ignore
  onTime('2028-07-13 08:20'),
  ...JUMPS.map(([when, reads]) => ({ when, reads })),
]
  .filter(({ when }) => when < LOST[0]! || when >= LOST[1]!)
  .toSorted((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : 0));

/** The hour of the mails of a day. */
export const MORNINGS: readonly string[] = Array.from({ length: DAYS_LONG }, (_, n) => `${dayAt(n)} 08:00`);
