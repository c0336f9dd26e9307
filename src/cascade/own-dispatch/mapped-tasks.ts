import { z } from 'zod';
import { formOf } from '../../platform/page-form.js';
import { NONE } from './own-dispatch.view.js';

const taskName = /^task-([1-9]\d{0,3})$/;
/** Which task of the paper above each task carries out; absent of a draft that carries on none. */
const issueForm = z.object({
  tasks: z.record(z.string().regex(taskName), z.string().regex(/^(?:none|[1-9]\d{0,3})$/)).default({}),
});

/**
 * What was chosen in the form before issuing.
 * @throws ProductError `invalid`
 */
export const mappedIn = (body: unknown): { n: number; parentTask: number | null }[] => mapped(formOf(issueForm, body));

/** The same of a form that was refused, to be drawn again: by the task's number; what was never sent, or is no choice, is absent. */
export function mappedBefore(body: unknown): ReadonlyMap<number, number | null> {
  const { data } = issueForm.safeParse(body ?? {});
  return new Map((data ? mapped(data) : []).map(({ n, parentTask }) => [n, parentTask]));
}

const mapped = ({ tasks }: z.infer<typeof issueForm>) =>
  Object.entries(tasks).map(([name, above]) => ({
    n: Number(taskName.exec(name)![1]),
    parentTask: above === NONE ? null : Number(above),
  }));
