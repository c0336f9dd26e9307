import { z } from 'zod';
import type { Dispatch } from '../dispatches/index.js';
import type { Words } from '../platform/errors.js';
import { givenText } from '../platform/given-text.rules.js';
import { isCivilDay, isIsoDate, vnInstant, vnIso } from '../platform/vn-time.js';
import { numberSchema } from './directive.schemas.js';
import type { AddresseeDraft } from './directive.rules.js';
import type { DirectiveDraft } from './draft-directive.usecase.js';

const LOCAL_INSTANT = /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)(?::\d{2})?$/;
const isoDate = z.string().refine(isIsoDate);

/** Lists of a form come as arrays, or as objects by index where they are long. */
const list = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (value) => (value && !Array.isArray(value) ? Object.values(value) : (value ?? [])),
    z.array(item).max(500),
  );

const name = z.string().trim().max(500).default('');
/** A date in a list: empty where none is given. */
const givenDate = z.preprocess((value) => (value === '' ? undefined : value), isoDate.optional());

const settleField = { settle: z.string().max(100).optional(), code: z.string().trim().max(100).optional() };
const addressee = z.object({
  text: givenText(2000),
  role: z.enum(['action', 'coordination', 'information']).default('information'),
  through: z.enum(['superior', '']).default(''),
  ...settleField,
});

/** The draft form: everything the paper says, as the clerk confirmed it. */
export const draftForm = z.object({
  /** The paper that was handed in; absent where the fields are entered by hand. */
  paper: z.uuid().optional(),
  /** The duty whose paper it carries on. */
  below: z.uuid().optional(),
  /** The deadline that was read, with its operator: kept where the clerk did not change the date. */
  readDueOn: isoDate.optional(),
  readDueOperator: z.enum(['before', 'on', 'at-latest']).optional(),
  kind: z.string().max(10).optional(),
  number: z.coerce.number().pipe(numberSchema).optional(),
  symbol: z.string().trim().max(100).optional(),
  place: z.string().trim().max(200).optional(),
  datedOn: isoDate.optional(),
  subject: givenText(2000),
  urgency: z.enum(['KHẨN', 'THƯỢNG KHẨN', 'HỎA TỐC', '']).optional(),
  signer: z
    .object({ mode: z.enum(['KT.', 'TM.', 'TL.', 'TUQ.', 'Q.', '']).default(''), onBehalfOf: name, title: name, name })
    .default({ mode: '', onBehalfOf: '', title: '', name: '' }),
  bases: list(z.object({ code: name, date: givenDate, issuer: name })),
  reports: list(
    z.object({ to: name, via: name, due: givenDate, drop: z.preprocess((yes) => yes === 'yes', z.boolean()) }),
  ),
  rosterOn: z.string().refine(isCivilDay),
  acknowledgeBy: z
    .string()
    .refine((text) => isIsoDate(LOCAL_INSTANT.exec(text)?.[1] ?? ''))
    .optional(),
  dueOn: isoDate.optional(),
  actBy: z.enum(['direct', 'superior']).default('direct'),
  policy: z.string().trim().max(50).default('default'),
  addressees: list(addressee),
  tasks: list(z.object({ label: z.string().trim().max(50).default('-'), text: z.string().trim().max(20_000) })),
  more: z.string().max(20_000).default(''),
});
export type DraftForm = z.infer<typeof draftForm>;

/** The form as far as it can be understood: what comes back to be put right. */
export const draftFormOr = (body: Record<string, unknown> | undefined): DraftForm | undefined => {
  const given = Object.fromEntries(Object.entries(body ?? {}).filter(([, value]) => value !== ''));
  return draftForm.safeParse({ ...given, subject: given['subject'] ?? '–' }).data;
};

/**
 * The form below a preview: what each addressee means that was not understood, by `line-<ord>`. A bare number would be
 * read as the index of a list, and lists close their gaps.
 */
export const settleForm = z.object({
  addressees: z.record(z.string().regex(/^line-\d{1,3}$/), z.object(settleField)).default({}),
});
export const ordOf = (line: string): number => Number(line.slice('line-'.length));

