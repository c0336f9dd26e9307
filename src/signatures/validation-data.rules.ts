import {
  baseAt,
  entriesOf,
  revisionsIn,
  tableBefore,
  type Base,
  type Entries,
  type Revision,
} from './pdf-revision.rules.js';
import { NotPlain, type PdfValue } from './pdf-values.rules.js';

/** Certificates and revocation lists of a paper take some hundred KB. */
const LATER_BYTES_AT_MOST = 4 * 1024 * 1024;

/**
 * Whether what a stretch behind a signed revision adds is proven to be only what later checks need: certificates and
 * revocation data (DSS) and time stamps of the document (ISO 32000-2, 12.8.4 and 12.8.5). What is not proven is a change.
 */
export function isValidationDataOnly(pdf: Uint8Array, from: number, to: number): boolean {
  if (to - from > LATER_BYTES_AT_MOST) return false;
  try {
    const revisions = revisionsIn(pdf, from, to);
    let table = tableBefore(pdf, from);
    let end = from;
    for (const revision of revisions) {
      check(revision, baseAt(pdf, table, end), table);
      ({ table, end } = revision);
    }
    return revisions.length > 0;
  } catch {
    return false; // whatever could not be read was not proven
  }
}

const textOf = (entries: Entries, key: string): string | undefined => entries.get(key)?.text;

function must(holds: boolean): void {
  if (!holds) throw new NotPlain();
}

const mustHaveOnly = (entries: Entries, keys: readonly string[]): void =>
  must([...entries.keys()].every((key) => keys.includes(key)));

/** Every object of an update must be claimed by one of the places in which validation data may stand. */
class Update {
  private readonly claimed = new Set<number>();

  constructor(
    readonly revision: Revision,
    readonly base: Base,
  ) {}

  /** The object behind a reference where this update writes it; else it is as it was, and undefined. */
  claim(number: number): { value: PdfValue; isStream: boolean } | undefined {
    const object = this.revision.objects.get(number);
    if (object) this.claimed.add(number);
    return object;
  }

  /** A value, or what this update writes behind the reference to it; undefined for what is as it was. */
  follow(value: PdfValue | undefined): PdfValue | undefined {
    if (value?.kind !== 'reference') return value;
    const object = this.claim(value.number);
    must(object?.isStream !== true);
    return object?.value;
  }

  isNew(number: number): boolean {
    return number >= this.base.size;
  }

  mustBeClaimed(): void {
    must([...this.revision.objects.keys()].every((number) => this.claimed.has(number)));
  }
}

function check(revision: Revision, base: Base, table: number): void {
  const { trailer, objects } = revision;
  mustHaveOnly(trailer, ['Size', 'Root', 'Info', 'ID', 'Prev']);
  must(!base.trailer.has('Encrypt') && textOf(trailer, 'Prev') === String(table));
  must(textOf(trailer, 'Root') === textOf(base.trailer, 'Root'));
  must(textOf(trailer, 'Info') === textOf(base.trailer, 'Info'));
  const root = trailer.get('Root');
  if (root?.kind !== 'reference') throw new NotPlain();

  const update = new Update(revision, base);
  const fields = fieldsIn(update);
  checkCatalog(update, root.number, fields);
  for (const [number, { value }] of objects)
    if (!update.isNew(number) && typeOf(value) === '/Page') checkPage(update, number, fields);
  update.mustBeClaimed();
}

const typeOf = (value: PdfValue): string | undefined =>
  value.kind === 'dictionary' ? textOf(value.entries, 'Type') : undefined;

const STAMP_KEYS = ['Type', 'Filter', 'SubFilter', 'ByteRange', 'Contents', 'V', 'M'];
const FIELD_KEYS = ['Type', 'Subtype', 'FT', 'Rect', 'T', 'F', 'P', 'V'];

/** References to the new fields of time stamps: of no size and no look, and to nothing but a time stamp. */
function fieldsIn(update: Update): ReadonlySet<string> {
  const fields = new Set<string>();
  for (const [number, { value, isStream }] of update.revision.objects) {
    if (isStream || !update.isNew(number) || value.kind !== 'dictionary') continue;
    const { entries } = value;
    if (typeOf(value) === '/DocTimeStamp') {
      mustHaveOnly(entries, STAMP_KEYS);
      update.claim(number);
    }
    if (textOf(entries, 'FT') !== '/Sig') continue;
    mustHaveOnly(entries, FIELD_KEYS);
    must(/^\[ 0(?:\.0*)? 0(?:\.0*)? 0(?:\.0*)? 0(?:\.0*)? \]$/.test(textOf(entries, 'Rect') ?? ''));
    must([undefined, '/Annot'].includes(textOf(entries, 'Type')) && textOf(entries, 'Subtype') === '/Widget');
    const stamp = update.follow(entries.get('V'));
    must(stamp !== undefined && typeOf(stamp) === '/DocTimeStamp');
    update.claim(number);
    fields.add(`${number} 0 R`);
  }
  return fields;
}

/** Every entry but the named ones is the same before and after. */
function mustBeSame(before: Entries, after: Entries, but: readonly string[]): void {
  const keys = new Set([...before.keys(), ...after.keys()]);
  for (const key of keys) must(but.includes(key) || textOf(before, key) === textOf(after, key));
}

