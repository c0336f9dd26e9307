import type { Graph } from './graph.rules.js';

/** The graph on the wire: papers with a `ref` that the edges use, the directive's or cited paper's id where there is one. */
export const graphJson = ({ root, nodes, edges, whole, nextCursor }: Graph) => ({
  root,
  papers: nodes.map(({ key, level, directiveId, citedPaperId, dispatchId, more, ...paper }) => ({
    ref: key,
    level,
    directive: directiveId,
    citedPaper: citedPaperId,
    dispatch: dispatchId,
    onlyByCitation: directiveId === null && dispatchId === null,
    ...paper,
    moreBelow: more,
  })),
  edges,
  whole,
  nextCursor,
});
