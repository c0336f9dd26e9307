import type { Locale } from '../platform/caller.js';
import { ErrorSummary, Hidden, type FormError } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Crumbs, Empty, Facts, NextLink, Note } from '../platform/components/parts.js';
import { dateWords, instantWords, When } from '../platform/components/when.js';
import { countWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import type { UnitDiff } from './diff.rules.js';
import { Diff } from './diff.view.js';
import { Duties, type DutiesProps } from './duties.view.js';
import { StateTag, whoWords } from './parts.view.js';
import { Acts, Progress, type MovedSoFar } from './plan-acts.view.js';
import type { ClockRule, Step } from './plan-schema.rules.js';
import type { RefusalSentence } from './refusal-sentences.js';
import type { ReorganisationRow } from './reorganisation.queries.js';
import { wordsIn } from './words.rules.js';

export interface PlanProps {
  row: ReorganisationRow;
  /** Names of accounts, by actor. */
  people: ReadonlyMap<string, string>;
  steps: readonly { ord: number; kind: Step['kind']; sentence: string; refusals: readonly RefusalSentence[] }[];
  nextSteps: string | null;
  /** Why the plan cannot be; the first of them, and how many there are. */
  refusals: readonly RefusalSentence[];
  refused: number;
  counts: { establishes: number; ends: number; renames: number; moves: number; follows: number } | null;
  diff: readonly UnitDiff[];
  nextDiff: string | null;
  kinds: Readonly<Record<string, string>>;
  duties: Omit<DutiesProps, 'locale'> | null;
  /** Whether the reader is the second person. */
  mayApprove: boolean;
  progress: MovedSoFar | null;
  errors: readonly FormError[];
}

const KINDS = [
  'merge', 'split', 'abolish', 'establish', 'rename', 'raise', 'move', 'hand-over', 'succeed',
] as const satisfies readonly Step['kind'][]; // prettier-ignore

function clockWords({ receipt, work }: ClockRule, locale: Locale): string {
  const words = wordsIn(locale).clock;
  const said = (duty: ClockRule['receipt']): string =>
    duty.rule === 'add' ? words.days(duty.workingDays) : words.rules[duty.rule];
  return `${words.receipt}: ${said(receipt)}. ${words.work}: ${said(work)}.`;
}

function About({ props, locale }: { props: PlanProps; locale: Locale }): JSX.Element {
  const { row, people } = props;
  const words = wordsIn(locale).page;
  const act = (actor: string | null, at: Date | null): JSX.Element | null =>
    at === null ? null : (
      <span>
        {actor === null ? null : <span safe>{whoWords(actor, people, locale)}, </span>}
        <When at={at} locale={locale} />
      </span>
    );
  return (
    <div class="sheet">
      <Facts
        rows={[
          [words.legalBasis, <span safe>{row.legalBasis}</span>],
          [words.effectiveOn, <strong safe>{dateWords(row.effectiveOn, locale)}</strong>],
          [words.clock, <span safe>{clockWords(row.clock, locale)}</span>],
          [words.unowed, <span safe>{row.acceptsUnowed ? words.unowedAccepted : words.unowedRefused}</span>],
          [words.created, act(row.createdBy, row.createdAt)],
          [words.submitted, act(row.submittedBy, row.submittedAt)],
          [words.approved, act(row.approvedBy, row.approvedAt)],
          [words.started, act(null, row.startedAt)],
          [words.done, act(null, row.doneAt)],
        ]}
      />
      {row.state === 'drafted' ? (
        <a class="button button-secondary" href={`/reorganisations/${row.id}/edit`} safe>
          {words.edit}
        </a>
      ) : null}
    </div>
  );
}

const Refusal = ({ reason, remedy }: RefusalSentence): JSX.Element => (
  <p class="field-error step-refusal">
    <Icon name="warning" /> <span safe>{`${reason} ${remedy}`}</span>
  </p>
);

function Steps({ props, locale }: { props: PlanProps; locale: Locale }): JSX.Element {
  const words = wordsIn(locale);
  const { row, steps } = props;
  if (steps.length === 0) return <Empty icon="tree" title={words.page.noSteps} text={words.page.noStepsText} />;
  return (
    <>
      <ol class="plan-steps" start={steps[0]!.ord}>
        {steps.map((step) => (
          <li id={`step-${step.ord}`}>
            <div class="step-row">
              <div>
                <b class="step-kind" safe>
                  {words.kinds[step.kind]}
                </b>
                <p safe>{step.sentence}</p>
                {step.refusals.map((refusal) => (
                  <Refusal {...refusal} />
                ))}
              </div>
              {row.state === 'drafted' ? (
                <form method="post" action={`/reorganisations/${row.id}/steps/${step.ord}/remove`}>
                  <Hidden name="version" value={String(row.version)} />
                  <button
                    type="submit"
                    class="button button-quiet"
                    aria-label={words.page.removeOf(String(step.ord))}
                    safe
                  >
                    {words.page.remove}
                  </button>
                </form>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
      <NextLink href={props.nextSteps} locale={locale} />
    </>
  );
}

function Adding({ id, locale }: { id: string; locale: Locale }): JSX.Element {
  const words = wordsIn(locale);
  return (
    <div class="step-kinds">
      <h3 safe>{words.page.add}</h3>
      <ul>
        {KINDS.map((kind) => (
          <li>
            <a class="button button-secondary" href={`/reorganisations/${id}/add?kind=${kind}`} safe>
              {words.kinds[kind]}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Against({ props, locale }: { props: PlanProps; locale: Locale }): JSX.Element {
  const words = wordsIn(locale).page;
  if (props.refused === 0) return <></>;
  const n = countWords(props.refused, locale);
  return (
    <Note tone="warning" text="" title={props.row.state === 'drafted' ? words.against(n) : words.againstNow(n)}>
      <ul>
        {props.refusals.map(({ step, reason, remedy }) => (
          <li>
            {step === 0 ? null : <a href={`#step-${step}`} safe>{`${words.inStep(String(step))}: `}</a>}
            <span safe>{`${reason} ${remedy}`}</span>
          </li>
        ))}
      </ul>
    </Note>
  );
}

function Changes({ props, locale }: { props: PlanProps; locale: Locale }): JSX.Element {
  const words = wordsIn(locale).page;
  const { counts } = props;
  return (
    <section>
      <h2 id="changes" safe>
        {words.changes}
      </h2>
      {counts && props.diff.length > 0 ? (
        <dl class="figures">
          {(Object.keys(words.counts) as (keyof typeof words.counts)[])
            .filter((name) => counts[name] > 0)
            .map((name) => (
              <div>
                <dt safe>{words.counts[name]}</dt>
                <dd safe>{countWords(counts[name], locale)}</dd>
              </div>
            ))}
        </dl>
      ) : null}
      {props.diff.length > 0 ? (
        <Diff
          lines={props.diff}
          on={props.row.effectiveOn}
          begun={props.progress !== null}
          kinds={props.kinds}
          locale={locale}
        />
      ) : (
        <Empty icon="tree" title={words.changesNone} />
      )}
      <NextLink href={props.nextDiff} locale={locale} />
    </section>
  );
}

/** Why a plan whose day has come could not begin. */
function Blocked({ row, locale }: { row: ReorganisationRow; locale: Locale }): JSX.Element {
  const words = wordsIn(locale).page;
  if (row.blockedAt === null || row.blockedReason === null) return <></>;
  const text = words.blockedText(row.blockedReason[locale], instantWords(row.blockedAt, locale));
  return <Note tone="error" title={words.blocked} text={text} />;
}

/** `/reorganisations/:id`: what it says, what it changes, what moves, and what can be done with it. */
export function planPage(frame: Frame, props: PlanProps): string {
  const { locale } = frame;
  const words = wordsIn(locale);
  const { row } = props;
  const content = (
    <>
      <Crumbs
        label={words.page.crumbs}
        crumbs={[
          { href: '/reorganisations', text: words.list.title },
          { href: null, text: row.title },
        ]}
      />
      <ErrorSummary errors={props.errors} locale={locale} />
      <h1 safe>{row.title}</h1>
      <p class="tags">
        <StateTag state={row.state} locale={locale} />
      </p>
      <Blocked row={row} locale={locale} />
      <Against props={props} locale={locale} />
      <Progress row={row} progress={props.progress} locale={locale} />
      <About props={props} locale={locale} />
      <section>
        <h2 safe>{words.page.steps}</h2>
        <Steps props={props} locale={locale} />
        {row.state === 'drafted' ? <Adding id={row.id} locale={locale} /> : null}
      </section>
      {row.steps > 0 ? <Changes props={props} locale={locale} /> : null}
      <DutiesSection props={props} locale={locale} />
      <Acts row={row} refused={props.refused} mayApprove={props.mayApprove} locale={locale} />
    </>
  );
  return page({ title: row.title, frame, content, current: 'reorganisations' });
}

function DutiesSection({ props, locale }: { props: PlanProps; locale: Locale }): JSX.Element {
  const words = wordsIn(locale).page;
  if (props.duties === null && props.row.state !== 'drafted') return <></>;
  if (props.row.steps === 0) return <></>;
  return (
    <section>
      <h2 id="duties" safe>
        {words.duties}
      </h2>
      {props.duties ? <Duties {...props.duties} locale={locale} /> : <p safe>{words.dutiesLater}</p>}
    </section>
  );
}
