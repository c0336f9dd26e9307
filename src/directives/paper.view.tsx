import type { Locale } from '../platform/caller.js';
import { Input, Submit } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { numberWords, paperWords } from '../platform/components/paper.js';
import { Note } from '../platform/components/parts.js';
import { Signatures, type SignatureFound } from '../signatures/index.js';
import { directiveWords } from './list.view.js';
import type { PaperAbove } from './papers-above.js';

/** The id of the draft form, for buttons that stand outside it. */
export const DRAFT_FORM = 'draft';

/** What else a clerk may do with a paper than issue it: keep it as a basis, discard it. */
export function Otherwise({ paperId, locale }: { paperId: string; locale: Locale }): JSX.Element {
  const words = directiveWords(locale).draft;
  return (
    <details class="sheet otherwise">
      <summary safe>{words.otherwise}</summary>
      <form method="post" action={`/dispatches/${paperId}/arrival`}>
        <p safe>{words.arriveText}</p>
        <Input name="arrivalNumber" label={words.arrivalNumber} hint={words.arrivalNumberHint} type="number" />
        <Submit label={words.arrive} icon="inbox" look="secondary" />
      </form>
      <p safe>{words.keepText}</p>
      <button
        type="submit"
        form={DRAFT_FORM}
        formaction={`/dispatches/${paperId}/keep`}
        class="button button-secondary"
      >
        <Icon name="paper" /> <span safe>{words.keep}</span>
      </button>
      <form method="post" action={`/dispatches/${paperId}/discard`}>
        <p safe>{words.discardText}</p>
        <Submit label={words.discard} icon="refuse" look="quiet" />
      </form>
    </details>
  );
}

/** Of a draft that carries on a paper from above: which one, and what comes next. */
export function AboveNote({ above, locale }: { above: PaperAbove; locale: Locale }): JSX.Element {
  const words = directiveWords(locale).draft;
  return (
    <Note tone="plain" title={words.aboveTitle} text={words.aboveText}>
      <p>
        <a href={`/assignments/${above.assignment}`} safe>
          {`${paperWords(above.paper, locale)}, ${above.paper.issuer}`}
        </a>
        {': '}
        <span safe>{above.paper.subject}</span>
      </p>
    </Note>
  );
}

export interface KnownPaper {
  why: 'same-file' | 'same-text' | 'same-number';
  dispatchId: string | null;
  directiveId: string | null;
  number: number | null;
  symbol: string | null;
  subject: string | null;
}

export interface MatchingDraft {
  directiveId: string;
  provisional: string | null;
  subject: string;
  /** 0..1 */
  score: number;
}

/** What the unit has already: the same paper, or a draft of which this is the numbered copy. */
export function PaperNotices(props: {
  paperId: string;
  state: 'read' | 'kept' | 'merged' | 'discarded';
  duplicates: readonly KnownPaper[];
  matches: readonly MatchingDraft[];
  /** Of a PDF what was found of its signatures. */
  signatures: readonly SignatureFound[] | undefined;
  locale: Locale;
}): JSX.Element {
  const words = directiveWords(props.locale).draft;
  const why = { 'same-file': words.sameFile, 'same-text': words.sameText, 'same-number': words.sameNumber };
  return (
    <>
      {props.state === 'read' ? null : (
        <Note tone="plain" text={props.state === 'kept' ? words.stateKept : words.stateGone} />
      )}
      {props.signatures ? (
        <PaperSignatures paperId={props.paperId} found={props.signatures} locale={props.locale} />
      ) : null}
      {props.matches.map((match) => (
        <Note
          tone="plain"
          title={words.matches}
          text={[match.provisional, match.subject, words.likeness(Math.floor(match.score * 100))]
            .filter(Boolean)
            .join(' · ')}
        >
          <p>
            <a class="button button-secondary" href={`/dispatches/${props.paperId}/match/${match.directiveId}`} safe>
              {words.compare}
            </a>
          </p>
        </Note>
      ))}
      {props.duplicates.length === 0 ? null : (
        <Note tone="warning" title={words.duplicates} text="">
          <ul>
            {props.duplicates.map((known) => (
              <li>
                <a
                  href={
                    known.directiveId ? `/directives/${known.directiveId}/preview` : `/dispatches/${known.dispatchId}`
                  }
                  safe
                >
                  {[numberWords(known, props.locale), known.subject].filter(Boolean).join(' · ')}
                </a>{' '}
                <span safe>{`(${why[known.why]})`}</span>
              </li>
            ))}
          </ul>
        </Note>
      )}
    </>
  );
}

/** The digital signatures of a PDF as they were found, beside the paper. */
function PaperSignatures(props: { paperId: string; found: readonly SignatureFound[]; locale: Locale }): JSX.Element {
  const words = directiveWords(props.locale).draft;
  return (
    <div class="paper-signatures">
      {props.found.length === 0 ? (
        <p class="muted" safe>
          {words.noSignature}
        </p>
      ) : (
        <Signatures found={props.found} locale={props.locale} />
      )}
      <form method="post" action={`/dispatches/${props.paperId}/signatures`}>
        <Submit label={words.verifyAgain} icon="shield" look="quiet" />
      </form>
    </div>
  );
}
