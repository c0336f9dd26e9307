import type { Locale } from '../platform/caller.js';
import { Select, Submit, type Option } from '../platform/components/form.js';
import { Icon } from '../platform/components/icon.js';
import { dispatchWords } from './dispatches.view.js';
import type { PaperSegment } from './paper-marks.rules.js';

/** The id of the place in the paper where a value begins. */
export const placeId = (field: string): string => `p-${field.replace(/[^a-zA-Z0-9]+/g, '-')}`;

export interface PaperPaneProps {
  segments: readonly PaperSegment[];
  /** Where it came from, in words; null where it was pasted. */
  origin: string | null;
  /** The file as it was handed in; null where there is none. */
  fileHref: string | null;
  /** Plain text: what it was decoded from and what it may be instead. */
  encoding: { name: string; alternatives: readonly Option[]; action: string } | null;
}

function Encoding({ encoding, locale }: { encoding: PaperPaneProps['encoding']; locale: Locale }): JSX.Element {
  if (encoding === null) return <></>;
  const words = dispatchWords(locale).pane;
  return (
    <details class="encoding">
      <summary safe>{words.encoding(encoding.name)}</summary>
      <form method="post" action={encoding.action}>
        <Select name="encoding" label={words.readAs} options={encoding.alternatives} />
        <Submit label={words.readAgain} look="secondary" />
      </form>
    </details>
  );
}

/**
 * The paper's text with a mark on everything that was read from it. `data-fields` of a mark names the values that stand
 * there; a script lights those of the field that has the focus or the pointer, and a link to `#p-<field>` does without.
 */
export function PaperPane({ pane, locale }: { pane: PaperPaneProps; locale: Locale }): JSX.Element {
  const words = dispatchWords(locale).pane;
  return (
    <section class="paper-pane" aria-labelledby="paper-pane-title">
      <h2 id="paper-pane-title" safe>
        {words.title}
      </h2>
      <p class="muted paper-source">
        <span safe>{pane.origin ?? dispatchWords(locale).intake.pasted}</span>
        {pane.fileHref ? (
          <a href={pane.fileHref}>
            <Icon name="down" /> <span safe>{words.download}</span>
          </a>
        ) : null}
      </p>
      <Encoding encoding={pane.encoding} locale={locale} />
      <div class="paper-text" tabindex="0" role="region" aria-label={words.title} data-paper>
        {pane.segments.map(({ text, fields, begins }) => (
          <>
            {begins.map((field) => (
              <span id={placeId(field)} class="place"></span>
            ))}
            {fields.length === 0 ? (
              <span safe>{text}</span>
            ) : (
              <mark data-fields={fields.map(placeId).join(' ')} safe>
                {text}
              </mark>
            )}
          </>
        ))}
      </div>
    </section>
  );
}
