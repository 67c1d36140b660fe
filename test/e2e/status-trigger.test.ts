import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'flatted';
import { type Editor, signUpOwner } from '../../demo/n8n-editor';
import { type N8nHome, prepareHome } from '../../demo/n8n-home';
import {
	type CredentialFile,
	type ExecutedRun,
	itemsOf,
	type Running,
	startN8n,
} from '../../demo/n8n-server';
import { type PlacedOrder, startTwoSides, type TwoSides } from '../unit/order-status/twin-systems';

const TRIGGER = 'Order Status';
const ID = 'statusTrigger001';

/** The order status trigger in the real n8n: it polls, starts runs, is killed and comes back. */
describe('the order status trigger in n8n', () => {
	let sides: TwoSides;
	let home: N8nHome;
	let server: Running;
	let editor: Editor;
	const ids: Record<string, { id: string; name: string }> = {};

	beforeAll(async () => {
		sides = await startTwoSides();
		home = await prepareHome();
		server = await startN8n(home);
		editor = await signUpOwner(home.url);
		// through the server: each command of n8n's own would be one more start
		for (const { name, type, data } of credentials(sides)) {
			const { id } = await editor.call<{ id: string }>('POST', '/credentials', {
				name,
				type,
				data,
			});
			ids[type] = { id, name };
		}
		await editor.call('POST', '/workflows', workflow(sides.vendorId, ids));
	}, 180_000);

	afterAll(async () => {
		await server?.stop();
		await home?.remove();
		await sides?.sandbox.close();
	}, 180_000);

	/** All that runs were started with so far. */
	const told = async (): Promise<Record<string, unknown>[]> => {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: ID }));
		const { results } = await editor.call<{ results: { id: string }[] }>(
			'GET',
			`/executions?filter=${filter}&limit=50`,
		);
		const runs = results.map(async ({ id }) => {
			const run = await editor.call<Omit<ExecutedRun, 'data'> & { data: string }>(
				'GET',
				`/executions/${id}`,
			);
			return itemsOf({ ...run, data: parse(run.data) as ExecutedRun['data'] }, TRIGGER);
		});
		return (await Promise.all(runs)).flat();
	};
	const until = async (what: string, holds: () => boolean | Promise<boolean>) => {
		for (const deadline = Date.now() + 120_000; !(await holds()); await sleep(200))
			if (Date.now() > deadline) throw new Error(`waited two minutes for ${what}`);
	};
	const polls = () =>
		sides.sandbox.control
			.ledger({ system: 'autotask' })
			.filter(({ path }) => /PurchaseOrders\/query$/i.test(path)).length;
	const pollsMore = async (more = 1) => {
		const before = polls();
		await until('the next polls', () => polls() >= before + more);
		await sleep(500);
	};
	const memo = ({ id }: PlacedOrder) => String(sides.row('PurchaseOrders', id).generalMemo);
	const place = (number: string) =>
		sides.place(number, [{ product: sides.products()[0]!, quantity: 2 }], { shipments: 1 });

	it('the Test button of the partner credential fetches a token, and says what is wrong', async () => {
		const test = async (change: object) => {
			const partner = credentials(sides).find(({ type }) => type === 'tdSynnexPartnerApi')!;
			return await editor.call<{ status: string; message: string }>('POST', '/credentials/test', {
				credentials: {
					...ids[partner.type],
					type: partner.type,
					data: { ...partner.data, ...change },
				},
			});
		};
		expect(await test({})).toMatchObject({
			status: 'OK',
			message: expect.stringMatching(/^Connected to 127\.0\.0\.1:\d+$/),
		});
		const refused = await test({ clientSecret: 'not-the-secret' });
		expect(refused.status).toBe('Error');
		expect(refused.message).not.toContain('not-the-secret');
	});

	it('records at first, then starts one run with each change, the partner API and the opportunity included', async () => {
		const old = await place('801');
		const { versionId } = await editor.call<{ versionId: string }>('GET', `/workflows/${ID}`);
		await editor.call('POST', `/workflows/${ID}/activate`, { versionId });
		await until('the first record', () => memo(old).includes('TD SYNNEX status'));
		const order = await place('802');
		const opportunityID = sell(sides, order);
		sides.hours(48);
		await until('the change', async () =>
			(await told()).some(({ poNumber }) => poNumber === order.number),
		);
		await pollsMore();
		const changes = (await told()).filter(({ poNumber }) => poNumber === order.number);
		expect(changes.map(({ kind }) => kind).sort()).toEqual(['invoiced', 'shipped']);
		expect(changes.find(({ kind }) => kind === 'invoiced')).toMatchObject({
			invoiceDueDate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
			invoiceBalance: expect.stringMatching(/^\d+\.\d{2}$/),
		});
		const notes = sides.sandbox.autotask.admin
			.records('CompanyNotes')
			.filter((note) => note.opportunityID === opportunityID);
		expect(notes.map(({ name }) => name)).toEqual([expect.stringContaining('PO 802')]);
	}, 300_000);

	it('killed in the middle of a poll and started again: each change starts a run once', async () => {
		const orders = [await place('811'), await place('812'), await place('813')];
		await until('their record', () => orders.every((order) => memo(order).includes('status')));
		await pollsMore();
		sides.sandbox.control.addFaults({
			system: 'autotask',
			method: 'PATCH',
			path: 'PurchaseOrders',
			after: 1,
			fault: { kind: 'timeoutWithEffect', holdMs: 20_000 },
		});
		sides.hours(48);
		const recorded = () => orders.filter((order) => memo(order).includes('2 of 2 shipped'));
		const shippedOf = (changes: Record<string, unknown>[]) =>
			changes
				.filter(({ kind, poNumber }) => kind === 'shipped' && Number(poNumber) > 810)
				.map(({ poNumber }) => poNumber)
				.sort();
		await until('two of three to be recorded', () => recorded().length === 2);
		await server.kill();
		await sides.sandbox.control.clearFaults();
		server = await startN8n(home);
		await until('all three', async () => shippedOf(await told()).length >= 3);
		await pollsMore();
		expect(shippedOf(await told())).toEqual(['811', '812', '813']);
		for (const order of orders) expect(memo(order).match(/2 of 2 shipped/g)).toHaveLength(1);
	}, 300_000);
});

