import { refuseRecord } from '../refusal';
import type { Row, Values } from '../store';
import type { World } from '../world';
import { stamp, type Rules } from './rules';

const Opportunities: Rules = {
	defaults: (sent, world) => ({
		creatorResourceID: world.actorId,
		createDate: sent.createDate ?? world.clock.iso(),
		lastActivity: world.clock.iso(),
	}),
	beforeCreate: (values) => checkClose(values),
	beforeUpdate: (row, changes) => checkClose({ ...row.values, ...changes }),
};

const Quotes: Rules = {
	defaults: (sent, world) => ({
		...stamp(world, 'creatorResourceID', 'createDate'),
		lastActivityDate: world.clock.iso(),
		quoteNumber: 1 + world.store.table('Quotes').size,
		isActive: sent.isActive ?? true,
		companyID: sent.companyID ?? opportunityCompany(world, sent.opportunityID),
		primaryQuote: sent.primaryQuote ?? siblings(world, sent.opportunityID).length === 0,
	}),
	beforeCreate: (values) => checkDates(values),
	beforeUpdate: (row, changes) => checkDates({ ...row.values, ...changes }),
	afterCreate: onePrimary,
	afterUpdate: onePrimary,
};

/** What a quote item may stand for: exactly one of these. */
const TARGETS = [
	'productID',
	'chargeID',
	'laborID',
	'expenseID',
	'shippingID',
	'serviceID',
	'serviceBundleID',
];
const DISCOUNTS = ['unitDiscount', 'lineDiscount', 'percentageDiscount'];

const QuoteItems: Rules = {
	// live replies: the second is asked for once the first is there
	requiredFirst: ['isOptional', 'unitDiscount'],
	defaults: (sent, world) => ({
		...productFigures(sent, world),
		sortOrderID: 1 + world.store.table('QuoteItems').where('quoteID', sent.quoteID ?? null).length,
	}),
	beforeCreate: (values) => checkItem(values),
	beforeUpdate: (row, changes) => checkItem({ ...row.values, ...changes }),
};

export const quoteRules = { Opportunities, Quotes, QuoteItems };

function checkClose({ startDate, projectedCloseDate }: Values): void {
	if (String(projectedCloseDate) < String(startDate)) {
		throw refuseRecord('projectedCloseDate must not be before startDate.');
	}
}

function checkDates({ effectiveDate, expirationDate }: Values): void {
	if (String(expirationDate) < String(effectiveDate)) {
		throw refuseRecord('expirationDate must not be before effectiveDate.');
	}
}

function checkItem(values: Values): void {
	const targets = TARGETS.filter((name) => values[name] != null);
	if (targets.length !== 1) {
		throw refuseRecord(`A quote item needs exactly one of ${TARGETS.join(', ')}.`);
	}
	if (DISCOUNTS.filter((name) => Number(values[name]) > 0).length > 1) {
		throw refuseRecord(`Only one of ${DISCOUNTS.join(', ')} can be above 0.`);
	}
}

/** A product's own name, price and cost where the item gives none. */
function productFigures(sent: Values, world: World): Values {
	const product = world.store.table('Products').get(Number(sent.productID ?? -1));
	return {
		name: sent.name ?? String(product?.values.name ?? '').slice(0, 100),
		description: sent.description ?? product?.values.description ?? null,
		unitPrice: sent.unitPrice ?? product?.values.unitPrice ?? null,
		unitCost: sent.unitCost ?? product?.values.unitCost ?? null,
	};
}

function onePrimary(row: Row, world: World): void {
	if (row.values.primaryQuote !== true) return;
	const table = world.store.table('Quotes');
	for (const other of siblings(world, row.values.opportunityID)) {
		if (other !== row && other.values.primaryQuote) table.update(other, { primaryQuote: false });
	}
}

function siblings(world: World, opportunityID: unknown): Row[] {
	return world.store.table('Quotes').where('opportunityID', Number(opportunityID ?? -1));
}

function opportunityCompany(world: World, opportunityID: unknown): number | null {
	const row = world.store.table('Opportunities').get(Number(opportunityID ?? -1));
	return row ? Number(row.values.companyID) : null;
}
