import { type Answer, json, page, problemOf, scripted } from '../scripted-client';

const html = (status: number): Answer => ({
	status,
	headers: { 'content-type': 'text/html' },
	body: `<!DOCTYPE html><html><body><h1>${status} - File or directory not found.</h1></body></html>`,
});
/** What a server or gateway in between says, and Autotask never. */
const FOREIGN: Array<[string, Answer]> = [
	['an HTML 404', html(404)],
	['an HTML 403', html(403)],
	['an HTML 405', html(405)],
	['an HTML 429', html(429)],
	['an HTML 500', html(500)],
	['a plain 404', { status: 404, body: 'Not Found' }],
	['a 404 without a word', { status: 404, body: '' }],
	['JSON of somebody else', { status: 404, body: '{"error":"no route"}' }],
];
/** Sentences that would tell a cause which such an answer cannot prove. */
const FALSE_CAUSE =
	/no such record|deleted|security level|hourly limit|user name|secret|tracking identifier/i;

describe('an answer that is not Autotask’s', () => {
	it.each(FOREIGN)('%s is no word about a record: read by id', async (_, answer) => {
		const { autotask } = scripted({ 'GET Products/7': answer });
		const problem = await problemOf(autotask.get('Products', 7));
		expect(problem).toMatchObject({ code: 'autotask-foreign-answer', retryable: true });
		expect(`${problem.message} ${problem.remedy}`).not.toMatch(FALSE_CAUSE);
	});

	it.each(FOREIGN)(
		'%s may be gone at the next try: a read and an update go on',
		async (_, answer) => {
			const { autotask } = scripted({
				'GET Products/7': [answer, json({ item: { id: 7 } })],
				'PATCH Products': [answer, json({ itemId: 7 })],
				'POST Products/query': [answer, page([{ id: 7 }])],
			});
			expect(await autotask.get('Products', 7)).toEqual({ id: 7 });
			await autotask.update('Products', { id: 7, unitCost: 1 });
			expect(await autotask.query('Products', { filter: [] })).toHaveLength(1);
		},
	);

	it.each([
		['an HTML 404', html(404)],
		['an HTML 500', html(500)],
		['an empty 429', { status: 429, body: '' }],
		['a plain 429', { status: 429, body: 'Too many requests' }],
		['an HTML 403', html(403)],
		['{"Message":"An error has occurred."}', json({ Message: 'An error has occurred.' }, 500)],
		[
			'ASP.NET’s exception',
			json({ Message: 'An error has occurred.', ExceptionMessage: 'Timeout expired.' }, 500),
		],
	])('%s to a create leaves it uncertain: nothing is sent twice', async (_, answer) => {
		const { autotask, log } = scripted({ 'POST Products': answer });
		const problem = await problemOf(autotask.create('Products', { sku: 'TDS-1' }));
		expect(problem.code).toBe('autotask-create-uncertain');
		expect(log.filter((line) => line === 'POST Products')).toHaveLength(1);
	});

	it('a page with HTTP 401 is sent once and blames nobody', async () => {
		const { autotask, log } = scripted({ 'GET ThresholdInformation': html(401) });
		const problem = await problemOf(autotask.threshold());
		expect(problem).toMatchObject({ code: 'autotask-turned-away', reach: 'run', retryable: false });
		expect(problem.message).not.toMatch(FALSE_CAUSE);
		await problemOf(autotask.query('Products', { filter: [] }));
		expect(log.filter((line) => line.startsWith('GET Threshold'))).toHaveLength(1);
	});

	it('a null item and Autotask’s own 404 are: the record is not there', async () => {
		for (const answer of [json({ item: null }), json({ Message: 'Not Found' }, 404)]) {
			const { autotask } = scripted({ 'GET Products/7': answer });
			expect(await autotask.get('Products', 7)).toBeNull();
		}
	});
});

describe('the words of a refusal, whatever its shape', () => {
	it.each<[string, unknown, string]>([
		[
			'a list of texts',
			{ errors: ['Value too long. ', 'Error updating entity.'] },
			'Value too long. Error updating entity.',
		],
		['a list of objects', { errors: [{ message: 'Value too long.' }] }, 'Value too long.'],
		['objects with a capital', { errors: [{ Message: 'Value too long.' }] }, 'Value too long.'],
		['one text', { errors: 'Value too long.' }, 'Value too long.'],
		['ASP.NET', { Message: 'The request is invalid.' }, 'The request is invalid.'],
		[
			'ModelState',
			{ Message: 'The request is invalid.', ModelState: { 'product.unitCost': ['Not a number.'] } },
			'The request is invalid. product.unitCost: Not a number.',
		],
		[
			'an exception',
			{ Message: 'An error has occurred.', ExceptionMessage: 'Timeout expired.' },
			'An error has occurred. Timeout expired.',
		],
	])('%s', async (_, body, words) => {
		const { autotask } = scripted({ 'PATCH Products': json(body, 500) });
		const problem = await problemOf(autotask.update('Products', { id: 7, unitCost: 1 }));
		expect(problem.message).toContain(`“${words}”`);
	});
});

describe('a reference that Autotask refuses', () => {
	const said =
		'Reference value on field: defaultVendorID of type: Company does not exist or is invalid. ; on record number [1].';

	it('to a field that was not sent is the record’s own: the remedy names it and the field', async () => {
		const { autotask } = scripted({ 'PATCH Products': json({ errors: [said] }, 500) });
		const problem = await problemOf(autotask.update('Products', { id: 7, unitCost: 1 }));
		expect(problem).toMatchObject({ code: 'autotask-reference', record: 'Products 7' });
		expect(problem.remedy).toMatch(
			/^Open Products 7 in Autotask and give defaultVendorID an active company/,
		);
		expect(problem.remedy).not.toContain('in the node');
	});

	it('to a field that was sent is a choice of the node', async () => {
		const { autotask } = scripted({ 'PATCH Products': json({ errors: [said] }, 500) });
		const problem = await problemOf(autotask.update('Products', { id: 7, defaultVendorID: 3 }));
		expect(problem.remedy).toContain('Select the record for defaultVendorID again in the node');
	});
});
