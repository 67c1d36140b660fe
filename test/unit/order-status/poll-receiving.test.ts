import type { WireRequest } from '../../../lib/shared/http';
import { readMemo } from '../../../lib/orders/journal/memo';
import {
	RECEIVING_SETTLE_MS,
	receivingClaimIn,
	withoutReceivingClaim,
	withReceivingClaim,
} from '../../../lib/order-status/apply/receiving-claim';
import { AutotaskDoor } from '../../faults/orders/autotask-door';
import { pick } from '../../../sandbox/autotask/procurement/people';
import { Desk, said, says, VENDOR } from './poll-fixture';

const CLAIM = { token: 'n8n-7-abc', time: '2026-06-01T10:00:00Z' };
const receive = { write: { receive: 'shipped' as const } };

describe('receiving', () => {
	let desk: Desk;
	let id: number;
	beforeEach(() => {
		desk = new Desk();
		id = desk.order({ lines: [{ quantity: 3 }] });
		desk.answers(says('shipped', [{ code: 'shipped', ordered: 3, shipped: 3 }]));
	});
	const received = () =>
		desk
			.receipts()
			.reduce((sum, { quantityNowReceiving }) => sum + Number(quantityNowReceiving), 0);
	const byHand = (quantity: number) => {
		const [item] = desk.items(id);
		desk.autotask.answer({
			method: 'POST',
			url: `${AutotaskDoor.discoveryUrl}V1.0/PurchaseOrderItems/${item?.id}/Receiving`,
			body: JSON.stringify({ purchaseOrderItemID: item?.id, quantityNowReceiving: quantity }),
		});
	};
	const isClaim = ({ method, url, body }: WireRequest) =>
		method === 'PATCH' && url.endsWith('/PurchaseOrders') && /receiving: test-/.test(body ?? '');
	/** What happens as soon as a poll has claimed the order. */
	const onceClaimed = (happens: () => void) => {
		let waits = true;
		desk.strike = (request) => {
			if (waits && desk.asked.some(isClaim) && !isClaim(request)) {
				waits = false;
				happens();
			}
			return undefined;
		};
	};

	it('takes what has shipped, and leaves no claim behind', async () => {
		await desk.poll(receive);
		expect(received()).toBe(3);
		expect(desk.memo(id)).not.toContain('receiving');
		expect(desk.memo(id)).toContain('Deliver to the back door.');
		expect(readMemo(desk.memo(id), String(id)).kind).toBe('journal');
		expect(desk.asked.filter(isClaim)).toHaveLength(1);
	});

	it('reads receipts once more right before it writes: what a person has received counts', async () => {
		onceClaimed(() => byHand(2));
		await desk.poll(receive);
		expect(received()).toBe(3);
		expect(desk.receipts()).toHaveLength(2);
		expect(desk.memo(id)).not.toContain('receiving');
	});

	it.each([
		['by its status', () => desk.setStatus(id, 'Canceled')],
		[
			'by its date',
			() => desk.autotask.change('PurchaseOrders', id, { cancelDateTime: '2026-06-01T10:00:00Z' }),
		],
	])(
		'receives nothing of an order that was cancelled meanwhile, %s, and closes nothing',
		async (_, cancel) => {
			onceClaimed(cancel);
			const labels = { write: { ...receive.write, statusLabels: { Shipped: 'Received Full' } } };
			await desk.poll(labels);
			const label = desk.label(id);
			await desk.poll({ ...labels, scope: { kind: 'given', numbers: ['16'] } });
			// Autotask would refuse some of it; it is not even asked
			expect(desk.asked.filter(({ url }) => url.endsWith('/Receiving'))).toEqual([]);
			expect(received()).toBe(0);
			expect(desk.label(id)).toBe(label);
			expect(desk.memo(id)).not.toContain('receiving: ');
		},
	);

	it('receives nothing where another poll has written its claim over ours', async () => {
		onceClaimed(() =>
			desk.autotask.change('PurchaseOrders', id, {
				generalMemo: withReceivingClaim(desk.memo(id), { ...CLAIM, token: 'other' }),
			}),
		);
		await desk.poll(receive);
		expect(received()).toBe(0);
		expect(receivingClaimIn(desk.memo(id))?.token).toBe('other');
	});

	it('waits between the claim and the first receipt for the time in which another claim shows', async () => {
		let [claimedAt, receivedAt] = [0, 0];
		desk.strike = (request) => {
			if (isClaim(request)) claimedAt = desk.clock.now();
			if (request.url.endsWith('/Receiving')) receivedAt ||= desk.clock.now();
			return undefined;
		};
		await desk.poll(receive);
		expect(received()).toBe(3);
		expect(receivedAt - claimedAt).toBeGreaterThanOrEqual(RECEIVING_SETTLE_MS);
	});

	it('leaves an order that PO Create begins to send again while the poll reads receipts', async () => {
		let waits = true;
		desk.strike = ({ url }) => {
			if (waits && url.endsWith('/PurchaseOrderItemReceiving/query')) {
				waits = false;
				desk.autotask.change('PurchaseOrders', id, {
					generalMemo: desk.memo(id).replace('State: RECORDED', 'State: POSTING'),
				});
			}
			return undefined;
		};
		await desk.poll(receive);
		expect(waits).toBe(false);
		expect(received()).toBe(0);
		expect(desk.memo(id)).not.toContain('receiving: ');
	});

	it('tells of a person who cancels the purchase order while its lines are read', async () => {
		desk.strike = ({ url }) => {
			if (url.endsWith('/PurchaseOrderItems/query'))
				desk.autotask.change('PurchaseOrders', id, { cancelDateTime: '2026-06-01T09:30:00Z' });
			return undefined;
		};
		const report = await desk.poll(receive);
		expect(received()).toBe(0);
		expect(JSON.stringify(report)).toContain('was canceled by a person in Autotask');
	});

	it('leaves an order that another poll has claimed, until that poll must be gone', async () => {
		desk.autotask.change('PurchaseOrders', id, {
			generalMemo: withReceivingClaim(desk.memo(id), {
				token: 'other',
				time: new Date(desk.clock.now() + 3_590_000).toISOString(),
			}),
		});
		await desk.poll(receive);
		expect(received()).toBe(0);
		await desk.poll(receive);
		expect(received()).toBe(3);
		expect(desk.memo(id)).not.toContain('receiving');
	});

	it('two polls at once receive the goods once', async () => {
		await Promise.all([desk.poll(receive), desk.poll(receive)]);
		await desk.poll(receive);
		expect(received()).toBe(3);
	});

	it('receives nothing where Autotask was too slow for a claim to be safe, and says so', async () => {
		desk.strike = (request) => {
			if (isClaim(request)) desk.clock.advance(6_000);
			return undefined;
		};
		const report = await desk.poll(receive);
		expect(received()).toBe(0);
		expect(report.summary.activity.map(({ cause }) => cause).join()).toContain(
			'could not make sure that it is the only one',
		);
		desk.strike = () => undefined;
		await desk.poll(receive);
		expect(received()).toBe(3);
	});

	it('stops where it takes too long after the claim, and the next poll goes on', async () => {
		desk = new Desk();
		id = desk.order({ lines: [{ quantity: 2 }, { sku: '7654321', quantity: 2 }] });
		desk.answers(
			says('shipped', [
				{ code: 'shipped', ordered: 2, shipped: 2 },
				{ line: 2, sku: '7654321', code: 'shipped', ordered: 2, shipped: 2 },
			]),
		);
		let slow = true;
		desk.strike = ({ url }) => {
			if (slow && url.endsWith('/Receiving')) desk.clock.advance(6 * 60_000);
			return undefined;
		};
		await desk.poll(receive);
		expect(received()).toBe(2);
		slow = false;
		await desk.poll(receive);
		expect(received()).toBe(4);
	});
});

