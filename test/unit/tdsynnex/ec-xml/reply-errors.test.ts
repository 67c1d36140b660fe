import { NoAnswer, type NoAnswerKind } from '../../../../lib/shared/http';
import { Problem } from '../../../../lib/shared/problem';
import { noAnswerProblem, readReply } from '../../../../lib/tdsynnex/ec-xml/reply-errors';
import { snippet } from '../../../../lib/tdsynnex/ec-xml/xml';

const of = { service: 'price and availability' };

const problemOf = (status: number, body: string): Problem => {
	try {
		readReply({ status, headers: {}, body }, of);
	} catch (error) {
		if (error instanceof Problem) return error;
	}
	throw new Error('a Problem was expected');
};

describe('a reply of TD SYNNEX', () => {
	it('is an error when it carries an errorMessage, though the status is 200', () => {
		const problem = problemOf(
			200,
			'<priceResponse><errorMessage>Customer not found</errorMessage><errorDetail>100001</errorDetail></priceResponse>',
		);
		expect(problem.message).toBe(
			'TD SYNNEX answered “Customer not found: 100001” to the price and availability request',
		);
		expect(problem.retryable).toBe(false);
	});

	it('is an error when the message is nested and in the other case', () => {
		const problem = problemOf(
			200,
			'<SynnexB2B><OrderResponse><ErrorMessage>DatabaseIssue</ErrorMessage></OrderResponse></SynnexB2B>',
		);
		expect(problem.code).toBe('tdsynnex-busy');
		expect(problem.retryable).toBe(true);
	});

	it.each([
		'Catalog information is missing',
		'Unauthorized SKU 1234567',
		'Item 1: unauthorised part',
		'User authenticated, order not stored',
	])('does not take “%s” for a refused login', (words) => {
		expect(problemOf(200, `<r><errorMessage>${words}</errorMessage></r>`).code).toBe(
			'tdsynnex-refused',
		);
	});

	it.each([
		'Authentication error',
		'HTTP 401 Unauthorized.',
		'Unauthorized access',
		'Bad username',
	])('takes “%s” for one', (words) => {
		expect(problemOf(200, `<r><errorMessage>${words}</errorMessage></r>`).code).toBe(
			'tdsynnex-login-refused',
		);
	});

	it('says which screen to look at when the login is refused, and is never retried', () => {
		const problem = problemOf(200, '<r><errorMessage>user login failed</errorMessage></r>');
		expect(problem.code).toBe('tdsynnex-login-refused');
		expect(problem.remedy).toBe(
			'Check the user ID, password, and environment in the TD SYNNEX EC API credential, and its read-only user if it has one. The password of a user that is allowed to order expires every three months: change it in EC Express, then in the credential.',
		);
		expect(problem.retryable).toBe(false);
		expect(problemOf(401, '<html><title>Unauthorized</title></html>').retryable).toBe(false);
	});

	it.each(['IP Address Invalid', 'ValidateIP', 'IP Address has not been Validated'])(
		'names the IP allow-list for “%s”',
		(words) => {
			const problem = problemOf(200, `<r><errorMessage>${words}</errorMessage></r>`);
			expect(problem.code).toBe('tdsynnex-address-refused');
			expect(problem.retryable).toBe(false);
		},
	);

	it.each([
		'DatabaseIssue',
		'Server.DatabaseIssue',
		'Internal API Fault',
		'Server.APIFault',
		'PO_TIMEOUT',
		'Server.Timeout',
		'ServerError',
		'SYNNEX XML Server is not Available',
	])('takes “%s” for trouble of the server, which passes', (words) => {
		const problem = problemOf(200, `<r><errorMessage>${words}</errorMessage></r>`);
		expect(problem).toMatchObject({ code: 'tdsynnex-busy', retryable: true });
	});

	it.each(['IncompleteXML01', 'XML Content is Incomplete'])(
		'takes “%s” for a faulty request, which is not repeated',
		(words) => {
			const problem = problemOf(200, `<r><errorMessage>${words}</errorMessage></r>`);
			expect(problem).toMatchObject({ code: 'tdsynnex-request-incomplete', retryable: false });
			expect(problem.remedy).toContain('If it is sent again unchanged, it will be refused again');
		},
	);

	it('shows a little of a web page, and no tag of it', () => {
		const problem = problemOf(
			200,
			'<html><head><title>Gateway</title><style>p{}</style></head><body><p>Please sign in</p></body></html>',
		);
		expect(problem.message).toBe(
			'TD SYNNEX sent a web page instead of XML to the price and availability request, it begins “Gateway Please sign in”',
		);
	});

	it('tells of an empty and of a cut-off reply, which may be tried again', () => {
		expect(problemOf(200, '').code).toBe('tdsynnex-reply-empty');
		const cut = problemOf(200, '<priceResponse><userName>me@example.com</userName><status>Act');
		expect(cut.code).toBe('tdsynnex-reply-broken');
		expect(cut.retryable).toBe(true);
		expect(cut.message).not.toContain('me@example.com');
	});

	it('gives the status where that says more than the body', () => {
		expect(problemOf(503, '<html><body>Service Unavailable</body></html>').message).toBe(
			'TD SYNNEX answered HTTP 503 (“Service Unavailable”)',
		);
		expect(problemOf(404, 'nothing here')).toMatchObject({
			code: 'tdsynnex-http',
			retryable: true,
		});
	});

	it.each([
		[401, ''],
		[403, '<html><body>Access denied by policy</body></html>'],
	])('HTTP %d without a word of its own blames no login, and is not sent again', (status, body) => {
		const problem = problemOf(status, body);
		expect(problem).toMatchObject({ code: 'tdsynnex-turned-away', reach: 'run', retryable: false });
		expect(`${problem.message} ${problem.remedy}`).not.toMatch(/password|user id/i);
	});

	it('passes when it is neither', () => {
		expect(readReply({ status: 200, headers: {}, body: '<a><b>1</b></a>' }, of).name).toBe('a');
	});
});

