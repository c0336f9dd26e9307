import type { Children } from '@kitajs/html';
import { LetterLinks } from '../letters/index.js';
import { ErrorSummary, Submit, type FormError } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { Crumbs, Note } from '../platform/components/parts.js';
import { PaperHeading, Tasks, type Paper, type PaperTask } from '../platform/components/paper.js';
import { DirectiveTag, type AddresseeRole, type DirectiveState } from '../platform/components/state.js';
import { Due, type Instant } from '../platform/components/when.js';
import { countWords, frameWords } from '../platform/components/words.js';
import { page, type Frame } from '../platform/page.view.js';
import type { DrawnParts } from './directive-part.js';
import { directiveWords } from './list.view.js';
import { Settle, type Unsettled } from './settle.view.js';

/** One addressee with the units it means; `units` may be the first of them only. */
export interface RosterGroup {
  text: string;
  role: AddresseeRole;
  through: 'superior' | null;
  count: number;
  units: readonly { code: string; name: string }[];
  /** Saved groups that it used, in the version that was read. */
  groups: readonly { id: string; name: string; version: number }[];
}

/** `GET /directives/{id}/preview` of the API with what the page shows beside it. */
export interface PreviewProps {
  id: string;
  paper: Paper;
  state: DirectiveState;
  tasks: readonly PaperTask[];
  roster: readonly RosterGroup[];
  notUnderstood: readonly (Unsettled & { ord: number })[];
  deadlines: { receipt: Instant | null; work: Instant | null };
  burden: { units: number; answers: number };
  /** Warnings of the dispatch: drawn. */
  warnings: Children;
  /** Addressees that a mail may not reach: drawn. */
  contact: Children;
  /** Addressees that no mail can go to. */
  withoutMailbox?: number;
  mayIssue: boolean;
  /** It carries on a paper from above, and is issued by passing that on. */
  carriesOn?: boolean;
  /** What other slices show of the draft. */
  parts?: DrawnParts;
  errors: readonly FormError[];
}

/** The id of the form that issues, for fields that stand outside it. */
export const ISSUE_FORM = 'issue';

function Group({ group, frame }: { group: RosterGroup; frame: Frame }): JSX.Element {
  const { locale } = frame;
  const words = directiveWords(locale).preview;
  const more = group.count - group.units.length;
  return (
    <li class="addressee">
      <p class="addressee-text">
        <b safe>{group.text}</b>
        <span class="count" safe>
          {countWords(group.count, locale)}
        </span>
      </p>
      <p class="cell-note" safe>
        {[frameWords(locale).role[group.role], group.through === 'superior' ? words.through : '']
          .filter(Boolean)
          .join(', ')}
      </p>
      {group.groups.map(({ id, name, version }) => (
        <p class="cell-note">
          <a href={`/groups/${id}`} safe>
            {words.usedGroup(name, version)}
          </a>
        </p>
      ))}
      <details>
        <summary safe>{words.all(countWords(group.count, locale))}</summary>
        <ul class="roster">
          {group.units.map(({ name }) => (
            <li safe>{name}</li>
          ))}
        </ul>
        {more > 0 ? (
          <p class="muted" safe>
            {words.more(countWords(more, locale))}
          </p>
        ) : null}
      </details>
    </li>
  );
}

function NotUnderstood({ props, frame }: { props: PreviewProps; frame: Frame }): JSX.Element {
  const words = directiveWords(frame.locale).preview;
  if (props.notUnderstood.length === 0) return <></>;
  return (
    <section aria-labelledby="not-understood">
      <h2 id="not-understood" class="late">
        <Icon name="question" /> <span safe>{words.notUnderstood}</span>
      </h2>
      <p safe>{words.notUnderstoodText}</p>
      <form method="post" action={`/directives/${props.id}/settle`} class="sheet">
        <ol class="addressees">
          {props.notUnderstood.map((unsettled) => (
            <li class="addressee unsettled">
              <p class="addressee-text">
                <b safe>{unsettled.text}</b>
              </p>
              <Settle
                name={`addressees[line-${unsettled.ord}][settle]`}
                unsettled={unsettled}
                dropped={false}
                locale={frame.locale}
              />
            </li>
          ))}
        </ol>
        <Submit label={words.settle} icon="check" look="secondary" />
      </form>
    </section>
  );
}

