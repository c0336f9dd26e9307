import type { Locale } from '../platform/caller.js';
import { Hidden } from '../platform/components/form.js';
import { Note } from '../platform/components/parts.js';
import { page, type Frame } from '../platform/page.view.js';
import { BulkCrumbs, type ActName } from './bulk-acts.view.js';
import { isDirectiveAct } from './selection.rules.js';
import { bulkWords, mailsSentence } from './words.rules.js';

export interface PreviewProps {
  act: ActName;
  /** What was asked, as the confirming form sends it again. */
  fields: Readonly<Record<string, string>>;
  would: number;
  wouldRefuse: number;
  units: number;
  /** When the mails leave, where it urges. */
  mails: { atOnce: number; digestAt: Date | null } | null;
  sample: readonly { subject: string; unit: string | null }[];
  backHref: string;
}

/** The first of the rows: units by their names where they all have one paper. */
function Sample({ sample, would, locale }: PreviewProps & { locale: Locale }): JSX.Element {
  const words = bulkWords(locale);
  const [first] = sample;
  if (first === undefined) return <></>;
  const isOne = sample.every(({ subject, unit }) => unit !== null && subject === first.subject);
  const more = would - sample.length;
  return (
    <>
      <h2 safe>{words.sample}</h2>
      {isOne ? <p safe>{first.subject}</p> : null}
      <ul class={isOne ? 'bulk-sample' : ''}>
        {sample.map(({ subject, unit }) => (
          <li safe>{unit === null ? subject : isOne ? unit : `${unit}: ${subject}`}</li>
        ))}
      </ul>
      {more > 0 ? (
        <p class="muted" safe>
          {words.more(more)}
        </p>
      ) : null}
    </>
  );
}

/** The count before an act, and the button that carries it out. */
export function bulkPreviewPage(frame: Frame, props: PreviewProps): string {
  const words = bulkWords(frame.locale);
  const content = (
    <>
      <BulkCrumbs here={words.previewTitle} locale={frame.locale} />
      <h1 safe>{words.previewTitle}</h1>
      <p class="lead">
        <strong safe>{words.acts[props.act]}</strong>
      </p>
      <Note
        tone={props.would > 0 ? 'plain' : 'warning'}
        text={props.would > 0 ? words.preview(props, isDirectiveAct(props.act)) : words.nothing}
      />
      {props.mails && props.would > 0 ? <p safe>{mailsSentence(props.mails, frame.locale)}</p> : null}
      <Sample {...props} locale={frame.locale} />
      <form method="post" action="/bulk-acts" class="bulk-confirm">
        {Object.entries(props.fields).map(([name, value]) => (
          <Hidden name={name} value={value} />
        ))}
        {props.would > 0 ? (
          <button type="submit" class="button button-primary" safe>
            {words.form.confirm}
          </button>
        ) : null}
        <a class="button button-secondary" href={props.backHref} safe>
          {words.form.back}
        </a>
      </form>
    </>
  );
  return page({ title: words.previewTitle, frame, content, current: 'directives', width: 'narrow' });
}
