import type { Locale } from '../platform/caller.js';
import { ErrorSummary, Hidden, Input, Select, Submit, type FormError } from '../platform/components/form.js';
import { Crumbs } from '../platform/components/parts.js';
import { page, type Frame } from '../platform/page.view.js';
import { FileField } from './parts.view.js';
import { wordsIn } from './words.rules.js';

/** What the form of a plan's head holds, as text. */
export interface HeadValues {
  title?: string | undefined;
  legalBasis?: string | undefined;
  effectiveOn?: string | undefined;
  receipt?: string | undefined;
  receiptDays?: string | undefined;
  work?: string | undefined;
  workDays?: string | undefined;
  acceptsUnowed?: string | undefined;
}

export interface HeadProps {
  /** The plan that is changed; null for a new one. */
  plan: { id: string; title: string; version: number } | null;
  values: HeadValues;
  errors: readonly FormError[];
}

const RULES = ['keep', 'restart', 'add'] as const;

function ClockFields({
  of,
  values,
  locale,
}: {
  of: 'receipt' | 'work';
  values: HeadValues;
  locale: Locale;
}): JSX.Element {
  const words = wordsIn(locale).clock;
  const days = of === 'receipt' ? values.receiptDays : values.workDays;
  return (
    <div class="field-row">
      <Select
        name={of}
        label={words[of]}
        value={values[of]}
        options={RULES.map((rule) => ({ value: rule, label: words.rules[rule] }))}
      />
      <Input name={`${of}Days`} label={words.daysLabel} hint={words.daysHint} type="number" value={days} />
    </div>
  );
}

function HeadFields({
  values,
  errors,
  locale,
}: {
  values: HeadValues;
  errors: readonly FormError[];
  locale: Locale;
}): JSX.Element {
  const words = wordsIn(locale).head;
  const errorOf = (name: string): string | undefined => errors.find(({ field }) => field === name)?.text;
  return (
    <>
      <Input name="title" label={words.name} hint={words.nameHint} value={values.title} error={errorOf('title')} />
      <Input
        name="legalBasis"
        label={words.legalBasis}
        hint={words.legalBasisHint}
        value={values.legalBasis}
        error={errorOf('legalBasis')}
      />
      <Input
        name="effectiveOn"
        label={words.effectiveOn}
        hint={words.effectiveHint}
        type="date"
        value={values.effectiveOn}
        error={errorOf('effectiveOn')}
      />
      <ClockFields of="receipt" values={values} locale={locale} />
      <ClockFields of="work" values={values} locale={locale} />
      <div class="field">
        <label for="f-acceptsUnowed" class="check">
          <input
            type="checkbox"
            id="f-acceptsUnowed"
            name="acceptsUnowed"
            value="yes"
            checked={values.acceptsUnowed === 'yes'}
          />
          <span safe>{words.acceptsUnowed}</span>
        </label>
      </div>
    </>
  );
}

function FileForm({ errors, locale }: { errors: readonly FormError[]; locale: Locale }): JSX.Element {
  const words = wordsIn(locale).head;
  return (
    <form method="post" action="/reorganisations/file" enctype="multipart/form-data" class="sheet">
      <h2 safe>{words.fileTitle}</h2>
      <FileField
        name="file"
        label={words.file}
        hint={words.fileHint}
        accept=".json,application/json"
        error={errors.find(({ field }) => field === 'file')?.text}
      />
      <Submit label={words.fileButton} icon="upload" look="secondary" />
    </form>
  );
}

/** `/reorganisations/new` and `/reorganisations/:id/edit`. */
export function headFormPage(frame: Frame, { plan, values, errors }: HeadProps): string {
  const { locale } = frame;
  const words = wordsIn(locale);
  const title = plan ? words.head.editTitle : words.head.title;
  const content = (
    <>
      <Crumbs
        label={words.page.crumbs}
        crumbs={[
          { href: '/reorganisations', text: words.list.title },
          ...(plan ? [{ href: `/reorganisations/${plan.id}`, text: plan.title }] : []),
          { href: null, text: title },
        ]}
      />
      <ErrorSummary errors={errors} locale={locale} />
      <h1 safe>{title}</h1>
      <form method="post" action={plan ? `/reorganisations/${plan.id}/edit` : '/reorganisations'} class="sheet">
        {plan ? <Hidden name="version" value={String(plan.version)} /> : null}
        <HeadFields values={values} errors={errors} locale={locale} />
        <Submit label={plan ? words.head.keep : words.head.save} icon="check" />
      </form>
      {plan ? null : <FileForm errors={errors} locale={locale} />}
    </>
  );
  return page({ title, frame, content, current: 'reorganisations', width: 'narrow' });
}
