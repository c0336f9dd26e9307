import { Note } from '../platform/components/parts.js';
import type { Frame } from '../platform/page.view.js';
import type { Standing, Work } from '../platform/components/state.js';
import type { AssignmentPart } from './assignment-part.js';
import { assignmentWords } from './inbox.view.js';

interface Shown {
  standing: Standing;
  work: Work;
  relay: string;
  paused: boolean;
  supersededBy: string | null;
}

/** What stops the clocks of a duty, or ended it, and what has been left undone in silence. */
function StandingNote({ shown, frame }: { shown: Shown; frame: Frame }): JSX.Element {
  const words = assignmentWords(frame.locale).standing;
  const { standing, work, relay, paused, supersededBy } = shown;
  if (standing === 'recalled') return <Note tone="plain" title={words.recalled} text={words.recalledText} />;
  if (standing === 'superseded' && supersededBy !== null)
    return <Note tone="plain" title={words.superseded} text={words.supersededText} />;
  if (standing !== 'inForce') return <></>;
  if (paused) return <Note tone="warning" title={words.paused} text={words.pausedText} />;
  if (work === 'waitingOnIssuer') return <Note tone="plain" title={words.waiting} text={words.waitingText} />;
  return relay === 'silent' ? <Note tone="warning" title={words.silent} text={words.silentText} /> : <></>;
}

export const standingPart: AssignmentPart = {
  place: 'state',
  draw: async ({ assignment, frame }) => {
    const { standing, work, relay, context, supersededBy } = assignment;
    const paused = context.paused ?? false;
    return StandingNote({ shown: { standing, work, relay, paused, supersededBy }, frame });
  },
};
