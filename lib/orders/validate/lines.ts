import { type RuleInput, type Fault, stopLine } from './types';

/** Every line is a TD SYNNEX product, or the buyer has chosen to leave the others out. */
export function lines({ po, settings }: RuleInput): Fault[] {
	return po.items
		.filter(({ sku }) => sku === '')
		.map((item) => {
			const name = item.productName || `the item ${item.id}`;
			return settings.otherLines === 'refuse'
				? {
						level: 'stop' as const,
						lineNumber: 0,
						cause: `${name} is not a TD SYNNEX product`,
						remedy:
							'Remove the line, or set Lines of Other Vendors to Leave Out, to order only the TD SYNNEX lines.',
					}
				: {
						level: 'warn' as const,
						lineNumber: 0,
						cause: `${name} is not a TD SYNNEX product, and is left out of the order`,
						remedy: 'Order it elsewhere.',
					};
		});
}

/** The SKU is one that TD SYNNEX knows, sells and lets this account buy. */
export function product({ order, live }: RuleInput): Fault[] {
	if (live === null) return [];
	return order.lines.flatMap(({ lineNumber, sku, name }) => {
		const status = live.get(sku)?.status ?? 'not-found';
		if (status === 'active') return [];
		const [cause, remedy] = WHY_NOT[status] ?? [
			`has the status "${status}" at TD SYNNEX`,
			'Ask TD SYNNEX whether it can be ordered.',
		];
		return [stopLine(lineNumber, `SKU ${sku} (${name}) ${cause}`, remedy)];
	});
}

/** Quantity at least what TD SYNNEX sells. */
export function quantity({ order, po }: RuleInput): Fault[] {
	return order.lines.flatMap(({ lineNumber, itemId, sku, quantity: wanted }) => {
		const least = po.items.find(({ id }) => id === itemId)?.minimumQuantity ?? null;
		return least === null || wanted >= least
			? []
			: [
					stopLine(
						lineNumber,
						`the minimum quantity of SKU ${sku} is ${least} pieces, and ${wanted} are wanted`,
						`Order at least ${least}.`,
					),
				];
	});
}

/** What cannot be written into an order at all; never switched off. */
export function countable({ po, order }: RuleInput): Fault[] {
	return order.lines.flatMap(({ lineNumber, sku, itemId, unitPrice }) => {
		const asked = po.items.find(({ id }) => id === itemId)?.quantity ?? '';
		const faults: Fault[] = [];
		if (!/^[1-9]\d{0,6}(\.0+)?$/.test(asked))
			faults.push(
				stopLine(
					lineNumber,
					`the quantity of SKU ${sku} is "${asked}", which is not a whole number above zero`,
					'Correct the quantity in Autotask.',
				),
			);
		if (!/^\d+(\.\d+)?$/.test(unitPrice))
			faults.push(
				stopLine(
					lineNumber,
					`the cost of SKU ${sku} is "${unitPrice}", which is not an amount`,
					'Enter the unit cost in Autotask. If it is there, grant the API user the right to view costs.',
				),
			);
		if (!/^\d{1,12}$/.test(sku))
			faults.push(
				stopLine(
					lineNumber,
					`"${sku}" is not a TD SYNNEX SKU, which has only digits`,
					'Correct the SKU of the product in Autotask, or SKU Pattern in the node.',
				),
			);
		return faults;
	});
}

const WHY_NOT: Record<string, [string, string]> = {
	discontinued: ['is discontinued', 'Use the successor of the product.'],
	inactive: ['is not currently sold', 'Choose another product.'],
	'not-authorized': [
		'cannot be bought by this account',
		'Ask TD SYNNEX to authorize the account for this manufacturer.',
	],
	'not-found': [
		'is not known to TD SYNNEX; an order for it would be filed as a quote that never ships',
		'Correct the SKU of the product in Autotask.',
	],
};
