import { credentialsOf } from '../../demo/daily-sync';
import { type N8nHome, prepareHome } from '../../demo/n8n-home';
import { executeWorkflow, importCredentials, importWorkflows } from '../../demo/n8n-server';
import type { TwinAddresses } from '../../demo/twins';
import { LoopbackShop } from '../faults/orders/loopback-shop';
import { NODES } from '../support/node-classes';
import { type ScriptedModel, startScriptedModel } from './scripted-model';

jest.setTimeout(240_000);

const LOGINS = {
	autotaskPsaApi: { id: 'demoAutotask', name: 'Autotask (sandbox)' },
	tdSynnexEcApi: { id: 'demoTdSynnexEc', name: 'TD SYNNEX EC (sandbox)' },
};

/** n8n hands an agent the first output alone. */
describe('an AI agent in real n8n, its model on a script', () => {
	let shop: LoopbackShop;
	let home: N8nHome;
	let model: ScriptedModel;
	beforeAll(async () => {
		shop = await LoopbackShop.open();
		model = await startScriptedModel();
		// it calls the one tool that it is offered, once
		model.play((last) => {
			const [tool = ''] = [...model.tools.keys()];
			return last.role === 'tool' ? { say: 'Done.' } : { call: tool, with: {} };
		});
		home = await prepareHome();
		await importCredentials(home, [
			...credentialsOf(shop.sandbox.addresses as unknown as TwinAddresses),
			{
				id: 'model',
				name: 'Model',
				type: 'openAiApi',
				data: { apiKey: 'none', url: model.url },
			},
		]);
	});
	afterAll(async () => {
		await shop?.sandbox.close();
		model?.close();
		await home?.remove();
	});

	/** What the agent hears of a node when it calls it as a tool, with one item of its own. */
	const heardOf = async (node: string, parameters: object, item: object = {}) => {
		const id = `agent-${node}-${model.heard.length}`;
		await importWorkflows(home, [agentFlow(id, node, parameters, item)]);
		const before = model.heard.length;
		const run = await executeWorkflow(home, id);
		if (model.heard.length === before)
			throw new Error(JSON.stringify(run.data.resultData.error ?? run.status));
		return JSON.parse(model.heard.at(-1) ?? '') as Record<string, unknown>[];
	};
	const vendor = () => ({ __rl: true, mode: 'id', value: String(shop.vendor) });
	const idOf = (entity: string, field: string, text: RegExp) => {
		const records = shop.sandbox.autotask.admin.records(entity);
		const found = records.find((one) => text.test(String(one[field])));
		return { __rl: true, mode: 'id', value: String(found?.id) };
	};

	it('hears of an order that needs attention, with its remedy', async () => {
		const po = shop.purchaseOrder([{ good: 60, quantity: 1, unitCost: '1.00' }]);
		const [first, ...others] = await heardOf('poCreate', {
			operation: 'submit',
			vendor: vendor(),
			purchaseOrder: { __rl: true, mode: 'id', value: String(po) },
			options: { agentMayOrder: true },
		});
		expect(first).toMatchObject({ poId: String(po), sent: false });
		expect(first?.problem).toMatchObject({ code: 'order-refused', remedy: expect.any(String) });
		expect(others).toEqual([]);
	});

	it('hears why it may not order, and what to do', async () => {
		const heard = await heardOf('poCreate', {
			operation: 'submit',
			vendor: vendor(),
			purchaseOrder: { __rl: true, mode: 'id', value: '1' },
		});
		expect(heard).toEqual([
			expect.objectContaining({
				code: 'agent-may-not-order',
				error: expect.stringContaining('AI agent'),
				remedy: expect.stringContaining('AI Agent May Order'),
			}),
		]);
	});

	it('hears of a product that cannot be taken, then the summary', async () => {
		const parameters = {
			vendor: vendor(),
			billingCode: idOf('BillingCodes', 'description', /^Hardware \(material\)/),
			dryRun: true,
		};
		const heard = await heardOf('productUpsert', parameters, { sku: '70000001', cost: 'two' });
		expect(heard[0]).toMatchObject({ outcome: 'failed', remedy: expect.any(String) });
		expect(heard[1]).toMatchObject({ failed: 1, dryRun: true });
	});

	it('hears of products, and the summary', async () => {
		const heard = await heardOf('catalogFetch', {
			resource: 'priceAvailability',
			operation: 'check',
			productsFrom: 'list',
			skus: shop.good(40).sku,
		});
		expect(heard).toEqual([
			expect.objectContaining({ calls: expect.any(Number) }),
			expect.objectContaining({ sku: shop.good(40).sku }),
		]);
	});

	it('hears of a purchase order that is not there', async () => {
		const heard = await heardOf('statusPoll', { scope: 'given', purchaseOrders: '987654' });
		expect(JSON.stringify(heard[0])).toContain('987654');
	});

	it('hears of what is missing before what is there', async () => {
		const heard = await heardOf('permissionCheck', { operation: 'run' });
		const states = heard.flatMap(({ status, check }) => (check ? [String(status)] : []));
		const rank = (state: string) => (state === 'fail' ? 0 : state === 'warn' ? 1 : 2);
		expect(states.length).toBeGreaterThan(20);
		expect(states.map(rank)).toEqual(states.map(rank).sort());
		expect(states.map(rank).at(0)).toBeLessThan(2);
	});

	it('every node that can be a tool is played here', () => {
		const tools = NODES.filter(({ node }) => node.description.usableAsTool).map(
			({ node }) => node.description.name,
		);
		expect(tools.sort()).toEqual(
			['catalogFetch', 'permissionCheck', 'poCreate', 'productUpsert', 'statusPoll'].sort(),
		);
	});
});

function agentFlow(id: string, node: string, parameters: object, item: object) {
	const place = (name: string, type: string, more: object) => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const into = (type: string) => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });
	const langchain = '@n8n/n8n-nodes-langchain';
	return {
		id,
		name: id,
		nodes: [
			place('Run now', 'n8n-nodes-base.manualTrigger', {}),
			place('Item', 'n8n-nodes-base.set', {
				typeVersion: 3.4,
				parameters: { mode: 'raw', jsonOutput: JSON.stringify(item), options: {} },
			}),
			place('Agent', `${langchain}.agent`, {
				typeVersion: 3,
				parameters: { promptType: 'define', text: 'Call the tool.', options: {} },
			}),
			place('Model', `${langchain}.lmChatOpenAi`, {
				typeVersion: 1.2,
				parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
				credentials: { openAiApi: { id: 'model', name: 'Model' } },
			}),
			place('Ours', `n8n-nodes-tdsynnex-autotask.${node}Tool`, {
				parameters: { descriptionType: 'manual', toolDescription: 'The tool.', ...parameters },
				credentials: LOGINS,
			}),
		],
		connections: {
			'Run now': { main: [[{ node: 'Item', type: 'main', index: 0 }]] },
			Item: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Model: into('ai_languageModel'),
			Ours: into('ai_tool'),
		},
		settings: { executionOrder: 'v1' },
	};
}
