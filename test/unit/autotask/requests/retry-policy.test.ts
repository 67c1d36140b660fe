import { NoAnswer, type NoAnswerKind } from '../../../../lib/shared/http';
import {
	type Answer,
	errors,
	json,
	page,
	problemOf,
	type Route,
	scripted,
	threshold,
	ZONE,
} from '../scripted-client';

const absent = (kind: NoAnswerKind, code: string) => new NoAnswer(kind, 'zone.example', code);
const BUSY: Answer = { status: 503, body: '<html><h1>Service Unavailable</h1></html>' };
const THREADS = errors(
	500,
	'Thread Threshold Exceeded — The Autotask API thread threshold of 3 threads has been exceeded. Itgenatr005',
);
const product = { name: 'Dock', sku: 'TDS-14152708' };

const query = (answers: Route | Answer | Answer[], options = {}) => {
	const script = scripted({ 'POST Products/query': answers }, options);
	const times = () => script.log.filter((line) => line === 'POST Products/query').length;
	return { ...script, times, work: script.autotask.query('Products', { filter: [] }) };
};
const create = (answers: Answer | Answer[]) => {
	const script = scripted({ 'POST Products': answers });
	const times = () => script.log.filter((line) => line === 'POST Products').length;
	return { ...script, times, work: script.autotask.create('Products', product) };
};
const update = (answers: Answer | Answer[]) => {
	const script = scripted({ 'PATCH Products': answers });
	const times = () => script.log.filter((line) => line === 'PATCH Products').length;
	return { ...script, times, work: script.autotask.update('Products', { id: 7, unitCost: 2.5 }) };
};

const PASSING: Array<[string, Answer]> = [
	['429', errors(429, 'too many')],
	['502', { status: 502, body: 'Bad Gateway' }],
	['503', BUSY],
	['504', { status: 504, body: '' }],
	['the thread limit, though it comes as a 500', THREADS],
	['a time-out', absent('timeout', 'ETIMEDOUT')],
	['a broken connection', absent('reset', 'ECONNRESET')],
	['a refused connection', absent('refused', 'ECONNREFUSED')],
	['a name service that is away', absent('lookup', 'EAI_AGAIN')],
	['a reply that is cut off', { body: '{"items":[{"id":1},{"i' }],
	['an empty reply', { body: '' }],
];

describe('a read', () => {
	it.each(PASSING)('is tried again after %s', async (_, answer) => {
		const { work, times } = query([answer, page([{ id: 1 }])]);
		expect(await work).toEqual([{ id: 1 }]);
		expect(times()).toBe(2);
	});

	it('waits for a minute and more for threads that another run holds, then gives up', async () => {
		const { work, times, clock } = query(THREADS);
		const begun = clock.now();
		expect((await problemOf(work)).code).toBe('autotask-thread-limit');
		expect(times()).toBe(9);
		expect(clock.now() - begun).toBeGreaterThan(60_000);
		expect(clock.now() - begun).toBeLessThan(125_000);
	});

	it('is waited for longer than a write: somebody may change the record meanwhile', async () => {
		const { work, times } = update(THREADS);
		expect((await problemOf(work)).code).toBe('autotask-thread-limit');
		expect(times()).toBe(5);
	});

	it('waits longer each time, and gives up with the cause after five attempts', async () => {
		const { work, times, clock } = query(BUSY);
		const problem = await problemOf(work);
		expect(problem.code).toBe('autotask-busy');
		expect(problem.message).toBe(
			'Autotask is not available at the moment (HTTP 503, “Service Unavailable”)',
		);
		expect(problem.retryable).toBe(true);
		expect(times()).toBe(5);
		expect(clock.sleeps).toEqual([750, 1500, 3000, 6000]);
	});

	it('waits as long as Autotask asks for', async () => {
		const { work, clock } = query([{ status: 429, headers: { 'retry-after': '17' } }, page([])]);
		await work;
		expect(clock.sleeps).toEqual([17_000]);
	});

	it.each([
		[
			'a value that Autotask refuses',
			errors(500, 'Picklist value [99] does not exist for priority.'),
		],
		['a missing permission', errors(500, 'not the adequate permissions')],
		['a changed form of the reply', json({ rows: [] })],
		['a certificate that was turned down', absent('certificate', 'CERT_HAS_EXPIRED')],
	])('is not repeated after %s', async (_, answer) => {
		const { work, times } = query(answer);
		await problemOf(work);
		expect(times()).toBe(1);
	});
});

describe('an update', () => {
	it.each(PASSING)('does no harm twice and is tried again after %s', async (_, answer) => {
		const { work, times, autotask } = update([answer, json({ itemId: 7 })]);
		await work;
		expect(times()).toBe(2);
		expect(autotask.stats().writes).toBe(2);
	});

	it('is not repeated when somebody else changed the record at the same moment', async () => {
		const { work, times } = update(errors(409, 'conflict'));
		const problem = await problemOf(work);
		expect(problem.message).toMatch(/^Products 7: Somebody else changed the record/);
		expect(times()).toBe(1);
	});
});

