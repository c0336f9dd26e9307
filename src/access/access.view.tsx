import type { Locale } from '../platform/caller.js';
import { ErrorSummary, Input, Submit, type FormError } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { page, type Frame } from '../platform/page.view.js';
import { en } from './words.en.js';
import { vi, type AccessWords } from './words.vi.js';

const wordsIn = (locale: Locale): AccessWords => (locale === 'vi' ? vi : en);

export interface SignInProps {
  errors: readonly FormError[];
  /** Where to go afterwards: a path of this site. */
  back: string | null;
  /** No account and no token yet: the page says what to do first. */
  isEmpty: boolean;
}

const COMMANDS = [
  ['find', 'npx thongsuot units tree --at 2026-01-01'],
  ['token', 'npx thongsuot token create --unit CODE --role clerk'],
  ['mail', 'SMTP_URL=smtp://mail.example.gov.vn:587 PUBLIC_URL=https://… npx thongsuot serve'],
] as const;

function First({ words }: { words: AccessWords }): JSX.Element {
  return (
    <section class="sheet" aria-labelledby="first">
      <h2 id="first" safe>
        {words.empty}
      </h2>
      <p safe>{words.emptyText}</p>
      <ol class="first-steps">
        {COMMANDS.map(([step, command]) => (
          <li>
            <span safe>{words.steps[step]}</span>
            <pre>
              <code>{command}</code>
            </pre>
          </li>
        ))}
      </ol>
      <p class="muted" safe>
        {words.docs}
      </p>
    </section>
  );
}

/** `/` and `/sign-in` for somebody who is not signed in, outside the demonstration; posts to `/sign-in`. */
export function signInPage(frame: Frame, props: SignInProps): string {
  const words = wordsIn(frame.locale);
  const content = (
    <>
      <ErrorSummary errors={props.errors} locale={frame.locale} />
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {words.intro}
      </p>
      {props.isEmpty ? <First words={words} /> : null}
      <form method="post" action="/sign-in" class="sheet">
        {props.back === null ? null : <input type="hidden" name="back" value={props.back} />}
        <Input
          name="token"
          label={words.token}
          hint={words.tokenHint}
          type="password"
          autocomplete="current-password"
          required
          error={props.errors.find((error) => error.field === 'token')?.text}
        />
        <Submit label={words.button} icon="arrow" />
      </form>
      <p>
        <Icon name="mail" /> <span safe>{words.mail}</span>
      </p>
    </>
  );
  return page({ title: words.title, frame, content, width: 'narrow' });
}
