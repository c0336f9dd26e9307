import { withQueries, withQueriesOfText } from '../queries/queries.rules.js';
import { queryOf } from '../queries/query.rules.js';
import { warningsOf } from '../queries/warnings.rules.js';
import { readAddressees } from './addressees.rules.js';
import { readAttachments } from './attachments.rules.js';
import { readBases } from './bases.rules.js';
import { blocksOf, type Block } from './blocks.rules.js';
import { chargedIn } from './charged.rules.js';
import { bareCode, completeFromEachOther, distinct } from './cited-papers.rules.js';
import { citationsIn } from './citations.rules.js';
import { cleaned, storedText } from './clean-text.rules.js';
import { readCopies } from './copies.rules.js';
import { readHeading, type Heading } from './heading.rules.js';
import { isOfficial } from './official.rules.js';
import { openingOf } from './opening.rules.js';
import { inferredIssuer, statedIssuer } from './issuer.rules.js';
import { issueDateIn, type IssueDate } from './issue-date.rules.js';
import { kindDecided, kindInSymbol } from './kind.rules.js';
import { linesOf, type Line } from './lines.rules.js';
import { cut, found, foundText, joined, tidy, type Piece } from './piece.rules.js';
import { emptyReading, nothing, type Field, type Found, type Reading } from './reading.rules.js';
import { readReports, sentencesOf } from './reports.rules.js';
import { readSignature } from './signature.rules.js';
import { secrecyOf } from './secrecy.rules.js';
import { isSigningLine, readTail, type Tail } from './tail.rules.js';
import { firstLevel, readTasks } from './tasks.rules.js';
import { withTerms } from './with-terms.rules.js';
import { rejoined } from './wrapped.rules.js';

/** Types that instruct nobody. */
const INSTRUCT_NOBODY = new Set(['BC', 'TTr']);

/**
 * Reads an official document: its letterhead, whom it binds to what and until when, and where each of these
 * stands. Never throws; what the text does not state is null. Spans count UTF-16 units of `storedText(text)`.
 * A paper stamped secret yields its secrecy and nothing else.
 */
export function readDispatch(text: string): Reading {
  const stored = storedText(text);
  const lines = rejoined(linesOf(cleaned(stored)));
  const heading = readHeading(lines);
  const secrecy = secrecyOf(lines, heading.end);
  if (secrecy.value !== null)
    return withQueries({ ...emptyReading(), secrecy: { ...secrecy } }, [queryOf('secret', 'secrecy')]);
  const to = readAddressees(lines, heading.end);
  const tail = readTail(lines, to.next);
  const body = blocksOf(lines.slice(to.next, tail.start));
  if (!isOfficial(heading, lines, body, tail)) {
    const reading = emptyReading();
    return withQueries(reading, warningsOf(reading));
  }
  const after = blocksOf(lines.slice(tail.end));
  const reading = emptyReading();
  heading.issued ??= dateBelow(lines, to.next);
  if (heading.subject.length === 0 && heading.title.value === null) heading.subject = subjectBelow(tail);
  reading.kind = kindOf(heading, body);
  readLetterhead(reading, heading);
  reading.addressees = to.addressees;
  readBody(reading, body, after, tail);
  reading.attachments = readAttachments(
    [...blocksOf(lines.slice(heading.end, to.next)), ...body, ...after.slice(0, 3)],
    ownCodes(reading),
  );
  reading.signature = readSignature(tail.signature);
  const stated = statedIssuer(heading.issuerLines);
  reading.issuer = stated.stated
    ? stated
    : inferredIssuer(body, [reading.signature.onBehalfOf, reading.signature.title]);
  const timed = withTerms(reading, [...body, ...after]);
  return withQueriesOfText(timed, { stored, lines, body, heading: heading.end });
}

/** Some papers are dated above the signature instead of in the heading. */
function dateBelow(lines: readonly Line[], from: number): IssueDate | null {
  for (let i = lines.length - 1; i >= Math.max(from, lines.length - 25); i--) {
    for (const cell of lines[i]?.cells ?? []) {
      const issued = cell.text.length < 70 ? issueDateIn(cell) : null;
      if (issued && issued.before.text === '' && issued.place.value !== null) return issued;
    }
  }
  return null;
}

/** In a flattened paper the "V/v ..." of the left column may stand under the text, before who signs. */
function subjectBelow(tail: Tail): Piece[] {
  const from = tail.signature.findIndex(({ low }) => /^v\s?\/\s?v\s?[:.]?\s+\S/u.test(low));
  if (from < 0) return [];
  const to = tail.signature.findIndex((cell, i) => i > from && (isSigningLine(cell) || cell.text.length > 120));
  return tail.signature.splice(from, Math.min(to < 0 ? 1 : to - from, 5));
}