/** What comes in above the charge of a line would be free stock, on a line of its own. */
describe('receiving for charges', () => {
	let desk: Desk;
	let id: number;
	let charge: number;
	beforeEach(() => {
		desk = new Desk();
		id = desk.order({ lines: [{ quantity: 3 }] });
		const { schema } = desk.autotask.world;
		const companyID = desk.autotask.add('Companies', { companyName: 'Customer', isActive: true });
		const ticketID = desk.autotask.add('Tickets', { companyID, title: 'Work' });
		const [line] = desk.items(id);
		charge = desk.autotask.add('TicketCharges', {
			ticketID,
			productID: line?.values.productID ?? null,
			unitQuantity: 3,
			status: schema.picklistId('TicketCharges', 'status', 'On Order'),
		});
		desk.autotask.change('PurchaseOrderItems', line?.id ?? 0, { chargeID: charge, ticketID });
	});
	const shipped = (pieces: number) =>
		desk.answers(says('shipped', [{ code: 'shipped', ordered: 3, shipped: pieces }]));
	const received = () =>
		desk
			.receipts()
			.reduce((sum, { quantityNowReceiving }) => sum + Number(quantityNowReceiving), 0);
	const lines = () => desk.items(id).length;

	it.each(['oneRow', 'split'] as const)(
		'takes all of them in parts, whatever a part does to the charge (%s)',
		async (partialReceipt) => {
			desk.autotask.world.procurement.partialReceipt = partialReceipt;
			for (const pieces of [1, 2, 3]) {
				shipped(pieces);
				await desk.poll(receive);
				expect(received()).toBe(pieces);
			}
			expect(lines()).toBe(1);
		},
	);

	it('takes no more than the charge sells by now, and says once what to do', async () => {
		desk.autotask.change('TicketCharges', charge, { unitQuantity: 2 });
		shipped(3);
		const report = await desk.poll(receive);
		expect([received(), lines()]).toEqual([2, 1]);
		expect(said(report)).toContain(`1 of 3 pieces are above what charge ${charge} still waits for`);
		expect(said(report)).toContain('free stock');
		const again = await desk.poll(receive);
		expect(again.changes).toEqual([]);
		desk.autotask.change('TicketCharges', charge, { unitQuantity: 3 });
		await desk.poll(receive);
		expect([received(), lines()]).toEqual([3, 1]);
	});

	it('takes no more than stock leaves to the charge', async () => {
		pick(desk.autotask.world, charge, 1);
		shipped(3);
		await desk.poll(receive);
		expect([received(), lines()]).toEqual([2, 1]);
	});

	it('takes one charge no further by two lines of it', async () => {
		const [line] = desk.items(id);
		desk.autotask.change('PurchaseOrderItems', line?.id ?? 0, { quantity: 2 });
		desk.autotask.add('PurchaseOrderItems', { ...line?.values, quantity: 2 });
		desk.autotask.change('PurchaseOrders', id, { generalMemo: '', externalPONumber: '40000001' });
		desk.answers(
			says('shipped', [
				{ code: 'shipped', ordered: 2, shipped: 2 },
				{ line: 2, code: 'shipped', ordered: 2, shipped: 2 },
			]),
		);
		await desk.poll({ ...receive, vendorId: String(VENDOR) });
		expect([received(), lines()]).toEqual([3, 2]);
	});

	it.each([
		['TicketCharges', /is not allowed to read tickets and their charges/],
		['InventoryStockedItems', /cannot be read/],
	])('takes nothing while %s cannot be read', async (entity, words) => {
		desk.autotask.world.access.change({ entities: { [entity]: 'None' } });
		shipped(3);
		const report = await desk.poll(receive);
		expect(received()).toBe(0);
		expect(said(report)).toMatch(words);
		desk.autotask.world.access.change({ entities: { [entity]: 'All' } });
		await desk.poll(receive);
		expect(received()).toBe(3);
	});

	it('takes serialised goods one by one though the line leaves its product to the charge', async () => {
		const [line] = desk.items(id);
		desk.autotask.change('Products', Number(line?.values.productID), { isSerialized: true });
		desk.autotask.change('PurchaseOrderItems', line?.id ?? 0, { productID: null });
		const packages = [{ tracking: '7001', quantity: 2, serials: ['SN-1', 'SN-2'] }];
		desk.answers(says('shipped', [{ code: 'shipped', ordered: 3, shipped: 2, packages }]));
		await desk.poll(receive);
		expect(desk.receipts().map(({ serialNumber }) => serialNumber)).toEqual(['SN-1', 'SN-2']);
	});
});

describe('the claim in a memo', () => {
	it('is one line beside what people wrote, and goes without a trace', () => {
		const memo = 'Deliver to the back door.\r\nCall Jo.';
		const claimed = withReceivingClaim(memo, CLAIM) ?? '';
		expect(receivingClaimIn(claimed)).toEqual(CLAIM);
		expect(withoutReceivingClaim(claimed)).toBe('Deliver to the back door.\nCall Jo.');
		expect(receivingClaimIn(memo)).toBeNull();
		expect(withoutReceivingClaim(memo)).toBe(memo);
		const again = withReceivingClaim(claimed, { ...CLAIM, token: 'other' }) ?? '';
		expect(again.match(/receiving/g)).toHaveLength(1);
	});

	it('is refused where it has no room', () => {
		expect(withReceivingClaim('x'.repeat(3_980), CLAIM)).toBeNull();
	});
});
