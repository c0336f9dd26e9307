export { DEMO_DOORS, DemoAccounts, type DemoDoor } from './demo-accounts.js';
export { addDemoCommands } from './demo.commands.js';
export { DemoModule } from './demo.module.js';
export { MoveDemoClock, type ClockMove } from './move-demo-clock.usecase.js';
export { DEMO_STARTS_AT, SeedDemo } from './seed-demo.usecase.js';
