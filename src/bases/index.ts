export { BasesModule } from './bases.module.js';
export { BasesDoor } from './door.view.js';
