import { DateTime } from 'luxon';
import { given, parametersOf, type Rows, worked } from '../../support/expression';

const NOW = DateTime.fromISO('2026-11-24T22:58:19Z');
const HOSTILE = '<img src=x onerror=alert(1)> & "co"';

/** Names come from TD SYNNEX's file, and the quote number from whoever fills in the form. */
describe('the pages of find a product', () => {
	const shown = (step: string, field: string, nodes: Record<string, Rows>, json: object) => {
		const parameters = parametersOf('find-a-product', step) as Record<string, unknown>;
		const options = parameters.options as Record<string, unknown>;
		return String(worked(String(parameters[field] ?? options[field]), given(nodes), json, NOW));
	};

	it('show what stands in a price file as text, never as HTML', () => {
		const one = { sku: '1', name: 'Dock', manufacturer: 'HP', mpn: 'X-1', currency: 'USD' };
		const about = { cost: '9.50', priceDate: null, sells: '11.40', stockTotal: 3, eta: null };
		const nodes = { Found: [{ matched: 9 }], Settings: [{ quote: HOSTILE }] };
		const json = { choices: [{ ...one, ...about, state: 'in Autotask already' }], failure: HOSTILE };
		const fields = JSON.parse(shown('Choose', 'jsonOutput', nodes, json)) as {
			fieldType: string;
			fieldOptions: { values: { option: string }[] };
		}[];
		// n8n escapes the labels of checkboxes, and nothing else of the file is on the page
		expect(fields.map(({ fieldType }) => fieldType)).toEqual(['checkbox']);
		expect(fields[0]?.fieldOptions.values).toEqual([
			{
				option:
					'1 · HP X-1 · Dock\nCost 9.50 USD now · would sell at 11.40 · 3 in stock · in Autotask already',
			},
		]);
		expect(shown('Choose', 'formDescription', nodes, json)).not.toContain('<img');
	});

	it('say which cost is of the day of the file, and which stock nobody counts', () => {
		const about = { cost: '9.50', priceDate: '2026-11-23', sells: '', stockTotal: null };
		const json = { choices: [{ sku: '1', name: 'Licence', currency: 'USD', ...about, state: 's' }] };
		const nodes = { Found: [{ matched: 1 }], Settings: [{}] };
		expect(shown('Choose', 'jsonOutput', nodes, json)).toContain(
			'Cost 9.50 USD on 2026-11-23 (no live price) · stock not known · s',
		);
	});

	it('have one line for each product, and say what became of it', () => {
		const ticked = ['1', '2', '3'].map((sku) => ({ sku, manufacturer: 'HP', mpn: `X-${sku}` }));
		const made = [
			{ sku: '1', action: 'create', outcome: 'done', productId: '11' },
			{ sku: '2', action: 'update', outcome: 'unchanged', productId: '12' },
			{ sku: '3', action: 'create', outcome: 'held', productId: '', reason: 'No.', remedy: 'Ask.' },
		];
		const quoted = [
			{ productId: '11', outcome: 'done', quoteNumber: '7' },
			{ productId: '12', outcome: 'unchanged', quoteNumber: '7', cause: 'On it.' },
			{ productId: '', outcome: 'failed', cause: 'names no product' },
		];
		const { assignments } = parametersOf('find-a-product', 'Result').assignments as {
			assignments: { name: string; value: string }[];
		};
		const nodes = { Ticked: [{ items: ticked }], Create: made, 'Add to the quote': quoted };
		const results = Object.fromEntries(
			assignments.map(({ name, value }) => [name, worked(value, given(nodes), {}, NOW)]),
		);
		expect(results).toEqual({
			lines: [
				'HP X-1 (SKU 1): created as product 11, added to quote 7',
				'HP X-2 (SKU 2): in Autotask already: product 12, on quote 7 already',
				'HP X-3 (SKU 3): not created: No. Ask.',
			],
			failed: 1,
			count: 1,
			added: 1,
		});
	});

	it.each([
		['Result page', { lines: [HOSTILE], failed: 0, count: 1, added: 0 }],
		['Nothing found page', { cause: HOSTILE, remedy: HOSTILE }],
		['Nothing found page', { cause: '', file: HOSTILE, fileCreated: '2026-11-24' }],
		['No such quote page', { error: HOSTILE, remedy: HOSTILE }],
	])('%s', (step, json) => {
		const text = shown(step, 'completionMessage', {}, json);
		expect(text).toContain('&lt;img');
		expect(text).not.toContain('<img');
	});

	it('create only what was shown and ticked', () => {
		const items = [{ sku: '1' }, { sku: '2' }];
		const { assignments } = parametersOf('find-a-product', 'Ticked').assignments as {
			assignments: { value: string }[];
		};
		const nodes = { 'Products, live': [{ items }] };
		const ticked = (json: object) =>
			worked(String(assignments[0]?.value), given(nodes), json, NOW) as Rows;
		expect(ticked({ ticked: ['2 HP X-1', '3 somebody else’s'] })).toEqual([{ sku: '2' }]);
		expect(ticked({})).toEqual([]);
	});
});
