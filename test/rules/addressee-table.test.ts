import { beforeAll, describe, expect, test } from '@jest/globals';
import { resolveAddressee } from '../../src/units/addressee.rules.js';
import { AFTER_AREAS } from './addressee-table/after-areas.js';
import { AFTER_BODIES } from './addressee-table/after-bodies.js';
import { BEFORE_AREAS } from './addressee-table/before-areas.js';
import { BEFORE_BODIES } from './addressee-table/before-bodies.js';
import type { Row, Section } from './addressee-table/expectations.js';
import { Register } from './addressee-table/register.js';
import { RESTRICTED } from './addressee-table/restricted.js';
import { WRITING } from './addressee-table/writing.js';

let register: Register;
beforeAll(async () => {
  register = await Register.read();
});

const SECTIONS: readonly Section[] = [
  ...BEFORE_AREAS,
  ...AFTER_AREAS,
  ...BEFORE_BODIES,
  ...AFTER_BODIES,
  ...WRITING,
  ...RESTRICTED,
];
const WITHOUT_CANDIDATES = ['people', 'same-as-addressees', 'filing', 'count-differs', 'exception'];

/** What a row of the table says against what was resolved, in few words. */
function difference(section: Section, [text, expected, count, doubts = []]: Row): string[] {
  const found = resolveAddressee(text, section.issuer, register.on(section.day), {
    ended: register.ended(section.day),
  });
  const got = found.units.map(({ code }) => code);
  const wanted = expected(register.lists);
  const parts = found.notUnderstood?.parts ?? [];
  const short = (codes: string[]) => `${codes.slice(0, 4).join(' ')}${codes.length > 4 ? ` … (${codes.length})` : ''}`;
  const said: string[] = [];
  if (new Set(wanted).size !== count) said.push(`the table says ${count}, its lists ${new Set(wanted).size}`);
  const missing = wanted.filter((code) => !got.includes(code));
  const extra = got.filter((code) => !wanted.includes(code));
  if (missing.length > 0) said.push(`without ${short(missing)}`);
  if (extra.length > 0) said.push(`but also ${short(extra)}`);
  const reasons = doubts.map((doubt) => (typeof doubt === 'string' ? doubt : doubt[0]));
  if (parts.map(({ reason }) => reason).join() !== reasons.join())
    said.push(`asks ${parts.map((part) => `${part.reason} “${part.text}”`).join(', ') || 'nothing'}`);
  for (const [i, doubt] of doubts.entries())
    if (typeof doubt !== 'string') {
      const areas = parts[i]?.areas?.map(({ code }) => code).toSorted() ?? [];
      if (areas.join() !== doubt[1](register.lists).toSorted().join()) said.push(`misses it in ${short(areas)}`);
    }
  for (const part of parts)
    if (part.candidates.length === 0 && !WITHOUT_CANDIDATES.includes(part.reason)) said.push('offers nobody');
  return said;
}

describe('addressees of the kinds in use', () => {
  for (const section of SECTIONS)
    for (const row of section.rows)
      test(`${section.issuer} on ${section.day}: ${row[0].replace(/\s+/gu, ' ').normalize('NFC')}`, () => {
        expect(difference(section, row)).toEqual([]);
      });

  test('are three hundred and more, in nine provinces and both eras', () => {
    expect(SECTIONS.flatMap(({ rows }) => rows).length).toBeGreaterThanOrEqual(330);
  });
});
