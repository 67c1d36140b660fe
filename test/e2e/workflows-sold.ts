import type { ProcurementContent } from '../../sandbox/autotask/procurement';
import { BROWSER } from './browser-name';
import { itemsOf, type ShippedStage } from './shipped';
import { SPEND } from './signed-call';
import { LINK_KEY, LIVE_LINK_KEY } from './workflows-opportunity';

const FILE = 'order-what-was-sold';
const SYNC = 'order-status-sync';
const TELL = 'tell-the-customer';
const LINKED = 'order-from-opportunity';
const CUSTOMER = 'buyer@customer.example';
const HOURS = 3_600;

/** From the won quote to the bill: charges, one order each demand, receipt, delivery, billing, the note. */
export function orderWhatWasSold(stage: () => ShippedStage): void {
	const admin = () => stage().sandbox.autotask.admin;
	const records = (entity: string) => admin().records(entity);
	const poll = async (file: string) => {
		const run = await stage().run(file);
		expect(run.data.resultData.error).toBeUndefined();
		return run;
	};
	/** The purchase orders that are not canceled and hold one of these charges, an id a charge. */
	const ordersOf = (chargeIds: number[]) =>
		chargeIds.map((id) =>
			records('PurchaseOrderItems')
				.filter(({ chargeID }) => chargeID === id)
				.map(({ orderID }) => records('PurchaseOrders').find((po) => po.id === orderID))
				.filter((po) => po?.cancelDateTime == null)
				.map((po) => String(po?.purchaseOrderNumber)),
		);

	describe('order what was sold', () => {
		let seeded: ProcurementContent;
		let deal = { parentId: 0, chargeIds: [0] };
		const charges = () =>
			records('TicketCharges').filter(({ id }) => deal.chargeIds.includes(Number(id)));
		const orders = () => [...new Set(ordersOf(deal.chargeIds).flat())];
		const notes = () => records('TicketNotes').filter(({ ticketID }) => ticketID === deal.parentId);

		beforeAll(async () => {
			seeded = admin().procurement.seed();
			deal = seeded.dealWithCharges;
			// hardware that TD SYNNEX has; the rest of the world has licenses and back orders too
			const model = records('PurchaseOrders').find(
				({ purchaseOrderNumber }) => purchaseOrderNumber === '13',
			);
			const line = records('PurchaseOrderItems').find(({ orderID }) => orderID === model?.id);
			const goods = { productID: Number(line?.productID), unitQuantity: 1 };
			for (const id of [...deal.chargeIds, ...seeded.mixedDeal.chargeIds])
				admin().changeRecord('TicketCharges', id, goods);
			for (const id of seeded.dealOnProject.chargeIds)
				admin().changeRecord('ProjectCharges', id, goods);
			const home = { address1: '1 Main St', city: 'Denver', state: 'CO', postalCode: '80202' };
			for (const { id } of records('Companies'))
				admin().changeRecord('Companies', Number(id), home);
			for (const { id } of records('SalesOrders'))
				admin().changeRecord('SalesOrders', Number(id), {
					shipToAddress1: home.address1,
					shipToCity: home.city,
					shipToState: home.state,
					shipToPostalCode: home.postalCode,
				});
		});

		/** As shipped: the pictures are taken of them. */
		afterAll(async () => {
			await stage().save(FILE, { orderNow: false, together: 'shipTo' });
			await stage().save(
				SYNC,
				{ dryRun: true, receive: 'never' },
				{ 'Note on the ticket': false, 'Tell the customer': false },
			);
			await stage().change(TELL, { sendToCustomers: false });
			await stage().change(LINKED, {
				orderNow: false,
				mode: 'preview',
				dealsWithoutCharges: 'stop',
			});
		});

		it('previews what it would order while ordering is switched off, and makes nothing', async () => {
			const before = records('PurchaseOrders').length;
			const run = await poll(FILE);
			const previews = itemsOf(run, 'Preview');
			expect(previews.length).toBeGreaterThan(1);
			expect(records('PurchaseOrders')).toHaveLength(before);
		});

		/** The page behind the link of a deal. */
		const link = async (id: number, request: RequestInit = {}) => {
			const query = new URLSearchParams({ id: String(id), key: LIVE_LINK_KEY });
			const address = `${stage().home.url}/webhook/tds-order-opportunity?${query.toString()}`;
			return await (await fetch(address, { headers: BROWSER, ...request })).text();
		};
		const readyForLinks = async (settings: Record<string, unknown>) =>
			await stage().change(LINKED, {
				...SPEND,
				linkKey: LINK_KEY,
				liveLinkKey: LIVE_LINK_KEY,
				...settings,
			});

		it('orders the charges of a deal by the page behind its link, once', async () => {
			const { opportunityId, chargeIds } = seeded.dealOnProject;
			await readyForLinks({ mode: 'preview' });
			const page = await link(opportunityId);
			expect(page).toMatch(/Margin after freight: [\d.-]+ of [\d.]+ sold/);
			const fields = Object.fromEntries(
				[...page.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
					name,
					value,
				]),
			);
			const pressed = await link(opportunityId, {
				method: 'POST',
				body: new URLSearchParams(fields),
			});
			expect(pressed).toMatch(/<h1>Ordered: PO \d+<\/h1>/);
			const [number, ...more] = [...new Set(ordersOf(chargeIds).flat())];
			expect(more).toEqual([]);
			expect(stage().placed(String(number))).toBe(1);
			expect(ordersOf(chargeIds).map((numbers) => numbers.length)).toEqual(chargeIds.map(() => 1));
			const after = await link(opportunityId);
			expect(after).toContain(`is already on PO ${number}`);
			expect(after).not.toContain('<button');
			expect(stage().placed(String(number))).toBe(1);
		});

		it('orders what is left of a deal at the click of its link (direct), and names what waits', async () => {
			const { opportunityId, chargeIds } = seeded.mixedDeal;
			const [waits = 0, there = 0, open = 0] = chargeIds;
			await readyForLinks({ mode: 'direct' });
			const [page, second] = await Promise.all([link(opportunityId), link(opportunityId)]);
			expect(page + second).toMatch(/<h1>Ordered: PO \d+<\/h1>/);
			const [number, ...more] = ordersOf([open])[0] ?? [];
			expect(more).toEqual([]);
			expect(stage().placed(String(number))).toBe(1);
			expect(ordersOf([waits, there]).flat()).toEqual([]);
			expect(page + second).toMatch(new RegExp(`charge ${waits} .*waits for approval`));
			const again = await link(opportunityId);
			expect(again).not.toContain('<h1>Ordered');
			expect(stage().placed(String(number))).toBe(1);
		});

		it('orders no deal whose wizard was not run, unless that is chosen', async () => {
			const { opportunityId } = seeded.dealWithoutCharges;
			const before = records('PurchaseOrders').length;
			await readyForLinks({ mode: 'direct' });
			expect(await link(opportunityId)).toContain('won without the Won Opportunity Wizard');
			expect(records('PurchaseOrders')).toHaveLength(before);
			await readyForLinks({ mode: 'preview', dealsWithoutCharges: 'byProduct' });
			expect(await link(opportunityId)).toContain('free stock');
		});

		it('orders the charges of the deal once, on one order, and leaves what waits for approval', async () => {
			await stage().save(FILE, { ...SPEND, together: 'source' });
			await poll(FILE);
			await poll(FILE);
			expect(orders()).toHaveLength(1);
			expect(stage().placed(String(orders()[0]))).toBe(1);
			const onOrder = new Set(charges().map(({ status }) => status));
			expect(onOrder.size).toBe(1);
			const waiting = records('TicketCharges').filter(
				({ id, status }) => !deal.chargeIds.includes(Number(id)) && !onOrder.has(status),
			);
			expect(ordersOf(waiting.map(({ id }) => Number(id))).flat()).toEqual([]);
			expect(waiting.length).toBeGreaterThan(0);
		});

		it('receives for the charges, tells ticket and customer once, and people deliver and bill', async () => {
			stage().sandbox.control.advance(7 * HOURS);
			const ticket = records('Tickets').find(({ id }) => id === deal.parentId);
			admin().changeRecord('Contacts', Number(ticket?.contactID), { emailAddress: CUSTOMER });
			await stage().change(TELL, { sendToCustomers: true });
			const before = charges().map(({ status }) => status);
			await stage().save(
				SYNC,
				{ dryRun: false, receive: 'shipped' },
				{ 'Note on the ticket': true, 'Tell the customer': true },
			);
			await poll(SYNC);
			const after = charges();
			for (const [at, { status }] of after.entries()) expect(status).not.toBe(before[at]);
			expect(notes()).toHaveLength(1);
			expect(String(notes()[0]?.description)).toMatch(/Tracking: \d+/);
			const receipts = () => records('PurchaseOrderItemReceiving').length;
			const received = receipts();
			await poll(SYNC);
			expect([receipts(), notes().length]).toEqual([received, 1]);
			const mails = stage().mails.all.filter((mail) => mail.includes(`To: ${CUSTOMER}`));
			expect(mails).toHaveLength(1);
			expect(mails[0]).toMatch(new RegExp(`Ticket: ${String(ticket?.ticketNumber)}`));
			expect(mails[0]).toMatch(/Tracking: \d+/);
			expect(mails[0]).not.toMatch(/SYNNEX|USD/);

			// the twin delivers only what is ready, and bills only what it knows
			const { chargeIds } = deal;
			admin().procurement.deliver({ chargeIds });
			admin().procurement.post({ chargeIds });
			expect(charges().every(({ isBilled }) => isBilled === true)).toBe(true);
			await poll(FILE);
			expect(orders()).toHaveLength(1);
		});
	});
}
