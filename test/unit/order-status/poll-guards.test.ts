import { bills, Desk, says } from './poll-fixture';

/** Guards of a poll whose absence no other test shows. */
describe('a poll takes over nothing that is not this order’s', () => {
	let desk: Desk;
	let id: number;
	beforeEach(() => {
		desk = new Desk();
		id = desk.order({ lines: [{ quantity: 5 }] });
	});

	it.each([
		['16', '12.50'],
		['99', ''],
	])('an invoice that the partner API says is of PO %s', async (purchaseOrderNumber, balance) => {
		desk.partner = () => ({
			status: 200,
			headers: {},
			body: JSON.stringify({
				invoiceNumber: '170000001',
				purchaseOrderNumber,
				invoiceBalance: '12.5',
				currency: 'USD',
			}),
		});
		desk.answers(
			says('invoiced', [
				{ ordered: 5, shipped: 5, code: 'invoiced', packages: [{ tracking: '1Z1', quantity: 5 }] },
			]),
			bills('16', [{ number: '170000001' }]),
		);
		const invoiced = (await desk.poll()).changes.find(({ kind }) => kind === 'invoiced');
		expect(invoiced).toMatchObject({ invoiceNumber: '170000001', invoiceBalance: balance });
	});

	it.each([
		['16', '1Z999'],
		['99', ''],
	])('a shipment that the partner API says is of PO %s', async (purchaseOrder, tracking) => {
		const subLines = [{ quantity: 5, tracking: [{ trackingNumber: '1Z999' }] }];
		desk.partner = () => ({
			status: 200,
			headers: {},
			body: JSON.stringify({
				orderNumber: '40000001',
				purchaseOrder,
				lines: [{ displayLineNumber: '1', partNumber: '1234567', subLines }],
			}),
		});
		desk.answers(says('shipped', [{ ordered: 5, shipped: 5, code: 'shipped' }]));
		const shipped = (await desk.poll()).changes.find(({ kind }) => kind === 'shipped');
		expect(shipped).toMatchObject({ trackingNumbers: tracking });
	});

	it.each([
		['by its status', () => desk.setStatus(id, 'Canceled')],
		[
			'by its date',
			() =>
				desk.autotask.change('PurchaseOrders', id, { cancelDateTime: new Date().toISOString() }),
		],
	])('nothing is received on a purchase order that is canceled %s', async (_, cancel) => {
		cancel();
		desk.answers(says('shipped', [{ ordered: 5, shipped: 5 }]));
		await desk.poll({ write: { receive: 'shipped' } });
		expect(desk.receipts()).toEqual([]);
	});
});

describe('a trigger that was switched on', () => {
	it.each([
		['while the order was being sent: the order is in whole seconds', 400, ['shipped']],
		['an hour after the order was sent: it was seen, or is old', 3_600_400, []],
	])('%s', async (_, later, told) => {
		const desk = new Desk();
		desk.order({ lines: [{ quantity: 5 }], journal: { changed: '2026-06-01T08:00:00Z' } });
		desk.answers(says('shipped', [{ ordered: 5, shipped: 5, packages: [{ tracking: '1Z1' }] }]));
		const after = Date.parse('2026-06-01T08:00:00Z') + later;
		const { changes } = await desk.poll({ firstSight: { after } });
		expect(changes.map(({ kind }) => kind)).toEqual(told);
	});
});