export const DRAFT_SENTENCES: Readonly<Record<string, Words>> = {
  subject: { vi: 'Hãy ghi trích yếu của văn bản.', en: 'Give the subject of the paper.' },
  number: { vi: 'Số văn bản phải là số nguyên từ 1.', en: 'The number is a whole number from 1.' },
  datedOn: { vi: 'Ngày văn bản không phải là một ngày có thật.', en: 'The date of the paper does not exist.' },
  rosterOn: { vi: 'Hãy chọn ngày xác định nơi nhận.', en: 'Choose the day of the roster.' },
  dueOn: { vi: 'Hạn thực hiện không phải là một ngày có thật.', en: 'The deadline is no date that exists.' },
  acknowledgeBy: { vi: 'Hạn tiếp nhận phải có ngày và giờ.', en: 'The receipt deadline needs a date and a time.' },
  bases: { vi: 'Có căn cứ ghi ngày không có thật.', en: 'A basis bears a date that does not exist.' },
  reports: {
    vi: 'Có hạn báo cáo không phải là một ngày có thật.',
    en: 'A report is due on a date that does not exist.',
  },
  addressees: { vi: 'Danh sách nơi nhận chưa đúng.', en: 'The addressees are not right.' },
};

const linesOf = (text: string): string[] =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean);

/** Every addressee of the form in its order, those added by hand last. */
export const addresseesOfForm = (form: DraftForm): AddresseeDraft[] => [
  ...form.addressees.map(({ text, role, through }): AddresseeDraft => ({ text, role, through: through || null })),
  ...linesOf(form.more).map((text): AddresseeDraft => ({ text, role: 'action' })),
];

/** What the clerk confirmed of the paper: the fields of the form over what was read. */
export function confirmedOf(form: DraftForm, read: Dispatch): Dispatch {
  const { kind, number = null, symbol = null, place = null, datedOn = null, signer } = form;
  return {
    ...read,
    kind: kind ?? read.kind,
    number,
    symbol,
    place,
    date: datedOn,
    datePartial: datedOn === null ? read.datePartial : null,
    subject: form.subject,
    urgency: form.urgency || null,
    bases: form.bases
      .filter(({ code }) => code !== '')
      .map(({ code, date, issuer }) => ({ code, date: date ?? null, issuer: issuer || null })),
    reports: read.reports.flatMap((report, i) => {
      const filled = form.reports[i];
      if (!filled) return [report];
      return filled.drop
        ? []
        : [{ ...report, to: filled.to || null, via: filled.via || null, due: filled.due ?? null }];
    }),
    signature: {
      mode: signer.mode || null,
      onBehalfOf: signer.onBehalfOf || null,
      title: signer.title || null,
      name: signer.name || null,
    },
  };
}

/** The order for the use case, from the form and from what was read. */
export function draftOf(form: DraftForm, issuer: string, read: Dispatch): DirectiveDraft {
  const [, on, time] = LOCAL_INSTANT.exec(form.acknowledgeBy ?? '') ?? [];
  return {
    issuer,
    paperId: form.paper,
    below: form.below,
    subject: form.subject,
    rosterOn: form.rosterOn,
    actBy: form.actBy,
    policy: form.policy,
    dispatch: confirmedOf(form, read),
    addressees: addresseesOfForm(form),
    tasks: form.tasks
      .filter(({ text }) => text !== '')
      .map(({ label, text }) => ({ label: label || '-', text, addressees: [] })),
    acknowledgeBy: on && time ? vnIso(vnInstant(on, time)) : null,
    dueOn: form.dueOn ?? null,
    dueOperator: form.dueOn && form.dueOn === form.readDueOn ? form.readDueOperator : undefined,
  };
}

/** What a choice of the settle form means: these units, nobody, or no choice made. */
export function settledUnits({
  settle,
  code,
}: {
  settle?: string | undefined;
  code?: string | undefined;
}): string[] | undefined {
  if (settle === 'drop') return [];
  if (settle) return [settle];
  return code ? [code] : undefined;
}
