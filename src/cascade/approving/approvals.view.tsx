import type { Locale } from '../../platform/caller.js';
import { Submit } from '../../platform/components/form.js';
import { Empty, NextLink } from '../../platform/components/parts.js';
import { instantWords } from '../../platform/components/when.js';
import { page, type Frame } from '../../platform/page.view.js';
import type { ApprovalRow } from './approval.queries.js';
import { en } from './words.en.js';
import { vi, type ApprovingWords } from './words.vi.js';

export const approvingWords = (locale: Locale): ApprovingWords => (locale === 'vi' ? vi : en);

/** A request with what the reader may do about it. */
export type ShownApproval = ApprovalRow & { isOwn: boolean; isVoid: boolean; mayDecide: boolean };

function Decide({ approval, words }: { approval: ShownApproval; words: ApprovingWords }): JSX.Element {
  const { isOwn, isVoid } = approval;
  const acts = isOwn ? (['withdraw'] as const) : isVoid ? (['refuse'] as const) : (['give', 'refuse'] as const);
  return (
    <div class="act-row">
      {acts.map((act) => (
        <form method="post" action={`/approvals/${approval.id}/${act}`}>
          <Submit label={words[act]} look={act === 'give' ? 'primary' : 'secondary'} />
        </form>
      ))}
    </div>
  );
}

/** One request: what, by whom, why, and the decision. */
export function Approval({ approval, locale }: { approval: ShownApproval; locale: Locale }): JSX.Element {
  const words = approvingWords(locale);
  const by = approval.askedByName ?? words.somebody;
  return (
    <div class="note note-warning">
      <div>
        <strong safe>{words.waiting(words.acts[approval.act])}</strong>
        <p safe>{words.asked(by, instantWords(approval.askedAt, locale))}</p>
        {approval.reason === null ? null : <p safe>{words.reason(approval.reason)}</p>}
        {approval.isVoid ? <p safe>{approval.isOwn ? words.voidOwn : words.voidOther}</p> : null}
        {approval.mayDecide ? <Decide approval={approval} words={words} /> : null}
      </div>
    </div>
  );
}

/** `/approvals`: what waits for a second person of the reader's office. */
export function approvalsPage(
  frame: Frame,
  props: { items: readonly ShownApproval[]; nextHref: string | null },
): string {
  const { locale } = frame;
  const words = approvingWords(locale);
  const content = (
    <>
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {words.intro}
      </p>
      {props.items.length === 0 ? <Empty icon="done" title={words.empty} /> : null}
      {props.items.map((approval) => (
        <section class="sheet">
          <h2>
            <a href={`/directives/${approval.directiveId}`} safe>
              {approval.subject}
            </a>
          </h2>
          <Approval approval={approval} locale={locale} />
        </section>
      ))}
      <NextLink href={props.nextHref} locale={locale} />
    </>
  );
  return page({ title: words.title, frame, content, current: 'directives' });
}
