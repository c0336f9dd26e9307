import { toDispatch, emptyDispatch, type Dispatch, type Reading } from '../dispatches/index.js';
import { bodyOfText, instructionBody, letterheadOf, type Letter } from '../letters/index.js';
import { firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { vnDate } from '../platform/vn-time.js';
import { addresseesOfDirective, directiveById, tasksOf, type DirectiveRow } from './directives.queries.js';

/**
 * A directive as the paper that is signed: what the issuer confirmed, over the text of the paper it was drafted from;
 * without one, over a text composed of its bases, tasks and deadline. What it does not say yet stays blank.
 * @throws ProductError `not-found`
 */
export async function letterOfDirective(db: Db, id: string): Promise<Letter> {
  const directive = await directiveById(db, id);
  const kept = await keptPaper(db, directive);
  return kept && kept.text.trim() !== '' ? fromText(db, directive, kept) : fromFields(db, directive, kept?.confirmed);
}

interface KeptPaper {
  text: string;
  reading: Reading;
  /** As a clerk confirmed it; null for what was kept by earlier releases. */
  confirmed: Dispatch | null;
}

const keptPaper = (db: Db, { dispatchId }: DirectiveRow): Promise<KeptPaper | undefined> =>
  firstOf(db, sql<KeptPaper>`select text, reading, confirmed from dispatch where id = ${dispatchId}`);

/** What the directive says of itself, whatever its text says. */
function confirmed({ kind, number, symbol, subject, datedOn, issuedAt }: DirectiveRow): Partial<Dispatch> {
  // issued without a date of its own, it bears that of its issue
  const date = datedOn ?? (issuedAt ? vnDate(issuedAt) : null);
  return { kind, number, symbol, subject, date };
}

async function fromText(
  db: Db,
  directive: DirectiveRow,
  { text, reading, confirmed: said }: KeptPaper,
): Promise<Letter> {
  const read = said ?? toDispatch(reading);
  const head = await letterheadOf(db, directive.issuerId, directive.rosterOn);
  const body = bodyOfText(text, reading);
  const dispatch: Dispatch = {
    ...read,
    ...confirmed(directive),
    place: directive.place ?? read.place ?? head.place,
    issuer: read.issuer.stated ? read.issuer : head.issuer,
  };
  if (body.body.length > 0) return { dispatch, ...body };
  return { dispatch, body: await composedBody(db, directive, { ...dispatch, said: head.said }) };
}

async function fromFields(db: Db, directive: DirectiveRow, given?: Dispatch | null): Promise<Letter> {
  const { said, ...head } = await letterheadOf(db, directive.issuerId, directive.rosterOn);
  const addressees = await addresseesOfDirective(db, directive.id);
  const kept = addressees.filter(({ status }) => status !== 'dropped');
  const actors = kept.filter(({ role }) => role === 'action').map(({ text }) => text);
  const others = kept
    .filter(({ role }) => role !== 'action')
    .map(({ text, role }) => ({ name: text, note: role === 'coordination' ? 'p/h' : null }));
  const greets = GREETING_KINDS.has(directive.kind);
  const dispatch: Dispatch = {
    ...(given ?? emptyDispatch()),
    ...head,
    ...confirmed(directive),
    place: directive.place ?? head.place,
    bases: await basesOf(db, directive),
    addressees: greets ? actors : [],
    copies: given?.copies.length ? given.copies : greets ? others : [...actors.map(asCopy), ...others],
    archive: given?.archive ?? 'VT',
  };
  return { dispatch, body: await composedBody(db, directive, { ...dispatch, said }) };
}

const asCopy = (name: string): Dispatch['copies'][number] => ({ name, note: null });

/** Types that greet those they are for; the others name them under "Nơi nhận" alone (Appendix I, II.9). */
const GREETING_KINDS = new Set(['CV', 'TTr', 'BC', 'CĐ', 'GM', 'PG', 'PC', 'PB']);

async function composedBody(
  db: Db,
  directive: DirectiveRow,
  { bases, attachments, said }: Dispatch & { said: string },
): Promise<Letter['body']> {
  const { kind, subject, dueOn, dueOperator, dueHour } = directive;
  return instructionBody({
    kind,
    subject,
    bases,
    attachments,
    issuer: said,
    tasks: await tasksOf(db, directive.id),
    due: dueOn === null ? null : { on: dueOn, operator: dueOperator ?? 'on', hour: dueHour?.slice(0, 5) ?? null },
  });
}

const basesOf = (db: Db, { dispatchId }: DirectiveRow): Promise<Dispatch['bases']> =>
  rowsOf(
    db,
    sql`select code, issued_on::text as date, issuer from citation
      where dispatch_id = ${dispatchId} and relation = 'basis' order by ord`,
  );
