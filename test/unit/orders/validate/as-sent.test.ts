import type { DEFAULT_SETTINGS } from '../../../../lib/orders/settings';
import type { OptionTexts } from '../../../../lib/orders/request/options';
import type { PriceApart } from '../../../../lib/orders/validate/settings';
import { VirtualShop } from '../order-fixture';

/** What an approver is shown is what leaves, also where TD SYNNEX's price goes out. */
describe('an order that goes out at the price of TD SYNNEX', () => {
	let shop: VirtualShop;
	let id: number;
	const list = () => Number(shop.good(0).cost);
	/** TD SYNNEX's price, which the purchase order knows nothing of. */
	let asked: number;
	beforeEach(() => {
		shop = new VirtualShop();
		asked = list();
		id = shop.purchaseOrder([{ good: 0, quantity: 2, unitCost: (list() * 0.97).toFixed(2) }]);
		shop.beforeTdSynnex = (next) => (request) => {
			const answer = next(request);
			const body = answer.body.replaceAll(list().toFixed(2), asked.toFixed(2));
			return request.url.endsWith('/PriceAvailability') ? { ...answer, body } : answer;
		};
	});

	const terms =
		(priceApart: PriceApart) =>
		(settings: typeof DEFAULT_SETTINGS): typeof DEFAULT_SETTINGS => ({
			...settings,
			rules: { ...settings.rules, priceApart, approvalAbove: '5' },
		});
	const theirs = terms('sendTheirs');
	const approved = (texts: OptionTexts) => {
		shop.texts = { approvedBy: 'boss', ...texts };
	};

	it('is previewed with the total that leaves, and approved by it', async () => {
		const preview = await shop.preview(id, theirs);
		expect(preview?.total).toBe((list() * 2).toFixed(2));
		expect(preview?.previewLines[0]?.lineTotal).toBe(preview?.total);
		approved({ approvedUpTo: preview?.total, approvedContent: preview?.contentCode });
		const told = await shop.submit(id, theirs);
		expect(told).toMatchObject({ sent: true, total: preview?.total });
		expect(told.contentCode).toBe(preview?.contentCode);
	});

	it('below the cost of the purchase order, is approved by the total that leaves', async () => {
		asked = list() * 0.95;
		const preview = await shop.preview(id, theirs);
		expect(preview?.total).toBe((Number(asked.toFixed(2)) * 2).toFixed(2));
		approved({ approvedUpTo: preview?.total, approvedContent: preview?.contentCode });
		expect(await shop.submit(id, theirs)).toMatchObject({ sent: true });
	});

	it('is not what was approved once the price is another', async () => {
		const preview = await shop.preview(id, theirs);
		approved({ approvedContent: preview?.contentCode });
		asked = list() * 1.01;
		expect(await shop.submit(id, theirs)).toMatchObject({
			sent: false,
			problem: { cause: expect.stringContaining('approved different content') },
		});
	});

	it('nor where the price of the purchase order was approved', async () => {
		const preview = await shop.preview(id, terms('warn'));
		approved({ approvedContent: preview?.contentCode });
		expect((await shop.submit(id, theirs)).problem?.cause).toContain('approved different content');
		expect(await shop.submit(id, terms('warn'))).toMatchObject({ sent: true });
	});
});
