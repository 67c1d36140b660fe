import { chargeOf, moveCharge, parentKeyOf, type ChargeKind } from '../procurement/charges';
import { deliver, pick, post } from '../procurement/people';
import { win, type Won } from '../procurement/wizard';
import type { Values } from '../store';
import type { World } from '../world';
import { create } from '../write';
import { daysAgo, deal, type Deal } from './deal';

/** What the world of procurement holds, by what a test or a demonstration looks for. */
export interface ProcurementContent {
	/** A won deal whose wizard made a ticket, charges and a sales order. */
	dealWithCharges: Deal & Won;
	/** The same on a project, with a customer's PO number and an optional item that was not taken. */
	dealOnProject: Deal & Won;
	/** Closed by hand: no charges, no sales order. */
	dealWithoutCharges: Deal;
	/** Some ordered, some waiting for approval, some to order. */
	mixedDeal: Deal & Won;
	ticket: Parent;
	project: Parent;
	contract: Parent;
	/** A charge of three units of which one is picked. */
	partlyPicked: number;
	/** Charges that wait for approval. */
	waiting: number[];
	/** A charge that was billed before it was bought. */
	billed: number;
}

interface Parent {
	id: number;
	chargeIds: number[];
}

export function seedProcurement(world: World): ProcurementContent {
	const products = orderable(world);
	const [a = 0, b = a, c = b, d = c] = customers(world);
	const part = (from: number, to: number) => products.slice(from, to);
	const dealWithCharges = deal(world, 'Laptop refresh', a, part(0, 3));
	const dealOnProject = deal(world, 'Office move', b, part(3, 6), {
		po: 'CUST-4711',
		optional: true,
	});
	const dealWithoutCharges = deal(world, 'Meeting room', c, part(6, 8));
	const mixed = deal(world, 'Server room', d, part(8, 11));
	const content: ProcurementContent = {
		dealWithCharges: { ...dealWithCharges, ...won(world, dealWithCharges, 'Ticket') },
		dealOnProject: { ...dealOnProject, ...won(world, dealOnProject, 'Project') },
		dealWithoutCharges,
		mixedDeal: { ...mixed, ...won(world, mixed, 'Ticket') },
		ticket: withCharges(world, 'Ticket', a, part(11, 13)),
		project: withCharges(world, 'Project', b, part(13, 15)),
		contract: withCharges(world, 'Contract', c, part(15, 16)),
		partlyPicked: withCharges(world, 'Ticket', d, part(16, 17), 3).chargeIds[0] ?? 0,
		waiting: withCharges(world, 'Ticket', a, part(17, 19)).chargeIds,
		billed: withCharges(world, 'Ticket', b, part(19, 20)).chargeIds[0] ?? 0,
	};
	close(world, dealWithoutCharges.opportunityId);
	mix(world, content);
	return content;
}

function mix(world: World, content: ProcurementContent): void {
	const [waits = 0, ready = 0] = content.mixedDeal.chargeIds;
	for (const id of [waits, ...content.waiting]) {
		moveCharge(world, chargeOf(world, id), 'Waiting Approval');
	}
	pick(world, ready, Number(chargeOf(world, ready).row.values.unitQuantity));
	deliver(world, [ready]);
	pick(world, content.partlyPicked, 1);
	post(world, [content.billed]);
}

/** Products of TD SYNNEX's catalog that are neither serialised nor held back. */
function orderable(world: World): number[] {
	const taken = world.store
		.table('Products')
		.all()
		.filter(
			({ values }) =>
				String(values.sku).startsWith('TDS-') &&
				values.isActive === true &&
				values.isSerialized !== true &&
				!String(values.name).endsWith('(copy)'),
		)
		.map(({ id }) => id);
	return Array.from({ length: 20 }, (_, at) => taken[at % Math.max(1, taken.length)] ?? 0);
}

function customers(world: World): number[] {
	const type = world.schema.picklistId('Companies', 'companyType', 'Customer');
	return world.store
		.table('Companies')
		.where('companyType', type)
		.filter(({ id, values }) => id > 0 && values.isActive === true)
		.slice(4, 8)
		.map(({ id }) => id);
}

function won(world: World, { opportunityId }: Deal, on: ChargeKind): Won {
	return win(world, { opportunityId, on });
}

function close(world: World, opportunityId: number): void {
	const table = world.store.table('Opportunities');
	const row = table.get(opportunityId);
	if (!row) return;
	const id = (field: string, label: string): number =>
		world.schema.picklistId('Opportunities', field, label);
	table.update(row, {
		status: id('status', 'Closed'),
		stage: id('stage', 'Won'),
		probability: 100,
		closedDate: world.clock.iso(),
	});
}

function withCharges(
	world: World,
	kind: ChargeKind,
	companyID: number,
	products: number[],
	unitQuantity = 2,
): Parent {
	const entity = `${kind}s`;
	const id = (field: string, label: string): number =>
		world.schema.picklistId(entity, field, label);
	const [from, to] = [daysAgo(world, 1), daysAgo(world, -60)];
	const values: Record<ChargeKind, () => Values> = {
		Ticket: () => ({
			title: 'Parts needed',
			ticketNumber: `T${from.slice(0, 10).replaceAll('-', '')}.8${world.store.table('Tickets').size}`,
			status: id('status', 'Waiting Materials'),
			priority: id('priority', 'High'),
			createDate: from,
		}),
		Project: () => ({
			projectName: 'Cabling',
			projectType: id('projectType', 'Client'),
			status: id('status', 'In Progress'),
			startDateTime: from,
			endDateTime: to,
		}),
		Contract: () => ({
			contractName: 'Managed workstations',
			contractType: id('contractType', 'Time & Materials'),
			status: id('status', 'Active'),
			startDate: from,
			endDate: to,
		}),
	};
	const parent = world.store.table(entity).insert({ companyID, ...values[kind]() }).id;
	const key = parentKeyOf(kind);
	const charges = world.schema.named(`${kind}Charges`);
	const chargeIds = products.map((productID) => {
		const product = world.store.table('Products').get(productID)?.values ?? {};
		const body = {
			[key]: parent,
			productID,
			name: String(product.name ?? 'Part').slice(0, 100),
			unitQuantity,
			unitCost: Number(product.unitCost ?? 0),
			unitPrice: Math.round(Number(product.unitCost ?? 0) * 130) / 100,
			chargeType: world.schema.picklistId(`${kind}Charges`, 'chargeType', 'Operational'),
			datePurchased: from,
		};
		return create(world, charges, body, { key, id: parent });
	});
	return { id: parent, chargeIds };
}
