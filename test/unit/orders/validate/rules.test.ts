import { evaluate, findingsOf, type OrderTerms } from '../../../../lib/orders/submit/evaluate';
import type { OptionTexts } from '../../../../lib/orders/request/options';
import { writeMemo } from '../../../../lib/orders/journal/memo';
import { itemMark } from '../../../../lib/orders/journal/source-marks';
import { buildOrder } from '../../../../lib/orders/request/build';
import { DEFAULT_SETTINGS } from '../../../../lib/orders/settings';
import type { Spent } from '../../../../lib/orders/validate/types';
import type { LiveItem, PurchaseOrder } from '../../../../lib/orders/types';
import {
	RULE_NAMES,
	type RuleName,
	type RuleSettings,
} from '../../../../lib/orders/validate/settings';
import { ACCOUNT, item, journal, OPTIONS, purchaseOrder } from '../order-samples';

const LIVE: LiveItem = {
	sku: '1234567',
	status: 'active',
	price: '101.50',
	currency: 'USD',
	stock: 26,
	stockByWarehouse: [{ warehouse: '503', quantity: 9 }],
	eta: null,
	endUserRequired: false,
	counted: true,
};
const RULES: RuleSettings = {
	...DEFAULT_SETTINGS.rules,
	vendorId: '174',
	readyStatus: '1',
};

const COMPANY = {
	...purchaseOrder().shipTo,
	country: 'US',
	contactName: 'Kim',
	phone: '1',
	fax: '',
	email: 'kim@msp.example',
};

interface Case {
	po?: Partial<PurchaseOrder>;
	live?: Partial<LiveItem> | null;
	rules?: Partial<RuleSettings>;
	country?: 'US' | 'CA';
	spent?: Spent;
	/** Options of the node. */
	texts?: OptionTexts;
}

function findings({
	po = {},
	live = {},
	rules = {},
	country = 'US',
	spent = { run: '0', day: '0' },
	texts = {},
}: Case) {
	const account = { ...ACCOUNT, country, currency: country === 'US' ? 'USD' : 'CAD' } as const;
	const terms: OrderTerms = {
		account,
		settings: { ...DEFAULT_SETTINGS, reseller: COMPANY, rules: { ...RULES, ...rules } },
		defaults: OPTIONS,
		texts: () => [texts],
	};
	const items = live === null ? null : new Map([['1234567', { ...LIVE, ...live }]]);
	const evaluation = evaluate(purchaseOrder(po), terms, 0);
	return findingsOf(evaluation, terms, null, items, { spent });
}
const stops = (some: Case) =>
	findings(some)
		.filter(({ level }) => level === 'stop')
		.map(({ rule }) => rule);

const CONTENT = buildOrder(purchaseOrder(), OPTIONS, 1, ACCOUNT, DEFAULT_SETTINGS).contentCode;
const memo = (text: string) => ({ memo: text });
const shipTo = (change: object) => ({ shipTo: { ...purchaseOrder().shipTo, ...change } });

