import { describe, expect, it } from '@jest/globals';
import { nationalDays, nationalYears } from '../../src/calendar/national-calendar.rules.js';
import { isWeeklyRestDay, isWorkingDay } from '../../src/calendar/working-days.rules.js';
import { plusDays } from '../../src/platform/vn-time.js';
import { national } from '../support/national-calendar.js';

/** Every weekday that is off in that year, as `dd/MM`. */
function weekdaysOff(year: number): string[] {
  const off: string[] = [];
  for (let on = `${year}-01-01`; on <= `${year}-12-31`; on = plusDays(on, 1))
    if (!isWeeklyRestDay(on) && !isWorkingDay(on, national)) off.push(`${on.slice(8)}/${on.slice(5, 7)}`);
  return off;
}
const restDaysWorked = (year: number): string[] =>
  nationalDays().flatMap(({ on, kind }) => (kind === 'make-up' && on.startsWith(`${year}`) ? [on] : []));

const ofKind = (year: number, kind: string) =>
  nationalDays().filter((day) => day.kind === kind && day.on.startsWith(`${year}`));
const onWeekends = (year: number) => ofKind(year, 'holiday').filter(({ on }) => isWeeklyRestDay(on));

describe('the national calendar', () => {
  it.each([
    [2018, '01/01 14/02 15/02 16/02 19/02 20/02 25/04 30/04 01/05 03/09 31/12'],
    [2019, '01/01 04/02 05/02 06/02 07/02 08/02 15/04 29/04 30/04 01/05 02/09'],
    [2020, '01/01 23/01 24/01 27/01 28/01 29/01 02/04 30/04 01/05 02/09'],
    [2021, '01/01 10/02 11/02 12/02 15/02 16/02 21/04 30/04 03/05 02/09 03/09'],
    [2022, '03/01 31/01 01/02 02/02 03/02 04/02 11/04 02/05 03/05 01/09 02/09'],
    [2023, '02/01 20/01 23/01 24/01 25/01 26/01 01/05 02/05 03/05 01/09 04/09'],
    [2024, '01/01 08/02 09/02 12/02 13/02 14/02 18/04 29/04 30/04 01/05 02/09 03/09'],
    [2025, '01/01 27/01 28/01 29/01 30/01 31/01 07/04 30/04 01/05 02/05 01/09 02/09'],
    [2026, '01/01 02/01 16/02 17/02 18/02 19/02 20/02 27/04 30/04 01/05 31/08 01/09 02/09 24/11'],
  ])('has the weekdays off that were announced for %i', (year, days) => {
    expect(weekdaysOff(year)).toEqual(days.split(' '));
  });

  it('has the Saturdays worked back that were announced', () => {
    const worked = nationalYears().flatMap(({ year }) => restDaysWorked(year));
    expect(worked).toEqual(['2019-01-05', '2019-05-04', '2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22']);
  });

  it('keeps every day of Tết 2026 off, from 14 to 22 February', () => {
    for (let on = '2026-02-14'; on <= '2026-02-22'; on = plusDays(on, 1))
      expect(isWorkingDay(on, national)).toBe(false);
    expect(isWorkingDay('2026-02-13', national)).toBe(true);
    expect(isWorkingDay('2026-02-23', national)).toBe(true);
  });

  it('gives ten days by law until 2020, eleven from 2021, twelve from 2026, and a day for each on a weekend', () => {
    for (let year = 2018; year <= 2026; year++) {
      expect([year, ofKind(year, 'holiday').length]).toEqual([year, year < 2021 ? 10 : year < 2026 ? 11 : 12]);
      expect([year, ofKind(year, 'compensatory').length]).toEqual([year, onWeekends(year).length]);
    }
  });

  it('does not guess 2027: the year is provisional and the second day of National Day open', () => {
    expect(national.officialYears.has(2026)).toBe(true);
    expect(national.officialYears.has(2027)).toBe(false);
    expect(weekdaysOff(2027)).toEqual('01/01 05/02 08/02 09/02 10/02 11/02 16/04 30/04 03/05 02/09 24/11'.split(' '));
  });

  it('names each date once, with its source, and only weekdays as swapped, only rest days as worked', () => {
    const days = nationalDays();
    expect(new Set(days.map(({ on }) => on)).size).toBe(days.length);
    expect(days.filter(({ name, legalBasis }) => !name || !legalBasis)).toEqual([]);
    expect(days.filter(({ on, kind }) => isWeeklyRestDay(on) && ['compensatory', 'swap-off'].includes(kind))).toEqual(
      [],
    );
    expect(days.filter(({ on, kind }) => !isWeeklyRestDay(on) && kind === 'make-up')).toEqual([]);
  });
});