/** The trigger looks every two seconds: n8n takes no interval below a minute, but several times in one. */
function workflow(vendor: string, ids: Record<string, object>): object {
	const item = Array.from({ length: 30 }, (_, nth) => ({
		mode: 'custom',
		cronExpression: `${nth * 2} * * * * *`,
	}));
	return {
		id: ID,
		name: 'Order status, told by the trigger',
		active: false,
		settings: {},
		connections: {},
		nodes: [
			{
				id: '5d3a9f0e-0c1f-4b6a-9a70-3f1f3f0c7a01',
				name: TRIGGER,
				type: 'n8n-nodes-tdsynnex-autotask.statusPollTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					pollTimes: { item },
					vendor: { __rl: true, mode: 'id', value: vendor },
					write: { opportunityNote: true },
					options: { pace: 'always' },
				},
				credentials: ids,
			},
		],
	};
}

function credentials({ sandbox }: TwoSides): CredentialFile[] {
	const { autotask, tdSynnex } = sandbox.addresses;
	const { rest, ...ec } = tdSynnex!;
	const { clientId, clientSecret, url: baseUrl, tokenUrl } = rest;
	const file = (type: string, data: object): CredentialFile => ({
		id: type,
		name: type,
		type,
		data: { ...data },
	});
	return [
		file('autotaskPsaApi', { ...autotask, impersonationResourceId: '' }),
		file('tdSynnexEcApi', { ...ec, sftp: '', environment: 'custom' }),
		file('tdSynnexPartnerApi', {
			...{ clientId, clientSecret, baseUrl, tokenUrl },
			country: 'US',
			environment: 'custom',
		}),
	];
}

/** The line of an order was sold by an opportunity. @returns its id */
function sell({ sandbox }: TwoSides, { itemIds }: PlacedOrder): number {
	const { admin } = sandbox.autotask;
	const [opportunity] = admin.records('Opportunities');
	const [salesOrderID] = admin.addRecords('SalesOrders', [
		{ opportunityID: opportunity!.id, companyID: opportunity!.companyID, title: 'Sold' } as never,
	]);
	admin.changeRecord('PurchaseOrderItems', itemIds[0]!, { salesOrderID: salesOrderID ?? null });
	return Number(opportunity!.id);
}
