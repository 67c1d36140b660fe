import { openApi, type Answer, type Api } from './api';

describe('the life of a purchase order', () => {
	let api: Api;
	let vendorID: unknown;
	let place: unknown;
	let productID: number;
	let serialised: number;
	beforeAll(async () => {
		api = await openApi();
		vendorID = (await api.one('Companies', 'companyName', 'TD SYNNEX')).id;
		place = (await api.one('InventoryLocations', 'locationName', 'Main Warehouse')).id;
		const codes = await api.find('BillingCodes', { op: 'eq', field: 'useType', value: 4 });
		const product = async (isSerialized: boolean): Promise<number> => {
			const body = { name: 'P', isActive: true, isSerialized, productBillingCodeID: codes[0]?.id };
			return (await api.call('POST', '/Products', body)).body.itemId;
		};
		productID = await product(false);
		serialised = await product(true);
	});
	afterAll(() => api.close());

	const NEW = 1;
	const SUBMITTED = 2;
	const CANCELED = 5;
	const header = () => ({ vendorID, status: NEW, shipToName: 'Us', shipToAddress1: '1 Main St' });
	const refusal = async (answer: Promise<Answer>): Promise<string> => {
		const { status, body } = await answer;
		expect(status).toBe(500);
		return body.errors.join('\n');
	};
	const created = async (more: object = {}): Promise<number> =>
		(await api.call('POST', '/PurchaseOrders', { ...header(), ...more })).body.itemId;
	const item = (orderID: number, more: object = {}) => ({
		orderID,
		productID,
		inventoryLocationID: place,
		quantity: 3,
		unitCost: 10,
		...more,
	});
	const addItem = (orderID: number, more: object = {}) =>
		api.call('POST', `/PurchaseOrders/${orderID}/Items`, item(orderID, more));
	const set = (id: number, values: object) =>
		api.call('PATCH', '/PurchaseOrders', { id, ...values });
	const receive = (itemId: number, quantityNowReceiving: number, more: object = {}) =>
		api.call('POST', `/PurchaseOrderItems/${itemId}/Receiving`, {
			purchaseOrderItemID: itemId,
			quantityNowReceiving,
			...more,
		});
	const order = async (id: number) => (await api.call('GET', `/PurchaseOrders/${id}`)).body.item;
	const submitted = async (more: object = {}): Promise<{ id: number; itemId: number }> => {
		const id = await created();
		const { itemId } = (await addItem(id, more)).body;
		expect((await set(id, { status: SUBMITTED })).status).toBe(200);
		return { id, itemId };
	};
	const stock = async () =>
		(await api.find('InventoryItems', { op: 'eq', field: 'productID', value: productID }))[0];

	test('it gets its number from Autotask\u2019s own counter, one after the other', async () => {
		const [first, second] = [await order(await created()), await order(await created())];
		expect(first.purchaseOrderNumber).toMatch(/^\d+$/);
		expect(Number(second.purchaseOrderNumber)).toBe(Number(first.purchaseOrderNumber) + 1);
		expect(first).toMatchObject({ submitDateTime: null, createDateTime: expect.any(String) });
	});

	test('it needs a vendor of type Vendor, a ship-to name and address, and begins as New', async () => {
		const post = (more: object) => api.call('POST', '/PurchaseOrders', { ...header(), ...more });
		const customer = (await api.one('Companies', 'companyName', 'Alder & Finch Law')).id;
		expect(await refusal(post({ vendorID: customer }))).toContain('vendorID of type: Company');
		expect(await refusal(post({ shipToName: '' }))).toContain('Missing Required Field: shipToName');
		expect(await refusal(post({ shipToAddress1: null }))).toContain('shipToAddress1');
		expect(await refusal(post({ status: SUBMITTED }))).toContain('New');
		expect(await refusal(post({ purchaseOrderNumber: '7' }))).toContain('read-only');
		expect(await refusal(post({ userDefinedFields: [{ name: 'x', value: '1' }] }))).toContain(
			'no user-defined',
		);
		expect(await refusal(post({ generalMemo: 'x'.repeat(4001) }))).toContain(
			'maximum length (field:generalMemo)',
		);
	});

	test('its vendor cannot be changed', async () => {
		const other = (await api.one('Companies', 'companyName', 'Ingram Micro')).id;
		expect(await refusal(set(await created(), { vendorID: other }))).toContain('vendorID');
	});

	test('items come in while it is New, through its own path, and are never deleted', async () => {
		const id = await created();
		expect((await api.call('POST', '/PurchaseOrderItems', item(id))).status).toBe(404);
		const { itemId } = (await addItem(id)).body;
		expect((await addItem(id)).status).toBe(200);
		expect((await api.call('DELETE', `/PurchaseOrders/${id}/Items/${itemId}`)).status).toBe(405);
		await set(id, { status: SUBMITTED });
		expect(await refusal(addItem(id))).toContain('Submitted');
		const change = { id: itemId, estimatedArrivalDate: '2026-12-24T00:00:00Z' };
		expect((await api.call('PATCH', `/PurchaseOrders/${id}/Items`, change)).status).toBe(200);
		expect((await order(id)).latestEstimatedArrivalDate).toBe('2026-12-24T00:00:00Z');
	});

	test.each([
		['neither product nor charge', { productID: undefined }, 'either a productID or a chargeID'],
		['quantity 0', { quantity: 0 }, 'at least 1'],
		['a fraction', { quantity: 1.5 }, 'Could not convert'],
		['a cost below 0', { unitCost: -1 }, 'below 0'],
		['no cost', { unitCost: undefined }, 'Missing Required Field: unitCost'],
		[
			'a charge that is not there',
			{ productID: undefined, chargeID: 99 },
			'chargeID of type: TicketCharge',
		],
	])('an item with %s is refused', async (_what, more, text) => {
		expect(await refusal(addItem(await created(), more))).toContain(text);
	});

	test('an inactive inventory location is refused', async () => {
		const closed = await api.one('InventoryLocations', 'locationName', 'Old Depot');
		expect(await refusal(addItem(await created(), { inventoryLocationID: closed.id }))).toContain(
			'inventoryLocationID',
		);
	});

	test('an item may stand for a ticket charge that is to be ordered', async () => {
		const charge = (await api.find('TicketCharges', { op: 'exist', field: 'id' }))[0];
		const { body } = await addItem(await created(), { productID: undefined, chargeID: charge?.id });
		expect(await api.one('PurchaseOrderItems', 'id', body.itemId)).toMatchObject({
			ticketID: charge?.ticketID,
		});
		await api.sandbox.autotask.admin.changeRecord('TicketCharges', Number(charge?.id), {
			status: 2,
		});
		expect(
			await refusal(addItem(await created(), { productID: undefined, chargeID: charge?.id })),
		).toContain('chargeID');
	});

	test('submitting stamps the date and puts the items on order; without items it is refused', async () => {
		expect(await refusal(set(await created(), { status: SUBMITTED }))).toContain('without items');
		const { id } = await submitted();
		expect(await order(id)).toMatchObject({
			status: SUBMITTED,
			submitDateTime: expect.any(String),
		});
		expect((await stock())?.quantityOnOrder).toBeGreaterThanOrEqual(3);
	});

	test('cancelling stamps its own date and takes the items off order', async () => {
		const { id } = await submitted();
		const before = Number((await stock())?.quantityOnOrder);
		await set(id, { status: CANCELED });
		expect(await order(id)).toMatchObject({ cancelDateTime: expect.any(String) });
		expect(Number((await stock())?.quantityOnOrder)).toBe(before - 3);
		expect(await refusal(set(id, { status: NEW }))).toContain('from Canceled to New');
	});

	test('a status is set by receiving, not by hand, and never goes back', async () => {
		const { id } = await submitted();
		expect(await refusal(set(id, { status: 4 }))).toContain('from Submitted to Received Full');
		expect(await refusal(set(id, { status: NEW }))).toContain('from Submitted to New');
	});

	describe('receiving', () => {
		test('waits until the order is submitted', async () => {
			const id = await created();
			const { itemId } = (await addItem(id)).body;
			expect(await refusal(receive(itemId, 1))).toContain('Submitted');
		});

		test('turns the status by itself, fills the stock and never takes more than was ordered', async () => {
			const { id, itemId } = await submitted();
			const before = await stock();
			await receive(itemId, 2, { vendorInvoiceNumber: 'INV-1' });
			expect(await order(id)).toMatchObject({ status: 3, vendorInvoiceNumber: 'INV-1' });
			expect(await refusal(receive(itemId, 2))).toContain('cannot exceed');
			expect(await refusal(receive(itemId, 0))).toContain('must not be 0');
			const { body } = await receive(itemId, 1, { vendorInvoiceNumber: 'INV-2' });
			expect(await order(id)).toMatchObject({ status: 4, additionalVendorInvoiceNumbers: 'INV-2' });
			expect(await api.one('PurchaseOrderItemReceiving', 'id', body.itemId)).toMatchObject({
				quantityPreviouslyReceived: 2,
				quantityBackOrdered: 0,
			});
			expect(await refusal(receive(itemId, 1))).toContain('cannot exceed');
			const after = await stock();
			expect(Number(after?.quantityOnHand)).toBe(Number(before?.quantityOnHand) + 3);
			expect(Number(after?.quantityOnOrder)).toBe(Number(before?.quantityOnOrder) - 3);
		});

		test('the order is full only when all of its items are', async () => {
			const id = await created();
			const first = (await addItem(id, { quantity: 1 })).body.itemId;
			const second = (await addItem(id, { quantity: 1 })).body.itemId;
			await set(id, { status: SUBMITTED });
			await receive(first, 1);
			expect(await order(id)).toMatchObject({ status: 3 });
			await receive(second, 1);
			expect(await order(id)).toMatchObject({ status: 4 });
		});

		test('takes serialised products one by one, each under its own number', async () => {
			const { itemId } = await submitted({ productID: serialised });
			expect(await refusal(receive(itemId, 2, { serialNumber: 'S1' }))).toContain('one at a time');
			expect(await refusal(receive(itemId, 1))).toContain('needs a serialNumber');
			expect((await receive(itemId, 1, { serialNumber: 'S1' })).status).toBe(200);
			expect(await refusal(receive(itemId, 1, { serialNumber: 'S1' }))).toContain('already in use');
			expect((await receive(itemId, 1, { serialNumber: 'S2' })).status).toBe(200);
			const serials = await api.find('InventoryItemSerialNumbers', {
				op: 'beginsWith',
				field: 'serialNumber',
				value: 'S',
			});
			expect(serials.map((row) => row.serialNumber)).toEqual(['S1', 'S2']);
		});

		test('cannot be changed afterwards', async () => {
			const { itemId } = await submitted();
			const { body } = await receive(itemId, 1);
			const answer = await api.call('PATCH', `/PurchaseOrderItems/${itemId}/Receiving`, {
				id: body.itemId,
			});
			expect(answer.status).toBe(405);
		});

		test('ends the changing of items once all is there', async () => {
			const { id, itemId } = await submitted();
			await receive(itemId, 3);
			const change = { id: itemId, memo: 'too late' };
			expect(await refusal(api.call('PATCH', `/PurchaseOrders/${id}/Items`, change))).toContain(
				'Received Full',
			);
		});

		test('fixes what was received: the quantity ordered cannot sink below it', async () => {
			const { id, itemId } = await submitted();
			await receive(itemId, 2);
			const patch = (quantity: number) =>
				api.call('PATCH', `/PurchaseOrders/${id}/Items`, { id: itemId, quantity });
			expect(await refusal(patch(1))).toContain('less than');
			expect((await patch(2)).status).toBe(200);
		});
	});

	test('status ids are the tenant\u2019s own: the life goes by label', async () => {
		const labels = ['New', 'Submitted', 'Received Partial', 'Received Full', 'Canceled'];
		api.sandbox.autotask.admin.setPicklist(
			'PurchaseOrders',
			'status',
			labels.map((label, at) => ({ value: String(50 + at), label, isActive: true })),
		);
		expect(await refusal(api.call('POST', '/PurchaseOrders', header()))).toContain(
			'Picklist value [1]',
		);
		const id = await created({ status: 50 });
		const { itemId } = (await addItem(id, { quantity: 1 })).body;
		await set(id, { status: 51 });
		await receive(itemId, 1);
		expect(await order(id)).toMatchObject({ status: 53 });
		await api.sandbox.control.reset();
	});
});
