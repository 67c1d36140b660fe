import { readMappedTexts } from '../../../../../lib/orders/purchase-order/mapped-options';
import type { OptionMap } from '../../../../../lib/orders/request/options';
import { mappedAgain } from '../../../../../lib/orders/submit/claim/mapped-again';
import { submitOrders } from '../../../../../lib/orders/submit/batch';
import { VirtualShop } from '../../order-fixture';

describe('a word in a mapped field', () => {
	let shop: VirtualShop;
	let id: number;
	let company: number;
	beforeEach(() => {
		shop = new VirtualShop();
		company = shop.autotask.add('Companies', { companyName: 'Smith', companyType: 1, fax: 'Jo' });
		id = shop.purchaseOrder(undefined, { fax: 'Jo', purchaseForCompanyID: company });
		shop.autotask.change('PurchaseOrderItems', shop.items(id)[0]?.id ?? 0, { memo: 'Jo' });
	});

	/** Submits as the node does, with an approval needed and `later` done in the pause. */
	const submit = async (map: OptionMap, later: () => void) => {
		const ports = shop.ports('run');
		shop.time.in(5_000, () => {
			shop.calls.length = 0;
			later();
		});
		const [told] = await shop.through(
			submitOrders(ports, {
				...shop.job([id]),
				terms: async (headers) => {
					const mapped = await readMappedTexts(ports.autotask, headers, map);
					const texts = (poId: string) => mapped.get(poId) ?? {};
					return {
						...shop.terms((settings) => ({
							...settings,
							rules: { ...settings.rules, approvalAbove: '5' },
						})),
						texts: (poId) => [texts(poId)],
						textsNow: async (po) => [await mappedAgain(ports.autotask, po, map, texts(po.id))],
					};
				},
			}),
		);
		return told;
	};
	const reads = () => shop.calls.filter((call) => call.endsWith('query')).length;

	it.each<[string, () => void]>([
		['purchaseOrder.fax', () => shop.autotask.change('PurchaseOrders', id, { fax: '' })],
		['company.fax', () => shop.autotask.change('Companies', company, { fax: '' })],
		[
			'item.memo',
			() =>
				shop.autotask.change('PurchaseOrderItems', shop.items(id)[0]?.id ?? 0, {
					memo: String(shop.items(id)[0]?.values.memo).replace('Jo', 'NOT approved'),
				}),
		],
	])('in %s that is taken back in the pause sends nothing', async (path, takeBack) => {
		const told = await submit({ approvedBy: path }, takeBack);
		expect(told).toMatchObject({
			sent: false,
			problem: {
				code: 'order-changed',
				cause: expect.stringMatching(/nobody has approved|name of its approver/),
			},
		});
		expect(shop.placed(id)).toEqual([]);
	});

	it.each([
		['purchaseOrder.fax', 0],
		['company.fax', 1],
		['item.memo', 1],
	])('in %s that stands costs %i calls more', async (path, more) => {
		expect(await submit({ comment: 'company.city' }, () => {})).toMatchObject({ sent: false });
		expect(await submit({ approvedBy: 'purchaseOrder.fax' }, () => {})).toMatchObject({
			sent: true,
		});
		const usual = reads();
		id = shop.purchaseOrder(undefined, { fax: 'Jo', purchaseForCompanyID: company });
		shop.autotask.change('PurchaseOrderItems', shop.items(id)[0]?.id ?? 0, { memo: 'Jo' });
		expect(await submit({ approvedBy: path }, () => {})).toMatchObject({ sent: true });
		expect(reads() - usual).toBe(more);
	});
});
