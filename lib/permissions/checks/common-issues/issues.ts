/** The manual's "Common Setup Issues", with the rows that show each to be the cause. */
export interface CommonIssue {
	id: string;
	problem: string;
	/** The manual's answer. */
	solution: string;
	/**
	 * Rows that show it. `failed`: any of these that failed; `slow` and `unsteady` are seen in the
	 * calls themselves.
	 */
	shownBy: { rows: string[]; statuses: readonly ('fail' | 'warn')[] } | 'unsteady';
	/** Rows that prove that it is not the cause when they pass. */
	clearedBy: string[];
}

const FAIL = ['fail'] as const;
const ANY = ['fail', 'warn'] as const;

/** The manual's nine, and the tenth that its own security note warns of: a lost secret. */
export const COMMON_ISSUES: readonly CommonIssue[] = [
	{
		id: 'issue.cannot-create-api-user',
		problem: 'Cannot create API-only user',
		solution:
			'Verify that you are logged in to Autotask as an administrator with a security level that can configure Resources/Users (HR).',
		shownBy: { rows: ['identity.user-name'], statuses: FAIL },
		clearedBy: ['identity.user-name'],
	},
	{
		id: 'issue.security-level-missing',
		problem: 'Security level options missing',
		solution:
			'Check your Autotask version and permissions: "API User (system) (API-only)" must be in the list of Security Level; contact Autotask support if it is not.',
		shownBy: { rows: ['identity.api-only'], statuses: FAIL },
		clearedBy: ['identity.api-only'],
	},
	{
		id: 'issue.tracking-identifier-rejected',
		problem: 'Tracking identifier rejected',
		solution: 'Use a unique identifier that has not been used before.',
		shownBy: { rows: ['identity.tracking-identifier'], statuses: FAIL },
		clearedBy: ['identity.tracking-identifier'],
	},
	{
		id: 'issue.no-data',
		problem: 'API calls return no data',
		solution: 'Check line of business assignments and module permissions.',
		shownBy: { rows: ['line-of-business'], statuses: ANY },
		clearedBy: ['line-of-business'],
	},
	{
		id: 'issue.authentication',
		problem: 'Authentication failures',
		solution: 'Verify that the API credentials are correct and that the user is active.',
		shownBy: {
			rows: ['identity.user-name', 'identity.secret', 'identity.locked'],
			statuses: FAIL,
		},
		clearedBy: ['identity.secret'],
	},
	{
		id: 'issue.limited-functionality',
		problem: 'Limited functionality',
		solution: 'Review and expand module access permissions as needed.',
		shownBy: { rows: ['module.'], statuses: ANY },
		clearedBy: ['module.Products'],
	},
	{
		id: 'issue.cannot-connect',
		problem: 'Cannot connect to Autotask API',
		solution: 'Check firewall settings and TLS support.',
		shownBy: {
			rows: ['name', 'connection', 'tls', 'gateway'].map((part) => `reach.autotask.${part}`),
			statuses: FAIL,
		},
		clearedBy: ['reach.autotask.gateway'],
	},
	{
		id: 'issue.intermittent',
		problem: 'Intermittent connection failures',
		solution: 'Verify network stability and DNS resolution.',
		shownBy: 'unsteady',
		clearedBy: ['reach.autotask.gateway'],
	},
	{
		id: 'issue.slow',
		problem: 'Slow API responses',
		solution: 'Check network latency and Autotask system performance.',
		shownBy: { rows: ['reach.autotask.speed'], statuses: ANY },
		clearedBy: ['reach.autotask.speed'],
	},
	{
		id: 'issue.lost-secret',
		problem: 'Secret lost: it is shown only once',
		solution: 'Generate a new secret for the API user, and enter it in the credential immediately.',
		shownBy: { rows: ['identity.secret'], statuses: FAIL },
		clearedBy: ['identity.secret'],
	},
];
