import { z } from 'zod';

const URGENCIES = ['KHẨN', 'THƯỢNG KHẨN', 'HỎA TỐC'] as const;
const SECRECIES = ['MẬT', 'TỐI MẬT', 'TUYỆT MẬT'] as const;
const PERIODS = ['day', 'week', 'month', 'quarter', 'half-year', 'nine-months', 'year'] as const;
const SIGNING_MODES = ['KT.', 'TM.', 'TL.', 'TUQ.', 'Q.'] as const;
const WARNINGS = [
  'number-missing',
  'date-incomplete',
  'issuer-not-stated',
  'basis-after-issue',
  'subject-year-differs',
  'due-before-issue',
  'no-addressee',
  'no-signer',
  'secret',
] as const;

/** Queries that the contract has no code for: of the text alone, then of calendar, units and the rest of the register. */
const MORE_QUERIES = [
  'digits-put-right',
  'number-zero',
  'kind-and-symbol-differ',
  'symbol-of-another-organ',
  'subject-missing',
  'two-urgencies',
  'task-due-before-issue',
  'window-reversed',
  'window-after-due',
  'label-skipped',
  'paragraph-twice',
  'date-impossible',
  'citation-dates-differ',
  'signer-no-collective',
  'signer-not-deputy',
  'signer-deputy-alone',
  'signer-by-own-order',
  'signer-other-office',
  'due-not-working-day',
  'due-on-make-up-day',
  'due-outside-hours',
  'no-working-day-before-due',
  'window-after-last-day',
  'calendar-provisional',
  'date-in-future',
  'addressee-not-understood',
  'addressee-ended',
  'addressee-not-yet',
  'charges-superior',
  'charges-peer',
  'report-to-no-unit',
  'report-to-itself',
  'attachment-absent',
  'number-used-twice',
] as const;
export const QUERY_CODES = [...WARNINGS, ...MORE_QUERIES] as const;

const text = z.string().nullable();
const isoDate = z.iso.date().nullable();
const citation = z.strictObject({ code: z.string(), date: isoDate, issuer: text });

/** What is read out of one official document before a clerk confirms it: the contract, closed. */
export const dispatchSchema = z.strictObject({
  kind: z.string(),
  number: z.int().nullable(),
  symbol: text,
  place: text,
  date: isoDate,
  datePartial: z
    .strictObject({ year: z.int().optional(), month: z.int().optional(), day: z.int().optional() })
    .nullable(),
  subject: text,
  issuer: z.strictObject({ name: text, parent: text, stated: z.boolean() }),
  urgency: z.enum(URGENCIES).nullable(),
  secrecy: z.enum(SECRECIES).nullable(),
  addressees: z.array(z.string()),
  bases: z.array(citation),
  references: z.array(citation),
  tasks: z.array(z.strictObject({ label: z.string(), text: z.string(), addressees: z.array(z.string()) })),
  reports: z.array(
    z.strictObject({
      periods: z.array(z.enum(PERIODS)),
      to: text,
      via: text,
      windowStart: isoDate,
      windowEnd: isoDate,
      due: isoDate,
      onRequest: z.boolean(),
    }),
  ),
  copies: z.array(z.strictObject({ name: z.string(), note: text })),
  archive: text,
  attachments: z.array(z.string()),
  signature: z.strictObject({ mode: z.enum(SIGNING_MODES).nullable(), onBehalfOf: text, title: text, name: text }),
  warnings: z.array(z.enum(WARNINGS)),
});

export type Dispatch = z.infer<typeof dispatchSchema>;
export type Citation = z.infer<typeof citation>;
export type Urgency = (typeof URGENCIES)[number];
export type Secrecy = (typeof SECRECIES)[number];
export type Period = (typeof PERIODS)[number];
export type SigningMode = (typeof SIGNING_MODES)[number];
export type Warning = (typeof WARNINGS)[number];
export type QueryCode = (typeof QUERY_CODES)[number];
export const isWarning = (code: QueryCode): code is Warning => (WARNINGS as readonly string[]).includes(code);
export type PartialDate = NonNullable<Dispatch['datePartial']>;

/**
 * A dispatch of which nothing is known.
 * @param secrecy  where given, the shape of a refused paper: its secrecy and the warning, nothing else
 */
export function emptyDispatch(secrecy: Secrecy | null = null): Dispatch {
  return {
    kind: '',
    number: null,
    symbol: null,
    place: null,
    date: null,
    datePartial: null,
    subject: null,
    issuer: { name: null, parent: null, stated: false },
    urgency: null,
    secrecy,
    addressees: [],
    bases: [],
    references: [],
    tasks: [],
    reports: [],
    copies: [],
    archive: null,
    attachments: [],
    signature: { mode: null, onBehalfOf: null, title: null, name: null },
    warnings: secrecy ? ['secret'] : [],
  };
}
