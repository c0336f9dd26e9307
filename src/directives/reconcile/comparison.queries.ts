import { emptyReading, toDispatch, type KeptPaper, type Reading } from '../../dispatches/index.js';
import { firstOf, rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { searchKey } from '../../platform/text.js';
import { resolveAddressees } from '../../units/index.js';
import { addresseesOfDirective, tasksOf, type DirectiveRow } from '../directives.queries.js';
import { shinglesOf, similarity } from '../similarity.rules.js';
import {
  fieldDifferences,
  fieldsOf,
  textDifferences,
  type FieldDifference,
  type Fields,
  type PaperSide,
  type TextDifference,
} from './differences.rules.js';
import { WORDS } from './matches.queries.js';

/** A directive beside the numbered copy of its paper. */
export interface Comparison {
  /** 0..1 */
  score: number;
  fields: FieldDifference[];
  texts: TextDifference[];
  /** Whether a duty differs: a task, a deadline, an addressee. */
  weighty: boolean;
}

interface Old extends PaperSide {
  words: string;
}

/**
 * What a directive and a numbered paper say differently. Papers are compared as they were read, so that what a clerk put
 * right in the draft counts on both sides; a draft of fields is compared by its fields.
 */
export async function comparisonOf(db: Db, directive: DirectiveRow, paper: KeptPaper): Promise<Comparison> {
  const old = await oldOf(db, directive.id);
  const after: PaperSide = { text: paper.text, reading: paper.reading };
  const wanted = { ...fieldsOf(after), ...identityOf(paper.confirmed ?? toDispatch(paper.reading)) };
  const had = old.text === '' ? await fieldsOfDirective(db, directive, wanted) : fieldsOf(old);
  const fields = fieldDifferences({ ...had, ...identityOf({ ...directive, date: directive.datedOn }) }, wanted);
  return {
    score: similarity(shinglesOf(old.words), shinglesOf(paper.text), old.text !== ''),
    fields,
    texts: textDifferences(old, after),
    weighty: fields.some(({ weighty }) => weighty),
  };
}

const oldOf = async (db: Db, id: string): Promise<Old> => {
  const row = await firstOf(
    db,
    sql<
      Omit<Old, 'reading'> & { reading: Reading | null }
    >`select coalesce(x.text, '') as text, x.reading, ${WORDS} as words
      from directive d left join dispatch x on x.id = d.dispatch_id where d.id = ${id}`,
  );
  return { ...row!, reading: row!.reading ?? emptyReading() };
};

interface Identity {
  number: number | null;
  symbol: string | null;
  date: string | null;
  place: string | null;
}

/** What identifies the paper, as the clerk has it: also where the paper was read otherwise. */
function identityOf({ number, symbol, date, place }: Identity): Pick<Fields, 'number' | 'symbol' | 'date' | 'place'> {
  const said = (value: string | number | null) =>
    value === null || value === '' ? [] : [{ key: searchKey(String(value)), words: String(value) }];
  return { number: said(number), symbol: said(symbol), date: said(date), place: said(place) };
}

/** The fields of a directive that was drafted without a text; what the draft does not say is as the copy says it. */
async function fieldsOfDirective(db: Db, directive: DirectiveRow, wanted: Fields): Promise<Fields> {
  const tasks = await tasksOf(db, directive.id);
  return {
    ...wanted,
    subject: [{ key: searchKey(directive.subject), words: directive.subject }],
    tasks: tasks.length === 0 ? wanted.tasks : tasks.map(({ text }) => ({ key: searchKey(text), words: text })),
    addressees: await addresseesAgainst(db, directive, wanted.addressees),
    deadlines: deadlinesAgainst(directive, wanted.deadlines),
  };
}

/** Other words for the same units are no difference. */
async function addresseesAgainst(
  db: Db,
  directive: DirectiveRow,
  wanted: Fields['addressees'],
): Promise<Fields['addressees']> {
  const resolved = await resolveAddressees(
    db,
    wanted.map(({ words }) => words),
    { issuerId: directive.issuerId, at: directive.rosterOn },
  );
  const meant = new Set(resolved.flatMap(({ units }) => units.map(({ id }) => id)));
  const roster = await rowsOf<{ unitId: string }>(
    db,
    sql`select unit_id as "unitId" from roster_entry where directive_id = ${directive.id}`,
  );
  if (roster.length === meant.size && roster.every(({ unitId }) => meant.has(unitId))) return wanted;
  const own = await addresseesOfDirective(db, directive.id);
  return own.map(({ text }) => ({ key: searchKey(text), words: text }));
}

/** One dated report of the copy that falls due on the directive's day is its deadline. */
function deadlinesAgainst({ dueOn }: DirectiveRow, wanted: Fields['deadlines']): Fields['deadlines'] {
  const dated = wanted.filter(({ on }) => on);
  if (dueOn === null ? dated.length === 0 : dated.length === 1 && dated[0]!.on === dueOn) return wanted;
  const undated = wanted.filter(({ on }) => !on);
  return dueOn === null ? undated : [...undated, { key: dueOn, words: dueOn }];
}