/** The items of before stand first and unchanged; behind them are only new fields of time stamps. */
function mustOnlyGain(before: PdfValue | undefined, after: PdfValue | undefined, fields: ReadonlySet<string>): void {
  if (before?.text === after?.text) return;
  const old = before === undefined ? [] : itemsOf(before);
  const items = itemsOf(after);
  must(old.every(({ text }, i) => items[i]?.text === text));
  must(items.slice(old.length).every(({ text }) => fields.has(text)));
}

function itemsOf(value: PdfValue | undefined): readonly PdfValue[] {
  if (value?.kind !== 'array') throw new NotPlain();
  return value.items;
}

function checkPage(update: Update, number: number, fields: ReadonlySet<string>): void {
  const before = entriesOf(update.base.objectOf(number));
  const after = entriesOf(update.claim(number)?.value);
  mustBeSame(before, after, ['Annots']);
  mustOnlyGain(before.get('Annots'), after.get('Annots'), fields);
}

function checkCatalog(update: Update, root: number, fields: ReadonlySet<string>): void {
  const before = entriesOf(update.base.objectOf(root));
  const replaced = update.claim(root);
  const after = replaced ? entriesOf(replaced.value) : before;
  must(textOf(after, 'Type') === '/Catalog');
  mustBeSame(before, after, ['DSS', 'AcroForm', 'Extensions']);
  // developers' extensions are names and levels, and do nothing
  if (textOf(before, 'Extensions') !== textOf(after, 'Extensions'))
    must(/^<< (?:\/\w+ (?:\/[\w.]+ |\d+ |<< |>> )*)*>>$/.test(textOf(after, 'Extensions') ?? ''));
  checkForm(update, before.get('AcroForm'), { after: after.get('AcroForm'), fields });
  checkStore(update, before.get('DSS'), after.get('DSS'));
}

function checkForm(
  update: Update,
  before: PdfValue | undefined,
  { after, fields }: { after: PdfValue | undefined; fields: ReadonlySet<string> },
): void {
  must(before === undefined || after !== undefined);
  const isMoved = before?.kind === 'reference' && before.text !== after?.text;
  must(!isMoved && isNewOrSame(update, before, after));
  const now = update.follow(after);
  if (now === undefined) return;
  const old = before?.kind === 'reference' ? update.base.objectOf(before.number) : before;
  const was: Entries = old === undefined ? new Map() : entriesOf(old);
  mustBeSame(was, entriesOf(now), ['Fields', 'SigFlags']);
  mustOnlyGain(was.get('Fields'), entriesOf(now).get('Fields'), fields);
  must(/^\d$/.test(textOf(entriesOf(now), 'SigFlags') ?? '0'));
}

/** A reference to an object that this update writes is to a new one, or the one that stood there before. */
const isNewOrSame = (update: Update, before: PdfValue | undefined, after: PdfValue | undefined): boolean =>
  after?.kind !== 'reference' || update.isNew(after.number) || after.text === before?.text;

const STORE_LISTS = ['Certs', 'OCSPs', 'CRLs'];
const VRI_LISTS = ['Cert', 'OCSP', 'CRL'];

function checkStore(update: Update, before: PdfValue | undefined, after: PdfValue | undefined): void {
  must(before === undefined || after !== undefined);
  must(isNewOrSame(update, before, after));
  const store = update.follow(after);
  if (store === undefined) return;
  const entries = entriesOf(store);
  mustHaveOnly(entries, ['Type', 'VRI', ...STORE_LISTS]);
  must([undefined, '/DSS'].includes(textOf(entries, 'Type')));
  for (const key of STORE_LISTS) checkList(update, entries.get(key));
  const answers = followNew(update, entries.get('VRI'));
  if (answers === undefined) return;
  for (const value of entriesOf(answers).values()) checkAnswer(update, followNew(update, value));
}

function checkAnswer(update: Update, value: PdfValue | undefined): void {
  if (value === undefined) return;
  const entries = entriesOf(value);
  mustHaveOnly(entries, ['Type', 'TU', 'TS', ...VRI_LISTS]);
  must([undefined, '/VRI'].includes(textOf(entries, 'Type')) && (textOf(entries, 'TU') ?? '(').startsWith('('));
  for (const key of VRI_LISTS) checkList(update, entries.get(key));
  if (entries.has('TS')) checkStream(update, entries.get('TS')!);
}

function followNew(update: Update, value: PdfValue | undefined): PdfValue | undefined {
  // an object that was there before and is written again could have been anything
  if (value?.kind === 'reference' && update.revision.objects.has(value.number)) must(update.isNew(value.number));
  return update.follow(value);
}

function checkList(update: Update, value: PdfValue | undefined): void {
  const list = followNew(update, value);
  if (list === undefined) return;
  for (const item of itemsOf(list)) checkStream(update, item);
}

function checkStream(update: Update, item: PdfValue): void {
  if (item.kind !== 'reference') throw new NotPlain();
  const object = update.claim(item.number);
  if (object === undefined) return;
  const entries = entriesOf(object.value);
  must(object.isStream && update.isNew(item.number));
  mustHaveOnly(entries, ['Length', 'Filter']);
  must([undefined, '/FlateDecode', '[ /FlateDecode ]'].includes(textOf(entries, 'Filter')));
}
