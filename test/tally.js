/** The last line of a test run, over all projects, in a form that any CI reads: `N passed, N failed`. */
module.exports = class Tally {
	onRunComplete(_contexts, results) {
		const { numPassedTests, numFailedTests, numPendingTests, testResults } = results;
		// a test file that could not even be loaded holds no test, and is a failure all the same
		const broken = testResults.filter((file) => file.testExecError !== undefined).length;
		const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
		const line = `${numPassedTests} passed, ${numFailedTests + broken} failed${skipped}`;
		// jest's own summary is written after its reporters were told: this line is to stand below it
		process.once('exit', () => process.stderr.write(`${line}\n`));
	}
};
