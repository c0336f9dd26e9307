import { z } from 'zod';
import type { Amendment, DirectiveContent } from '../../directives/index.js';
import type { Words } from '../../platform/errors.js';
import { isIsoDate } from '../../platform/vn-time.js';
import { givenText } from '../../platform/given-text.rules.js';
import type { FormTask } from './amend-form.view.js';

/** Rows for tasks that are not there yet. */
const NEW_ROWS = 2;

const taskFields = z.object({
  n: z.string().max(6).default(''),
  label: z.string().trim().max(50).default(''),
  text: z.string().trim().max(20_000).default(''),
  addressees: z.string().trim().max(20_000).default(''),
  drop: z.preprocess((yes) => yes === 'yes', z.boolean()),
});

/** The form of an amendment: every task of the new version. */
export const amendForm = z.object({
  from: z.coerce.number().int().min(1),
  reason: givenText(2000),
  subject: givenText(2000),
  dueOn: z.string().refine(isIsoDate).optional(),
  dueHour: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  // lists of a form come as arrays, or as objects by index where they are long
  tasks: z.preprocess(
    (value) => (value && !Array.isArray(value) ? Object.values(value) : (value ?? [])),
    z.array(taskFields).max(500),
  ),
  text: z.string().max(200_000).optional(),
});
export type AmendForm = z.infer<typeof amendForm>;

/** The form as far as it can be understood: what comes back to be put right. */
export const amendFormOr = (body: unknown): AmendForm | undefined =>
  z
    .object({
      from: amendForm.shape.from.catch(1),
      reason: z.string().catch(''),
      subject: z.string().catch(''),
      dueOn: amendForm.shape.dueOn.catch(undefined),
      dueHour: amendForm.shape.dueHour.catch(undefined),
      tasks: amendForm.shape.tasks,
      text: amendForm.shape.text.catch(undefined),
    })
    .safeParse(body).data;

export const AMEND_SENTENCES: Readonly<Record<string, Words>> = {
  reason: { vi: 'Hãy nêu lý do sửa đổi.', en: 'Give the reason.' },
  subject: { vi: 'Hãy ghi trích yếu.', en: 'Give the subject.' },
  dueOn: { vi: 'Hạn thực hiện không phải là một ngày có thật.', en: 'The deadline is no date that exists.' },
  dueHour: { vi: 'Giờ phải ghi dạng 16:30.', en: 'Give the hour like 16:30.' },
};

const NAMES_APART = '; ';
const namesIn = (text: string): string[] =>
  text
    .split(';')
    .map((name) => name.trim())
    .filter(Boolean);

/** What the form asks for. A term of the day before keeps its operator. */
export function amendmentOfForm({ tasks, dueOn, dueHour, text, ...rest }: AmendForm): Amendment {
  return {
    ...rest,
    dueOn: dueOn ?? null,
    dueHour: dueHour ?? null,
    ...(text?.trim() ? { text } : {}),
    tasks: tasks
      .filter((task) => !task.drop && task.text !== '')
      .map(({ n, label, text: words, addressees }) => ({
        ...(n === '' ? {} : { n: Number(n) }),
        label: label || '-',
        text: words,
        addressees: namesIn(addressees),
      })),
  };
}

const rowOf = (
  task: { n?: number | undefined; label: string; text: string; addressees: readonly string[] },
  now: string,
) => ({
  n: task.n === undefined ? '' : String(task.n),
  label: task.label === '-' ? '' : task.label,
  now,
  text: task.text,
  addressees: task.addressees.join(NAMES_APART),
  drop: false,
});
const NEW_ROW: FormTask = { n: '', label: '', now: '', text: '', addressees: '', drop: false };

/** The rows of the form: every task in force with what is to take its place, then the new ones. */
export function formTasks(
  { tasks: inForce }: Pick<DirectiveContent, 'tasks'>,
  amendment: Amendment | undefined,
): FormTask[] {
  const given = amendment?.tasks;
  const known = inForce.map((task) => {
    const row = rowOf(task, task.text);
    const kept = given?.find(({ n }) => n === task.n);
    return given === undefined ? row : kept ? { ...rowOf(kept, task.text) } : { ...row, drop: true };
  });
  const added = (given ?? []).filter(({ n }) => n === undefined).map((task) => rowOf(task, ''));
  return [...known, ...added, ...Array.from({ length: NEW_ROWS }, () => NEW_ROW)];
}
