/** The door of the slice: the registers of Decree 30/2020, and entering papers that come from outside. */
export { RegisterArrival, type ArrivalToRegister } from './register-arrival.usecase.js';
export { addRegistersCommands } from './registers.commands.js';
export { RegistersModule } from './registers.module.js';
