import { HMAC_SECRET, itemsOf, setShippedStage, type ShippedStage } from './shipped';
import { noteText } from '../support/shipped-workflows';
import { type Known, lacks } from './lacking';
import { callSigned, postSigned, SPEND, stamped } from './signed-call';
import { approvals } from './workflows-approval';
import { inTheBrowser } from './workflows-browser';
import { LINK_KEY, LIVE_LINK_KEY, orderFromOpportunity } from './workflows-opportunity';
import { quoteWatch } from './workflows-quotes';
import { dailySyncUnderWay } from './workflows-progress';
import { orderWhatWasSold } from './workflows-sold';
import { whatComesBack } from './workflows-status';

jest.setTimeout(180_000);

describe('the shipped workflows in one real n8n, against both twins', () => {
	let stage: ShippedStage;
	beforeAll(async () => {
		stage = await setShippedStage();
	}, 240_000);
	afterAll(async () => await stage?.close(), 180_000);

	const url = (path: string) => `${stage.home.url}${path}`;
	const known = async (name: string) =>
		(await (
			await fetch(url(`/types/${name}.json`), { headers: { cookie: stage.editor.cookie } })
		).json()) as Known[];

	it('use only nodes and credentials that this n8n knows, in versions that it has', async () => {
		const [nodes, credentials] = [await known('nodes'), await known('credentials')];
		const versions = new Map<string, number[]>();
		for (const { name, version } of nodes)
			versions.set(name, [...(versions.get(name) ?? []), ...[version ?? 1].flat()]);
		const unknown = stage.workflows.flatMap(({ file, nodes: used }) =>
			used
				.filter(({ type, typeVersion }) => !versions.get(type)?.includes(typeVersion))
				.map(({ type, typeVersion }) => `${file}: ${type} ${typeVersion}`),
		);
		expect(unknown).toEqual([]);
		const names = credentials.map(({ name }) => name);
		const used = stage.workflows.flatMap(({ nodes: steps }) =>
			steps.flatMap((node) => Object.keys(node.credentials ?? {})),
		);
		expect(used.filter((name) => !names.includes(name))).toEqual([]);
	});

	it('lack nothing but what their notes name, as they are shipped, every node switched on', async () => {
		const lacking = await lacks(stage, await known('nodes'), await known('credentials'));
		expect(lacking.length).toBeGreaterThan(40);
		const silent = lacking.filter(({ workflow, screenName }) => {
			const notes = noteText(workflow).replaceAll('**', '');
			return !notes.includes(screenName);
		});
		expect(
			silent.map(({ workflow, node, screenName }) => `${workflow.file}, ${node}: ${screenName}`),
		).toEqual([]);
	});

	it('are published once they are filled in, those that are called first', async () => {
		const first = ['activity-log', 'error-handler'];
		const rest = stage.workflows.map(({ file }) => file).filter((file) => !first.includes(file));
		// it would fire at once; its own tests publish it
		for (const file of [...first, ...rest])
			if (file !== 'submit-orders-when-ready') await stage.publish(file);
		const { data } = (await (
			await fetch(url('/rest/workflows'), { headers: { cookie: stage.editor.cookie } })
		).json()) as { data: { id: string; activeVersionId: string | null }[] };
		const ours = stage.workflows.map(({ id }) => id);
		const silent = data.filter(({ id, activeVersionId }) => ours.includes(id) && !activeVersionId);
		expect(silent.map(({ id }) => id)).toEqual(['tdsSubmitReady01']);
	});

	it('run as they are, by hand, without an order and without an error', async () => {
		for (const { file } of stage.workflows) {
			const run = await stage.run(file);
			expect({ file, error: run.data.resultData.error?.message }).toEqual({ file });
		}
		expect(stage.sandbox.control.ledger({ system: 'tdsynnex', endpoint: 'PO' })).toEqual([]);
	});

	it('the error handler and the reports have mailed', async () => {
		const subjects = stage.mails.all.map((mail) => /^Subject: (.*)/m.exec(mail)?.[1]);
		expect(subjects).toEqual(
			expect.arrayContaining([
				expect.stringContaining('Sample workflow failed: PO 16'),
				expect.stringContaining('PO 16: 2 pieces'),
				expect.stringMatching(/runs in 7 days, 0 failed|runs in 7 days, 1 failed/),
			]),
		);
	});

	describe('the custom trigger', () => {
		const call = (body: object, secret?: string) => callSigned(stage, body, secret);

		it('turns a wrong signature away before anything is read', async () => {
			const before = stage.sandbox.control.ledger().length;
			expect(await call({ purchaseOrderNumber: '13', order: true }, 'guessed')).toMatchObject({
				status: 401,
			});
			expect(stage.sandbox.control.ledger()).toHaveLength(before);
		});

		it('takes a call within five minutes, and once', async () => {
			const { number } = stage.writePo({});
			const body = { purchaseOrderNumber: number };
			for (const secondsAgo of [600, -600])
				expect(await postSigned(stage, stamped(body, secondsAgo))).toMatchObject({
					status: 401,
					ordered: false,
					cause: expect.stringContaining('timestamp'),
				});
			expect(await postSigned(stage, JSON.stringify(body))).toMatchObject({ status: 401 });
			const text = stamped(body, 60);
			expect(await postSigned(stage, text)).toMatchObject({ status: 200, ok: true });
			const before = stage.sandbox.control.ledger().length;
			expect(await postSigned(stage, text)).toMatchObject({ status: 409, ordered: false });
			expect(stage.sandbox.control.ledger()).toHaveLength(before);
			expect(await postSigned(stage, stamped(body))).toMatchObject({ status: 200, ok: true });
		});

		it('answers with a preview while ordering is switched off, and says so', async () => {
			const { number } = stage.writePo({});
			expect(await call({ purchaseOrderNumber: number, order: true })).toMatchObject({
				status: 200,
				ordered: false,
				wouldSend: true,
				cause: expect.stringContaining('Ordering is turned off'),
			});
			expect(stage.placed(number)).toBe(0);
		});

		it('says what is missing in a request that names nothing', async () => {
			expect(await call({})).toMatchObject({
				status: 422,
				ok: false,
				remedy: expect.stringContaining('purchaseOrderNumber'),
			});
		});

		it('orders a purchase order once, however often it is called', async () => {
			await stage.change('custom-trigger', SPEND);
			const { number } = stage.writePo({});
			const answer = await call({ purchaseOrderNumber: number, order: true });
			expect(answer).toMatchObject({ status: 200, ok: true, ordered: true, environment: 'custom' });
			expect(answer.orderNumbers).toHaveLength(1);
			expect(await call({ purchaseOrderNumber: number, order: true })).toMatchObject({
				ordered: false,
			});
			expect(stage.placed(number)).toBe(1);
		});

		it('makes and orders a purchase order from lines, once for each reference', async () => {
			const admin = stage.sandbox.autotask.admin;
			admin.changeRecord('Companies', 0, {
				address1: '1 Larimer St',
				city: 'Denver',
				state: 'CO',
				postalCode: '80202',
			});
			const { id: poId } = stage.writePo({});
			const product = admin.records('PurchaseOrderItems').find(({ orderID }) => orderID === poId);
			const request = {
				reference: 'T20261124.0007',
				companyId: '0',
				lines: [{ productId: String(product?.productID), quantity: 1 }],
				order: true,
			};
			const orders = () => admin.records('PurchaseOrders').length;
			const before = orders();
			const first = await call(request);
			expect(first.cause).toBe('');
			expect(first).toMatchObject({ status: 200, ordered: true });
			expect(await call(request)).toMatchObject({
				ordered: false,
				purchaseOrderNumber: first.purchaseOrderNumber,
			});
			expect(orders() - before).toBe(1);
			expect(stage.placed(String(first.purchaseOrderNumber))).toBe(1);
		});
	});

	it('one purchase order that reaches two workflows at once is ordered once', async () => {
		const { number } = stage.writePo({ memo: 'both of them' });
		await stage.change('submit-orders-on-schedule', { ...SPEND, memoMark: 'both of them' });
		const [byCall, bySchedule] = await Promise.all([
			callSigned(stage, { purchaseOrderNumber: number, order: true }),
			stage.run('submit-orders-on-schedule'),
		]);
		expect(bySchedule.data.resultData.error).toBeUndefined();
		expect(stage.placed(number)).toBe(1);
		const results = [
			...itemsOf(bySchedule, 'Submit all that are ready'),
			...itemsOf(bySchedule, 'Submit all that are ready', 1),
			byCall,
		];
		expect(results.filter(({ sent, ordered }) => sent === true || ordered === true)).toHaveLength(
			1,
		);
	});

	orderFromOpportunity(() => stage);

	const unanswered = approvals(() => stage);

	describe('submit orders when ready', () => {
		it('tells the error handler when it cannot, and the mail says what, where and what to do', async () => {
			stage.writePo({ memo: 'send to TD SYNNEX' });
			const workflow = stage.workflows.find(({ file }) => file === 'submit-orders-when-ready');
			const trigger = workflow?.nodes.find(({ name }) => name === 'A purchase order is ready');
			Object.assign(trigger?.parameters ?? {}, { steady: false, atFirst: 'ready' });
			await stage.change('submit-orders-when-ready', { ...SPEND, vendorId: '' });
			const mail = await stage.mails.next(/Subject: Submit orders when ready failed/);
			expect(mail).toContain('Vendor is not selected');
			expect(mail).toContain('What was lost: nothing');
			expect(mail).toMatch(/What to do: Open the node and select/);
			expect(await stage.activity()).toMatch(/Submit orders when ready<\/td><td class="Failed">/);
		});

		it('fires for a purchase order with the mark, and orders it once', async () => {
			const { number } = stage.writePo({ memo: 'Please send to TD SYNNEX' });
			const path = `/workflows/${stage.idOf('submit-orders-when-ready')}/deactivate`;
			// switched on anew it looks at once, not only in five minutes
			await stage.editor.call('POST', path, {});
			const since = new Date();
			await stage.change('submit-orders-when-ready', { vendorId: stage.vendorId });
			const run = await stage.nextRun('submit-orders-when-ready', since);
			expect(run.data.resultData.error).toBeUndefined();
			const sent = itemsOf(run, 'Submit').filter((item) => item.sent === true);
			expect(sent.map((item) => item.purchaseOrderNumber)).toEqual([number]);
			expect(stage.placed(number)).toBe(1);
			await stage.editor.call('POST', path, {});
		});

		it('sends what had to wait with the next hour, and mails what lasts once a day', async () => {
			const { number } = stage.writePo({ memo: 'send to TD SYNNEX' });
			const tooMuch = stage.writePo({ memo: 'send to TD SYNNEX', quantity: 40 });
			await stage.save('submit-orders-when-ready', { capPerOrder: '100', orderNow: false });
			const preview = await stage.run('submit-orders-when-ready', 'Every hour');
			expect(preview.data.resultData.error).toBeUndefined();
			expect(stage.placed(number)).toBe(0);
			await stage.save('submit-orders-when-ready', { orderNow: true });
			for (const sent of [1, 0]) {
				const run = await stage.run('submit-orders-when-ready', 'Every hour');
				expect(run.data.resultData.error).toBeUndefined();
				const orders = itemsOf(run, 'Submit all that are ready').filter((one) => one.sent === true);
				expect(orders.filter((one) => one.purchaseOrderNumber === number)).toHaveLength(sent);
			}
			expect([stage.placed(number), stage.placed(tooMuch.number)]).toEqual([1, 0]);
			const about = new RegExp(`^Subject: PO ${tooMuch.number} needs attention`, 'm');
			expect(stage.mails.all.filter((mail) => about.test(mail))).toHaveLength(1);
		});
	});

	describe('alerts and the note on the ticket, called with changes', () => {
		it('writes one note with the tracking number, however often it is called', async () => {
			const { admin } = stage.sandbox.autotask;
			const ticket = String(admin.records('Tickets')[0]?.id);
			await stage.change('tracking-note-on-ticket', { ticketForRunNow: ticket });
			const notes = () =>
				admin.records('TicketNotes').filter(({ ticketID }) => String(ticketID) === ticket);
			const before = notes().length;
			expect((await stage.run('tracking-note-on-ticket')).data.resultData.error).toBeUndefined();
			await stage.run('tracking-note-on-ticket');
			expect(notes()).toHaveLength(before + 1);
			expect(String(notes().at(-1)?.description)).toContain('1Z999AA10123456784');
		});
	});

	whatComesBack(() => stage);

	inTheBrowser(() => stage);

	unanswered();

	// after what orders deals by product: with its sales orders Procurement is in use
	orderWhatWasSold(() => stage);

	quoteWatch(() => stage);

	/** After all that orders: it changes the prices. */
	describe('stock and price refresh', () => {
		it('writes the costs that changed, keeps the stock in a table, and shows how far it is', async () => {
			const { admin } = stage.sandbox.autotask;
			await stage.change('stock-and-price-refresh', { dryRun: false, productsAtOnce: 40 });
			const run = await stage.run('stock-and-price-refresh');
			expect(run.data.resultData.error).toBeUndefined();
			const [report] = itemsOf(run, 'Report');
			expect(report?.state).toBe('Completed');
			expect(Number(report?.updated)).toBeGreaterThan(10);
			const rows = itemsOf(run, 'Keep the stock');
			expect(rows.some(({ stock }) => Number(stock) > 0)).toBe(true);
			expect(run.data.resultData.runData['Log: how far']?.length).toBe(2);
			stage.sandbox.control.changePrices(100);
			const costs = () =>
				admin
					.records('Products')
					.filter(({ sku }) => String(sku).startsWith('TDS-'))
					.map(({ unitCost }) => unitCost)
					.join();
			const before = costs();
			const again = await stage.run('stock-and-price-refresh');
			expect(again.data.resultData.error).toBeUndefined();
			expect(costs()).not.toBe(before);
		});
	});

	describe('sync activity', () => {
		it('asks for the password', async () => {
			expect((await fetch(url('/webhook/tds-activity'))).status).toBe(401);
		});

		it('shows runs with their state and counters, and what went wrong with the remedy', async () => {
			const page = await stage.activity();
			expect(page).toMatch(/Hourly stock and price refresh<\/td><td class="Completed">Completed/);
			expect(page).toMatch(/Custom trigger<\/td>/);
			expect(page).toContain('Vendor is not selected');
		});

		dailySyncUnderWay(() => stage);

		it('gives all of it as CSV, in which no secret stands', async () => {
			const csv = await stage.activity('?format=csv');
			expect(csv.split('\n')[0]).toBe(
				'time,run,workflow,step,entity,key,action,changes,outcome,cause,remedy,durationMs,calls',
			);
			expect(csv).toMatch(/TdSynnexOrder,PO \d+/);
			expect(csv).toMatch(/unitCost: [\d.]+ -> [\d.]+/);
			const { autotask, tdSynnex } = stage.sandbox.addresses;
			for (const secret of [
				autotask?.secret,
				autotask?.integrationCode,
				tdSynnex?.password,
				HMAC_SECRET,
				LINK_KEY,
				LIVE_LINK_KEY,
			])
				expect(csv).not.toContain(String(secret));
		});
	});
});
