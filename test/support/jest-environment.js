// plain .js: Jest loads this outside its own resolver
import { TestEnvironment } from 'jest-environment-node';

/** What `expect` compares values with: its `String` is to be the tests' own, and they run in the worker's realm. */
const SHARED =
  /^(\w*Array|\w*Error|Object|String|Number|Boolean|BigInt|Symbol|Function|Date|RegExp|(Weak)?(Map|Set)|Promise|DataView)$/;

/** The realm of Jest's own code. That of the tests is the worker's (jest-runtime.js). */
export default class Environment extends TestEnvironment {
  constructor(...args) {
    super(...args);
    for (const name of Object.getOwnPropertyNames(globalThis).filter((known) => SHARED.test(known)))
      this.global[name] = globalThis[name];
  }
}