function Burden({ props, frame }: { props: PreviewProps; frame: Frame }): JSX.Element {
  const { locale } = frame;
  const words = directiveWords(locale).preview;
  const due = (at: Instant | null): JSX.Element =>
    at === null ? <span safe>{words.noDeadline}</span> : <Due at={at} now={frame.now} locale={locale} />;
  return (
    <dl class="figures" aria-label={words.burden}>
      <div>
        <dt safe>{words.units}</dt>
        <dd safe>{countWords(props.burden.units, locale)}</dd>
      </div>
      <div>
        <dt safe>{words.answers}</dt>
        <dd safe>{countWords(props.burden.answers, locale)}</dd>
      </div>
      <div class="figure-words">
        <dt safe>{words.receiptDue}</dt>
        <dd>{due(props.deadlines.receipt)}</dd>
      </div>
      <div class="figure-words">
        <dt safe>{words.workDue}</dt>
        <dd>{due(props.deadlines.work)}</dd>
      </div>
    </dl>
  );
}

function Issue({ props, frame }: { props: PreviewProps; frame: Frame }): JSX.Element {
  const words = directiveWords(frame.locale).preview;
  const { withoutMailbox: without = 0 } = props;
  if (!props.mayIssue) return <></>;
  if (props.notUnderstood.length > 0) return <Note tone="warning" text={words.mustSettle} />;
  if (props.burden.units === 0) return <Note tone="warning" text={words.noRecipients} />;
  return (
    <form method="post" action={`/directives/${props.id}/issue`} class="act act-big act-link" id={ISSUE_FORM}>
      <Submit label={props.carriesOn ? words.issueBelow : words.issue} icon="send" />
      <p class="field-hint" safe>
        {words.issueText(
          countWords(props.burden.units - without, frame.locale),
          without && countWords(without, frame.locale),
        )}
      </p>
    </form>
  );
}

/** `/directives/:id/preview`: who would get it, by when, and what is still open; the last look before it is issued. */
export function previewPage(frame: Frame, props: PreviewProps): string {
  const { locale } = frame;
  const words = directiveWords(locale);
  const safeState = props.parts?.state ?? [];
  const safeSections = props.parts?.section ?? [];
  const content = (
    <>
      <Crumbs
        label={words.draft.crumbs}
        crumbs={[
          { href: '/directives', text: words.list.title },
          { href: null, text: words.preview.title },
        ]}
      />
      <ErrorSummary errors={props.errors} locale={locale} />
      <article class="sheet">
        <PaperHeading paper={props.paper} locale={locale} />
        <p>
          <DirectiveTag state={props.state} locale={locale} />
        </p>
        {safeState}
        <details>
          <summary>
            <span safe>{frameWords(locale).paper.tasks}</span> <span class="count">{props.tasks.length}</span>
          </summary>
          <Tasks tasks={props.tasks} locale={locale} />
        </details>
        <p>
          <a href={`/directives/${props.id}/bases`}>
            <Icon name="tree" /> <span safe>{words.preview.bases}</span>
          </a>
        </p>
        <p>
          <a href={`/directives/${props.id}/rehearsal`} safe>
            {words.preview.rehearsal}
          </a>
        </p>
        <LetterLinks letter="directive" href={`/directives/${props.id}/letter`} locale={locale} />
      </article>
      {props.warnings}
      {props.contact}
      <NotUnderstood props={props} frame={frame} />
      <Burden props={props} frame={frame} />
      <h2 safe>{words.preview.roster}</h2>
      <ol class="addressees sheet">
        {props.roster.map((group) => (
          <Group group={group} frame={frame} />
        ))}
      </ol>
      {safeSections}
      <Issue props={props} frame={frame} />
    </>
  );
  return page({ title: words.preview.title, frame, content, current: 'directives' });
}
