import {
	behindAccounting,
	orderNumberFields,
	withoutNumbers,
} from '../../../../lib/orders/report/order-number-field';
import { Desk, says } from '../../order-status/poll-fixture';
import { VirtualShop } from '../order-fixture';

/** An empty External P.O. Number is how accounting knows which purchase orders to take over. */
describe('the order number in Autotask', () => {
	const numbers = ['40000001', '40000002'];
	const po = (externalPONumber = '') => ({ fields: { externalPONumber } });

	it.each([
		['', null],
		['  ', null],
		['ERROR', null],
		['1042', '1042, 40000001, 40000002'],
		['1042, 40000001', '1042, 40000001, 40000002'],
		['1042, 40000001, 40000002', null],
		['x'.repeat(38), `${'x'.repeat(38)}, 40000001`],
		['x'.repeat(45), null],
	])('after accounting\u2019s number "%s" makes %j', (there, wanted) => {
		expect(behindAccounting(there, numbers)).toBe(wanted);
	});

	it('leaves what a person wrote where it is written at once', () => {
		expect(orderNumberFields('externalPONumber', po(), numbers).write).toEqual({
			externalPONumber: '40000001, 40000002',
		});
		expect(orderNumberFields('externalPONumber', po('by hand'), numbers)).toEqual({
			write: {},
			warning: expect.stringContaining('already contains by hand'),
		});
		expect(orderNumberFields('memo', po(), numbers)).toEqual({ write: {}, warning: '' });
	});

	it.each([
		['40000001, 40000002', { externalPONumber: null }],
		['1042, 40000001, 40000002', { externalPONumber: '1042' }],
		['1042', {}],
	])('of a test order is taken out of "%s"', (there, wanted) => {
		expect(withoutNumbers('afterAccounting', po(there), numbers)).toEqual(wanted);
	});

	it('is not written by PO Create before accounting has written its own', async () => {
		const shop = new VirtualShop();
		const id = shop.purchaseOrder();
		const after = await shop.submit(id, (own) => ({ ...own, orderNumberField: 'afterAccounting' }));
		expect(after).toMatchObject({ state: 'RECORDED', warnings: [] });
		expect(shop.record(id).externalPONumber ?? '').toBe('');
		expect(shop.memo(id)).toContain(`order ${after.orderNumbers[0]}`);
	});

	it('is added by the next news of Status Poll once it is there, and once', async () => {
		const desk = new Desk();
		const id = desk.order({ lines: [{ quantity: 3 }] });
		const news = async (shipped: number, orderNumber = true) => {
			desk.answers(says('shipped', [{ code: 'shipped', ordered: 3, shipped }]));
			await desk.poll({ write: { orderNumber } });
			return desk.autotask.row('PurchaseOrders', id).externalPONumber ?? '';
		};
		expect(await news(1)).toBe('');
		desk.autotask.change('PurchaseOrders', id, { externalPONumber: '1042' });
		expect(await news(2, false)).toBe('1042');
		expect(await news(3)).toBe('1042, 40000001');
		expect(await news(3)).toBe('1042, 40000001');
	});
});
