import { LetterLinks } from '../letters/index.js';
import { NextLink } from '../platform/components/parts.js';
import { ReceiptTag, StandingTag, Tag, WorkTag } from '../platform/components/state.js';
import { countWords, frameWords } from '../platform/components/words.js';
import type { Frame } from '../platform/page.view.js';
import type { AssignmentProps } from './assignment-props.js';
import { assignmentWords, ReceivedLate } from './inbox.view.js';

function Units({ units, frame }: { units: AssignmentProps['children']; frame: Frame }): JSX.Element {
  return (
    <ul class="units">
      {units.map((child) => (
        <li>
          {child.href ? (
            <a href={child.href} safe>
              {child.unit.name}
            </a>
          ) : (
            <span safe>{child.unit.name}</span>
          )}
          <span class="tags">
            {child.standing === 'inForce' ? (
              <ReceiptTag state={child.receipt} locale={frame.locale} />
            ) : (
              <StandingTag state={child.standing} locale={frame.locale} />
            )}
            {child.relay === 'silent' && child.standing === 'inForce' ? (
              <Tag tone="late" text={frameWords(frame.locale).relay.silent} />
            ) : null}
            {child.receipt === 'acknowledged' ? <WorkTag state={child.work} locale={frame.locale} /> : null}
            <ReceivedLate duty={child} locale={frame.locale} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The units that this one passed the paper on to, and apart from them those that still wait for it. */
export function Children({ props, frame }: { props: AssignmentProps; frame: Frame }): JSX.Element {
  const words = assignmentWords(frame.locale).one;
  if (props.children.length === 0 && props.relay === 'none') return <></>;
  return (
    <section aria-labelledby="children">
      <h2 id="children" safe>
        {words.children}
      </h2>
      {props.children.length === 0 ? (
        <p class="muted" safe>
          {words.noChildren}
        </p>
      ) : null}
      <Units units={props.children} frame={frame} />
      <NextLink href={props.childrenNextHref} locale={frame.locale} />
      {props.waitingForRelay > 0 ? (
        <details id="waiting">
          <summary safe>{words.waitingChildren(countWords(props.waitingForRelay, frame.locale))}</summary>
          <Units units={props.waitingChildren} frame={frame} />
          <NextLink href={props.waitingNextHref} locale={frame.locale} />
        </details>
      ) : null}
      <LetterLinks letter="forward" href={`/assignments/${props.id}/forward-letter`} locale={frame.locale} />
    </section>
  );
}