describe('no reply of TD SYNNEX', () => {
	it('names the unreachable host and the expired certificate', () => {
		expect(noAnswerProblem(new NoAnswer('lookup', 'ec.example.com', 'ENOTFOUND'), of).message).toBe(
			'The host ec.example.com is not known',
		);
		expect(
			noAnswerProblem(new NoAnswer('certificate', 'ec.example.com', 'CERT_HAS_EXPIRED'), of)
				.message,
		).toBe('The certificate of ec.example.com was not accepted: it has expired');
	});
});

describe('a snippet', () => {
	it('is one short line', () => {
		expect(snippet(`<p>${'a\n b\u0000'.repeat(100)}</p>`)).toHaveLength(120);
	});
});

describe('what a failure of TD SYNNEX ends', () => {
	const said = (words: string) => `<r><errorMessage>${words}</errorMessage></r>`;

	it.each([
		['a refused login', 'run', 200, said('Login failed')],
		['HTTP 401', 'run', 401, ''],
		['an IP address that is not registered', 'run', 200, said('IP Address Invalid')],
		['a refused value', 'record', 200, said('Item not found')],
		['a server in trouble', 'record', 503, ''],
		['a reply that is cut off', 'record', 200, '<r><a>'],
	])('%s: the %s', (_, reach, status, body) => {
		expect(problemOf(status, body).reach).toBe(reach);
	});

	it.each<[NoAnswerKind, string]>([
		['lookup', 'run'],
		['certificate', 'run'],
		['cancelled', 'pause'],
		['refused', 'record'],
		['timeout', 'record'],
		['reset', 'record'],
		['other', 'record'],
	])('no answer (%s): the %s', (kind, reach) => {
		expect(noAnswerProblem(new NoAnswer(kind, 'ec.example', 'E'), of).reach).toBe(reach);
	});
});
