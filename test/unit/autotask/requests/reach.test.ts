import { NoAnswer, type NoAnswerKind } from '../../../../lib/shared/http';
import type { Reach } from '../../../../lib/shared/problem';
import { type Answer, errors, problemOf, scripted, threshold } from '../scripted-client';

const lost = (kind: NoAnswerKind, code: string) => new NoAnswer(kind, 'zone.example', code);
const LOCKED = 'The user account has been locked.';
const RIGHTS = 'The logged in Resource does not have the adequate permissions.';

/** What Autotask answers to a query of products, what that ends, and whether a later run may help. */
const CASES: Array<[string, Reach, boolean, Answer]> = [
	['a wrong secret', 'run', false, { status: 401 }],
	['a locked user', 'run', false, errors(401, LOCKED)],
	['an unknown host', 'run', true, lost('lookup', 'ENOTFOUND')],
	['a certificate that has expired', 'run', false, lost('certificate', 'CERT_HAS_EXPIRED')],
	['a right that is missing', 'entity', false, errors(500, RIGHTS)],
	['impersonation that is not allowed', 'entity', false, errors(500, 'Impersonation denied')],
	['the hourly limit', 'pause', true, errors(429, 'too many requests per hour')],
	['a run that is cancelled', 'pause', false, lost('cancelled', 'ERR_CANCELED')],
	['a server that is down', 'record', true, { status: 503 }],
	['a time-out', 'record', true, lost('timeout', 'ETIMEDOUT')],
	['a refused value', 'record', false, errors(500, 'Picklist value is invalid')],
	['an error of its own', 'record', true, errors(500, 'An unexpected error occurred')],
];

describe('what a failure of Autotask ends', () => {
	it.each(CASES)('%s: %s (helped by a later run: %s)', async (_, reach, retryable, answer) => {
		const { autotask } = scripted({ 'POST Products/query': answer }, { attempts: 1 });
		const problem = await problemOf(autotask.query('Products', { filter: [] }));
		expect(problem).toMatchObject({ reach, retryable });
	});

	it.each<[string, string, Answer]>([
		[
			'an unknown user name',
			'GET zoneInformation',
			errors(500, 'Zone information could not be determined'),
		],
		[
			'an address that is no zone look-up',
			'GET zoneInformation',
			{ status: 404, body: '{"Message":"Not Found"}' },
		],
		[
			'a wrong tracking identifier',
			'GET ThresholdInformation',
			errors(500, 'IntegrationCode is invalid'),
		],
	])('%s ends the run, and nothing is sent after it', async (_, route, answer) => {
		const { autotask, log } = scripted({ [route]: answer });
		const first = await problemOf(autotask.query('Products', { filter: [] }));
		expect(first).toMatchObject({ reach: 'run', retryable: false });
		const sent = log.length;
		const second = await problemOf(autotask.query('Products', { filter: [] }));
		expect(second).toMatchObject({ code: first.code, reach: 'run' });
		expect(log).toHaveLength(sent);
	});

	it('a share of the hour that is used up is a pause', async () => {
		const { autotask } = scripted({ 'GET ThresholdInformation': threshold(9000) });
		const problem = await problemOf(autotask.query('Products', { filter: [] }));
		expect(problem).toMatchObject({ code: 'autotask-budget-used', reach: 'pause' });
	});

	it('a count that cannot be read later on does not blame the login, which has been proved', async () => {
		const { autotask } = scripted({
			'GET ThresholdInformation': [threshold(100), { status: 500 }],
		});
		await autotask.threshold();
		const later = await problemOf(autotask.threshold());
		expect(later).toMatchObject({ code: 'autotask-busy', reach: 'record' });
	});
});
