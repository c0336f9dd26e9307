import type { Locale } from '../platform/caller.js';
import { Submit } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { directiveWords } from './list.view.js';

/** The id of the draft form, for buttons that stand outside it. */
export const DRAFT_FORM = 'draft';

/** What else a clerk may do with a paper than issue it: keep it as a basis, discard it. */
export function Otherwise({ paperId, locale }: { paperId: string; locale: Locale }): JSX.Element {
  const words = directiveWords(locale).draft;
  return (
    <details class="sheet otherwise">
      <summary safe>{words.otherwise}</summary>
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
