export { REORGANISATION_ENTITIES } from './reorganisation.entity.js';
