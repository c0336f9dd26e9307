import type { FormError } from '../platform/components/form.js';
import { searchKey } from '../platform/text.js';
import type { IsoDate } from '../platform/vn-time.js';
import { stepSchema, type NewUnit, type Step } from './plan-schema.rules.js';

/** A part of the form of a step; `units` are picked by search, `new-unit` is a unit to be founded. */
export type Field =
  | { type: 'units'; name: string; many: boolean; optional?: boolean }
  | { type: 'text'; name: string; optional?: boolean }
  | { type: 'choice'; name: string; options: readonly string[] }
  | { type: 'kind'; name: string }
  | { type: 'new-unit'; name: string; placed: boolean };

const SCOPES = ['territorial', 'functional'] as const;
export const MOST_PARTS = 12;

const partNames = (parts: number): string[] => Array.from({ length: parts }, (_, i) => `part${i + 1}`);

const FORMS: Readonly<Record<Step['kind'], (parts: number) => readonly Field[]>> = {
  establish: () => [{ type: 'new-unit', name: 'unit', placed: true }],
  merge: () => [
    { type: 'units', name: 'from', many: true },
    { type: 'choice', name: 'target', options: ['new', 'existing'] },
    { type: 'new-unit', name: 'into', placed: false },
    { type: 'units', name: 'existing', many: false, optional: true },
  ],
  split: (parts) => [
    { type: 'units', name: 'from', many: false },
    { type: 'choice', name: 'stays', options: ['ends', 'stays'] },
    ...partNames(parts).map((name): Field => ({ type: 'new-unit', name, placed: false })),
    { type: 'units', name: 'existing', many: true, optional: true },
    { type: 'choice', name: 'main', options: [...partNames(parts), 'existing'] },
  ],
  abolish: () => [
    { type: 'units', name: 'unit', many: false },
    { type: 'units', name: 'dutiesTo', many: true, optional: true },
    { type: 'choice', name: 'scope', options: SCOPES },
    { type: 'units', name: 'main', many: false, optional: true },
  ],
  rename: () => [
    { type: 'units', name: 'unit', many: false },
    { type: 'text', name: 'name' },
  ],
  move: () => [
    { type: 'units', name: 'unit', many: false },
    { type: 'choice', name: 'line', options: ['administrative', 'sectoral', 'territory', 'standing-body'] },
    { type: 'units', name: 'parent', many: false, optional: true },
  ],
  raise: () => [
    { type: 'units', name: 'unit', many: false },
    { type: 'kind', name: 'unitKind' },
    { type: 'text', name: 'name', optional: true },
  ],
  'hand-over': () => [
    { type: 'units', name: 'from', many: false },
    { type: 'units', name: 'to', many: true },
    { type: 'choice', name: 'scope', options: SCOPES },
    { type: 'units', name: 'issuers', many: true, optional: true },
    { type: 'text', name: 'directives', optional: true },
  ],
  succeed: () => [],
};

export const STEP_KINDS = Object.keys(FORMS) as Step['kind'][];

/** The form of each kind of step; that of a split has as many parts as are asked for. */
export const fieldsOf = (kind: Step['kind'], parts: number): readonly Field[] => FORMS[kind](parts);

/** What a form was sent with: each field as a list, without what is empty. */
export type FormValues = ReadonlyMap<string, readonly string[]>;

const MOST_VALUES = 500;
const LONGEST = 2_000;

export function formValues(sent: unknown): FormValues {
  const entries = typeof sent === 'object' && sent !== null ? Object.entries(sent) : [];
  return new Map(
    entries.map(([name, value]): [string, string[]] => [
      name,
      [value]
        .flat()
        .filter((item): item is string => typeof item === 'string')
        .map((item) => item.normalize('NFC').trim().slice(0, LONGEST))
        .filter((item) => item !== '')
        .slice(0, MOST_VALUES),
    ]),
  );
}

export const oneOf = (values: FormValues, name: string): string | undefined => values.get(name)?.[0];
const allOf = (values: FormValues, name: string): string[] => [...(values.get(name) ?? [])];

/** Where a unit stands: what a unit to be founded takes over from the one it comes from. */
export interface Place {
  administrative?: string | undefined;
  sectoral?: string | undefined;
  territory?: string | undefined;
}

