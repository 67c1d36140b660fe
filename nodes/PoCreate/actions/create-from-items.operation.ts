import { TEXT } from '../../../lib/autotask/records/read-in-batches';
import {
	planFromItems,
	readCompany,
	readWanted,
	WANTED,
} from '../../../lib/orders/create/plan-from-items';
import { addressOf } from '../../../lib/orders/create/plan-from-opportunity';
import { commonParts, eachNewOrder, type PlanOf, textAt } from './new-orders';
import type { Operation } from './types';

export const createFromItems: Operation = {
	option: {
		name: 'Create From Items',
		value: 'createFromItems',
		description: 'Create an Autotask purchase order from the input items, once for each reference',
		action: 'Create a purchase order from items',
	},
	run: async (setting) => await eachNewOrder(setting, 'reference', 'create', planOfItems),
};

/** The purchase order of one reference: the input items that carry it are its lines. */
export const planOfItems: PlanOf = async (setting, reference, items) => {
	const { ports, choices } = setting;
	const lines = items.map((index) =>
		WANTED.parse({
			sku: textAt(setting, 'lineSku', index),
			productId: textAt(setting, 'lineProductId', index),
			quantity: textAt(setting, 'lineQuantity', index),
			price: textAt(setting, 'linePrice', index),
		}),
	);
	const [first = 0] = items;
	const purchaseForCompanyId = textAt(setting, 'companyId', first);
	const company =
		purchaseForCompanyId === '' ? null : await readCompany(ports.autotask, purchaseForCompanyId);
	const { address, phone, ...common } = await commonParts(setting, first);
	const given = company === null || textAt(setting, 'itemsShipTo', first) === 'given';
	const planned = planFromItems(lines, await readWanted(ports.autotask, lines, choices.source), {
		reference,
		vendorId: choices.source.vendorId,
		shipTo: given ? address : addressOf(company, TEXT.parse(company.companyName)),
		phone: given ? phone : TEXT.parse(company.phone),
		purchaseForCompanyId,
		...common,
	});
	return [planned];
};
