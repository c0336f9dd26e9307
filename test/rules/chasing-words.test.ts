import { describe, expect, it } from '@jest/globals';
import { vi as ofSteps } from '../../src/chasing/steps/words.vi.js';

const PAPER = 'Công văn 07/UBND-VP';

describe('a mail that is addressed to an office', () => {
  it('calls it “quý cơ quan”; “đơn vị” are others, in lists', () => {
    const { unit, ask, alreadyDone } = ofSteps;
    const said = [
      ...Object.values(unit).map((text) => text(PAPER, '3')),
      ...Object.values(ask.firm),
      ask.last,
      alreadyDone,
    ];
    for (const text of said) {
      expect(text).toMatch(/quý cơ quan/i);
      expect(text).not.toMatch(/^Đơn vị|đến đơn vị;|Nếu đơn vị/);
    }
  });
});
