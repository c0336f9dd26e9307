import type { Locale } from '../../platform/caller.js';
import { rehearsalWords } from './rehearsal.rules.js';

/** The way to the rehearsal from the page of its directive. */
export function RehearsalLink({ directive, locale }: { directive: string; locale: Locale }): JSX.Element {
  return (
    <a class="button button-secondary" href={`/directives/${directive}/rehearsal`} safe>
      {rehearsalWords(locale).link}
    </a>
  );
}
