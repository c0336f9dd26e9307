import { emptyDispatch, type Dispatch } from '../dispatches/index.js';
import type { IsoDate } from '../platform/vn-time.js';
import { paragraph, type Letter, type LetterBlock } from './letter.rules.js';
import type { Letterhead } from './letterhead.js';

/** More than these are named in a list behind the signature. */
const GREETED_AT_MOST = 10;

/** A letter that the product composes for a unit, to be numbered, dated and signed by it. */
export interface OwnLetter {
  head: Letterhead;
  kind: string;
  subject: string;
  addressees: readonly string[];
  /** What those addressed are called together where they are listed behind the signature. */
  together?: string;
  /** The list of them, where it says more than their names. */
  list?: LetterBlock;
  body: readonly LetterBlock[];
  bases?: Dispatch['bases'];
  attachments?: readonly string[];
  /** The business day; number and day are left to the clerk. */
  today: IsoDate;
}

/** The letter with the customary gaps for its number, its day and who signs. */
export function ownLetter(it: OwnLetter): Letter {
  const [year, month] = it.today.split('-').map(Number);
  const listed = areListed(it.addressees);
  const dispatch: Dispatch = {
    ...emptyDispatch(),
    kind: it.kind,
    place: it.head.place,
    datePartial: { year, month },
    subject: it.subject,
    issuer: it.head.issuer,
    addressees: listed ? [`${it.together ?? 'Các cơ quan, đơn vị'} (danh sách kèm theo)`] : [...it.addressees],
    bases: it.bases ?? [],
    attachments: [...(it.attachments ?? [])],
    archive: 'VT',
  };
  return {
    dispatch,
    isComposed: true,
    body: it.body,
    ...(listed ? { appendices: [[LIST_TITLE, it.list ?? listOf(it.addressees)]] } : {}),
  };
}

/** Whether so many are addressed that they stand in a list behind the signature. */
export const areListed = (addressees: readonly unknown[]): boolean => addressees.length > GREETED_AT_MOST;

const LIST_TITLE: LetterBlock = { kind: 'centred', text: 'DANH SÁCH CƠ QUAN, ĐƠN VỊ' };

const listOf = (names: readonly string[]): LetterBlock => ({
  kind: 'table',
  head: ['TT', 'Cơ quan, đơn vị'],
  rows: names.map((name, i) => [String(i + 1), name]),
});

/** The paragraphs of a text that somebody typed, line by line. */
export const paragraphsOf = (text: string): LetterBlock[] =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(paragraph);
