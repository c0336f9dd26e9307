import type { Locale } from '../../platform/caller.js';
import { Submit, TextArea } from '../../platform/components/form.js';
import { en } from './words.en.js';
import { vi, type PausingWords } from './words.vi.js';

export const pausingWords = (locale: Locale): PausingWords => (locale === 'vi' ? vi : en);

/** Folded away: stopping every clock of a directive. */
export function PauseForm({ directive, locale }: { directive: string; locale: Locale }): JSX.Element {
  const words = pausingWords(locale);
  return (
    <details class="inline">
      <summary safe>{words.pause}</summary>
      <form method="post" action={`/directives/${directive}/pause`}>
        <p safe>{words.pauseHint}</p>
        <TextArea id="pause-reason" name="reason" label={words.reason} required />
        <Submit label={words.pause} look="warning" />
      </form>
    </details>
  );
}

/** Letting a paused directive go on. */
export function ResumeForm({ directive, locale }: { directive: string; locale: Locale }): JSX.Element {
  const words = pausingWords(locale);
  return (
    <details class="inline">
      <summary safe>{words.resume}</summary>
      <form method="post" action={`/directives/${directive}/resume`}>
        <p safe>{words.resumeHint}</p>
        <Submit label={words.resume} />
      </form>
    </details>
  );
}
