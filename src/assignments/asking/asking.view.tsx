import { ErrorSummary, type FormError } from '../../platform/components/form.js';
import { Empty, NextLink } from '../../platform/components/parts.js';
import { paperWords, type Paper } from '../../platform/components/paper.js';
import { countWords } from '../../platform/components/words.js';
import { page, type Frame } from '../../platform/page.view.js';
import { DecideForms, ExtensionTags, ExtensionText, type ExtensionItem } from './extension.view.js';
import {
  AnswerForm,
  askingWords,
  QuestionTags,
  QuestionText,
  WithdrawForm,
  type QuestionItem,
} from './question.view.js';

export type AskingFilter = 'open' | 'all' | 'ours';
const FILTERS: readonly AskingFilter[] = ['open', 'all', 'ours'];

/** What a question or a request is about, and who waits for whom. */
export interface About {
  assignmentId: string;
  paper: Paper;
  unitName: string;
  toUnitName: string;
  /** The reader is who answers or decides; or who asked, and may withdraw. */
  mayAnswer: boolean;
  mayWithdraw: boolean;
}

export interface AskingProps {
  kind: 'questions' | 'extensions';
  questions: readonly (QuestionItem & About)[];
  extensions: readonly (ExtensionItem & About)[];
  filter: AskingFilter;
  /** How many wait for the reader's unit. */
  waiting: { questions: number; extensions: number };
  errors: readonly FormError[];
  nextHref: string | null;
}

interface HeadingProps {
  item: About;
  id: string;
  ours: boolean;
  frame: Frame;
  tags: JSX.Element;
}

function Heading({ item, id, ours, frame, tags }: HeadingProps): JSX.Element {
  const safeTags = tags;
  return (
    <>
      <div class="heading-row">
        <h2 id={id} safe>
          {ours ? item.toUnitName : item.unitName}
        </h2>
        {safeTags}
      </div>
      <p>
        <a href={`/assignments/${item.assignmentId}`} safe>
          {item.paper.subject}
        </a>
        <br />
        <span class="muted" safe>
          {paperWords(item.paper, frame.locale)}
        </span>
      </p>
    </>
  );
}

function Items({ props, frame }: { props: AskingProps; frame: Frame }): JSX.Element {
  const { locale } = frame;
  const words = askingWords(locale);
  const ours = props.filter === 'ours';
  return (
    <>
      {props.questions.map((question) => (
        <article class="sheet" aria-labelledby={`asked-${question.id}`}>
          <Heading
            item={question}
            id={`asked-${question.id}`}
            ours={ours}
            frame={frame}
            tags={<QuestionTags question={question} locale={locale} />}
          />
          <QuestionText question={question} frame={frame} />
          {question.mayAnswer ? <AnswerForm id={question.id} locale={locale} /> : null}
          {question.mayWithdraw ? (
            <WithdrawForm action={`/questions/${question.id}/withdraw`} label={words.withdrawQuestion} />
          ) : null}
        </article>
      ))}
      {props.extensions.map((extension) => (
        <article class="sheet" aria-labelledby={`asked-${extension.id}`}>
          <Heading
            item={extension}
            id={`asked-${extension.id}`}
            ours={ours}
            frame={frame}
            tags={<ExtensionTags extension={extension} locale={locale} />}
          />
          <ExtensionText extension={extension} locale={locale} />
          {extension.mayAnswer ? <DecideForms extension={extension} locale={locale} /> : null}
          {extension.mayWithdraw ? (
            <WithdrawForm action={`/extensions/${extension.id}/withdraw`} label={words.withdrawExtension} />
          ) : null}
        </article>
      ))}
    </>
  );
}

function Tabs({
  label,
  tabs,
}: {
  label: string;
  tabs: readonly { href: string; text: string; now: boolean; n?: string }[];
}) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map(({ href, text, now, n }) => (
          <li>
            <a href={href} aria-current={now ? 'true' : undefined}>
              <span safe>{text}</span>
              {n === undefined ? null : (
                <span class="count" safe>
                  {n}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** `/questions` and `/extensions`: what units ask of this one, what waits longest on top, and what it asked itself. */
export function askingPage(frame: Frame, props: AskingProps): string {
  const { locale } = frame;
  const words = askingWords(locale);
  const { kind, filter, waiting } = props;
  const filters = kind === 'questions' ? words.questionFilters : words.extensionFilters;
  const nothing = kind === 'questions' ? words.emptyQuestions : words.emptyExtensions;
  const content = (
    <>
      <ErrorSummary errors={props.errors} locale={locale} />
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {kind === 'questions' ? words.introQuestions : words.introExtensions}
      </p>
      <Tabs
        label={words.kinds}
        tabs={(['questions', 'extensions'] as const).map((one) => ({
          href: `/${one}`,
          text: words[one],
          now: one === kind,
          n: countWords(waiting[one], locale),
        }))}
      />
      <Tabs
        label={words.show}
        tabs={FILTERS.map((one) => ({ href: `/${kind}?show=${one}`, text: filters[one], now: one === filter }))}
      />
      {props.questions.length + props.extensions.length === 0 ? (
        <Empty
          icon="question"
          title={filter === 'open' ? nothing : words.emptyAll}
          text={filter === 'open' ? words.emptyText : undefined}
        />
      ) : (
        <Items props={props} frame={frame} />
      )}
      <NextLink href={props.nextHref} locale={locale} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'questions' });
}
