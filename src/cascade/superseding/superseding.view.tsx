import type { Locale } from '../../platform/caller.js';
import { Select, Submit, type Option } from '../../platform/components/form.js';
import { Note } from '../../platform/components/parts.js';
import { frameWords } from '../../platform/components/words.js';
import { amendingWords } from '../amending/changes.view.js';
import { en } from './words.en.js';
import { vi, type SupersedingWords } from './words.vi.js';

const supersedingWords = (locale: Locale): SupersedingWords => (locale === 'vi' ? vi : en);

/** A paper that is pointed to; `href` is null where the reader may not open it. */
export interface LinkedPaper {
  name: string;
  href: string | null;
}

const PaperLink = ({ paper }: { paper: LinkedPaper }): JSX.Element =>
  paper.href === null ? (
    <span safe>{paper.name}</span>
  ) : (
    <a href={paper.href} safe>
      {paper.name}
    </a>
  );

/** Folded away: putting a later paper of one's own in the place of this one; without one, how to come by it. */
export function SupersedeForm(props: { directive: string; later: readonly Option[]; locale: Locale }): JSX.Element {
  const { directive, later, locale } = props;
  const words = amendingWords(locale).directive;
  if (later.length === 0)
    return (
      <details class="inline">
        <summary safe>{words.supersede}</summary>
        <p safe>{supersedingWords(locale).none}</p>
        <p>
          <a class="button button-secondary" href="/directives/new" safe>
            {supersedingWords(locale).begin}
          </a>
        </p>
      </details>
    );
  return (
    <details class="inline">
      <summary safe>{words.supersede}</summary>
      <form method="post" action={`/directives/${directive}/supersede`}>
        <p safe>{words.supersedeHint}</p>
        <Select
          name="by"
          label={words.supersedeBy}
          options={[{ value: '', label: frameWords(locale).choose }, ...later]}
          required
        />
        <Submit label={words.supersede} look="warning" />
      </form>
    </details>
  );
}

/** The papers that this one took the place of. */
function Replaces({ papers, locale }: { papers: readonly LinkedPaper[]; locale: Locale }): JSX.Element {
  if (papers.length === 0) return <></>;
  return (
    <p>
      <b safe>{amendingWords(locale).directive.replaces}</b>
      {': '}
      {papers.map((paper, i) => (
        <>
          {i === 0 ? '' : '; '}
          <PaperLink paper={paper} />
        </>
      ))}
    </p>
  );
}

/** To who issued a paper below one that was superseded: it stays in force, and is theirs to decide about. */
function BasisSuperseded({ later, locale }: { later: LinkedPaper; locale: Locale }): JSX.Element {
  const words = amendingWords(locale).directive;
  return (
    <Note tone="warning" title={words.basisTitle} text={words.basisText}>
      <p>
        <span safe>{words.basisLink}</span>
        {': '}
        <PaperLink paper={later} />
      </p>
    </Note>
  );
}

/** What a paper replaced, and what replaced the one that it carries on. */
export const Supersession = (props: {
  replaced: readonly LinkedPaper[];
  basisReplacedBy: LinkedPaper | null;
  locale: Locale;
}): JSX.Element => (
  <>
    <Replaces papers={props.replaced} locale={props.locale} />
    {props.basisReplacedBy === null ? null : <BasisSuperseded later={props.basisReplacedBy} locale={props.locale} />}
  </>
);

/** Which paper took the place of the one that a unit's duty was under. */
export function ReplacedBy({ later, own, locale }: { later: LinkedPaper; own: string | null; locale: Locale }) {
  const words = amendingWords(locale).unit;
  return (
    <p>
      <b safe>{words.replacedTitle}</b>
      {': '}
      <PaperLink paper={later} />
      {own === null ? null : (
        <>
          {' – '}
          <a href={own} safe>
            {words.replacedOwn}
          </a>
        </>
      )}
    </p>
  );
}
