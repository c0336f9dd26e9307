import { BasesDoor } from '../bases/index.js';
import type { Outcomes } from '../platform/components/bar.js';
import { attribute, Hidden } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Crumbs, Facts } from '../platform/components/parts.js';
import { PaperHeading, Tasks, type Paper, type PaperTask } from '../platform/components/paper.js';
import { DirectiveTag, type DirectiveState } from '../platform/components/state.js';
import { Due, When, type Instant } from '../platform/components/when.js';
import { countWords, frameWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import type { DrawnParts } from '../directives/index.js';
import { LetterLinks } from '../letters/index.js';
import { Blocking, Totals, trackingWords, type Blocker, type Progress } from './progress.view.js';
import { Tree, type TreeProps } from './tree.view.js';

export interface DirectiveProps extends Omit<TreeProps, 'directive'> {
  id: string;
  paper: Paper;
  state: DirectiveState;
  issuedAt: Instant | null;
  receiptDueAt: Instant | null;
  workDueAt: Instant | null;
  /** Since when its clocks stand; null while they run. */
  pausedAt?: Instant | null;
  /** The work deadline was counted in a year whose holidays are not announced. */
  dueProvisional: boolean;
  tasks: readonly PaperTask[];
  progress: Progress;
  blockers: readonly Blocker[];
  /** Duties that a reorganisation opened. */
  opened?: number;
  /** Where the evidence pack is; null until there is one. */
  evidenceHref: string | null;
  /** What other slices show of the directive. */
  parts: DrawnParts;
  /** Acts of other slices that are folded away together. */
  rareActs?: readonly string[];
}

const atTop = ({ above }: DirectiveProps): boolean => above.length <= 1;
const isLate = ({ receiptOutcome, workOutcome }: Progress): boolean =>
  receiptOutcome.openOverdue + workOutcome.openOverdue > 0;
const isOver = (outcomes: Outcomes): boolean => outcomes.openInTerm + outcomes.openOverdue === 0;

/** How many units are watched; after a reorganisation, how that comes from how many it was issued to. */
function Units({ props, frame }: { props: DirectiveProps; frame: Frame }): JSX.Element {
  const { progress, superseded, opened = 0 } = props;
  const n = (count: number): string => countWords(count, frame.locale);
  if (superseded + opened === 0) return <b safe>{n(progress.total)}</b>;
  const bridge = { issued: n(progress.total + superseded - opened), closed: n(superseded), opened: n(opened) };
  return <span safe>{trackingWords(frame.locale).bridge({ ...bridge, total: n(progress.total) })}</span>;
}

function Standing({ props, frame }: { props: DirectiveProps; frame: Frame }): JSX.Element {
  const { locale } = frame;
  const words = trackingWords(locale);
  const paused = props.pausedAt ? { since: props.pausedAt } : null;
  const shared = { now: frame.now, locale, paused };
  return (
    <Facts
      rows={[
        [words.issuedAt, props.issuedAt === null ? null : <When at={props.issuedAt} locale={locale} />],
        // below a unit the count is of its branch, not of the paper
        ...(atTop(props) ? [[words.units, <Units props={props} frame={frame} />] as const] : []),
        [words.receiptDue, <Due at={props.receiptDueAt} {...shared} met={isOver(props.progress.receiptOutcome)} />],
        [
          words.workDue,
          <span>
            <Due at={props.workDueAt} {...shared} met={isOver(props.progress.workOutcome)} />
            {props.dueProvisional ? <small class="muted" safe>{` (${words.provisional})`}</small> : null}
          </span>,
        ],
      ]}
    />
  );
}

/** Looks back: the same page as of an instant that is past. */
function LookBack({ props, frame }: { props: DirectiveProps; frame: Frame }): JSX.Element {
  const words = trackingWords(frame.locale).past;
  const under = atTop(props) ? undefined : props.above.at(-1)?.code;
  const { at = null, tree, id } = props;
  const query = new URLSearchParams({ ...(under ? { under } : {}), ...(tree === 'old' ? { tree } : {}) }).toString();
  return (
    <form method="get" action={`/directives/${id}`} class="look-back">
      {under ? <Hidden name="under" value={under} /> : null}
      {tree === 'old' ? <Hidden name="tree" value={tree} /> : null}
      <label for="at" safe>
        {words.label}
      </label>
      <input id="at" type="datetime-local" name="at" value={attribute(at ?? undefined)} />
      <button class="button button-secondary" type="submit" safe>
        {words.button}
      </button>
      {at === null ? null : (
        <a href={`/directives/${id}${query === '' ? '' : `?${query}`}`} safe>
          {words.now}
        </a>
      )}
    </form>
  );
}

function Doors({ props, frame }: { props: DirectiveProps; frame: Frame }): JSX.Element {
  const words = trackingWords(frame.locale);
  const safeActs = props.parts.acts;
  const safeRare = props.rareActs?.filter((act) => act !== '') ?? [];
  return (
    <div class="doors">
      <BasesDoor directiveId={props.id} locale={frame.locale} />
      <a class="button button-secondary" href={`/directives/${props.id}/history`}>
        <Icon name="history" /> <span safe>{words.history}</span>
      </a>
      {props.evidenceHref === null ? null : (
        <a class="button button-secondary" href={props.evidenceHref}>
          <Icon name="shield" /> <span safe>{words.evidence}</span>
        </a>
      )}
      {safeActs}
      {safeRare.length === 0 ? null : (
        <details class="rare-acts" open={props.state === 'paused'}>
          <summary class="button button-secondary">
            <Icon name="down" /> <span safe>{words.rareActs}</span>
          </summary>
          <div class="rare-list">{safeRare}</div>
        </details>
      )}
    </div>
  );
}

/** The papers to sign. */
function Letters({ props, frame }: { props: DirectiveProps; frame: Frame }): JSX.Element {
  return (
    <div class="doors">
      <LetterLinks letter="directive" href={`/directives/${props.id}/letter`} locale={frame.locale} />
      {atTop(props) && isLate(props.progress) ? (
        <LetterLinks letter="reminder" href={`/directives/${props.id}/reminder-letter`} locale={frame.locale} />
      ) : null}
    </div>
  );
}

/** `/directives/:id`: one directive as its issuer, an ancestor or an auditor sees it; `?under=CODE` looks at one branch. */
export function directivePage(frame: Frame, props: DirectiveProps): string {
  const { locale } = frame;
  const words = trackingWords(locale);
  const title = props.paper.subject || frameWords(locale).paper.unread;
  const safeState = props.parts.state;
  const safeSections = props.parts.section;
  const content = (
    <>
      <Crumbs
        label={words.crumbs}
        crumbs={[
          { href: '/directives', text: words.directives },
          { href: null, text: title },
        ]}
      />
      <article class="sheet">
        <PaperHeading paper={props.paper} locale={locale} />
        <p>
          <DirectiveTag state={props.state} locale={locale} />
        </p>
        {safeState}
        <Standing props={props} frame={frame} />
        <details>
          <summary>
            <span safe>{frameWords(locale).paper.tasks}</span> <span class="count">{props.tasks.length}</span>
          </summary>
          <Tasks tasks={props.tasks} locale={locale} />
        </details>
        <Doors props={props} frame={frame} />
        <Letters props={props} frame={frame} />
      </article>
      {safeSections}
      <h2 safe>{atTop(props) ? words.progress : `${words.progress}: ${props.above.at(-1)?.name ?? ''}`}</h2>
      {atTop(props) || props.progress.total > 0 ? <Totals progress={props.progress} frame={frame} /> : null}
      <LookBack props={props} frame={frame} />
      {!props.at && props.progress.total > 1 && (atTop(props) || props.blockers.length > 0) ? (
        <Blocking blockers={props.blockers} frame={frame} />
      ) : null}
      <Tree props={{ ...props, directive: props.id }} frame={frame} />
    </>
  );
  return page({
    title,
    frame,
    content,
    current: frame.caller?.role === 'auditor' ? 'audit' : 'directives',
    live: true,
  });
}
