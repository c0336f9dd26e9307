import { dateWords } from '../platform/components/when.js';
import type { IsoDate } from '../platform/vn-time.js';
import type { Frame } from '../platform/page.view.js';
import type { AssignmentProps, DutyRelative } from './assignment-props.js';
import { assignmentWords } from './inbox.view.js';

function Relatives({ title, relatives, frame }: { title: string; relatives: readonly DutyRelative[]; frame: Frame }) {
  if (relatives.length === 0) return <></>;
  const words = assignmentWords(frame.locale).lineage;
  return (
    <>
      <h3 safe>{title}</h3>
      <ul>
        {relatives.map(({ name, href, effectiveOn }) => (
          <li>
            {href === null ? <span safe>{name}</span> : <a href={href} safe>{name}</a>}{' '}
            <span class="muted" safe>
              {words.since(dateWords(effectiveOn, frame.locale))}
            </span>
          </li>
        ))}
      </ul>
    </>
  ); // prettier-ignore
}

/** What a reorganisation did to the duty, and who has the figures of which part of the period. */
export function Lineage({ props, frame }: { props: AssignmentProps; frame: Frame }): JSX.Element {
  const { predecessors, successors, producers } = props.lineage;
  if (predecessors.length + successors.length === 0) return <></>;
  const words = assignmentWords(frame.locale).lineage;
  const day = (on: IsoDate | null): string => (on === null ? '…' : dateWords(on, frame.locale));
  return (
    <section class="sheet" aria-labelledby="lineage">
      <h2 id="lineage" safe>
        {words.title}
      </h2>
      <Relatives title={words.predecessors} relatives={predecessors} frame={frame} />
      <Relatives title={words.successors} relatives={successors} frame={frame} />
      {producers.length === 0 ? null : (
        <>
          <h3 safe>{words.producers}</h3>
          <p class="muted" safe>
            {words.producersText}
          </p>
          <ul>
            {producers.map(({ name, from, to }) => (
              <li safe>{words.part(name, day(from), day(to))}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The duties that go on from one that a reorganisation closed, for those who may open them. */
export function Successors({ props }: { props: AssignmentProps }): JSX.Element {
  const linked = props.lineage.successors.filter(({ href }) => href !== null);
  if (linked.length === 0) return <></>;
  return (
    <ul>
      {linked.map(({ name, href }) => (
        <li>
          <a href={href!} safe>
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
