export { PEOPLE_ENTITIES } from './hand-over.entity.js';
