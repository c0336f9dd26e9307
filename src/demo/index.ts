export { addDemoCommands } from './demo.commands.js';
