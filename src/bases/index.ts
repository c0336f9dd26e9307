export { BasesModule } from './bases.module.js';
