/** The pages of an issuer before a directive is issued; what becomes of it is drawn by tracking. */
export { draftPage, type DraftAddressee, type DraftProps } from './draft.view.js';
export { directivesPage, type DirectiveLine, type DirectivesProps } from './list.view.js';
export { previewPage, type PreviewProps, type RosterGroup } from './preview.view.js';
export { type Unsettled } from './settle.view.js';
