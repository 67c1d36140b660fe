import { HMAC_SECRET, itemsOf, setShippedStage, type ShippedStage } from './shipped';
import { shipped } from '../support/shipped-workflows';
import { callSigned, SPEND } from './signed-call';
import { inTheBrowser } from './workflows-browser';
import { dailySyncUnderWay } from './workflows-progress';
import { whatComesBack } from './workflows-status';

jest.setTimeout(180_000);

/** n8n turns bots away from the link that orders. */
const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36' };
const LINK_KEY = 'a-secret-of-this-test';

describe('the shipped workflows in one real n8n, against both twins', () => {
	let stage: ShippedStage;
	beforeAll(async () => {
		stage = await setShippedStage();
	}, 240_000);
	afterAll(async () => await stage?.close(), 60_000);

	const url = (path: string) => `${stage.home.url}${path}`;
	/** What n8n says when it is to publish a workflow; empty when it does. */
	const refusalOf = async (id: string, versionId: string): Promise<string> => {
		const answer = await fetch(url(`/rest/workflows/${id}/activate`), {
			method: 'POST',
			headers: { 'content-type': 'application/json', cookie: stage.editor.cookie },
			body: JSON.stringify({ versionId }),
		});
		return answer.ok ? '' : ((await answer.json()) as { message: string }).message;
	};
	it('use only nodes and credentials that this n8n knows, in versions that it has', async () => {
		const asset = async (name: string) =>
			(await (
				await fetch(url(`/types/${name}.json`), { headers: { cookie: stage.editor.cookie } })
			).json()) as { name: string; version?: number | number[] }[];
		const [nodes, credentials] = [await asset('nodes'), await asset('credentials')];
		const versions = new Map<string, number[]>();
		for (const { name, version } of nodes)
			versions.set(name, [...(versions.get(name) ?? []), ...[version ?? 1].flat()]);
		const unknown = stage.workflows.flatMap(({ file, nodes: used }) =>
			used
				.filter(({ type, typeVersion }) => !versions.get(type)?.includes(typeVersion))
				.map(({ type, typeVersion }) => `${file}: ${type} ${typeVersion}`),
		);
		expect(unknown).toEqual([]);
		const known = credentials.map(({ name }) => name);
		const used = stage.workflows.flatMap(({ nodes: steps }) =>
			steps.flatMap((node) => Object.keys(node.credentials ?? {})),
		);
		expect(used.filter((name) => !known.includes(name))).toEqual([]);
	});

	it('lack nothing but what their notes ask for, as they are shipped', async () => {
		for (const workflow of shipped()) {
			const { name, nodes, connections, settings } = workflow;
			const { id, versionId } = await stage.editor.call<{ id: string; versionId: string }>(
				'POST',
				'/workflows',
				{ name: `As shipped: ${name}`, nodes, connections, settings },
			);
			const refusal = await refusalOf(id, versionId);
			const lacking = [...refusal.matchAll(/ {2}- (.+)/g)].map(([, issue]) => issue);
			const wanted = lacking.filter(
				(issue) =>
					!/^Missing required credential: \w+/.test(issue ?? '') &&
					!/^Missing or invalid required parameters: (vendor|billingCode)(, (vendor|billingCode))?"?/.test(
						issue ?? '',
					),
			);
			expect({ file: workflow.file, wanted }).toEqual({ file: workflow.file, wanted: [] });
			// what could be published would go on answering beside the one that is filled in
			if (refusal === '') await stage.editor.call('POST', `/workflows/${id}/deactivate`, {});
			await stage.editor.call('POST', `/workflows/${id}/archive`);
		}
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

		it('answers with a preview while ordering is switched off, and says so', async () => {
			const { number } = stage.writePo({});
			expect(await call({ purchaseOrderNumber: number, order: true })).toMatchObject({
				status: 200,
				ordered: false,
				wouldSend: true,
				cause: expect.stringContaining('Ordering is switched off'),
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

	describe('order from an opportunity', () => {
		const LINK = '/webhook/tds-order-opportunity';
		const open = async (query: object) => {
			const answer = await fetch(url(`${LINK}?${new URLSearchParams(query as never).toString()}`), {
				headers: BROWSER,
			});
			return { status: answer.status, html: await answer.text() };
		};
		const press = async (fields: object) => {
			const answer = await fetch(url(LINK), {
				method: 'POST',
				headers: BROWSER,
				body: new URLSearchParams(fields as never),
			});
			return { status: answer.status, html: await answer.text() };
		};
		let id = '';
		beforeAll(async () => {
			const { admin } = stage.sandbox.autotask;
			const won = admin
				.records('Opportunities')
				.find(({ title }) => title === 'Workstation refresh');
			id = String(won?.id);
			const home = { address1: '1 Main St', city: 'Denver', state: 'CO', postalCode: '80202' };
			for (const entity of ['QuoteLocations', 'Companies'])
				for (const record of admin.records(entity))
					admin.changeRecord(entity, Number(record.id), home);
			await stage.change('order-from-opportunity', {
				...SPEND,
				linkKey: LINK_KEY,
				orderNow: false,
			});
		});

		it('refuses a wrong key', async () => {
			expect(await open({ id, key: 'a-guess-of-some-length' })).toMatchObject({ status: 403 });
		});

		it('shows a preview without a button while ordering is switched off', async () => {
			const { status, html } = await open({ id, key: LINK_KEY });
			expect(status).toBe(200);
			expect(html).toContain('Preview only');
			expect(html).not.toContain('<button');
		});

		it('shows the total and one button, which orders once', async () => {
			await stage.change('order-from-opportunity', { orderNow: true });
			const { html } = await open({ id, key: LINK_KEY });
			expect(html).toMatch(/Order for [\d.]+ USD<\/button>/);
			const fields = Object.fromEntries(
				[...html.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
			);
			expect(await press({ ...fields, total: '1.00' })).toMatchObject({ status: 403 });
			const [one, two] = await Promise.all([press(fields), press(fields)]);
			const numbers = [one, two].map(({ html: page }) => /PO (\d+)/.exec(page)?.[1] ?? '');
			expect([one.html, two.html].join()).toContain('TD SYNNEX order');
			const number = numbers.find(Boolean) ?? '';
			expect(stage.placed(number)).toBe(1);
			expect((await press(fields)).html).toContain(`PO ${number}`);
			expect(stage.placed(number)).toBe(1);
		});
	});

	it('an order above the limit goes out once a person has said yes by mail', async () => {
		const { number } = stage.writePo({ memo: 'ask first', quantity: 40 });
		await stage.change('approve-orders', {
			...SPEND,
			approvalAbove: '1000',
			memoMark: 'ask first',
		});
		await stage.run('approve-orders');
		const mail = await stage.mails.next(new RegExp(`Approve PO ${number} for`));
		expect(stage.placed(number)).toBe(0);
		const link = /https?:\/\/[^"\s<>]*approved=true[^"\s<>]*/
			.exec(mail)?.[0]
			.replaceAll('&amp;', '&');
		expect(await clicked(String(link))).toBe(200);
		await stage.mails.next(new RegExp(`PO ${number}: ordered`), 60_000);
		expect(stage.placed(number)).toBe(1);
		const asked = stage.mails.all.filter((text) => text.includes(`Approve PO ${number}`)).length;
		await stage.run('approve-orders');
		expect(stage.mails.all.filter((text) => text.includes(`Approve PO ${number}`))).toHaveLength(
			asked,
		);
	});

	describe('submit orders when ready', () => {
		it('tells the error handler when it cannot, and the mail says what, where and what to do', async () => {
			stage.writePo({ memo: 'send to TD SYNNEX' });
			const workflow = stage.workflows.find(({ file }) => file === 'submit-orders-when-ready');
			const trigger = workflow?.nodes.find(({ name }) => name === 'A purchase order is ready');
			Object.assign(trigger?.parameters ?? {}, { steady: false, atFirst: 'ready' });
			await stage.change('submit-orders-when-ready', { ...SPEND, vendorId: '' });
			const mail = await stage.mails.next(/Subject: Submit orders when ready failed/, 60_000);
			expect(mail).toContain('Vendor is not chosen');
			expect(mail).toContain('What was lost: nothing');
			expect(mail).toMatch(/What to do: Open the node and choose/);
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

	inTheBrowser(() => stage, SPEND);

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
			expect(page).toContain('Vendor is not chosen');
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
			])
				expect(csv).not.toContain(String(secret));
		});
	});
});

/** Opens a link from a mail. The mail is out a moment before n8n has put the run to rest; until then n8n answers 409. */
async function clicked(link: string): Promise<number> {
	for (let tries = 0; ; tries++) {
		const { status } = await fetch(link, { headers: BROWSER });
		if (status !== 409 || tries === 30) return status;
		await new Promise((go) => setTimeout(go, 1_000));
	}
}
