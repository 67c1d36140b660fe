/**
 * Three projects, one a kind of proof: `unit` (pure code and loopback twins, the inner loop),
 * `integration` (the built package in n8n-core, and orders on both twins), `e2e` (the real n8n server).
 */
/** Suites that go over HTTP to the twins, and wait in real time: too slow for the inner loop. */
const REAL_TIME = '-on-twins\\.test\\.ts$';

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

module.exports = {
	projects: [
		{
			...shared,
			displayName: 'unit',
			testMatch: ['<rootDir>/test/unit/**/*.test.ts'],
			testPathIgnorePatterns: [REAL_TIME],
			moduleNameMapper: {
				'^n8n-workflow$': '<rootDir>/test/support/n8n-workflow.js',
				'^fast-check$': '<rootDir>/test/support/fast-check.js',
			},
		},
		{
			...shared,
			displayName: 'integration',
			modulePathIgnorePatterns: ['<rootDir>/demo/n8n'],
			testMatch: [
				'<rootDir>/test/integration/**/*.test.ts',
				'<rootDir>/test/unit/**/*-on-twins.test.ts',
			],
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
