import type { Locale } from '../platform/caller.js';
import { formatVn, formatVnDate, vnDate } from '../platform/vn-time.js';
import { frameWords, wordsOf } from '../platform/components/words.js';
import { en } from './words.en.js';
import { vi, type RegisterWords } from './words.vi.js';

/** The registers of Decree 30/2020, Appendix IV. */
export const REGISTERS = ['outgoing', 'incoming', 'follow-up'] as const;
export type RegisterName = (typeof REGISTERS)[number];

export const registerWords = (locale: Locale): RegisterWords => (locale === 'vi' ? vi : en);

interface PaperSaid {
  kind: string;
  number: number | null;
  symbol: string | null;
  /** ISO date. */
  date: string | null;
  subject: string;
}

export interface OutgoingLine extends PaperSaid {
  number: number;
  notation: string;
  directiveId: string;
  series: string;
  provisional: string | null;
  signer: string | null;
  recipients: string | null;
  archive: string | null;
  copies: number;
  transferredAt: Date | null;
  acknowledged: number;
  /** The number that the paper bears now, where this line was released. */
  replacedBy: string | null;
}

export interface IncomingLine extends PaperSaid {
  arrivalNumber: number;
  arrivedAt: Date;
  issuer: string | null;
  receiver: string | null;
  transferredAt: Date | null;
  /** By hand: a paper that came from outside, without a directive of the system. */
  byHand: boolean;
  assignmentId: string | null;
  dispatchId: string | null;
  dueAt: Date | null;
  state: string | null;
  repliedAt: Date | null;
  remark: string | null;
}

const date = (on: string | null, locale: Locale): string => (on === null ? '' : formatVnDate(on, locale));
const day = (at: Date | null, locale: Locale): string => (at === null ? '' : formatVnDate(vnDate(at), locale));
/** Numbers below 10 keep their leading zero (Appendix I). */
export const codeOf = ({ number, symbol }: { number: number | null; symbol: string | null }): string =>
  [number === null ? '' : String(number).padStart(2, '0'), symbol ?? ''].filter(Boolean).join('/');
const aboutOf = ({ kind, subject }: PaperSaid, locale: Locale): string =>
  [wordsOf(frameWords(locale).kinds, kind), subject].filter(Boolean).join(': ');

/** The ten columns of the outgoing register. */
export function outgoingCells(line: OutgoingLine, locale: Locale): string[] {
  const words = registerWords(locale);
  const isReleased = line.replacedBy !== null;
  const note = [
    line.replacedBy === null ? '' : words.replacedBy(line.replacedBy),
    line.provisional === null ? '' : words.provisional(line.provisional),
  ];
  return [
    codeOf(line),
    date(line.date, locale),
    aboutOf(line, locale),
    line.signer ?? '',
    line.recipients ?? '',
    line.archive ?? '',
    line.copies === 0 || isReleased ? '' : String(line.copies),
    isReleased ? '' : day(line.transferredAt, locale),
    line.transferredAt === null || isReleased ? '' : words.received(line.acknowledged, line.copies),
    note.filter(Boolean).join('; '),
  ];
}

/** The ten columns of the incoming register. */
export function incomingCells(line: IncomingLine, locale: Locale): string[] {
  const words = registerWords(locale);
  return [
    day(line.arrivedAt, locale),
    String(line.arrivalNumber),
    line.issuer ?? '',
    codeOf(line),
    date(line.date, locale),
    aboutOf(line, locale),
    line.receiver ?? '',
    day(line.transferredAt, locale),
    '',
    line.byHand ? words.byHand : words.bySystem,
  ];
}

/** The seven columns of the register that follows papers up. */
export function followUpCells(line: IncomingLine, locale: Locale): string[] {
  const words = registerWords(locale);
  return [
    String(line.arrivalNumber),
    [wordsOf(frameWords(locale).kinds, line.kind), codeOf(line), date(line.date, locale), line.issuer]
      .filter(Boolean)
      .join(', '),
    line.receiver ?? '',
    line.dueAt === null ? '' : formatVn(line.dueAt, locale),
    line.state ?? '',
    line.repliedAt === null ? '' : words.repliedOn(day(line.repliedAt, locale)),
    line.remark ?? '',
  ];
}

/** Which register is written, for whom: what a file says above its table. */
export interface RegisterHead {
  name: RegisterName;
  unitName: string;
  unitCode: string;
  year: number;
  locale: Locale;
}

export const titleOf = ({ name, year, locale }: Pick<RegisterHead, 'name' | 'year' | 'locale'>): string =>
  registerWords(locale).titleOfYear(registerWords(locale).titles[name], year);

/** A name for a file of any system. */
export const fileNameOf = ({ name, unitCode, year }: RegisterHead, ending: string): string =>
  `${name}-${unitCode}-${year}.${ending}`.replace(/[^\w.-]+/g, '-');
