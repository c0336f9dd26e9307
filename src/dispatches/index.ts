export { DISPATCH_ENTITIES } from './dispatch.entity.js';
export { LARGEST_FILE_BYTES } from './dispatches.controller.js';
export { DispatchesModule } from './dispatches.module.js';
export { keepDispatch, mustBeOpen, paperOf, storePaper, type KeptPaper } from './keep-dispatch.js';
export { readOpenText, secretRefusal, textOf } from './read-text.js';
export { dispatchSchema, emptyDispatch, type Dispatch } from './reading/dispatch.rules.js';
export { emptyReading, toDispatch, type Reading } from './reading/reading.rules.js';
export { Reading as ReadingFacts, uploadPage, WarningList, Warnings } from './dispatches.view.js';
export { storedText } from './reading/clean-text.rules.js';
