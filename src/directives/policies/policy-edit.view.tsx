import type { Locale } from '../../platform/caller.js';
import { ErrorSummary, Hidden, Input, Select, Submit, type FormError } from '../../platform/components/form.js';
import { Crumbs, Note } from '../../platform/components/parts.js';
import { page, type Frame } from '../../platform/page.view.js';
import {
  CHASE_STAGES,
  CHASED,
  STEP_CHANNELS,
  STEP_TEXTS,
  URGENCIES,
  type ChaseStage,
  type Urgency,
} from '../ladder.rules.js';
import { Effect } from './effect.view.js';
import type { PolicyDoubt } from './policy-doubt.rules.js';
import type { LooseClass, LoosePolicy, LooseStep } from './policy-form.rules.js';
import type { PolicyDifference } from './policy-words.rules.js';
import { Differences } from './policy.view.js';
import type { PolicyPreview } from './preview-policy.usecase.js';
import { policyName, policyWords } from './words.rules.js';

export interface PolicyEditProps {
  code: string;
  policy: LoosePolicy;
  urgency: Urgency;
  /** The version that is changed; 0 of a new policy. */
  seen: number;
  doubts: { errors: readonly PolicyDoubt[]; warnings: readonly PolicyDoubt[] } | null;
  errors: readonly FormError[];
  preview: PolicyPreview | null;
  differences: readonly PolicyDifference[] | null;
  year: string;
  scope: string;
}

const shown = (value: unknown): string => (typeof value === 'number' || typeof value === 'string' ? String(value) : '');
const unitOf = (after: { minutes?: unknown }): 'minutes' | 'workingDays' =>
  'minutes' in after ? 'minutes' : 'workingDays';
const valueIn = (after: { workingDays?: unknown; minutes?: unknown }): string => shown(after[unitOf(after)]);

interface StepProps {
  step: LooseStep;
  i: number;
  last: boolean;
  stage: ChaseStage;
  locale: Locale;
}

function Step({ step, i, last, stage, locale }: StepProps): JSX.Element {
  const { form, whom, channels, texts } = policyWords(locale);
  const name = (field: string): string => `steps[${stage}][${i}][${field}]`;
  const n = i + 1;
  return (
    <fieldset>
      <legend safe>{form.stepNo(n)}</legend>
      <div class="columns step-fields">
        <Input name={name('after')} label={form.after} value={valueIn(step.after)} inputmode="numeric" />
        <Select name={name('unit')} label={form.unit} value={unitOf(step.after)} options={(['workingDays', 'minutes'] as const).map((value) => ({ value, label: form.units[value] }))} />
        <Select name={name('to')} label={form.to} value={shown(step.to)} options={CHASED.map((value) => ({ value, label: whom[value] }))} />
        <Select name={name('channel')} label={form.channel} value={shown(step.channel)} options={STEP_CHANNELS.map((value) => ({ value, label: channels[value] }))} />
        <Select name={name('text')} label={form.text} value={shown(step.text)} options={STEP_TEXTS.map((value) => ({ value, label: texts[value] }))} />
      </div>
      <p class="step-acts">
        {i === 0 ? null : <Submit label={form.up(n)} look="quiet" name="do" value={`up:${stage}:${i}`} />}
        {last ? null : <Submit label={form.down(n)} look="quiet" name="do" value={`down:${stage}:${i}`} />}
        <Submit label={form.removeStep(n)} look="quiet" name="do" value={`remove:${stage}:${i}`} />
      </p>
    </fieldset>
  );
} // prettier-ignore

function ClassFields({ cls, locale }: { cls: LooseClass; locale: Locale }): JSX.Element {
  const { form, stages } = policyWords(locale);
  return (
    <>
      <div class="columns">
        <Input name="receiptValue" label={form.receipt} value={valueIn(cls.receipt)} inputmode="numeric" />
        <Select name="receiptUnit" label={form.receiptUnit} value={unitOf(cls.receipt)} options={(['workingDays', 'minutes'] as const).map((value) => ({ value, label: form.units[value] }))} />
        <Input name="beginDays" label={form.begin} value={shown(cls.beginWorkingDays)} inputmode="numeric" />
        <Select name="atOnce" label={form.atOnce} value={cls.atOnce ? 'yes' : 'no'} options={(['yes', 'no'] as const).map((value) => ({ value, label: form.atOnces[value] }))} />
      </div>
      {CHASE_STAGES.map((stage) => (
        <section aria-labelledby={`edit-${stage}`}>
          <h3 id={`edit-${stage}`} safe>
            {stages[stage]}
          </h3>
          {cls.steps[stage].map((step, i) => (
            <Step step={step} i={i} last={i === cls.steps[stage].length - 1} stage={stage} locale={locale} />
          ))}
          <Submit label={`${form.addStep}: ${stages[stage]}`} look="secondary" name="do" value={`add:${stage}`} />
        </section>
      ))}
      <p>
        <Submit label={form.figuresAgain} look="quiet" name="do" value="figures" />
      </p>
    </>
  );
} // prettier-ignore

const NUMBERS = [
  'receiptWorkingDays',
  'remindEveryWorkingDays',
  'reminderLimit',
  'relayWorkingDays',
  'followUpWorkingDays',
  'answerWorkingDays',
  'mailsPerDay',
] as const;
const ACTS = ['issue', 'recall'] as const;

