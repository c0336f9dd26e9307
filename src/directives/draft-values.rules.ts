import { citationKey, marksOf, type Dispatch, type Reading } from '../dispatches/index.js';
import type { Locale } from '../platform/caller.js';
import { numberWords, paperWords, type Paper } from '../platform/components/paper.js';
import { datedReportOf, type DatedTerm } from './dated-term.rules.js';
import type { AddresseeDraft } from './directive.rules.js';
import type { DraftForm } from './draft-forms.js';
import type { DraftProps, DraftValues } from './draft-props.js';
import { directiveWords } from './list.view.js';
import { reportWords } from '../dispatches/index.js';

/** The deadline that a paper sets for the work, in its own words too. */
export interface ReadDue extends DatedTerm {
  phrase: string;
}

/** @param text  as stored: what the spans count in */
export function dueRead(read: Reading, text: string): ReadDue | undefined {
  const report = datedReportOf(read);
  return report && { ...report, phrase: text.slice(report.start, report.end).replace(/\s+/g, ' ') };
}

const DIRECT: Readonly<Record<string, string>> = {
  date: 'datedOn',
  datePartial: 'datedOn',
  'signature.mode': 'signer[mode]',
  'signature.onBehalfOf': 'signer[onBehalfOf]',
  'signature.title': 'signer[title]',
  'signature.name': 'signer[name]',
};
const SINGLE = new Set(['number', 'symbol', 'place', 'subject', 'urgency', 'kind']);
/** What holds an item of each list when the query names the item as a whole. */
const WHOLE: Readonly<Record<string, string>> = { addressees: 'text', tasks: 'text', bases: 'code', reports: 'to' };
const PARTS: Readonly<Record<string, readonly string[]>> = {
  bases: ['code', 'date', 'issuer'],
  reports: ['to', 'via', 'due'],
  tasks: ['label', 'text'],
};

/** The field of the draft form that holds a value of the reading; null where the form has none. */
export function fieldOf(path: string): string | null {
  if (SINGLE.has(path)) return path;
  if (path === 'addressees') return 'more';
  if (DIRECT[path]) return DIRECT[path];
  const [, list, index, part] = /^(addressees|tasks|bases|reports)\.(\d+)(?:\.(\w+))?$/.exec(path) ?? [];
  if (!list) return null;
  if (list === 'tasks' && part === 'due') return 'dueOn';
  const inner = part === undefined ? WHOLE[list] : PARTS[list]?.includes(part) ? part : WHOLE[list];
  return `${list}[${index}][${inner}]`;
}

/** Paths of the values that stand somewhere in the paper. */
export const placedPaths = (reading: Reading): Set<string> => new Set(marksOf(reading).map(({ field }) => field));

/** What a field of the form holds now. */
export function valueIn(
  field: string,
  values: DraftValues,
  lists: { tasks: DraftProps['tasks']; addressees: readonly AddresseeDraft[] },
): string | undefined {
  const keys = field.split(/[[\]]+/).filter(Boolean);
  let at: unknown = { ...values, ...lists };
  for (const key of keys) at = (at as Record<string, unknown> | undefined)?.[key];
  return typeof at === 'string' ? at : undefined;
}

/** Puts a value into a parsed form body where the name of the field says. */
export function withValue(body: Record<string, unknown>, field: string, value: string): Record<string, unknown> {
  const [key, ...rest] = field.split(/[[\]]+/).filter(Boolean);
  if (key === undefined || key === '__proto__') return body;
  if (rest.length === 0) return { ...body, [key]: value };
  const inner = (body[key] ?? {}) as Record<string, unknown>;
  const [next, ...deeper] = rest;
  const name = deeper.length === 0 ? next! : `${next}[${deeper.join('][')}]`;
  return { ...body, [key]: withValue({ ...inner }, name, value) };
}

/** The form as a paper fills it. */
export function readValues(
  read: Dispatch,
  { due, today, locale }: { due: DatedTerm | undefined; today: string; locale: Locale },
): DraftValues {
  const { signature } = read;
  return {
    kind: read.kind || 'CV',
    number: read.number === null ? '' : String(read.number),
    symbol: read.symbol ?? '',
    place: read.place ?? '',
    datedOn: read.date ?? '',
    subject: read.subject ?? '',
    urgency: read.urgency ?? '',
    signer: {
      mode: signature.mode ?? '',
      onBehalfOf: signature.onBehalfOf ?? '',
      title: signature.title ?? '',
      name: signature.name ?? '',
    },
    bases: read.bases.map(({ code, date, issuer }) => ({ code, date: date ?? '', issuer: issuer ?? '' })),
    reports: read.reports.map((report) => ({
      words: reportWords({ ...report, to: null, via: null, due: null }, locale),
      to: report.to ?? '',
      via: report.via ?? '',
      due: report.due ?? '',
      drop: false,
    })),
    rosterOn: read.date ?? today,
    acknowledgeBy: '',
    dueOn: due?.dueOn ?? '',
    actBy: 'direct',
    policy: 'default',
  };
}

/**
 * The form of a paper that carries on another: that one is a basis of it, and by hand its subject begins with it, in the
 * language of papers.
 */
export function carryingOn(values: DraftValues, above: { paper: Paper } | undefined, locale: Locale): DraftValues {
  if (!above) return values;
  const { paper } = above;
  const code = numberWords(paper, locale).replace(/^\S+ /, '');
  const isCited = values.bases.some((basis) => citationKey(basis.code) === citationKey(code));
  const basis = { code, date: paper.datedOn ?? '', issuer: paper.issuer };
  return {
    ...values,
    subject: values.subject || directiveWords('vi').draft.carriesOn(paperWords(paper, 'vi')),
    urgency: values.urgency || (paper.urgency ?? ''),
    bases: isCited || paper.number === null ? values.bases : [basis, ...values.bases],
  };
}

/** The form as a clerk had filled it in. */
export function valuesOfForm(form: DraftForm, read: Dispatch, locale: Locale): DraftValues {
  const as = readValues(read, { due: undefined, today: form.rosterOn, locale });
  return {
    kind: form.kind ?? '',
    number: form.number === undefined ? '' : String(form.number),
    symbol: form.symbol ?? '',
    place: form.place ?? '',
    datedOn: form.datedOn ?? '',
    subject: form.subject,
    urgency: form.urgency ?? '',
    signer: {
      mode: form.signer.mode ?? '',
      onBehalfOf: form.signer.onBehalfOf,
      title: form.signer.title,
      name: form.signer.name,
    },
    bases: form.bases.filter(({ code }) => code !== '').map((basis) => ({ ...basis, date: basis.date ?? '' })),
    reports: as.reports.map((report, i) => {
      const filled = form.reports[i];
      return filled
        ? { words: report.words, to: filled.to, via: filled.via, due: filled.due ?? '', drop: filled.drop }
        : report;
    }),
    rosterOn: form.rosterOn,
    acknowledgeBy: form.acknowledgeBy ?? '',
    dueOn: form.dueOn ?? '',
    actBy: form.actBy,
    policy: form.policy,
  };
}
