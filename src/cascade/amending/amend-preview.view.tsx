import { ErrorSummary, Hidden, Submit, type FormError } from '../../platform/components/form.js';
import { Crumbs, Facts, Note } from '../../platform/components/parts.js';
import { When, type Instant } from '../../platform/components/when.js';
import { countWords } from '../../platform/components/words.js';
import { page, type Frame } from '../../platform/page.view.js';
import type { Changes } from '../../directives/index.js';
import { amendingWords, ChangeList } from './changes.view.js';
import type { Effects } from './words.vi.js';

/** A class of units, with what changes for it. */
export interface PreviewClass {
  /** The addressee as the paper writes it; null where nobody knows it. */
  addressee: string | null;
  owesWork: boolean;
  ownTerm: boolean;
  again: number;
  expected: number;
  changes: Changes;
}

export interface AmendPreviewProps extends Effects {
  directive: string;
  name: string;
  /** The amendment as it was given, carried along to be confirmed or edited. */
  amendment: string;
  reason: string;
  again: number;
  leftAlone: number;
  expected: number;
  returned: number;
  notMigrated: number;
  repeated: boolean;
  receiptDueAt: Instant;
  subject: { before: string; after: string };
  classes: readonly PreviewClass[];
  errors: readonly FormError[];
}

const changesAny = ({ changes }: PreviewClass): boolean =>
  changes.changed.length + changes.added.length + changes.removed.length > 0 || changes.deadline !== null;

function ClassSection({ one, frame }: { one: PreviewClass; frame: Frame }): JSX.Element {
  const words = amendingWords(frame.locale).check;
  const notes = [one.ownTerm ? words.ownTerm : '', one.owesWork ? '' : words.informed].filter(Boolean).join(', ');
  return (
    <section class="sheet">
      <h3>
        <span safe>{one.addressee ?? words.noLine}</span>
        {notes === '' ? null : <small safe>{` (${notes})`}</small>}
      </h3>
      {changesAny(one) ? (
        <>
          <p>
            <b safe>{words.units(countWords(one.again, frame.locale))}</b>
          </p>
          <ChangeList changes={one.changes} locale={frame.locale} />
        </>
      ) : (
        <p class="muted" safe>
          {words.untouched}
        </p>
      )}
    </section>
  );
}

function Confirm({ props, frame }: { props: AmendPreviewProps; frame: Frame }): JSX.Element {
  const words = amendingWords(frame.locale).check;
  const path = `/directives/${props.directive}/amend`;
  return (
    <div class="doors">
      {props.repeated || props.notMigrated > 0 ? null : (
        <form method="post" action={path} class="act act-big">
          <Hidden name="amendment" value={props.amendment} />
          <Submit label={words.confirm(countWords(props.again, frame.locale))} icon="check" />
        </form>
      )}
      <form method="post" action={`${path}/edit`} class="act">
        <Hidden name="amendment" value={props.amendment} />
        <Submit label={words.edit} look="secondary" icon="back" />
      </form>
    </div>
  );
}

function Counts({ props, frame }: { props: AmendPreviewProps; frame: Frame }): JSX.Element {
  const words = amendingWords(frame.locale);
  const count = (n: number): JSX.Element => <b safe>{countWords(n, frame.locale)}</b>;
  const { subject } = props;
  return (
    <Facts
      rows={[
        [words.form.reason, <span safe>{props.reason}</span>],
        [words.check.subject, subject.before === subject.after ? null : <span><del safe>{subject.before}</del> <ins safe>{subject.after}</ins></span>],
        [words.check.again, count(props.again)],
        [words.check.leftAlone, count(props.leftAlone)],
        [words.check.expected, props.expected === 0 ? null : count(props.expected)],
        [words.check.returned, props.returned === 0 ? null : count(props.returned)],
        [words.check.receiptDue, props.again === 0 ? null : <When at={props.receiptDueAt} locale={frame.locale} />],
      ]}
    />
  ); // prettier-ignore
}

/** What follows beside the new text: terms that begin anew, finished work that does, and lateness that stays. */
function EffectsNote({ props, frame }: { props: AmendPreviewProps; frame: Frame }): JSX.Element {
  const words = amendingWords(frame.locale).check;
  const lines = words.effects(props, (n) => countWords(n, frame.locale));
  if (lines.length === 0) return <></>;
  return (
    <Note tone="warning" title={words.effectsTitle} text="">
      <ul>
        {lines.map((line) => (
          <li safe>{line}</li>
        ))}
      </ul>
    </Note>
  );
}

/** What an amendment would do, before anything is changed: who acknowledges again, and why. */
export function amendPreviewPage(frame: Frame, props: AmendPreviewProps): string {
  const words = amendingWords(frame.locale);
  const content = (
    <>
      <Crumbs
        label={words.versions.crumbs}
        crumbs={[
          { href: `/directives/${props.directive}`, text: props.name },
          { href: null, text: words.check.title },
        ]}
      />
      <ErrorSummary errors={props.errors} locale={frame.locale} />
      <h1>
        <span safe>{words.check.title}</span> <small safe>{props.name}</small>
      </h1>
      {props.repeated ? <Note tone="plain" text={words.check.nothing} /> : null}
      {props.notMigrated > 0 ? <Note tone="warning" text={words.check.notMigrated(props.notMigrated)} /> : null}
      <Counts props={props} frame={frame} />
      <EffectsNote props={props} frame={frame} />
      <Confirm props={props} frame={frame} />
      <h2 safe>{words.check.byClass}</h2>
      <p class="cell-note">
        <del safe>{words.changes.deleted}</del> · <ins safe>{words.changes.inserted}</ins>
      </p>
      {props.classes.map((one) => (
        <ClassSection one={one} frame={frame} />
      ))}
    </>
  );
  return page({ title: words.check.title, frame, content, current: 'directives' });
}
