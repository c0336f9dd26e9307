import { Input, Submit } from '../../platform/components/form.js';
import { page, type Frame } from '../../platform/page.view.js';
import { linkWords } from '../link.view.js';

interface CodeProps {
  /** What was typed, or stands in the address that was scanned. */
  typed: string;
  error?: string;
}

/** `/m`: one field, for a telephone as well as for a clerk who is called up. */
export function codePage(frame: Frame, { typed, error }: CodeProps): string {
  const words = linkWords(frame.locale).code;
  const content = (
    <>
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {frame.caller ? words.leadSignedIn : words.lead}
      </p>
      <form method="post" action="/m" class="act act-big act-link">
        <Input
          name="code"
          label={words.label}
          hint={words.hint}
          value={typed}
          inputmode="numeric"
          autocomplete="off"
          error={error}
          required
        />
        <Submit label={words.look} icon="arrow" />
      </form>
    </>
  );
  return page({ title: words.title, frame, content, width: 'narrow' });
}
