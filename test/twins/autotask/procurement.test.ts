import type { ProcurementContent, ProcurementSettings } from '../../../sandbox/autotask';
import { openApi, type Answer, type Api } from './api';

const [WAITING, NEED, ON_ORDER, READY, DELIVERED, CANCELED] = [2, 3, 4, 6, 7, 8];
const RECEIVED_FULL = 4;
const CHARGES = {
	ticketID: 'TicketCharges',
	projectID: 'ProjectCharges',
	contractID: 'ContractCharges',
};

describe('the procurement loop of Autotask', () => {
	let api: Api;
	let content: ProcurementContent;
	let vendorID: number;
	let place: unknown;
	beforeAll(async () => {
		api = await openApi();
	});
	afterAll(() => api.close());
	beforeEach(async () => {
		await api.sandbox.control.reset();
		content = procure().seed();
		vendorID = Number((await api.one('Companies', 'companyName', 'TD SYNNEX')).id);
		place = (await api.one('InventoryLocations', 'locationName', 'Main Warehouse')).id;
	});

	const procure = () => api.sandbox.autotask.admin.procurement;
	const set = (change: Partial<ProcurementSettings>) => procure().settings(change);
	const refusal = async (answer: Promise<Answer>): Promise<string> => {
		const { status, body } = await answer;
		expect(status).toBe(500);
		return body.errors.join('\n');
	};
	const charge = async (id: number) => {
		const found = [];
		for (const entity of Object.values(CHARGES)) {
			found.push(...(await api.find(entity, { op: 'eq', field: 'id', value: id })));
		}
		expect(found).toHaveLength(1);
		return found[0] as Record<string, unknown>;
	};
	const statusOf = async (id: number) => (await charge(id)).status;
	const order = async () =>
		(
			await api.call('POST', '/PurchaseOrders', {
				vendorID,
				status: 1,
				shipToName: 'Us',
				shipToAddress1: '1 Main St',
			})
		).body.itemId;
	const line = (orderID: number, more: object) =>
		api.call('POST', `/PurchaseOrders/${orderID}/Items`, {
			orderID,
			inventoryLocationID: place,
			quantity: 2,
			unitCost: 10,
			...more,
		});
	const setStatus = (id: number, status: number) =>
		api.call('PATCH', '/PurchaseOrders', { id, status });
	const ordered = async (chargeID: number, more: object = {}) => {
		const orderId = await order();
		const answer = await line(orderId, { chargeID, ...more });
		expect(answer.text).toContain('itemId');
		return { orderId, itemId: answer.body.itemId };
	};
	const submitted = async (chargeID: number, more: object = {}) => {
		const made = await ordered(chargeID, more);
		expect((await setStatus(made.orderId, 2)).status).toBe(200);
		return made;
	};
	const receive = (itemId: number, quantityNowReceiving: number) =>
		api.call('POST', `/PurchaseOrderItems/${itemId}/Receiving`, {
			purchaseOrderItemID: itemId,
			quantityNowReceiving,
		});
	const stocked = (field: string, id: number) =>
		api.find('InventoryStockedItems', { op: 'eq', field, value: id });
	const newCharge = (more: object = {}) =>
		api.call('POST', `/Tickets/${content.ticket.id}/Charges`, {
			ticketID: content.ticket.id,
			name: 'Part',
			datePurchased: '2026-11-20T23:30:00Z',
			chargeType: 1,
			unitQuantity: 2,
			...more,
		});
	const productOf = async (id: number) => (await charge(id)).productID;

	test('the labels are those of live tenants, with nothing at 5', async () => {
		const { fields } = (await api.call('GET', '/ProjectCharges/entityInformation/fields')).body;
		const status = fields.find(({ name }) => name === 'status');
		const values = status?.picklistValues as Array<{ value: string; label: string }>;
		expect(values.map(({ value, label }) => `${value} ${label}`)).toEqual([
			'1 Pending',
			'2 Waiting Approval',
			'3 Need to Order/Fulfill',
			'4 On Order',
			'6 Ready to Deliver/Ship',
			'7 Delivered/Shipped Full',
			'8 Canceled',
		]);
	});

	describe('a charge', () => {
		test('takes cost, price and material code of its product, and a day without a time', async () => {
			const productID = await productOf(content.ticket.chargeIds[0] as number);
			const product = await api.one('Products', 'id', productID);
			const { body } = await newCharge({ productID });
			expect(await charge(body.itemId)).toMatchObject({
				status: NEED,
				isBilled: false,
				unitCost: product.unitCost,
				unitPrice: product.unitPrice,
				billingCodeID: product.chargeBillingCodeID,
				datePurchased: '2026-11-20T00:00:00Z',
				extendedCost: Math.round(Number(product.unitCost) * 200) / 100,
			});
		});

		test('needs a product or a material code', async () => {
			expect(await refusal(newCharge())).toContain('productID or a billingCodeID');
			const [expense] = await api.find('BillingCodes', { op: 'eq', field: 'useType', value: 2 });
			expect(await refusal(newCharge({ billingCodeID: expense?.id }))).toContain('BillingCode');
		});

		test('of a product outside procurement is ready at once, and so is one without a product', async () => {
			const productID = await productOf(content.ticket.chargeIds[0] as number);
			api.sandbox.autotask.admin.changeRecord('Products', Number(productID), {
				doesNotRequireProcurement: true,
			});
			expect(await statusOf((await newCharge({ productID })).body.itemId)).toBe(READY);
			const [code] = await api.find('BillingCodes', { op: 'eq', field: 'useType', value: 4 });
			const bare = { billingCodeID: code?.id };
			expect(await statusOf((await newCharge(bare)).body.itemId)).toBe(READY);
			set({ chargeWithoutProduct: 'need' });
			expect(await statusOf((await newCharge(bare)).body.itemId)).toBe(NEED);
		});

		test('keeps its status whatever a body says, or refuses it', async () => {
			const productID = await productOf(content.ticket.chargeIds[0] as number);
			const { body } = await newCharge({ productID, status: READY });
			expect(await statusOf(body.itemId)).toBe(NEED);
			set({ chargeStatus: 'refused' });
			expect(await refusal(newCharge({ productID, status: READY }))).toContain('read-only');
		});

		test('cannot change once it is billed, nor go while an order has it', async () => {
			const path = (ticketID: unknown) => `/Tickets/${String(ticketID)}/Charges`;
			const { ticketID } = await charge(content.billed);
			const change = { id: content.billed, ticketID, notes: 'late' };
			expect(await refusal(api.call('PATCH', path(ticketID), change))).toContain('billed');
			expect(await refusal(api.call('DELETE', `${path(ticketID)}/${content.billed}`))).toContain(
				'billed',
			);
			const id = content.ticket.chargeIds[0] as number;
			await ordered(id);
			expect(await refusal(api.call('DELETE', `${path(content.ticket.id)}/${id}`))).toContain(
				'on a purchase order',
			);
			expect(await api.one('BillingItems', 'ticketChargeID', content.billed)).toMatchObject({
				quantity: 2,
			});
		});

		test('has a number that no charge of another kind has', async () => {
			const ids = await Promise.all(
				Object.values(CHARGES).map(async (entity) =>
					(await api.find(entity, { op: 'exist', field: 'id' })).map(({ id }) => id),
				),
			);
			const all = ids.flat();
			expect(ids.every((kind) => kind.length > 0)).toBe(true);
			expect(new Set(all).size).toBe(all.length);
		});
	});

	describe('approval', () => {
		test('waits for charges from the limit on, which cannot be ordered meanwhile', async () => {
			set({ approvalLimit: 100 });
			const productID = await productOf(content.ticket.chargeIds[0] as number);
			const { itemId } = (await newCharge({ productID, unitCost: 50 })).body;
			const cheap = (await newCharge({ productID, unitCost: 49.99 })).body.itemId;
			expect([await statusOf(itemId), await statusOf(cheap)]).toEqual([WAITING, NEED]);
			expect(await api.one('PurchaseApprovals', 'id', itemId)).toMatchObject({
				costType: 'Ticket',
			});
			expect(await refusal(line(await order(), { chargeID: itemId }))).toContain('chargeID');
		});

		test('by the API or by a person lets it be ordered, and it is no longer listed', async () => {
			const [first = 0, second = 0] = content.waiting;
			const yes = { id: first, isApproved: true };
			expect((await api.call('PATCH', '/PurchaseApprovals', yes)).status).toBe(200);
			procure().approve({ chargeId: second });
			expect([await statusOf(first), await statusOf(second)]).toEqual([NEED, NEED]);
			const left = await api.find('PurchaseApprovals', { op: 'exist', field: 'id' });
			expect(left.map(({ id }) => id)).toEqual([content.mixedDeal.chargeIds[0]]);
		});

		test('refused needs a reason', async () => {
			const [id = 0] = content.waiting;
			const no = { id, isApproved: false };
			expect(await refusal(api.call('PATCH', '/PurchaseApprovals', no))).toContain('rejectNote');
			await api.call('PATCH', '/PurchaseApprovals', { ...no, rejectNote: 'too dear' });
			expect(await statusOf(id)).toBe(CANCELED);
		});

		test('cannot be queried by its answer', async () => {
			const filter = [{ op: 'eq', field: 'isApproved', value: true }];
			expect((await api.call('POST', '/PurchaseApprovals/query', { filter })).status).toBe(500);
		});
	});

	describe('a purchase order line', () => {
		test.each([
			['ticketID', () => content.ticket],
			['projectID', () => content.project],
			['contractID', () => content.contract],
		] as const)('of a charge says by %s where it comes from', async (key, parent) => {
			const { id, chargeIds } = parent();
			const { itemId } = await ordered(chargeIds[0] as number);
			const empty = { ticketID: null, projectID: null, contractID: null, salesOrderID: null };
			expect(await api.one('PurchaseOrderItems', 'id', itemId)).toMatchObject({
				...empty,
				[key]: id,
				chargeID: chargeIds[0],
				productID: await productOf(chargeIds[0] as number),
			});
		});

		test('of a deal\u2019s charge knows the sales order, which is then in progress', async () => {
			const { chargeIds, salesOrderId } = content.dealWithCharges;
			const { itemId } = await ordered(chargeIds[0] as number);
			expect(await api.one('PurchaseOrderItems', 'id', itemId)).toMatchObject({
				salesOrderID: salesOrderId,
			});
			expect(await api.one('SalesOrders', 'id', salesOrderId)).toMatchObject({ status: 2 });
		});

		test('may come without the product', async () => {
			set({ chargeLineProduct: 'empty' });
			const { itemId } = await ordered(content.ticket.chargeIds[0] as number);
			expect(await api.one('PurchaseOrderItems', 'id', itemId)).toMatchObject({ productID: null });
		});

		test('takes charge and product together if it is the same, or never', async () => {
			const [first = 0, second = 0] = content.ticket.chargeIds;
			const both = async (chargeID: number, of: number) =>
				line(await order(), { chargeID, productID: await productOf(of) });
			expect(await refusal(both(first, second))).toContain('not the product');
			expect((await both(first, first)).status).toBe(200);
			set({ chargeWithProduct: 'refused' });
			expect(await refusal(both(second, second))).toContain('either a productID or a chargeID');
		});

		test('puts its charge on order, and no second one can be made', async () => {
			const id = content.ticket.chargeIds[0] as number;
			await ordered(id);
			expect(await statusOf(id)).toBe(ON_ORDER);
			expect(await refusal(line(await order(), { chargeID: id }))).toContain('chargeID');
		});

		test('or does so when submitted: until then a second one can be made', async () => {
			set({ onOrder: 'whenSubmitted' });
			const id = content.ticket.chargeIds[0] as number;
			const { orderId } = await ordered(id);
			await ordered(id);
			expect(await statusOf(id)).toBe(NEED);
			await setStatus(orderId, 2);
			expect(await statusOf(id)).toBe(ON_ORDER);
			expect(await refusal(line(await order(), { chargeID: id }))).toContain('chargeID');
		});

		test('can be changed while its charge is on order', async () => {
			const { orderId, itemId } = await ordered(content.ticket.chargeIds[0] as number);
			const change = { id: itemId, memo: 'a note' };
			expect((await api.call('PATCH', `/PurchaseOrders/${orderId}/Items`, change)).status).toBe(
				200,
			);
		});

		test.each([
			['needAgain', NEED],
			['stayOnOrder', ON_ORDER],
		] as const)('of a canceled order leaves its charge: %s', async (canceledOrder, status) => {
			set({ canceledOrder });
			const id = content.ticket.chargeIds[0] as number;
			const { orderId } = await submitted(id);
			await setStatus(orderId, 5);
			expect(await statusOf(id)).toBe(status);
		});
	});

	describe('receiving for a charge', () => {
		test('in full makes it ready, and the stocked item names it', async () => {
			const id = content.project.chargeIds[0] as number;
			const { orderId, itemId } = await submitted(id);
			await receive(itemId, 2);
			expect(await statusOf(id)).toBe(READY);
			expect(await api.one('PurchaseOrders', 'id', orderId)).toMatchObject({
				status: RECEIVED_FULL,
			});
			expect(await stocked('projectChargeID', id)).toEqual([
				expect.objectContaining({ pickedUnits: 2, availableUnits: 0, purchaseOrderItemID: itemId }),
			]);
		});

		test('in part leaves it on order', async () => {
			const id = content.ticket.chargeIds[0] as number;
			const { itemId } = await submitted(id);
			await receive(itemId, 1);
			expect(await charge(id)).toMatchObject({ status: ON_ORDER, unitQuantity: 2 });
			await receive(itemId, 1);
			expect(await statusOf(id)).toBe(READY);
		});

		test('in part may split it into a ready row and one on order', async () => {
			set({ partialReceipt: 'split' });
			const id = content.ticket.chargeIds[0] as number;
			const before = await api.find('TicketCharges', { op: 'exist', field: 'id' });
			const { itemId } = await submitted(id);
			await receive(itemId, 1);
			expect(await charge(id)).toMatchObject({ status: ON_ORDER, unitQuantity: 1 });
			const after = await api.find('TicketCharges', { op: 'exist', field: 'id' });
			expect(after).toHaveLength(before.length + 1);
			expect(after.at(-1)).toMatchObject({ status: READY, unitQuantity: 1 });
			await receive(itemId, 1);
			expect(await charge(id)).toMatchObject({ status: READY, unitQuantity: 1 });
			expect(await stocked('purchaseOrderItemID', itemId)).toHaveLength(2);
		});

		test('above its quantity makes another line, of plain stock', async () => {
			const id = content.ticket.chargeIds[0] as number;
			const { orderId, itemId } = await submitted(id);
			await receive(itemId, 3);
			const items = await api.find('PurchaseOrderItems', {
				op: 'eq',
				field: 'orderID',
				value: orderId,
			});
			expect(items.map(({ chargeID, quantity }) => [chargeID, quantity])).toEqual([
				[id, 2],
				[null, 1],
			]);
			expect(items[1]).toMatchObject({ productID: await productOf(id) });
			expect(await stocked('ticketChargeID', id)).toEqual([
				expect.objectContaining({ pickedUnits: 2 }),
			]);
			expect(await api.one('PurchaseOrders', 'id', orderId)).toMatchObject({
				status: RECEIVED_FULL,
			});
		});

		test('counts what was picked from stock', async () => {
			const id = content.partlyPicked;
			const { itemId } = await submitted(id);
			await receive(itemId, 2);
			expect(await statusOf(id)).toBe(READY);
		});

		test('of what was ordered twice goes to it once', async () => {
			set({ onOrder: 'whenSubmitted' });
			const id = content.ticket.chargeIds[0] as number;
			const [first, second] = [await ordered(id), await ordered(id)];
			await setStatus(first.orderId, 2);
			await setStatus(second.orderId, 2);
			await receive(first.itemId, 2);
			await receive(second.itemId, 2);
			const picked = await stocked('ticketChargeID', id);
			expect(picked.map(({ pickedUnits }) => pickedUnits)).toEqual([2]);
		});
	});

	describe('people', () => {
		test('win a deal: it is closed, with a ticket, charges and a sales order', async () => {
			const [deal] = await api.find('Opportunities', {
				op: 'eq',
				field: 'title',
				value: 'Phone system',
			});
			const opportunityId = Number(deal?.id);
			expect(() => procure().win({ opportunityId })).toThrow('primary quote');
			const { dealWithCharges: won } = content;
			const opportunity = await api.one('Opportunities', 'id', won.opportunityId);
			expect(opportunity).toMatchObject({ status: 3, salesOrderID: won.salesOrderId });
			expect(opportunity.closedDate).not.toBeNull();
			expect(await api.one('Tickets', 'id', won.parentId)).toMatchObject({
				opportunityID: won.opportunityId,
			});
			expect(won.chargeIds).toHaveLength(3);
			expect(await api.one('SalesOrders', 'id', won.salesOrderId)).toMatchObject({
				status: 1,
				opportunityID: won.opportunityId,
			});
			expect(() => procure().win({ opportunityId: won.opportunityId })).toThrow('already');
		});

		test('leave out what is optional, and hand the customer\u2019s PO number down', async () => {
			const { chargeIds, kind, parentId } = content.dealOnProject;
			expect([kind, chargeIds.length]).toEqual(['Project', 2]);
			expect(await charge(chargeIds[0] as number)).toMatchObject({
				purchaseOrderNumber: 'CUST-4711',
			});
			expect(await api.one('Projects', 'id', parentId)).toMatchObject({
				purchaseOrderNumber: 'CUST-4711',
			});
		});

		test('get no sales order where Procurement is off', async () => {
			set({ enabled: false });
			const opportunityId = content.dealWithoutCharges.opportunityId;
			expect(procure().win({ opportunityId, on: 'Contract' })).toMatchObject({
				kind: 'Contract',
				salesOrderId: null,
			});
			expect(await api.one('Opportunities', 'id', opportunityId)).toMatchObject({
				salesOrderID: null,
			});
		});

		test('buy by hand whatever the API user may do, deliver what is ready, and the sales order is fulfilled', async () => {
			api.sandbox.autotask.admin.setPermissions({ modules: { PurchaseOrders: 'None' } });
			const { chargeIds, salesOrderId } = content.dealWithCharges;
			const orderId = procure().purchase({ chargeIds, vendorId: vendorID, submit: true });
			api.sandbox.autotask.admin.setPermissions({ modules: { PurchaseOrders: 'All' } });
			const items = await api.find('PurchaseOrderItems', {
				op: 'eq',
				field: 'orderID',
				value: orderId,
			});
			expect(items).toHaveLength(3);
			expect(() => procure().deliver({ chargeIds })).toThrow('On Order');
			for (const { id, quantity } of items) await receive(Number(id), Number(quantity));
			procure().deliver({ chargeIds: chargeIds.slice(0, 1) });
			expect(await api.one('SalesOrders', 'id', salesOrderId)).toMatchObject({ status: 3 });
			procure().deliver({ chargeIds: chargeIds.slice(1) });
			expect(await api.one('SalesOrders', 'id', salesOrderId)).toMatchObject({ status: 4 });
			expect(await statusOf(chargeIds[0] as number)).toBe(DELIVERED);
			expect(await api.find('PurchaseOrders', { op: 'eq', field: 'id', value: orderId })).toEqual([
				expect.objectContaining({ creatorResourceID: expect.any(Number) }),
			]);
		});

		test('sync accounting: what is submitted and has no external number gets one, and the rest never does', async () => {
			set({ numbering: false });
			const [first = 0, second = 0] = content.ticket.chargeIds;
			const plain = await submitted(first);
			const taken = await submitted(second);
			await api.call('PATCH', '/PurchaseOrders', { id: taken.orderId, externalPONumber: '9' });
			expect(await api.one('PurchaseOrders', 'id', plain.orderId)).toMatchObject({
				purchaseOrderNumber: '',
			});
			expect(procure().syncAccounting()).toEqual([plain.orderId]);
			const number = `QBO-${1_000 + plain.orderId}`;
			expect(await api.one('PurchaseOrders', 'id', plain.orderId)).toMatchObject({
				externalPONumber: number,
				purchaseOrderNumber: number,
			});
			expect(procure().syncAccounting()).toEqual([]);
		});
	});

	test.each([
		['asSent', 'a <b>x</b> \nb '],
		['crlf', 'a <b>x</b> \r\nb '],
		['trimmed', 'a <b>x</b> \nb'],
		['noTrailingBlanks', 'a <b>x</b>\nb'],
		['noTags', 'a x \nb '],
	] as const)('a memo may be kept %s', async (memo, kept) => {
		set({ memo });
		const text = 'a <b>x</b> \nb ';
		const { orderId, itemId } = await ordered(content.ticket.chargeIds[0] as number, {
			memo: text,
		});
		await api.call('PATCH', '/PurchaseOrders', { id: orderId, generalMemo: text });
		expect(await api.one('PurchaseOrders', 'id', orderId)).toMatchObject({ generalMemo: kept });
		expect(await api.one('PurchaseOrderItems', 'id', itemId)).toMatchObject({ memo: kept });
	});

	test('a sales order is made by no one but the wizard, and owned by a person', async () => {
		const { opportunityId, salesOrderId } = content.dealWithCharges;
		const path = `/Opportunities/${opportunityId}/SalesOrders`;
		expect((await api.call('POST', path, { opportunityID: opportunityId })).status).toBe(405);
		const apiUser = await api.one('Resources', 'licenseType', 7);
		const change = { id: salesOrderId, opportunityID: opportunityId, ownerResourceID: apiUser.id };
		expect(await refusal(api.call('PATCH', path, change))).toContain('ownerResourceID');
	});

	test('a device keeps its company, and a baseline project its charges', async () => {
		const productID = await productOf(content.ticket.chargeIds[0] as number);
		const companyID = content.dealWithCharges.companyId;
		const device = { companyID, productID, isActive: true, serialNumber: 'S-1' };
		const { itemId } = (await api.call('POST', '/ConfigurationItems', device)).body;
		const moved = { id: itemId, companyID: content.mixedDeal.companyId, notes: 'moved' };
		expect((await api.call('PATCH', '/ConfigurationItems', moved)).status).toBe(200);
		expect(await api.one('ConfigurationItems', 'id', itemId)).toMatchObject({
			companyID,
			notes: 'moved',
		});
		const projectID = content.project.id;
		api.sandbox.autotask.admin.changeRecord('Projects', projectID, { projectType: 8 });
		const body = {
			projectID,
			name: 'x',
			productID,
			unitQuantity: 1,
			chargeType: 1,
			datePurchased: '2026-11-01',
		};
		expect(await refusal(api.call('POST', `/Projects/${projectID}/Charges`, body))).toContain(
			'baseline',
		);
	});

	test('stocked items are read only', async () => {
		expect((await api.call('PATCH', '/InventoryStockedItems', { id: 1 })).status).toBe(405);
	});

	test('the control server takes the same commands', async () => {
		const post = async (command: string, body: unknown) => {
			const response = await fetch(`${api.sandbox.controlUrl}/autotask/procurement/${command}`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify(body),
			});
			return { status: response.status, body: (await response.json()) as { result: never } };
		};
		const [chargeId = 0] = content.waiting;
		expect((await post('approve', { chargeId })).status).toBe(200);
		expect(await statusOf(chargeId)).toBe(NEED);
		expect((await post('approve', { chargeId })).status).toBe(400);
		expect((await post('settings', { onOrder: 'whenSubmitted' })).body.result).toMatchObject({
			onOrder: 'whenSubmitted',
		});
		expect((await post('nonsense', {})).status).toBe(400);
	});
});
