import { shownName } from '../../../autotask/records/shown-name';
import type { FieldInfo, WireRecord } from '../../../autotask/types';
import { skuPattern } from '../../../shared/sku';
import { pluralize } from '../../../shared/pluralize';
import type { Evidence, ModuleEvidence } from '../../evidence';
import { securitySection } from '../../../autotask/screens';
import type { ProbeResult, CheckVerdict } from '../../types';
import { NO_RIGHT } from '../modules/verdicts';
import { failed, onAnswer, passed, untested, warned } from '../../verdict';
import { vendorsOf, vendorVerdict } from './vendor-verdicts';

/** Whether Autotask holds what the nodes need to find there. */
export function setUpVerdicts({ autotask, settings }: Evidence): Record<string, CheckVerdict> {
	const vendors = vendorsOf(autotask.companies);
	return {
		'set-up.vendor': onAnswer(autotask.companies, () =>
			vendorVerdict(autotask.companies, autotask.companyTypes, settings.vendorName),
		),
		'set-up.material-code': materialCodes(autotask.materialCodes),
		'set-up.inventory-location': onAnswer(autotask.inventoryLocations, inventoryLocation),
		'set-up.purchase-order-states': onAnswer(autotask.purchaseOrderFields, (fields) =>
			states(fields, settings.purchaseOrderStates),
		),
		'set-up.product-fields': onAnswer(autotask.productFields, (fields) =>
			productFields(fields, settings.productFields),
		),
		'set-up.duplicate-skus': onAnswer(autotask.sameSkus, (products) =>
			duplicates(products, settings.skuPattern),
		),
		'set-up.procurement': procurement(autotask.modules.SalesOrders),
		'set-up.external-po-number': onAnswer(autotask.numberedOrders, (orders) =>
			externalNumbers(orders, vendors),
		),
	};
}

/** Only the won wizards make sales orders, and only where Procurement is in use. */
function procurement(salesOrders: ModuleEvidence | undefined): CheckVerdict {
	const count = salesOrders?.count;
	if (count === undefined || count.state !== 'found')
		return untested('Sales orders could not be read');
	return count.value > 0
		? passed('in use', `${pluralize(count.value, 'sales order')}`)
		: passed('not in use', 'There is no sales order');
}

function materialCodes(finding: ProbeResult<WireRecord[]>): CheckVerdict {
	if (finding.state === 'refused' && NO_RIGHT.includes(finding.code))
		return failed('cannot be read', finding.cause, BILLING_RIGHT);
	return onAnswer(finding, materialCode);
}

const BILLING_RIGHT = `Select Finance, Accounting & Invoicing at ${securitySection('Admin > Feature Access')}.`;

function materialCode(codes: WireRecord[]): CheckVerdict {
	const active = codes.filter(({ isActive }) => isActive !== false);
	if (active.length === 0)
		return failed('none', `${pluralize(codes.length, 'material code')}, none of them active`);
	return passed(pluralize(active.length, 'active code'), names(active, 'name'));
}

function inventoryLocation(locations: WireRecord[]): CheckVerdict {
	const active = locations.filter(({ isActive }) => isActive !== false);
	if (active.length === 0)
		return failed('none', `${pluralize(locations.length, 'location')}, none of them active`);
	return passed(pluralize(active.length, 'active location'), names(active, 'locationName'));
}

function states(fields: FieldInfo[], wanted: string[]): CheckVerdict {
	const labels = (fields.find(({ name }) => name === 'status')?.picklist ?? [])
		.filter(({ isActive }) => isActive)
		.map(({ label }) => label);
	if (labels.length === 0)
		return failed('no states', 'PurchaseOrders lists no values for its field status');
	const absent = wanted.filter((state) => !labels.some((label) => sameLabel(label, state)));
	return absent.length > 0
		? failed(`without ${absent.join(', ')}`, `Autotask's states: ${labels.join(', ')}`)
		: passed(labels.join(', '), 'All states are there, found by their labels');
}

function productFields(fields: FieldInfo[], wanted: string[]): CheckVerdict {
	const absent = missingFields(fields, wanted);
	return absent.length > 0
		? warned(
				`without ${absent.join(', ')}`,
				`${pluralize(fields.length, 'field')} of products exist`,
			)
		: passed('all there', wanted.join(', '));
}

/** The wanted fields that Autotask does not hold, by name. */
export function missingFields(fields: FieldInfo[], wanted: string[]): string[] {
	return wanted.filter((name) => !fields.some((field) => sameLabel(field.name, name)));
}

/** Labels are what people see; letter case, blanks and hyphens aside. */
function sameLabel(one: string, other: string): boolean {
	const plain = (label: string) => label.toLowerCase().replace(/[\s_-]+/g, '');
	return plain(one) === plain(other);
}

function duplicates(products: WireRecord[], pattern: string): CheckVerdict {
	const { keyOf } = skuPattern(pattern);
	const bySku = new Map<string, WireRecord[]>();
	for (const product of products) {
		if (product.isActive === false) continue;
		const sku = keyOf(String(product.sku ?? ''));
		bySku.set(sku, [...(bySku.get(sku) ?? []), product]);
	}
	const twice = [...bySku].filter(([, same]) => same.length > 1);
	const looked = `${pluralize(bySku.size, 'TD SYNNEX SKU')} looked up in the whole product list`;
	if (bySku.size === 0) return untested('Autotask has no product with a TD SYNNEX SKU yet');
	if (twice.length === 0) return passed('none', looked);
	const shown = twice
		.slice(0, SHOWN)
		.map(([sku, same]) => `${sku} (products ${same.map(({ id }) => String(id)).join(' and ')})`);
	return warned(
		pluralize(twice.length, 'SKU'),
		`${shown.join('; ')}${twice.length > SHOWN ? ` and ${twice.length - SHOWN} more` : ''}. ${looked}`,
	);
}

/**
 * TD SYNNEX's connector and these nodes fill External P.O. Number on TD SYNNEX orders with an order
 * number, digits only. Anything else there is the mark of another tool.
 */
function externalNumbers(orders: WireRecord[], vendors: WireRecord[]): CheckVerdict {
	const ours = new Set(vendors.map(({ id }) => Number(id)));
	const filled = orders.filter(({ externalPONumber }) => String(externalPONumber ?? '') !== '');
	const foreign = filled.filter(
		({ vendorID, externalPONumber }) =>
			!ours.has(Number(vendorID)) || !/^[\d ,;]+$/.test(String(externalPONumber)),
	);
	if (foreign.length === 0)
		return passed(
			'free',
			filled.length === 0
				? 'No purchase order of the last year has one'
				: `Filled on ${pluralize(filled.length, 'TD SYNNEX order')} only, with order numbers`,
		);
	const example = foreign[0];
	return warned(
		'in use',
		`${pluralize(foreign.length, 'purchase order')} of the last year have one that TD SYNNEX did not assign, such as ${String(example?.purchaseOrderNumber ?? example?.id)}`,
	);
}

const SHOWN = 5;

function names(records: WireRecord[], field: string): string {
	const shown = records.slice(0, SHOWN).map((record) => shownName(record, field));
	return records.length > SHOWN
		? `${shown.join(', ')} and ${records.length - SHOWN} more`
		: shown.join(', ');
}
