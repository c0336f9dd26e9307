import { z } from 'zod';
import { CHASE_STAGES, ladderOfFigures, URGENCIES, type ChaseStage, type Urgency } from '../ladder.rules.js';
import { DEFAULT_POLICY } from '../policy.rules.js';

/** What a policy is while somebody fills it in: its shape, with values that may be wrong. */
export interface LooseStep {
  to: unknown;
  after: { workingDays?: unknown; minutes?: unknown };
  channel: unknown;
  text: unknown;
}
export interface LooseClass {
  receipt: { workingDays?: unknown; minutes?: unknown };
  beginWorkingDays: unknown;
  atOnce: boolean;
  steps: Record<ChaseStage, LooseStep[]>;
}
export interface LoosePolicy extends Record<string, unknown> {
  classes?: Partial<Record<Urgency, LooseClass>>;
}

const text = z.string().max(100);
const stepFields = z.object({ to: text, after: text, unit: z.enum(['workingDays', 'minutes']), channel: text, text });
const someOrMany = z.union([stepFields.array().max(20), z.record(text, stepFields)]);

/** One form: the policy as it was before this page, and the fields of what the page shows of it. */
export const policyForm = z.object({
  rules: z.string().max(100_000),
  seen: z.coerce.number().int().min(0).max(1_000_000),
  urgency: z.enum(URGENCIES),
  do: z.string().max(60).default('look'),
  year: z.coerce.number().int().min(2018).max(2100).optional(),
  scope: text.trim().optional(),
  receiptWorkingDays: text.default(''),
  remindEveryWorkingDays: text.default(''),
  reminderLimit: text.default(''),
  relayWorkingDays: text.default(''),
  followUpWorkingDays: text.default(''),
  answerWorkingDays: text.default(''),
  mailsPerDay: text.default(''),
  secondPerson: z.union([text, text.array().max(5)]).optional(),
  systemNumbers: z.enum(['yes', 'no']).default('yes'),
  receiptValue: text.default(''),
  receiptUnit: z.enum(['workingDays', 'minutes']).optional(),
  beginDays: text.default(''),
  atOnce: z.enum(['yes', 'no']).optional(),
  steps: z.partialRecord(z.enum(CHASE_STAGES), someOrMany).optional(),
});
export type PolicyForm = z.infer<typeof policyForm>;

/** A number where it is one, else as it was typed, for the check to name it. */
const valueOf = (typed: string): unknown => (/^\d{1,9}$/u.test(typed.trim()) ? Number(typed) : typed.trim() || null);
const OPTIONAL = ['answerWorkingDays', 'mailsPerDay'] as const;
const FIGURES = [
  'receiptWorkingDays',
  'remindEveryWorkingDays',
  'reminderLimit',
  'relayWorkingDays',
  'followUpWorkingDays',
] as const;

/** The policy that the form carried; undefined where somebody changed it into something else. */
function carried(json: string): LoosePolicy | undefined {
  try {
    const value: unknown = JSON.parse(json);
    const loose = z
      .looseObject({
        classes: z
          .partialRecord(
            z.enum(URGENCIES),
            z.object({
              receipt: z.looseObject({}),
              beginWorkingDays: z.unknown(),
              atOnce: z.boolean(),
              steps: z.record(
                z.enum(CHASE_STAGES),
                z
                  .object({ to: z.unknown(), after: z.looseObject({}), channel: z.unknown(), text: z.unknown() })
                  .array()
                  .max(20),
              ),
            }),
          )
          .optional(),
      })
      .safeParse(value);
    return loose.success ? loose.data : undefined;
  } catch {
    return undefined;
  }
}

const stepOf = ({ to, after, unit, channel, text: tone }: z.infer<typeof stepFields>): LooseStep => ({
  to,
  after: { [unit]: valueOf(after) },
  channel,
  text: tone,
});

function filledIn(cls: LooseClass, form: PolicyForm): LooseClass {
  if (form.receiptUnit === undefined) return cls;
  const steps = Object.fromEntries(
    CHASE_STAGES.map((stage) => [stage, Object.values(form.steps?.[stage] ?? []).map(stepOf)]),
  ) as LooseClass['steps'];
  return {
    receipt: { [form.receiptUnit]: valueOf(form.receiptValue) },
    beginWorkingDays: valueOf(form.beginDays),
    atOnce: form.atOnce === 'yes',
    steps,
  };
}

