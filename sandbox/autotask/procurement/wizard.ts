import { create } from '../write';
import type { Row, Values } from '../store';
import type { World } from '../world';
import { chargeOf, chargeTable, parentKeyOf, pickedFor, type ChargeKind } from './charges';
import { pick, post } from './people';

/** What a person chooses in the Won Opportunity or Won Quote Wizard. */
export interface Winning {
	opportunityId: number;
	/** What the charges are made on (a new ticket). */
	on?: ChargeKind;
	/** A ticket, project or contract that is there, in place of a new one. */
	parentId?: number;
	/** Optional quote items that the customer takes; the others give no charge. */
	optionalItems?: number[];
	/** Units of stock that were reserved, per quote item. */
	reserved?: Record<number, number>;
	/** Approve and post the charges in the same go. */
	post?: boolean;
}

export interface Won {
	kind: ChargeKind;
	parentId: number;
	chargeIds: number[];
	/** Null where Procurement is off or the quote has no products. */
	salesOrderId: number | null;
}

const DAY_MS = 86_400_000;

/** The wizard: closes the opportunity, makes a charge of each product of the primary quote, and the sales order. */
export function win(world: World, choice: Winning): Won {
	const opportunity = world.store.table('Opportunities').get(choice.opportunityId);
	if (!opportunity) throw new Error(`there is no opportunity ${choice.opportunityId}`);
	const quote = world.store
		.table('Quotes')
		.where('opportunityID', opportunity.id)
		.find(({ values }) => values.primaryQuote === true);
	if (!quote) throw new Error('the wizard needs the primary quote');
	if (opportunity.values.salesOrderID != null) throw new Error('the wizard was run already');
	const items = soldItems(world, quote, choice.optionalItems ?? []);
	close(world, opportunity);
	const salesOrder =
		world.procurement.enabled && items.length > 0 ? salesOrderOf(world, opportunity, quote) : null;
	const kind = choice.on ?? 'Ticket';
	const parentId = choice.parentId ?? parentFor(world, kind, opportunity, quote);
	const chargeIds = items.map((item) => {
		const id = chargeFor(world, { kind, parentId, item, quote });
		const charge = chargeOf(world, id);
		chargeTable(world, kind).update(charge.row, { salesOrder: salesOrder?.id ?? null });
		const units = choice.reserved?.[item.id] ?? 0;
		if (units > 0) pick(world, id, units);
		if (pickedFor(world, charge) > Number(charge.row.values.unitQuantity)) {
			throw new Error('more was reserved than sold');
		}
		return id;
	});
	if (choice.post) post(world, chargeIds);
	return { kind, parentId, chargeIds, salesOrderId: salesOrder?.id ?? null };
}

function soldItems(world: World, quote: Row, optional: number[]): Row[] {
	return world.store
		.table('QuoteItems')
		.where('quoteID', quote.id)
		.filter(
			({ id, values }) => values.productID != null && (!values.isOptional || optional.includes(id)),
		);
}

function close(world: World, opportunity: Row): void {
	const id = (field: string, label: string): number =>
		world.schema.picklistId('Opportunities', field, label);
	world.store.table('Opportunities').update(opportunity, {
		status: id('status', 'Closed'),
		stage: id('stage', 'Won'),
		probability: 100,
		closedDate: world.clock.iso(),
		lastActivity: world.clock.iso(),
	});
}

function salesOrderOf(world: World, opportunity: Row, quote: Row): Row {
	const { companyID = null, contactID = null, ownerResourceID = null } = opportunity.values;
	const place = (key: 'shipToLocationID' | 'billToLocationID'): Values =>
		world.store.table('QuoteLocations').get(Number(quote.values[key]))?.values ?? {};
	const [ship, bill] = [place('shipToLocationID'), place('billToLocationID')];
	const row = world.store.table('SalesOrders').insert({
		opportunityID: opportunity.id,
		title: opportunity.values.title ?? null,
		companyID,
		contactID,
		ownerResourceID,
		status: world.schema.picklistId('SalesOrders', 'status', 'Open'),
		salesOrderDate: `${world.clock.iso().slice(0, 10)}T00:00:00.000Z`,
		promisedFulfillmentDate: opportunity.values.promisedFulfillmentDate ?? null,
		shipToAddress1: ship.address1 ?? null,
		shipToAddress2: ship.address2 ?? null,
		shipToCity: ship.city ?? null,
		shipToState: ship.state ?? null,
		shipToPostalCode: ship.postalCode ?? null,
		shipToCountryID: countryOf(world, companyID),
		billingAddress1: bill.address1 ?? null,
		billingAddress2: bill.address2 ?? null,
		billToCity: bill.city ?? null,
		billToState: bill.state ?? null,
		billToPostalCode: bill.postalCode ?? null,
		billToCountryID: countryOf(world, companyID),
	});
	world.store.table('Opportunities').update(opportunity, { salesOrderID: row.id });
	return row;
}

function countryOf(world: World, companyID: unknown): number | null {
	const country = world.store.table('Companies').get(Number(companyID))?.values.countryID;
	return typeof country === 'number' ? country : null;
}

function parentFor(world: World, kind: ChargeKind, opportunity: Row, quote: Row): number {
	const { companyID = null, contactID = null, title = null } = opportunity.values;
	const shared = {
		companyID,
		opportunityID: opportunity.id,
		purchaseOrderNumber: quote.values.purchaseOrderNumber ?? null,
	};
	const id = (entity: string, field: string, label: string): number =>
		world.schema.picklistId(entity, field, label);
	const [from, to] = [0, 90].map((days) =>
		new Date(world.clock.now() + days * DAY_MS).toISOString(),
	);
	const values: Record<ChargeKind, Values> = {
		Ticket: {
			...shared,
			contactID,
			title,
			ticketNumber: `T${from?.slice(0, 10).replaceAll('-', '') ?? ''}.9${opportunity.id}`,
			status: id('Tickets', 'status', 'New'),
			priority: id('Tickets', 'priority', 'Medium'),
			createDate: from ?? null,
		},
		Project: {
			...shared,
			projectName: title,
			projectType: id('Projects', 'projectType', 'Client'),
			status: id('Projects', 'status', 'New'),
			startDateTime: from ?? null,
			endDateTime: to ?? null,
		},
		Contract: {
			...shared,
			contractName: title,
			contractType: id('Contracts', 'contractType', 'Time & Materials'),
			status: id('Contracts', 'status', 'Active'),
			startDate: from ?? null,
			endDate: to ?? null,
		},
	};
	return world.store.table(`${kind}s`).insert(values[kind]).id;
}

interface Sold {
	kind: ChargeKind;
	parentId: number;
	item: Row;
	quote: Row;
}

/** Through the rules of charges, as the wizard itself does. */
function chargeFor(world: World, { kind, parentId, item, quote }: Sold): number {
	const { values } = item;
	const key = parentKeyOf(kind);
	const body = {
		[key]: parentId,
		name: String(values.name ?? 'Item').slice(0, 100),
		productID: values.productID,
		unitQuantity: values.quantity,
		...(values.unitCost == null ? {} : { unitCost: values.unitCost }),
		...(values.unitPrice == null ? {} : { unitPrice: values.unitPrice }),
		...(quote.values.purchaseOrderNumber
			? { purchaseOrderNumber: quote.values.purchaseOrderNumber }
			: {}),
		chargeType: world.schema.picklistId(`${kind}Charges`, 'chargeType', 'Operational'),
		datePurchased: world.clock.iso(),
	};
	return create(world, world.schema.named(`${kind}Charges`), body, { key, id: parentId });
}
