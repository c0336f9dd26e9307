/** The pages of an issuer before a directive is issued; what becomes of it is drawn by tracking. */
export { draftPage } from './draft.view.js';
export { directivesPage, type DirectiveLine } from './list.view.js';
export { ISSUE_FORM, previewPage } from './preview.view.js';