/** The policy with what the form says; undefined where what it carried is damaged. */
export function policyOfForm(form: PolicyForm): LoosePolicy | undefined {
  const policy = carried(form.rules);
  if (!policy) return undefined;
  for (const name of FIGURES) policy[name] = valueOf(form[name]);
  for (const name of OPTIONAL) {
    if (form[name].trim() === '') delete policy[name];
    else policy[name] = valueOf(form[name]);
  }
  policy['secondPerson'] = form.secondPerson === undefined ? [] : [form.secondPerson].flat();
  policy['systemNumbers'] = form.systemNumbers === 'yes';
  const own = policy.classes?.[form.urgency];
  return own ? { ...policy, classes: { ...policy.classes, [form.urgency]: filledIn(own, form) } } : policy;
}

const NEW_STEP: Omit<LooseStep, 'after'> = { to: 'unit', channel: 'mail', text: 'reminder' };

/** The times stay where they are: what a step does moves, and not when. */
function swapped(steps: readonly LooseStep[], i: number, j: number): LooseStep[] {
  const [one, other] = [steps[i], steps[j]];
  if (!one || !other) return [...steps];
  return steps.with(i, { ...other, after: one.after }).with(j, { ...one, after: other.after });
}

function removed(steps: readonly LooseStep[], i: number): LooseStep[] {
  const left = steps.toSpliced(i, 1);
  const first = left[0];
  return i === 0 && first ? left.with(0, { ...first, after: steps[0]!.after }) : left;
}

const STEP_ACTS: Readonly<Record<string, (steps: readonly LooseStep[], i: number) => LooseStep[]>> = {
  add: (steps) => [...steps, { ...NEW_STEP, after: { workingDays: steps.length === 0 ? 0 : 1 } }],
  remove: removed,
  up: (steps, i) => swapped(steps, i, i - 1),
  down: (steps, i) => swapped(steps, i, i + 1),
};

/** The policy and the class that is shown after a button was pressed. */
export function actedOn(policy: LoosePolicy, urgency: Urgency, pressed: string): { policy: LoosePolicy; urgency: Urgency } {
  const [act = '', of = '', at = '0'] = pressed.split(':');
  const opened = URGENCIES.find((known) => known === of);
  if (act === 'open' && opened) return { policy, urgency: opened };
  if (act === 'own') {
    const own = policy.classes?.[urgency] ?? structuredClone(ladderOfFigures(figuresOf(policy)));
    return { policy: { ...policy, classes: { ...policy.classes, [urgency]: own } }, urgency };
  }
  if (act === 'figures') {
    const { [urgency]: _, ...others } = policy.classes ?? {};
    return { policy: { ...policy, classes: others }, urgency };
  }
  const stage = CHASE_STAGES.find((known) => known === of);
  const cls = policy.classes?.[urgency];
  const change = STEP_ACTS[act];
  if (!stage || !cls || !change) return { policy, urgency };
  const steps = { ...cls.steps, [stage]: change(cls.steps[stage], Number(at)) };
  return { policy: { ...policy, classes: { ...policy.classes, [urgency]: { ...cls, steps } } }, urgency };
} // prettier-ignore

/** The figures that steps follow from, the usual one where what was typed is none. */
function figuresOf(policy: LoosePolicy): Parameters<typeof ladderOfFigures>[0] {
  const figure = (name: 'receiptWorkingDays' | 'remindEveryWorkingDays' | 'reminderLimit', most: number): number => {
    const value = policy[name];
    return typeof value === 'number' && value <= most ? value : DEFAULT_POLICY[name];
  };
  const relay = policy['relayWorkingDays'];
  return {
    receiptWorkingDays: figure('receiptWorkingDays', 60),
    remindEveryWorkingDays: figure('remindEveryWorkingDays', 60),
    reminderLimit: figure('reminderLimit', 11),
    relayWorkingDays: typeof relay === 'number' ? relay : null,
  };
}
