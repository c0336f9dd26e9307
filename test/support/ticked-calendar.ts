/**
 * Working days and hours as the law's words have them, ticked off one by one on a list: every date with its two halves,
 * every minute of them. It shares nothing with the product but the names of what is entered.
 */
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const VIETNAM = 7 * 60 * MINUTE;

export interface Entered {
  on: string;
  kind: 'holiday' | 'compensatory' | 'swap-off' | 'make-up' | 'local-holiday' | 'stop';
  half: 'morning' | 'afternoon' | null;
}
export interface LaidDown {
  from: string;
  until: string | null;
  opens: string;
  noonFrom: string;
  noonTo: string;
  closes: string;
}
/** What one scope has of its own. */
export interface Layer {
  days: Entered[];
  hours: LaidDown[];
}

interface TickedDay {
  on: string;
  midnight: number;
  morning: boolean;
  afternoon: boolean;
  opens: number;
  noonFrom: number;
  noonTo: number;
  closes: number;
}

const minutes = (time: string): number => Number(time.split(':')[0]) * 60 + Number(time.split(':')[1]);

/** The list of the days from `first` on, with the layers over one another, the farthest first. */
export class TickedCalendar {
  readonly days: TickedDay[] = [];
  private readonly at = new Map<string, number>();

  constructor(first: string, length: number, layers: readonly Layer[]) {
    const named = layers.map(({ days }) => new Map(days.map((day) => [day.on, day])));
    for (let i = 0; i < length; i++) {
      const midnight = Date.parse(`${first}T00:00:00+07:00`) + i * DAY;
      const on = new Date(midnight + VIETNAM).toISOString().slice(0, 10);
      const isWeekday = !['Sat', 'Sun'].includes(new Date(midnight + VIETNAM).toUTCString().slice(0, 3));
      const day = {
        on,
        midnight,
        morning: isWeekday,
        afternoon: isWeekday,
        opens: 450,
        noonFrom: 720,
        noonTo: 720,
        closes: 1020,
      };
      for (const [n, layer] of layers.entries()) {
        const entered = named[n]!.get(on);
        if (entered) {
          const isWorked = entered.kind === 'make-up';
          if (entered.half !== 'afternoon') day.morning = isWorked && entered.half === null;
          if (entered.half !== 'morning') day.afternoon = isWorked && entered.half === null;
          if (isWorked && entered.half === 'morning') day.afternoon = true;
          if (isWorked && entered.half === 'afternoon') day.morning = true;
        }
        const covering = layer.hours.filter(({ from, until }) => from <= on && (until === null || until >= on));
        const latest = covering.toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];
        if (latest)
          Object.assign(day, {
            opens: minutes(latest.opens),
            noonFrom: minutes(latest.noonFrom),
            noonTo: minutes(latest.noonTo),
            closes: minutes(latest.closes),
          });
      }
      this.at.set(on, this.days.push(day) - 1);
    }
  }

  index = (on: string): number => this.at.get(on)!;
  /** The place of the day in Việt Nam that an instant lies in. */
  indexOf = (instant: number): number => Math.floor((instant - this.days[0]!.midnight) / DAY);
  isWorked = (i: number): boolean => this.days[i]!.morning || this.days[i]!.afternoon;

  /** The place of the n-th worked day after another, or before it. */
  after(i: number, n: number, by: 1 | -1 = 1): number {
    let place = i;
    for (let ticked = 0; ticked < n;) {
      place += by;
      if (this.isWorked(place)) ticked++;
    }
    return place;
  }

  /** Worked days after one place, up to another. */
  between(from: number, to: number): number {
    let n = 0;
    for (let i = from + 1; i <= to; i++) if (this.isWorked(i)) n++;
    return n;
  }

  /** When the last minute of a day ends in which somebody is at work; on a day off, by its hours. */
  close(i: number): number {
    const day = this.days[i]!;
    const isShort = day.morning && !day.afternoon;
    return day.midnight + (isShort ? day.noonFrom : day.closes) * MINUTE;
  }

  noon = (i: number): number => this.days[i]!.midnight + this.days[i]!.noonFrom * MINUTE;

  /** The place of the day on which somebody first could take in what comes at an instant. */
  received(instant: number): number {
    const i = this.indexOf(instant);
    return this.isWorked(i) && instant < this.close(i) ? i : this.after(i, 1);
  }

  /** The place of the last worked day that is not after another. */
  lastUpTo(i: number): number {
    let place = i;
    while (!this.isWorked(place)) place--;
    return place;
  }

  /** Whether somebody is at work in the minute that begins so many minutes after midnight. */
  private isMinuteWorked(i: number, minute: number): boolean {
    const day = this.days[i]!;
    if (day.morning && minute >= day.opens && minute < day.noonFrom) return true;
    return day.afternoon && minute >= day.noonTo && minute < day.closes;
  }

  /** Every worked minute from one instant until before another, one after the other. */
  workedMinutes(from: number, to: number): number {
    let n = 0;
    for (let at = from; at < to; at += MINUTE) {
      const i = this.indexOf(at);
      if (this.isMinuteWorked(i, (at - this.days[i]!.midnight) / MINUTE)) n++;
    }
    return n;
  }

  /** When so many worked minutes have passed; the beginning of the first one for none. */
  afterMinutes(from: number, n: number): number {
    let left = n;
    for (let at = from; ; at += MINUTE) {
      const i = this.indexOf(at);
      if (!this.isMinuteWorked(i, (at - this.days[i]!.midnight) / MINUTE)) continue;
      if (left === 0) return at;
      if (--left === 0) return at + MINUTE;
    }
  }
}
