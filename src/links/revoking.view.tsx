import type { Locale } from '../platform/caller.js';
import { Hidden, Submit } from '../platform/components/form.js';
import { linkWords } from './link.view.js';

interface RevokeProps {
  assignment: string;
  /** Of the links that the reader knows of. */
  generation: number;
  locale: Locale;
}

/** Folded away: ending the links and codes of a duty. */
export function RevokeForm({ assignment, generation, locale }: RevokeProps): JSX.Element {
  const words = linkWords(locale).revoke;
  return (
    <details class="inline">
      <summary safe>{words.title}</summary>
      <form method="post" action={`/assignments/${assignment}/revoke-links`}>
        <Hidden name="generation" value={String(generation)} />
        <p safe>{words.hint}</p>
        <Submit label={words.button} look="warning" />
      </form>
    </details>
  );
}
