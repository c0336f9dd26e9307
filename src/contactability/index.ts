/** The door of the slice: how sure the way to a unit is. */
export { BeforeIssuing } from './before.view.js';
export { ContactabilityModule } from './contactability.module.js';
export { contactJson } from './contactability.json.js';
export { contactabilityOf, countClasses, listContactability, type ContactLine } from './contactability.queries.js';
export { NOT_CONTACTABLE, notContactable, type ClassCounts } from './contactability.rules.js';
export { classesOf, contactQuery } from './contactability.schemas.js';
export { rosterContactPage } from './contactability.view.js';
