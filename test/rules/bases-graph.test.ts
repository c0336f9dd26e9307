import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BOX, layOut, restingOn, type GraphEdge } from '../../src/bases/graph.rules.js';

const edge = (from: string, to: string): GraphEdge => ({ from, to, relations: ['implements'] });
const graphs = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 40 }).chain((levels) => {
  const nodes = levels.map((level, i) => ({ key: `n${i}`, level }));
  const key = fc.constantFrom(...nodes.map((node) => node.key));
  const edges = fc.array(fc.tuple(key, key), { maxLength: 80 });
  return edges.map((pairs) => ({ nodes, edges: pairs.map(([from, to]) => edge(from, to)) }));
});

describe('the graph of bases', () => {
  it('finds for each paper all that rests on it, round circles and shared bases', () => {
    const edges = [edge('letter', 'plan'), edge('office', 'letter'), edge('plan', 'office'), edge('office', 'law')];
    const below = restingOn(['plan', 'law', 'alone'], edges);
    expect([...below.get('plan')!].toSorted()).toEqual(['letter', 'office', 'plan']);
    expect([...below.get('law')!].toSorted()).toEqual(['law', 'letter', 'office', 'plan']);
    expect([...below.get('alone')!]).toEqual(['alone']);
  });

  it('draws every paper once, inside the picture, none over another, in columns by level', () => {
    fc.assert(
      fc.property(graphs, ({ nodes, edges }) => {
        const { width, height, places } = layOut(nodes, edges);
        expect(places.map(({ key }) => key).toSorted()).toEqual(nodes.map(({ key }) => key).toSorted());
        for (const { x, y } of places) {
          expect(x >= 0 && y >= 0 && x + BOX.width <= width && y + BOX.height <= height).toBe(true);
        }
        const at = new Map(places.map((place) => [place.key, place]));
        for (const a of nodes)
          for (const b of nodes) {
            const [p, q] = [at.get(a.key)!, at.get(b.key)!];
            expect(Math.sign(p.x - q.x)).toBe(Math.sign(a.level - b.level));
            expect(a.key === b.key || p.x !== q.x || Math.abs(p.y - q.y) >= BOX.height).toBe(true);
          }
      }),
      { numRuns: 60 },
    );
  });
});
