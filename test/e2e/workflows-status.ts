import { itemsOf, type ShippedStage } from './shipped';
import { order, SPEND } from './signed-call';

const HOURS = 3_600;
const DAYS = 24 * HOURS;
/** Half of each line is in stock; the other half comes in five days. */
const BACK_ORDER = { backOrder: true, backOrderSeconds: 5 * DAYS };

/** What comes back from TD SYNNEX: recorded in Autotask, told to people, each change once. */
export function whatComesBack(stage: () => ShippedStage): void {
	const admin = () => stage().sandbox.autotask.admin;
	const writes = () => stage().sandbox.control.stats().effects.autotask ?? 0;
	const mailsAbout = (number: string) =>
		stage().mails.all.filter((mail) => new RegExp(`^Subject: .*PO ${number}:`, 'm').test(mail));
	const notesOn = (ticket: string) =>
		admin()
			.records('TicketNotes')
			.filter(({ ticketID }) => String(ticketID) === ticket);
	const later = (seconds: number) => void stage().sandbox.control.advance(seconds);
	/** A purchase order for a ticket of its own. */
	const writeForTicket = (about: { quantity?: number; memo?: string } = {}) => {
		const { id, number } = stage().writePo(about);
		const [ticketId = 0] = admin().addRecords('Tickets', [
			{ title: `Goods of PO ${number}`, companyID: 0, status: 1, priority: 1 },
		]);
		const line = admin()
			.records('PurchaseOrderItems')
			.find(({ orderID }) => orderID === id);
		admin().changeRecord('PurchaseOrderItems', Number(line?.id), { ticketID: ticketId });
		return { id, number, ticket: String(ticketId) };
	};

	describe('order status sync', () => {
		const FILE = 'order-status-sync';
		const poll = async () => {
			const run = await stage().run(FILE);
			expect(run.data.resultData.error).toBeUndefined();
			return run;
		};
		let po = writeNothing();
		beforeAll(async () => {
			await stage().change('custom-trigger', SPEND);
			po = writeForTicket({ quantity: 4, memo: 'TDS back order: yes' });
			stage().sandbox.tdSynnex.scenario(po.number, BACK_ORDER);
			await order(stage(), po.number);
			later(7 * HOURS);
			// the draft is run by hand; what is published keeps its dry run, or its schedule would tell first
			await stage().save(FILE, {}, { Alerts: true, 'Note on the ticket': true });
		});

		/** As shipped: the pictures are taken of it. */
		afterAll(async () => {
			await stage().change(FILE, { dryRun: true }, { Alerts: false, 'Note on the ticket': false });
		});

		it('as shipped shows the news, and neither writes nor tells anybody', async () => {
			const before = writes();
			const run = await poll();
			const words = itemsOf(run, 'In words').map(({ message }) => String(message));
			expect(words).toContainEqual(
				expect.stringMatching(
					new RegExp(`^PO ${po.number}: line 1 .*2 of 4 shipped.*FEDEX GROUND\n.*\n.*\nhttps://`),
				),
			);
			expect(itemsOf(run, 'Not a dry run?')).toEqual([]);
			expect([writes() - before, mailsAbout(po.number), notesOn(po.ticket)]).toEqual([0, [], []]);
		});

		it('records tracking, history and arrival in Autotask, and tells mailbox and ticket', async () => {
			await stage().save(FILE, { dryRun: false, webUrl: 'https://ww3.autotask.net' });
			const notes = admin().records('TicketNotes').length;
			const run = await poll();
			// other orders have shipped too, for no ticket
			expect(admin().records('TicketNotes')).toHaveLength(notes + 1);
			const mine = itemsOf(run, 'In words').filter(
				({ purchaseOrderNumber }) => purchaseOrderNumber === po.number,
			);
			expect(mine.map(({ kind }) => kind).sort()).toEqual(['backOrdered', 'partlyShipped']);
			const tracking = String(mine.find(({ trackingNumbers }) => trackingNumbers)?.trackingNumbers);
			const record = admin()
				.records('PurchaseOrders')
				.find(({ id }) => id === po.id);
			expect(record?.generalMemo).toMatch(/Status: Partly shipped/);
			expect(record?.generalMemo).toMatch(
				new RegExp(`-> Partly shipped .*2 of 4 shipped, tracking ${tracking}`),
			);
			const line = admin()
				.records('PurchaseOrderItems')
				.find(({ orderID }) => orderID === po.id);
			expect(Date.parse(String(line?.estimatedArrivalDate))).toBeGreaterThan(Date.now());
			expect(mailsAbout(po.number)).toHaveLength(2);
			expect(mailsAbout(po.number).join()).toContain(tracking);
			expect(notesOn(po.ticket).map(({ description }) => String(description))).toEqual([
				expect.stringContaining(tracking),
			]);
			const kinds = (output: number) => itemsOf(run, 'What is it?', output).map(({ kind }) => kind);
			expect(kinds(1)).toContain('partlyShipped');
			expect(kinds(3)).toContain('backOrdered');
			expect(await stage().activity('?format=csv')).toMatch(
				new RegExp(`Order status sync.*PO ${po.number}.*Partly shipped`),
			);
		});

		it('writes nothing and tells nothing the second time', async () => {
			const before = writes();
			const run = await poll();
			expect(itemsOf(run, 'In words')).toEqual([]);
			expect(itemsOf(run, 'TD SYNNEX Status Poll', 1)).toEqual([
				expect.objectContaining({ changed: 0, failed: 0, autotaskWrites: 0 }),
			]);
			expect([writes() - before, mailsAbout(po.number).length, notesOn(po.ticket).length]).toEqual([
				0, 2, 1,
			]);
		});

		it('is shown as failed when an order could not be asked about, once the log is written', async () => {
			const { control } = stage().sandbox;
			control.addFaults({ endpoint: 'POStatus', count: 0, fault: { kind: 'emptyBody' } });
			const run = await stage().run(FILE);
			await control.clearFaults();
			expect(run.data.resultData.error?.message).toMatch(/0 of \d+ orders asked about.*failed/);
			expect(run.data.resultData.runData['Activity log']?.[0]?.error).toBeUndefined();
			expect(await stage().activity()).toContain(String(run.data.resultData.error?.message));
		});
	});

	describe('the lanes with a trigger of their own, off as shipped', () => {
		const ALERTS = 'delivery-and-back-order-alerts';
		const NOTE = 'tracking-note-on-ticket';
		const TRIGGER = 'Order status changed';
		const asked = () => stage().sandbox.control.ledger({ endpoint: 'POStatus' }).length;
		/** Switched on, a trigger looks at once, and n8n says that it serves when it has looked. */
		const lookOf = async (file: string) => {
			await stage().unpublish(file);
			const before = asked();
			const since = new Date();
			await stage().publish(file);
			expect(asked()).toBeGreaterThan(before);
			return since;
		};
		const everyOrder = (file: string) => {
			const trigger = stage()
				.workflows.find((one) => one.file === file)
				?.nodes.find(({ name }) => name === TRIGGER);
			// its pace would leave alone what it asked about a minute ago
			Object.assign(trigger?.parameters ?? {}, { options: { pace: 'always' } });
		};
		let [mine, forAlert] = [writeNothing(), writeNothing()];
		beforeAll(async () => {
			await stage().change('custom-trigger', SPEND);
			mine = writeForTicket();
			await order(stage(), mine.number);
			for (const file of [NOTE, ALERTS]) everyOrder(file);
		});

		/** As shipped: the pictures are taken of them. */
		afterAll(async () => {
			for (const file of [NOTE, ALERTS]) await stage().change(file, {}, { [TRIGGER]: false });
		});

		it('*Tracking note on the ticket* tells the ticket once, and nothing of before it was switched on', async () => {
			const notes = admin().records('TicketNotes').length;
			await stage().change(NOTE, {}, { [TRIGGER]: true });
			later(7 * HOURS);
			const since = await lookOf(NOTE);
			expect((await stage().nextRun(NOTE, since)).data.resultData.error).toBeUndefined();
			expect(notesOn(mine.ticket)).toHaveLength(1);
			expect(notesOn(mine.ticket)[0]?.description).toMatch(/Tracking: \d+/);
			await lookOf(NOTE);
			await stage().unpublish(NOTE);
			expect(admin().records('TicketNotes')).toHaveLength(notes + 1);
		});

		it('*Delivery and back-order alerts* mails a shipment once, also of an order that it never saw before', async () => {
			await stage().change(ALERTS, {}, { [TRIGGER]: true });
			forAlert = writeForTicket();
			await order(stage(), forAlert.number);
			later(7 * HOURS);
			const since = await lookOf(ALERTS);
			const run = await stage().nextRun(ALERTS, since);
			expect(run.data.resultData.error).toBeUndefined();
			expect(mailsAbout(forAlert.number)).toHaveLength(1);
			expect(mailsAbout(forAlert.number)[0]).toMatch(/1 of 1 shipped/);
			const mails = stage().mails.all.length;
			await lookOf(ALERTS);
			await stage().unpublish(ALERTS);
			expect(stage().mails.all).toHaveLength(mails);
		});
	});
}

function writeNothing(): { id: number; number: string; ticket: string } {
	return { id: 0, number: '', ticket: '' };
}
