import { attribute, Hidden, Submit } from '../../platform/components/form.js';
import { Facts } from '../../platform/components/parts.js';
import { When, type Instant } from '../../platform/components/when.js';
import { page, type Frame } from '../../platform/page.view.js';
import { linkWords } from '../link.view.js';

interface CalendarProps {
  address: string;
  generation: number;
  expiresAt: Instant;
  mayRevoke: boolean;
}

/** `/deadlines`: where the deadlines of one's unit are subscribed to. */
export function calendarPage(frame: Frame, { address, generation, expiresAt, mayRevoke }: CalendarProps): string {
  const words = linkWords(frame.locale).calendar;
  const content = (
    <>
      <h1 safe>{words.title}</h1>
      <p class="lead" safe>
        {words.lead}
      </p>
      <div class="field">
        <label for="calendar-address" safe>
          {words.address}
        </label>
        <input id="calendar-address" type="text" readonly value={attribute(address)} />
        <p class="field-hint" safe>
          {words.hint}
        </p>
      </div>
      <Facts rows={[[words.until, <When at={expiresAt} locale={frame.locale} />]]} />
      <p>
        <a class="button button-secondary" href={attribute(address)} download="">
          <span safe>{words.open}</span>
        </a>
      </p>
      {mayRevoke ? (
        <form method="post" action="/deadlines/revoke" class="act">
          <Hidden name="generation" value={String(generation)} />
          <p safe>{words.revokeHint}</p>
          <Submit label={words.revoke} look="warning" />
        </form>
      ) : null}
    </>
  );
  return page({ title: words.title, frame, content, width: 'narrow', current: 'assignments' });
}