function readLetterhead(reading: Reading, heading: Heading): void {
  const { number, issued } = heading;
  if (number) {
    reading.number = number.number;
    reading.symbol = number.symbol;
  }
  if (issued) {
    reading.place = issued.place;
    reading.date = issued.date;
    reading.datePartial = issued.datePartial;
  }
  reading.subject = subjectOf(heading.subject);
  reading.urgency = heading.urgency;
}

function kindOf(heading: Heading, body: readonly Block[]): Field<string> {
  if (heading.title.value !== null) return heading.title;
  const { number } = heading;
  const symbol = number?.symbol;
  const named = number?.partyKind ?? (symbol?.value ? kindInSymbol(symbol.value) : null);
  if (symbol && symbol.value !== null && named) return { ...symbol, value: named, confidence: 0.85 };
  const decided = heading.subject.length === 0 ? kindDecided(body) : null;
  if (decided) return decided;
  const from = symbol?.value
    ? symbol
    : number?.number.value
      ? number.number
      : heading.subject[0]
        ? found(heading.subject[0], '')
        : null;
  if (from && from.start !== null)
    return { value: 'CV', start: from.start, end: from.end, confidence: 0.85, queries: [] };
  return { ...found({ text: '', low: '', at: new Int32Array(0) }, 'CV', 0.5) };
}

function subjectOf(pieces: readonly Piece[]): Field<string> {
  if (pieces.length === 0) return nothing();
  const whole = joined(pieces);
  const subject = foundText(whole, 0.93);
  if (subject.value === null) return subject;
  return { ...subject, value: tidy(unquoted(subject.value.replace(/^(?:v\s?\/\s?v|về việc)\s*[:.]?\s*/iu, ''))) };
}

/** A mark that closes what was opened before the "V/v" ('"V/v ..."') goes with it. */
const unquoted = (subject: string): string => {
  const bare = subject.replace(/[.\s]+$/u, '');
  const last = bare.at(-1) ?? '';
  const opens = { ')': '(', '"': '"', '”': '“' }[last];
  return opens !== undefined && !bare.slice(0, -1).includes(opens) ? bare.slice(0, -1) : subject;
};

function readBody(reading: Reading, body: readonly Block[], after: readonly Block[], tail: Tail): void {
  const { copies, archive, asArticles } = readCopies(tail.copies);
  reading.copies = copies;
  reading.archive = archive;
  const top = firstLevel(body);
  const opening = openingOf(body, top);
  const { bases, named } = readBases(opening);
  const opened = new Set(opening);
  const rest = [...body, ...after].flatMap((block) =>
    opened.has(block) ? [] : citationsIn(block.piece).map(({ read }) => read),
  );
  const seen = new Set(ownCodes(reading).map(bareCode));
  completeFromEachOther([...bases, ...named, ...rest]);
  reading.bases = distinct(bases, seen);
  reading.references = distinct([...named, ...rest], seen);
  if (!INSTRUCT_NOBODY.has(reading.kind.value ?? '')) reading.tasks = readTasks(body);
  reading.reports = readReports([...body, ...after]);
  if (reading.addressees.length === 0) reading.addressees = chargedByArticles(body, asArticles);
}

/** The paper's own number and symbol, in the State's and in the Party's order (367-QĐ/TWĐTN). */
function ownCodes({ number, symbol, kind }: Reading): string[] {
  const [no, of] = [number.value ?? '', symbol.value ?? ''];
  return [`${no}/${of}`, `${no}-${kind.value ?? ''}/${of}`, `${no} ${kind.value ?? ''}/${of}`];
}

/** "Như Điều 3": those whom the article charges. */
function chargedByArticles(body: readonly Block[], articles: readonly string[]): Found<string>[] {
  const charged: Found<string>[] = [];
  let within = false;
  for (const block of body) {
    if (block.label?.style === 'article') within = articles.includes(String(block.label.ordinal));
    if (!within) continue;
    for (const sentence of sentencesOf(withoutLabel(block))) {
      const names = /thi hành|thực hiện|trách nhiệm/u.test(sentence.low) ? chargedIn(sentence, false) : [];
      charged.push(...names.map((name) => found(name, tidy(name.text), 0.85)));
    }
  }
  return charged;
}

const withoutLabel = ({ piece, first, label }: Block): Piece =>
  cut(piece, label ? first.text.length - label.rest.text.length : 0);