describe('the rules before an order is sent', () => {
	it('an ordinary order meets no objection', () => {
		expect(findings({})).toEqual([]);
	});

	/** Rule, what is wrong, words that the finding must hold. */
	const BROKEN: [string, string, Case, RegExp][] = [
		['vendor', 'another vendor', { po: { vendorId: '9' } }, /vendor/],
		['status', 'already submitted', { po: { status: '2' } }, /status/],
		[
			'orderedElsewhere',
			'an order number of somebody else',
			{ po: { externalNumber: '152301636' } },
			/152301636/,
		],
		[
			'lines',
			'a line of another vendor',
			{ po: { items: [item(), item({ id: '5002', sku: '', productName: 'Cable' })] } },
			/Cable is not a TD SYNNEX product/,
		],
		['product', 'a discontinued SKU', { live: { status: 'discontinued' } }, /discontinued/],
		[
			'product',
			'a SKU that may not be bought',
			{ live: { status: 'not-authorized' } },
			/cannot be bought/,
		],
		[
			'product',
			'an unknown SKU',
			{ live: { status: 'not-found', price: null }, rules: { off: ['cost', 'stock'] } },
			/never ships/,
		],
		[
			'cost',
			'a price that rose',
			{ live: { price: '110.00' } },
			/costs 110.00 .* says 101.50 \(8.50 apart, 7.7 %\)/,
		],
		['cost', 'a price that fell', { live: { price: '90.00' } }, /90.00/],
		[
			'cost',
			'a difference within the percent and above the amount',
			{ live: { price: '103.00' }, rules: { costTolerance: { percent: '5', amount: '1' } } },
			/1.50 apart/,
		],
		['cost', 'no price', { live: { price: null } }, /has no price/],
		[
			'quantity',
			'less than is sold',
			{ po: { items: [item({ minimumQuantity: 5 })] } },
			/minimum quantity of SKU 1234567 is 5 pieces/,
		],
		[
			'stock',
			'not enough in stock',
			{ live: { stock: 1, eta: '2026-03-01' } },
			/TD SYNNEX has 1; more is expected 2026-03-01/,
		],
		[
			'stock',
			'not enough in the chosen warehouse',
			{ po: { ...memo('TDS warehouse: 503'), items: [item({ quantity: '10' })] } },
			/in warehouse 503/,
		],
		[
			'stock',
			'two lines of one SKU that together are too many',
			{ po: { items: [item({ quantity: '20' }), item({ id: '5002', quantity: '10' })] } },
			/30 of SKU/,
		],
		[
			'heldPrice',
			'two cents apart, where the buyer wants that stopped',
			{ live: { price: '101.52' }, rules: { priceApart: 'stop' } },
			/differs by more than 0.01/,
		],
		[
			'specialPrice',
			'a type that is none',
			{ po: memo('TDS special price type: Bid') },
			/not one that TD SYNNEX knows/,
		],
		[
			'specialPrice',
			'a promotion without its number',
			{ po: memo('TDS special price type: vendor promotion') },
			/deal number/,
		],
		[
			'specialPrice',
			'a number without a type',
			{ po: memo('TDS special price reference: D-1') },
			/no special price type/,
		],
		['stock', 'no stock stated', { live: { stock: null } }, /shows no stock/],
		[
			'endUser',
			'no end user where one is needed',
			{ live: { endUserRequired: true } },
			/none is named/,
		],
		[
			'endUser',
			'an end user without a zip',
			{
				po: memo(
					'TDS end user: ACME\nTDS end user address: 1 Elm\nTDS end user city: Erie\nTDS end user state: PA',
				),
				live: { endUserRequired: true },
			},
			/zip/,
		],
		['address', 'no city', { po: shipTo({ city: '' }) }, /no city/],
		['address', 'a state that is none', { po: shipTo({ state: 'Baden' }) }, /not a state/],
		['address', 'a zip that is none', { po: shipTo({ zip: '12' }) }, /not a ZIP code/],
		['address', 'a ship-to abroad', { po: shipTo({ country: 'DE' }) }, /in DE/],
		[
			'address',
			'a name of 200 characters in one word',
			{ po: shipTo({ name1: 'x'.repeat(200) }) },
			/200 characters/,
		],
		['poBox', 'a post-office box', { po: shipTo({ line1: 'P.O. Box 12' }) }, /post-office box/],
		[
			'destination',
			'a military address by FedEx',
			{ po: shipTo({ city: 'APO', state: 'AE', zip: '09012' }) },
			/military address/,
		],
		[
			'currency',
			'costs in another currency',
			{ rules: { currency: 'CAD' } },
			/in USD, and costs in Autotask are in CAD/,
		],
		[
			'capPerOrder',
			'one cent above the cap',
			{ rules: { capPerOrder: '202.99' } },
			/203.00 is above the cap/,
		],
		[
			'capPerRun',
			'a run that is spent',
			{ rules: { capPerRun: '300' }, spent: { run: '97.01', day: '97.01' } },
			/300.01/,
		],
		[
			'capPerDay',
			'a day that is spent',
			{ rules: { capPerDay: '300' }, spent: { run: '0', day: '97.01' } },
			/300.01/,
		],
		[
			'capPerDay',
			'a day that nobody has counted',
			{ rules: { capPerDay: '300' }, spent: { run: '0', day: null } },
			/only after this run had counted/,
		],
		[
			'margin',
			'less than the floor earned',
			{
				po: { items: [item({ soldPrice: '105' })] },
				rules: { marginFloor: { percent: '10', amount: '' } },
			},
			/margin is 7\.00 of 210\.00 sold \(3\.3 %\); the floor is 10 %/,
		],
		['approval', 'no approval', { rules: { approvalAbove: '100' } }, /nobody has approved/],
		[
			'approval',
			'an approval for less',
			{
				po: memo('TDS approved by: Jo\nTDS approved up to: 202.99'),
				rules: { approvalAbove: '100' },
			},
			/approved up to 202.99/,
		],
		[
			'approval',
			'an approval of another content, above the limit',
			{
				po: memo('TDS approved by: Jo\nTDS approved content: 0123456789ab'),
				rules: { approvalAbove: '100' },
			},
			/Jo approved different content/,
		],
		[
			'approval',
			'an approval of another content, below the limit',
			{ po: memo('TDS approved by: Jo\nTDS approved content: 0123456789ab') },
			/Jo approved different content/,
		],
		[
			'approval',
			'a limit in one place and a name in another',
			{
				po: memo('TDS approved up to: 202.99'),
				texts: { approvedBy: 'Jo' },
				rules: { approvalAbove: '100' },
			},
			/someone approved up to 202.99/,
		],
		[
			'approval',
			'a name in one place whose total stands in another',
			{
				po: memo('TDS approved by: Jo\nTDS approved up to: 100'),
				texts: { approvedUpTo: '500' },
				rules: { approvalAbove: '100' },
			},
			/Jo approved up to 100/,
		],
		...['pending', 'no', 'No, too dear', 'NOT approved (Jo)', 'N/A', 'none', '-', '?', 'Jo?'].map(
			(words): [RuleName, string, Case, RegExp] => [
				'approval',
				`"${words}" in place of a name`,
				{ po: memo(`TDS approved by: ${words}`) },
				/instead of the name of its approver/,
			],
		),
		...['waiting for Jo', 'declined by Jo', 'Jo (rejected)', 'tbd', 'on hold'].map(
			(words): [RuleName, string, Case, RegExp] => [
				'approval',
				`"${words}" in the node, above the limit`,
				{ texts: { approvedBy: words }, rules: { approvalAbove: '100' } },
				/instead of the name of its approver/,
			],
		),
	];

	it.each(BROKEN)('%s stops on %s', (rule, _, some, words) => {
		const found = findings(some).filter((one) => one.rule === rule && one.level === 'stop');
		expect(found).toHaveLength(1);
		expect(found[0]?.cause).toMatch(words);
		expect(found[0]?.remedy).not.toBe('');
	});

	it.each(RULE_NAMES.filter((name) => name !== 'comments'))('%s can be switched off', (rule) => {
		const cases = BROKEN.filter(([name]) => name === rule);
		expect(cases.length).toBeGreaterThan(0);
		for (const [, , some] of cases) {
			const off = [...(some.rules?.off ?? []), rule];
			expect(stops({ ...some, rules: { ...some.rules, off } })).not.toContain(rule);
		}
	});

	it.each<[string, Case]>([
		['exactly the cap', { rules: { capPerOrder: '203.00' } }],
		['a difference within the tolerance', { live: { price: '99.00' } }],
		['a back order that is allowed', { po: memo('TDS back order: yes'), live: { stock: 0 } }],
		[
			'an approval for this total',
			{ po: memo('TDS approved by: Jo\nTDS approved up to: 203'), rules: { approvalAbove: '100' } },
		],
		...['Jo', 'Nora Nolan', 'N. Adams', 'J. No', 'Denise Notting', 'boss@msp.example', 'Ng'].map(
			(name): [string, Case] => [
				`the approval of ${name}`,
				{ po: memo(`TDS approved by: ${name}`), rules: { approvalAbove: '100' } },
			],
		),
		[
			'an approval of just this',
			{
				po: memo(`TDS approved by: Jo\nTDS approved content: ${CONTENT}`),
				rules: { approvalAbove: '100' },
			},
		],
		[
			'an approval of old that a new one stands beside',
			{
				po: memo('TDS approved by: Jo\nTDS approved content: 0123456789ab'),
				texts: { approvedBy: 'Kim', approvedContent: CONTENT },
				rules: { approvalAbove: '100' },
			},
		],
		[
			'lines of others that are left out',
			{ po: { items: [item(), item({ id: '2', sku: '' })] }, rules: { otherLines: 'leaveOut' } },
		],
		['a state by its name', { po: shipTo({ state: 'South Carolina' }) }],
		[
			'a long name that breaks into two fields',
			{ po: shipTo({ name1: 'The Very Long Company Name of Upstate Greenville' }) },
		],
	])('nothing stops %s', (_, some) => {
		expect(stops(some)).toEqual([]);
	});

	describe('the approval of a purchase order that was copied', () => {
		const rules = { approvalAbove: '100' };
		const block =
			writeMemo('', journal({ poId: '77', state: 'RECORDED', answer: 'ACCEPTED' })) ?? '';
		const line = '[TD SYNNEX PO 77: sent 2026-01-15T10:00:11Z, n8n 77.1 n8n-1]';
		const copies: [string, Case['po']][] = [
			['by its block', memo(`TDS approved by: Jo\n${block}`)],
			[
				'by its block, of this content',
				memo(`TDS approved by: Jo\nTDS approved content: ${CONTENT}\n${block}`),
			],
			['by the mark of a line', { ...memo('TDS approved by: Jo'), items: [item({ memo: line })] }],
		];

		it.each(copies)('does not count, %s', (_, po) => {
			const [found] = findings({ po, rules }).filter(({ rule }) => rule === 'approval');
			expect(found).toMatchObject({ level: 'stop' });
			expect(found?.cause).toContain('was copied with it');
		});

		it.each(copies)('counts in the node, and not where none is needed, %s', (_, po) => {
			expect(stops({ po, rules, texts: { approvedBy: 'Kim' } })).toEqual([]);
			expect(stops({ po })).toEqual([]);
		});
	});

	it('a back-ordered line is told', () => {
		const found = findings({ po: memo('TDS back order: yes'), live: { stock: 0 } });
		expect(found).toMatchObject([{ rule: 'stock', level: 'warn' }]);
	});

	/** What no switch may override. */
	it.each<[string, Case, RegExp]>([
		['no lines', { po: { items: [] } }, /no lines/],
		['no TD SYNNEX line at all', { po: { items: [item({ sku: '' })] } }, /none of its lines/],
		['a quantity of zero', { po: { items: [item({ quantity: '0' })] } }, /not a whole number/],
		['a quantity of 1.5', { po: { items: [item({ quantity: '1.5' })] } }, /not a whole number/],
		['a cost that is hidden', { po: { items: [item({ unitCost: '' })] } }, /right to view costs/],
		['a SKU of letters', { po: { items: [item({ sku: 'ABC' })] } }, /only digits/],
		['an option that is no yes or no', { po: memo('TDS drop ship: maybe') }, /neither yes nor no/],
		['a cancelled purchase order', { po: { cancelled: true } }, /canceled/],
		['a memo that is full', { po: memo('x'.repeat(3_900)) }, /no room/],
		[
			'lines still being added',
			{ po: memo('[n8n is adding the lines: t at 2026-01-15T10:00:00Z]') },
			/still being added/,
		],
		[
			'a line inserted twice',
			{
				po: {
					items: [
						item({ memo: itemMark('quote 7', 'item 1') }),
						item({ id: '2', memo: itemMark('quote 7', 'item 1') }),
					],
				},
			},
			/twice/,
		],
	])('%s stops it with every rule switched off', (_, some, words) => {
		const off = [...RULE_NAMES];
		const found = findings({ ...some, rules: { off } }).filter(({ level }) => level === 'stop');
		expect(found.map(({ cause, remedy }) => `${cause}. ${remedy}`).join()).toMatch(words);
	});

	it('says which option in the memo it does not know, and passes it over', () => {
		expect(findings({ po: memo('TDS shiping method: F2\nTDS warehouse: 503') })).toMatchObject([
			{ rule: 'order', level: 'warn', cause: expect.stringContaining('"TDS shiping method"') },
		]);
	});

	it('does not order unchecked when TD SYNNEX gives no live data', () => {
		expect(stops({ live: null })).toEqual(['live']);
		expect(stops({ live: null, rules: { off: ['product', 'cost', 'stock', 'endUser'] } })).toEqual(
			[],
		);
	});
});