describe('a create', () => {
	it.each([
		['429', errors(429, 'too many')],
		['the thread limit', THREADS],
		['a refused connection', absent('refused', 'ECONNREFUSED')],
		['an unknown host', absent('lookup', 'ENOTFOUND')],
	])('is tried again when it certainly was not carried out: %s', async (_, answer) => {
		const { work, times } = create([answer, json({ itemId: 12 })]);
		expect(await work).toBe(12);
		expect(times()).toBe(2);
	});

	it.each([
		['a time-out', absent('timeout', 'ETIMEDOUT')],
		['a broken connection', absent('reset', 'ECONNRESET')],
		['a run cancelled while it was under way', absent('cancelled', 'ERR_CANCELED')],
		['503 of a gateway', BUSY],
		['a 500 without a reason of Autotask', { status: 500, body: '<html>Runtime Error</html>' }],
		[
			'an unexpected error',
			json({ errors: ['An unexpected error has occurred.'], errorId: 57492 }, 500),
		],
		['a reply that is cut off', { body: '{"itemId":' }],
		['a reply without the id', json({})],
	])('is never repeated after %s, as the record may exist', async (_, answer) => {
		const { work, times } = create(answer);
		const problem = await problemOf(work);
		expect(problem.code).toBe('autotask-create-uncertain');
		expect(problem.record).toBe('New record in Products “TDS-14152708”');
		expect(problem.cause).toMatch(/^It is not known whether Autotask created the record: /);
		expect(problem.remedy).toMatch('the next run looks first, and uses what it finds');
		expect(times()).toBe(1);
	});

	it('stays uncertain when the second attempt is lost after the first was turned away', async () => {
		const { work, times } = create([errors(429, 'busy'), absent('timeout', 'ETIMEDOUT')]);
		expect((await problemOf(work)).code).toBe('autotask-create-uncertain');
		expect(times()).toBe(2);
	});

	it('that Autotask refuses for a value is certain, and names the record and the value', async () => {
		const { work, times } = create(
			errors(
				500,
				'Reference value on field: defaultVendorID of type: Company does not exist or is invalid.',
			),
		);
		const problem = await problemOf(work);
		expect(problem.code).toBe('autotask-reference');
		expect(problem.message).toMatch(/^New record in Products “TDS-14152708”: .*defaultVendorID/);
		expect(times()).toBe(1);
	});
});

describe('a refused login', () => {
	const refused = errors(401, 'The user name or secret is wrong');

	it('is sent once, and nothing goes out after it', async () => {
		const { autotask, log } = scripted({ 'GET ThresholdInformation': refused });
		const work = ['Products', 'Companies', 'Products', 'BillingCodes'].map((entity) =>
			problemOf(autotask.query(entity, { filter: [] })),
		);
		const problems = await Promise.all(work);
		expect(problems.map(({ code }) => code)).toEqual(Array(4).fill('autotask-login-refused'));
		expect((await problemOf(autotask.threshold())).code).toBe('autotask-login-refused');
		expect(log).toEqual(['GET zoneInformation', 'GET ThresholdInformation']);
	});

	it('in the middle of a run stops the run without one more try', async () => {
		const { work, times, autotask, log } = query(refused);
		await problemOf(work);
		expect(times()).toBe(1);
		const before = log.length;
		const problem = await problemOf(autotask.update('Products', { id: 1 }));
		expect(problem.code).toBe('autotask-login-refused');
		expect(log).toHaveLength(before);
	});

	it('tells a locked user from a wrong secret', async () => {
		const { autotask } = scripted({
			'GET ThresholdInformation': errors(
				401,
				'The user account has been locked. Please see your Autotask Administrator for details.',
			),
		});
		const problem = await problemOf(autotask.threshold());
		expect(problem.code).toBe('autotask-user-locked');
		expect(problem.remedy).toMatch('Clear the Locked box');
		expect(problem.retryable).toBe(false);
	});

	it('the sentence of a wrong tracking identifier is told as such, and sent once', async () => {
		const { autotask, log } = scripted({
			'GET ThresholdInformation': errors(500, 'IntegrationCode is invalid'),
		});
		const problem = await problemOf(autotask.query('Products', { filter: [] }));
		expect(problem.code).toBe('autotask-tracking-identifier');
		expect(log).toHaveLength(2);
	});

	it.each([
		['zoneInformation', errors(500, 'An unexpected error has occurred.')],
		['zoneInformation', { status: 500, body: '' }],
		['zoneInformation', errors(500, 'Object reference not set')],
		['ThresholdInformation', errors(500, 'An unexpected error has occurred.')],
		['ThresholdInformation', { status: 500, body: '<html>Runtime Error</html>' }],
		['ThresholdInformation', { status: 502, body: '' }],
	])(
		'a hiccup of %s proves no wrong credential: it is tried again, then quoted',
		async (at, answer) => {
			const once = scripted({
				[`GET ${at}`]: [
					answer,
					at === 'zoneInformation' ? json({ zoneName: 'Z', url: ZONE }) : threshold(10),
				],
			});
			await once.autotask.threshold();
			const always = scripted({ [`GET ${at}`]: answer });
			const problem = await problemOf(always.autotask.threshold());
			expect(problem).toMatchObject({ code: 'autotask-busy', retryable: true, reach: 'record' });
			expect(`${problem.message} ${problem.remedy}`).not.toMatch(/user name|secret|identifier/i);
			expect(always.log.filter((call) => call.includes(at))).toHaveLength(5);
		},
	);
});

describe('a cancelled run', () => {
	it('sends nothing more', async () => {
		const stop = new AbortController();
		const { autotask, log } = scripted(
			{ 'POST Products/query': page([{ id: 1 }]) },
			{ signal: stop.signal },
		);
		await autotask.query('Products', { filter: [] });
		stop.abort();
		const sent = log.length;
		expect((await problemOf(autotask.query('Products', { filter: [] }))).code).toBe(
			'autotask-cancelled',
		);
		expect(log).toHaveLength(sent);
	});

	it('ends the wait between two attempts', async () => {
		const stop = new AbortController();
		const { autotask, clock } = scripted(
			{ 'POST Products': errors(429, 'busy') },
			{ signal: stop.signal },
		);
		clock.sleep = () => {
			stop.abort();
			return Promise.reject(new Error('aborted'));
		};
		expect((await problemOf(autotask.create('Products', product))).code).toBe('autotask-cancelled');
	});
});