function Figures({ policy, locale }: { policy: LoosePolicy; locale: Locale }): JSX.Element {
  const words = policyWords(locale);
  const second = policy['secondPerson'];
  return (
    <fieldset class="sheet">
      <legend safe>{words.form.figures}</legend>
      <p class="field-hint" safe>
        {words.figuresHint}
      </p>
      <div class="columns">
        {NUMBERS.map((name) => (
          <Input name={name} label={words.figures[name]} value={shown(policy[name])} inputmode="numeric" />
        ))}
        <Select
          name="systemNumbers"
          label={words.figures.systemNumbers}
          value={policy['systemNumbers'] === false ? 'no' : 'yes'}
          options={(['yes', 'no'] as const).map((value) => ({ value, label: words[value] }))}
        />
      </div>
      <fieldset class="field radios">
        <legend safe>{words.figures.secondPerson}</legend>
        {ACTS.map((act) => (
          <label for={`second-${act}`}>
            <input type="checkbox" id={`second-${act}`} name="secondPerson" value={act} checked={Array.isArray(second) && second.includes(act)} />
            <span safe>{words.acts[act]}</span>
          </label>
        ))}
      </fieldset>
    </fieldset>
  );
} // prettier-ignore

function Doubts({ doubts, locale }: { doubts: PolicyEditProps['doubts']; locale: Locale }): JSX.Element {
  const words = policyWords(locale).doubts;
  const list = (items: readonly PolicyDoubt[]): JSX.Element => (
    <ul>
      {items.map(({ text }) => (
        <li safe>{text[locale]}</li>
      ))}
    </ul>
  );
  const safeErrors = list(doubts?.errors ?? []);
  const safeWarnings = list(doubts?.warnings ?? []);
  return (
    <>
      {doubts && doubts.errors.length > 0 ? (
        <Note tone="error" title={words.errors} text="">
          {safeErrors}
        </Note>
      ) : null}
      {doubts && doubts.warnings.length > 0 ? (
        <Note tone="warning" title={words.warnings} text="">
          {safeWarnings}
        </Note>
      ) : null}
    </>
  );
}

/** `/policies/:code/edit`: one class of papers at a time, with what the policy would do in a year. */
export function policyEditPage(frame: Frame, props: PolicyEditProps): string {
  const { locale } = frame;
  const words = policyWords(locale);
  const { code, policy, urgency, seen } = props;
  const title = words.form.title(policyName(code, locale));
  const own = policy.classes?.[urgency];
  const errorOf = (name: string): string | undefined => props.errors.find(({ field }) => field === name)?.text;
  return page({
    title,
    frame,
    current: 'policies',
    content: (
      <>
        <Crumbs
          label={words.title}
          crumbs={[
            { href: '/policies', text: words.title },
            { href: seen === 0 ? null : `/policies/${code}`, text: policyName(code, locale) },
            { href: null, text: words.edit },
          ]}
        />
        <ErrorSummary errors={props.errors} locale={locale} />
        <h1>
          <small safe>{seen === 0 ? code : `${code} · ${words.version(seen)}`}</small>
          <span safe>{title}</span>
        </h1>
        <Doubts doubts={props.doubts} locale={locale} />
        {props.preview === null ? null : (
          <p>
            <a href="#policy-effect" safe>
              {words.form.toEffect}
            </a>
          </p>
        )}
        <form method="post" action={`/policies/${code}/edit`}>
          <Hidden name="rules" value={JSON.stringify(policy)} />
          <Hidden name="seen" value={String(seen)} />
          <Hidden name="urgency" value={urgency} />
          {/* what Enter in a field does: the first button of a form */}
          <p>
            <Submit label={words.form.look} icon="search" name="do" value="look" />{' '}
            <Submit label={words.form.save} icon="done" look="secondary" name="do" value="save" />
          </p>
          <div class="columns">
            <Input name="year" label={words.form.year} value={props.year} type="number" error={errorOf('year')} />
            <Input name="scope" label={words.form.calendarOf} value={props.scope} error={errorOf('scope')} />
          </div>
          <Figures policy={policy} locale={locale} />
          <fieldset class="sheet">
            <legend safe>{words.form.classOpen(words.classes[urgency])}</legend>
            <p>
              <span safe>{`${words.form.openClass}:`}</span>{' '}
              {URGENCIES.filter((other) => other !== urgency).map((other) => (
                <Submit label={words.classes[other]} look="quiet" name="do" value={`open:${other}`} />
              ))}
            </p>
            {own ? (
              <ClassFields cls={own} locale={locale} />
            ) : (
              <>
                <p safe>{words.byFigures}</p>
                <Submit label={words.form.ownSteps} look="secondary" name="do" value="own" />
              </>
            )}
          </fieldset>
        </form>
        {props.differences === null ? null : (
          <section aria-labelledby="policy-differences">
            <h2 id="policy-differences" safe>
              {words.changedFrom(props.preview?.present?.version ?? seen)}
            </h2>
            <Differences items={props.differences} locale={locale} />
          </section>
        )}
        {props.preview === null ? null : <Effect preview={props.preview} open={urgency} locale={locale} />}
      </>
    ),
  });
}
