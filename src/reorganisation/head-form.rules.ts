import { z } from 'zod';
import type { Locale } from '../platform/caller.js';
import type { FormError } from '../platform/components/form.js';
import type { Words } from '../platform/errors.js';
import type { HeadValues } from './head-form.view.js';
import { clockRuleSchema, EFFECTIVE_ON, type ClockRule, type DraftPlan } from './plan-schema.rules.js';
import { en } from './words.en.js';
import { vi } from './words.vi.js';

const rule = z.enum(['keep', 'restart', 'add']);
const days = z.coerce.number().int().min(1).max(250).optional();

export const headForm = z
  .object({
    title: z.string().trim().min(1).max(300),
    legalBasis: z.string().trim().min(1).max(300),
    effectiveOn: EFFECTIVE_ON,
    receipt: rule.default('restart'),
    receiptDays: days,
    work: rule.default('keep'),
    workDays: days,
    acceptsUnowed: z.enum(['yes']).optional(),
    version: z.coerce.number().int().min(1).optional(),
  })
  .superRefine((form, context) => {
    for (const duty of ['receipt', 'work'] as const)
      if (form[duty] === 'add' && form[`${duty}Days`] === undefined)
        context.addIssue({ code: 'custom', path: [`${duty}Days`] });
  });

const of = (key: 'wrongName' | 'wrongBasis' | 'wrongDate' | 'wrongDays'): Words => ({
  vi: vi.head[key],
  en: en.head[key],
});
export const HEAD_SENTENCES: Readonly<Record<string, Words>> = {
  title: of('wrongName'),
  legalBasis: of('wrongBasis'),
  effectiveOn: of('wrongDate'),
  receiptDays: of('wrongDays'),
  workDays: of('wrongDays'),
};

/** All that is wrong with a head as it was sent, each field once. */
export function headMistakes(body: unknown, locale: Locale): FormError[] {
  const sent = Object.entries((body ?? {}) as Record<string, unknown>).filter(([, value]) => value !== '');
  const fields = headForm.safeParse(Object.fromEntries(sent)).error?.issues.map(({ path }) => String(path[0])) ?? [];
  return [...new Set(fields)].flatMap((field) => {
    const words = HEAD_SENTENCES[field];
    return words ? [{ field, text: words[locale] }] : [];
  });
}

export const EMPTY_HEAD: HeadValues = { receipt: 'restart', work: 'keep' };

const duty = (name: z.infer<typeof rule>, workingDays: number | undefined): unknown =>
  name === 'add' ? { rule: name, workingDays } : { rule: name };

/** The head of a plan from its form. */
export const headOf = (form: z.infer<typeof headForm>): Omit<DraftPlan, 'steps'> => ({
  title: form.title.normalize('NFC'),
  legalBasis: form.legalBasis.normalize('NFC'),
  effectiveOn: form.effectiveOn,
  clock: clockRuleSchema.parse({
    receipt: duty(form.receipt, form.receiptDays),
    work: duty(form.work, form.workDays),
  }),
  acceptsUnowed: form.acceptsUnowed === 'yes',
});

const isClock = (value: unknown): value is ClockRule => clockRuleSchema.safeParse(value).success;

/** What a form shows: as it was sent, or as a plan has it. */
export function headValues(from: unknown): HeadValues {
  const sent = (typeof from === 'object' && from !== null ? from : {}) as Record<string, unknown>;
  const text = (name: string): string | undefined => (typeof sent[name] === 'string' ? sent[name] : undefined);
  const clock = isClock(sent['clock']) ? sent['clock'] : undefined;
  const daysOf = (rules: ClockRule['receipt'] | undefined) =>
    rules?.rule === 'add' ? String(rules.workingDays) : undefined;
  return {
    title: text('title'),
    legalBasis: text('legalBasis'),
    effectiveOn: text('effectiveOn'),
    receipt: clock?.receipt.rule ?? text('receipt') ?? 'restart',
    receiptDays: daysOf(clock?.receipt) ?? text('receiptDays'),
    work: clock?.work.rule ?? text('work') ?? 'keep',
    workDays: daysOf(clock?.work) ?? text('workDays'),
    acceptsUnowed: sent['acceptsUnowed'] === true || sent['acceptsUnowed'] === 'yes' ? 'yes' : undefined,
  };
}
