import { LetterLinks } from '../letters/index.js';
import { NextLink } from '../platform/components/parts.js';
import { ReceiptTag, StandingTag, Tag, WorkTag } from '../platform/components/state.js';
import { frameWords } from '../platform/components/words.js';
import type { Frame } from '../platform/page.view.js';
import type { AssignmentProps } from './assignment-props.js';
import { assignmentWords } from './inbox.view.js';

/** The units that this one passed the paper on to. */
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
      <ul class="units">
        {props.children.map((child) => (
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
            </span>
          </li>
        ))}
      </ul>
      <NextLink href={props.childrenNextHref} locale={frame.locale} />
      <LetterLinks letter="forward" href={`/assignments/${props.id}/forward-letter`} locale={frame.locale} />
    </section>
  );
}
