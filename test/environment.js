/**
 * The node environment, which ends each suite's `AsyncLocalStorage` with the suite.
 *
 * jest-circus makes one for every suite and never disables it. Under Node 20 each promise then pays
 * for every suite that its worker has run before: half of the unit tests' time went there.
 */
const { AsyncLocalStorage } = require('node:async_hooks');
const { TestEnvironment } = require('jest-environment-node');

const running = new Set();
const run = AsyncLocalStorage.prototype.run;
AsyncLocalStorage.prototype.run = function (...args) {
	running.add(this);
	return run.apply(this, args);
};

module.exports = class extends TestEnvironment {
	async teardown() {
		for (const storage of running) storage.disable();
		running.clear();
		await super.teardown();
	}
};