/** What a form of a kind says, as a step that may still be wrong. */
export function stepOfForm(
  kind: Step['kind'],
  values: FormValues,
  { on, place, parts }: { on: IsoDate; place: Place; parts: number },
): { step: Step } | { errors: FormError[] } {
  const raw = rawStep(kind, values, { on, place, parts });
  const parsed = stepSchema.safeParse(raw);
  if (parsed.success) return { step: parsed.data };
  const fields = [...new Set(parsed.error.issues.map(({ path }) => fieldOf(kind, path)))];
  return { errors: fields.map((field) => ({ field, text: '' })) };
}

/** The field of the form behind a place in the step. */
function fieldOf(kind: Step['kind'], path: readonly PropertyKey[]): string {
  const [first, second, third] = path.map(String);
  if (kind === 'split' && first === 'into')
    return second === undefined ? 'part1-name' : `part${Number(second) + 1}-name`;
  if (kind === 'merge' && first === 'into') return 'into-name';
  if (kind === 'establish') return `unit-${second ?? 'name'}`;
  return third === undefined ? (first ?? '') : first!;
}

type Given = { on: IsoDate; place: Place; parts: number };

type Fields = { one: (name: string) => string | undefined; all: (name: string) => string[] };

const RAW: Readonly<Record<Step['kind'], (fields: Fields, values: FormValues, given: Given) => object>> = {
  establish: (_, values, given) => ({ unit: newUnit(values, 'unit', given) }),
  merge: ({ one, all }, values, given) => ({
    from: all('from'),
    into: one('target') === 'existing' ? { code: one('existing') } : newUnit(values, 'into', given),
  }),
  split: (_, values, given) => splitStep(values, given),
  abolish: ({ one, all }) => ({
    unit: one('unit'),
    dutiesTo: all('dutiesTo'),
    scope: one('scope'),
    main: one('main'),
  }),
  rename: ({ one }) => ({ unit: one('unit'), name: one('name') }),
  move: ({ one }) => ({ unit: one('unit'), line: one('line'), parent: one('parent') ?? null }),
  raise: ({ one }) => ({ unit: one('unit'), unitKind: one('unitKind'), name: one('name') }),
  'hand-over': ({ one, all }) => ({
    from: one('from'),
    to: all('to'),
    scope: one('scope'),
    issuers: all('issuers'),
    directives: (one('directives') ?? '').split(/[\s,;]+/u).filter((id) => id !== ''),
  }),
  succeed: () => ({}),
};

function rawStep(kind: Step['kind'], values: FormValues, given: Given): unknown {
  const fields: Fields = { one: (name) => oneOf(values, name), all: (name) => allOf(values, name) };
  return { kind, ...RAW[kind](fields, values, given) };
}

function splitStep(values: FormValues, given: Given): object {
  const from = oneOf(values, 'from');
  const founded = partNames(given.parts)
    .filter((name) => oneOf(values, `${name}-name`) !== undefined)
    .map((name) => ({ name, unit: newUnit(values, name, given) }));
  const stays = oneOf(values, 'stays') === 'stays' && from !== undefined;
  const existing = allOf(values, 'existing');
  const into = [
    ...(stays ? [{ code: from }] : []),
    ...existing.map((code) => ({ code })),
    ...founded.map(({ unit }) => unit),
  ];
  const chosen = founded.find(({ name }) => name === oneOf(values, 'main'));
  const main = stays ? from : (chosen?.unit.code ?? existing[0] ?? founded[0]?.unit.code);
  return { from, into, main };
}

type RawUnit = Partial<Omit<NewUnit, 'kind' | 'code'>> & { code: string; kind: string | undefined };

function newUnit(values: FormValues, prefix: string, { on, place }: Given): RawUnit {
  const one = (name: string) => oneOf(values, `${prefix}-${name}`);
  const name = one('name');
  const gso = one('gso');
  const parents = {
    administrative: one('administrative') ?? place.administrative,
    sectoral: one('sectoral') ?? place.sectoral,
    territory: one('territory') ?? place.territory,
  };
  return {
    code: one('code') ?? codeFor(name ?? '', on),
    ...(name === undefined ? {} : { name }),
    kind: one('kind'),
    ...Object.fromEntries(Object.entries(parents).filter(([, code]) => code !== undefined)),
    officialCodes: gso === undefined ? [] : [{ scheme: 'gso', value: gso }],
    ...(one('address') === undefined ? {} : { address: one('address') }),
  };
}

/** A code of our own from a name and the year in which the unit begins: `xa-tan-lap-2026`. */
export const codeFor = (name: string, on: IsoDate): string =>
  `${
    searchKey(name)
      .replaceAll(' ', '-')
      .replace(/^[^a-z]+/, '')
      .slice(0, 70) || 'don-vi'
  }-${on.slice(0, 4)}`;
