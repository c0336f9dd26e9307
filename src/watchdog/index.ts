export { WatchdogModule } from './watchdog.module.js';
