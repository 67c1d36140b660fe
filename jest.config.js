/**
 * Four projects, one a kind of proof: `unit` (pure code, the inner loop), `twins` (the twins
 * themselves, and our code over HTTP to them), `integration` (the built package in n8n-core), `e2e`
 * (the real n8n server).
 */
/** Suites beside those of `unit` that go over HTTP to the twins: too slow for the inner loop. */
const ON_TWINS = '-on-twins\\.test\\.ts$';

const shared = {
	testEnvironment: 'node',
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{
				jsc: {
					parser: { syntax: 'typescript', decorators: true },
					transform: { legacyDecorator: true, decoratorMetadata: true },
					target: 'es2022',
				},
				module: { type: 'commonjs' },
			},
		],
	},
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/demo/n8n'],
};

const light = {
	...shared,
	moduleNameMapper: {
		'^n8n-workflow$': '<rootDir>/test/support/n8n-workflow.js',
		'^fast-check$': '<rootDir>/test/support/fast-check.js',
	},
};

module.exports = {
	projects: [
		{
			...light,
			displayName: 'unit',
			testMatch: ['<rootDir>/test/unit/**/*.test.ts'],
			testPathIgnorePatterns: [ON_TWINS],
		},
		{
			...light,
			displayName: 'twins',
			testMatch: ['<rootDir>/test/twins/**/*.test.ts', '<rootDir>/test/unit/**/*-on-twins.test.ts'],
		},
		{
			...shared,
			displayName: 'integration',
			modulePathIgnorePatterns: ['<rootDir>/demo/n8n'],
			testMatch: ['<rootDir>/test/integration/**/*.test.ts'],
			setupFiles: ['<rootDir>/test/integration/setup.ts'],
		},
		{
			...shared,
			displayName: 'e2e',
			testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
			globalSetup: '<rootDir>/test/e2e/global-setup.ts',
			setupFilesAfterEnv: ['<rootDir>/test/e2e/patience.ts'],
		},
	],
	testTimeout: 30000,
	reporters: ['default', '<rootDir>/test/tally.js'],
};
