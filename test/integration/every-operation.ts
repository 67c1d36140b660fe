import type { IDataObject } from 'n8n-workflow';
import type { LoopbackShop } from '../faults/orders/loopback-shop';

/** One operation of one node, with three input items of which the second cannot be taken. */
export interface EveryOperation {
	/** Names the test. */
	title: string;
	node: string;
	parameters: IDataObject;
	/** Made anew for each run, since orders are placed once. */
	items(): IDataObject[];
	/** What is said of the second item; absent where the node does not look at its items. */
	bad?: RegExp;
	/** A node that reads files: the second item has none. */
	files?: true;
	/** Without On Error: Continue the node stops at the item, which n8n names. */
	stops?: true;
	/** Items 1 and 3 are about one and the same thing. */
	together?: true;
}

const BAD_NUMBER = 'no-number';

/** All operations of all nodes. */
export function everyOperation(shop: LoopbackShop): EveryOperation[] {
	const { admin } = shop.sandbox.autotask;
	const id = (value: string) => ({ __rl: true, mode: 'id', value });
	const found = (entity: string, field: string, text: RegExp) =>
		String(admin.records(entity).find((one) => text.test(String(one[field])))?.id);
	const orders = () => [
		{ po: String(shop.purchaseOrder([{ good: 40, quantity: 1 }])) },
		{ po: BAD_NUMBER },
		{ po: String(shop.purchaseOrder([{ good: 41, quantity: 1 }])) },
	];
	const order = (operation: string, more: IDataObject) => ({
		title: `PO Create: ${operation}${more.previewOf ? ` of ${String(more.previewOf)}` : ''}`,
		node: 'poCreate',
		parameters: {
			operation,
			vendor: id(String(shop.vendor)),
			safety: { settle: 1, claimLife: 0.05, window: 0.05 },
			...more,
		},
	});
	const onOrders = (operation: string) => ({
		...order(operation, { purchaseOrder: id('={{ $json.po }}') }),
		items: orders,
		bad: /^input item 2: "no-number" is not a purchase order ID/,
	});
	let references = 0;
	const fromItems = {
		parameters: { reference: '={{ $json.reference }}', companyId: '0' },
		items: () =>
			[45, 46].flatMap((good, at) => [
				...(at === 1 ? [{ reference: '' }] : []),
				{
					reference: `T-${(references += 1)}`,
					productId: String(shop.product(good)),
					quantity: 1,
				},
			]),
		bad: /^input item 2: it names no reference/,
	};
	const opportunity = found('Opportunities', 'title', /^Workstation refresh$/);
	const fromOpportunity = {
		parameters: { opportunity: id('={{ $json.opportunity }}') },
		items: () => [{ opportunity }, { opportunity: 'none' }, { opportunity }],
		bad: /^input item 2: "none" is not an ID of an opportunity/,
		together: true as const,
	};
	const ticketID = String(admin.records('TicketCharges')[0]?.ticketID);
	const fromCharges = {
		parameters: { chargesOf: 'ticket', chargeSourceId: '={{ $json.ticket }}' },
		items: () => [{ ticket: ticketID }, { ticket: '' }, { ticket: ticketID }],
		bad: /^input item 2: it names no ticket/,
		together: true as const,
	};
	const withSource = (
		{ parameters, ...rest }: Omit<EveryOperation, 'title' | 'node'>,
		operation: string,
		previewOf: string,
	): EveryOperation[] => [
		{ ...rest, ...order('preview', { ...parameters, previewOf }) },
		{ ...rest, ...order(operation, parameters) },
	];
	const once = (operation: string) => ({
		title: `Permission Check: ${operation}`,
		node: 'permissionCheck',
		parameters: {
			operation,
			...(operation === 'conformance' ? { conformanceSku: shop.good(40).sku } : {}),
		},
		items: () => [{}],
	});
	return [
		{
			title: 'Catalog Fetch: price file',
			node: 'catalogFetch',
			parameters: { resource: 'priceFile', operation: 'read', maxProducts: 3 },
			items: () => [{ file: true }, { file: false }, { file: true }],
			bad: /binary|file/,
			files: true,
			stops: true,
		},
		{
			title: 'Catalog Fetch: search',
			node: 'catalogFetch',
			parameters: {
				resource: 'priceFile',
				operation: 'search',
				text: 'test',
				searchFilters: { maxCost: '={{ $json.most }}' },
				options: { keepHours: 0 },
			},
			items: () => [{ file: true }, { file: true, most: 'much' }, { file: true }],
			bad: /^Filters: Maximum Cost “much” is not an amount/,
			files: true,
			stops: true,
		},
		{
			title: 'Catalog Fetch: price and availability',
			node: 'catalogFetch',
			parameters: { resource: 'priceAvailability', operation: 'check' },
			items: () => [{ sku: shop.good(40).sku }, { sku: '' }, { sku: shop.good(41).sku }],
			bad: /^input item 2: sku and mpn are both empty/,
			stops: true,
		},
		{
			title: 'Product Upsert',
			node: 'productUpsert',
			parameters: {
				operation: 'upsert',
				vendor: id(String(shop.vendor)),
				billingCode: id(found('BillingCodes', 'description', /^Hardware \(material\)/)),
				output: 'every',
			},
			items: () => [
				{ sku: '70000001', name: 'One', mpn: 'M-1', cost: '1.00' },
				{ sku: '70000002', name: 'Two', mpn: 'M-2', cost: 'two' },
				{ sku: '70000003', name: 'Three', mpn: 'M-3', cost: '3.00' },
			],
			bad: /^Input item 2 cannot be used: cost: "two" is not an amount/,
		},
		{
			title: 'Product Upsert: adoptionReport',
			node: 'productUpsert',
			parameters: {
				operation: 'adoptionReport',
				vendor: id(String(shop.vendor)),
				billingCode: id(found('BillingCodes', 'description', /^Hardware \(material\)/)),
			},
			items: () => [
				{ sku: '70000001', name: 'One', mpn: 'M-1', cost: '1.00' },
				{ sku: '70000002', name: 'Two', mpn: 'M-2', cost: 'two' },
				{ sku: '70000003', name: 'Three', mpn: 'M-3', cost: '3.00' },
			],
			bad: /^Input item 2 cannot be used: cost: "two" is not an amount/,
		},
		{
			title: 'Product Upsert: findDuplicates',
			node: 'productUpsert',
			parameters: { operation: 'findDuplicates', vendor: id(String(shop.vendor)) },
			items: () => [{}],
		},
		{
			title: 'Product Upsert: undo',
			node: 'productUpsert',
			parameters: { operation: 'undo', vendor: id(String(shop.vendor)), dryRun: false },
			items: () => {
				const priced = admin.records('Products').filter(({ unitCost }) => Number(unitCost) > 1);
				const written = (productId: unknown, cost: number) => ({
					productId: String(productId),
					action: 'update',
					outcome: 'done',
					changes: [{ field: 'unitCost', old: String(cost + 1), new: String(cost) }],
				});
				const [one, two] = priced.map(({ id: product, unitCost }) =>
					written(product, Number(unitCost)),
				);
				return [one!, written(999_999_999, 5), two!];
			},
			bad: /^Autotask shows no product 999999999/,
		},
		{
			title: 'Product Upsert: getLines',
			node: 'productUpsert',
			parameters: { resource: 'quote', operation: 'getLines', vendor: id(String(shop.vendor)) },
			items: () => [{}],
		},
		{
			title: 'Product Upsert: checkLines',
			node: 'productUpsert',
			parameters: { resource: 'quote', operation: 'checkLines' },
			items: () => ['1', '', '2'].map((quoteItemId) => ({ quoteItemId, sku: '70000001' })),
			bad: /^Input item 2 is neither a quote line nor a product/,
		},
		{
			title: 'Product Upsert: addProducts',
			node: 'productUpsert',
			parameters: {
				resource: 'quote',
				operation: 'addProducts',
				quoteNumber: openQuote(shop),
				dryRun: false,
			},
			items: () => [
				{ productId: String(shop.product(47)) },
				{ productId: 'none' },
				{ productId: String(shop.product(48)) },
			],
			bad: /^Input item 2 names no product/,
		},
		...['preview', 'submit', 'reconcile'].map(onOrders),
		...withSource(fromItems, 'createFromItems', 'items'),
		...withSource(fromOpportunity, 'createFromOpportunity', 'opportunity'),
		...withSource(fromCharges, 'createFromCharges', 'charges'),
		...['poll', 'get'].map((operation) => ({
			title: `Status Poll: ${operation} given purchase orders`,
			node: 'statusPoll',
			parameters: { operation, scope: 'given', purchaseOrders: '={{ $json.po }}' },
			items: () => [{ po: '987654' }, { po: '' }, { po: '987655' }],
			bad: /^input item 2: No purchase order number is given/,
		})),
		...['run', 'runWithProof', 'createFields', 'conformance'].map(once),
	];
}

/** The number of a quote of an open opportunity. */
export function openQuote({ sandbox }: LoopbackShop): string {
	const { admin } = sandbox.autotask;
	const known = admin.records('Quotes').find(({ name }) => name === 'Phones');
	if (known) return String(known.quoteNumber);
	const [open] = admin.records('Opportunities').filter(({ title }) => title === 'Phone system');
	admin.addRecords('Quotes', [
		{ opportunityID: Number(open?.id), name: 'Phones', quoteNumber: 4711, isActive: true } as never,
	]);
	return '4711';
}
