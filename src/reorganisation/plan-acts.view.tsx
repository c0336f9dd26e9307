import type { Locale } from '../platform/caller.js';
import { Hidden, Submit } from '../platform/components/form.js';
import { Note } from '../platform/components/parts.js';
import { countWords } from '../platform/components/words.js';
import type { ReorganisationRow } from './reorganisation.queries.js';
import { wordsIn } from './words.rules.js';

export interface MovedSoFar {
  done: number;
  of: number;
  superseded: number;
  opened: number;
}

/** How much has been moved, and the way to let it rest. */
export function Progress({
  row,
  progress,
  locale,
}: {
  row: ReorganisationRow;
  progress: MovedSoFar | null;
  locale: Locale;
}): JSX.Element {
  const words = wordsIn(locale).page;
  if (!progress) return <></>;
  const counts: readonly (readonly [string, number])[] = [
    [words.superseded, progress.superseded],
    [words.opened, progress.opened],
  ];
  return (
    <section class="sheet">
      <h2 safe>{words.progress}</h2>
      <p id="moved" safe>
        {words.progressText(countWords(progress.done, locale), countWords(progress.of, locale))}
      </p>
      <progress
        max={String(Math.max(progress.of, 1))}
        value={String(row.state === 'done' ? Math.max(progress.of, 1) : progress.done)}
        aria-labelledby="moved"
      ></progress>
      <dl class="figures">
        {counts.map(([name, count]) => (
          <div>
            <dt safe>{name}</dt>
            <dd safe>{countWords(count, locale)}</dd>
          </div>
        ))}
      </dl>
      {row.state === 'running' ? <Running row={row} locale={locale} /> : null}
    </section>
  );
}

function Running({ row, locale }: { row: ReorganisationRow; locale: Locale }): JSX.Element {
  const words = wordsIn(locale).page;
  const stopped = row.stopAskedAt !== null;
  return (
    <>
      {stopped ? <Note tone="warning" text={words.stopped} /> : null}
      <div class="act-row">
        <a class="button button-secondary" href={`/reorganisations/${row.id}`} safe>
          {words.reload}
        </a>
        <Act id={row.id} act={stopped ? 'resume' : 'stop'} look={stopped ? 'primary' : 'warning'} locale={locale} />
      </div>
    </>
  );
}

type ActName = 'submit' | 'approve' | 'withdraw' | 'cancel' | 'stop' | 'resume';

function Act(props: {
  id: string;
  act: ActName;
  look: 'primary' | 'secondary' | 'warning';
  locale: Locale;
  carried?: Readonly<Record<string, string>>;
}): JSX.Element {
  return (
    <form method="post" action={`/reorganisations/${props.id}/${props.act}`}>
      {Object.entries(props.carried ?? {}).map(([name, value]) => (
        <Hidden name={name} value={value} />
      ))}
      <Submit label={wordsIn(props.locale).page[props.act]} look={props.look} />
    </form>
  );
}

/** What can be done with a plan before it begins. */
export function Acts(props: {
  row: ReorganisationRow;
  refused: number;
  mayApprove: boolean;
  locale: Locale;
}): JSX.Element {
  const { row, locale } = props;
  const words = wordsIn(locale).page;
  const { id } = row;
  if (row.state !== 'drafted' && row.state !== 'submitted' && row.state !== 'approved') return <></>;
  return (
    <section class="sheet">
      {row.state === 'submitted' ? <p safe>{props.mayApprove ? words.approveText : words.secondPerson}</p> : null}
      <div class="act-row">
        {row.state === 'drafted' && props.refused === 0 && row.steps > 0 ? (
          <Act id={id} act="submit" look="primary" locale={locale} carried={{ version: String(row.version) }} />
        ) : null}
        {row.state === 'submitted' && props.mayApprove ? (
          <Act id={id} act="approve" look="primary" locale={locale} carried={{ planHash: row.planHash ?? '' }} />
        ) : null}
        {row.state === 'drafted' ? null : <Act id={id} act="withdraw" look="secondary" locale={locale} />}
        <Act id={id} act="cancel" look="warning" locale={locale} />
      </div>
    </section>
  );
}
