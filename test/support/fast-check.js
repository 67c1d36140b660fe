/**
 * fast-check for the tests: a plain `npm test` draws the same examples each time, so that a red run
 * is about the change it was started for. To search for new ones, set `PROPERTY_SEED` to `random`
 * or a number, and `PROPERTY_RUNS` to a factor: `PROPERTY_RUNS=20 PROPERTY_SEED=random npm run test:unit`.
 */
const { join } = require('node:path');

const { default: fc } = require(
	join(__dirname, '..', '..', 'node_modules', 'fast-check', 'lib', 'cjs', 'fast-check.js'),
);

const { PROPERTY_RUNS: factor = '1', PROPERTY_SEED: seed = '1' } = process.env;

module.exports = {
	__esModule: true,
	default: {
		...fc,
		assert: (property, { numRuns = 100, ...how } = {}) =>
			fc.assert(property, {
				...(seed === 'random' ? {} : { seed: Number(seed) }),
				...how,
				numRuns: numRuns * Number(factor),
			}),
	},
};
