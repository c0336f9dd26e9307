import type { DirectivePart, DirectiveRow } from '../directives/index.js';
import { Note } from '../platform/components/parts.js';
import type { Frame } from '../platform/page.view.js';
import { instantWords } from '../platform/components/when.js';
import { trackingWords } from './progress.view.js';

/** What a directive that no longer runs says of itself: since when, why, and what took its place. */
function Standing({ directive, frame }: { directive: DirectiveRow; frame: Frame }): JSX.Element {
  const words = trackingWords(frame.locale).standing;
  const since = (at: Date | null): string => (at === null ? '' : instantWords(at, frame.locale));
  if (directive.state === 'paused')
    return (
      <Note tone="warning" text={words.paused(since(directive.pausedAt))}>
        {directive.pauseReason === null ? null : <p safe>{words.reason(directive.pauseReason)}</p>}
      </Note>
    );
  if (directive.state === 'recalled')
    return (
      <Note tone="warning" text={words.recalled(since(directive.recalledAt))}>
        {directive.recallReason === null ? null : <p safe>{words.reason(directive.recallReason)}</p>}
      </Note>
    );
  if (directive.state === 'superseded')
    return (
      <Note tone="warning" text={words.superseded(since(directive.supersededAt))}>
        {directive.supersededBy === null ? null : (
          <p>
            <a href={`/directives/${directive.supersededBy}`} safe>
              {words.successor}
            </a>
          </p>
        )}
      </Note>
    );
  return directive.state === 'closed' ? <p safe>{words.closed(since(directive.closedAt))}</p> : <></>;
}

export const standingPart: DirectivePart = {
  place: 'state',
  draw: async ({ directive, frame }) => Standing({ directive, frame }),
};
