import { say, sayAndStay } from './chat-page';
import { buttonIn, click } from './click';
import { MCP_TOKEN } from './fill-in';
import { itemsOf, setShippedStage, type ShippedStage } from './shipped';
import { SPEND } from './signed-call';
import { until } from './until';

jest.setTimeout(180_000);

const ASK = 'ask-the-distributor';
const ORDER = 'order-by-chat';

describe('the workflows with an AI agent, in real n8n, with a model that answers by script', () => {
	let stage: ShippedStage;
	beforeAll(async () => {
		stage = await setShippedStage();
	}, 240_000);
	afterAll(async () => await stage?.close(), 180_000);

	const writes = () => stage.sandbox.control.stats().effects;
	/** The model calls one tool, and then says what the tool answered. */
	const calls = (call: string, given: Record<string, unknown>) =>
		stage.model.play((last) =>
			last.role === 'tool' ? { say: String(last.content) } : { call, with: given },
		);

	describe('ask the distributor', () => {
		const TOOLS = [
			'Cost_of_a_product',
			'Cost_of_a_purchase_order',
			'Order_status',
			'Price_and_stock',
		];
		beforeAll(async () => await stage.publish(ASK));

		it('answers on the chat page with what the tools say, and writes nothing', async () => {
			const { number } = stage.writePo({ quantity: 2 });
			const before = writes();
			calls('Cost_of_a_purchase_order', { purchaseOrderNumber: number });
			const { output = '' } = await say(stage, ASK, `What would PO ${number} cost?`);
			const [preview] = JSON.parse(output) as Record<string, unknown>[];
			expect(preview).toMatchObject({ purchaseOrderNumber: number, wouldSend: true, sent: false });
			const [line] = preview?.previewLines as { sku: string }[];
			calls('Price_and_stock', { skus: line?.sku, partNumbers: '' });
			const told = JSON.parse((await say(stage, ASK, 'And one of it?')).output ?? '') as object[];
			expect(told).toContainEqual(expect.objectContaining({ sku: line?.sku, status: 'active' }));
			expect(writes()).toEqual(before);
		});

		it('says what one product would cost that Autotask has', async () => {
			const { admin } = stage.sandbox.autotask;
			const address = {
				address1: '1 Larimer St',
				city: 'Denver',
				state: 'CO',
				postalCode: '80202',
			};
			admin.changeRecord('Companies', 0, address);
			const { id } = stage.writePo({});
			const line = admin.records('PurchaseOrderItems').find(({ orderID }) => orderID === id);
			const product = admin.records('Products').find((one) => one.id === line?.productID);
			calls('Cost_of_a_product', { sku: String(product?.sku).replace('TDS-', ''), quantity: 3 });
			const { output = '' } = await say(stage, ASK, 'What would three cost?');
			const [preview] = JSON.parse(output) as Record<string, unknown>[];
			expect(preview).toMatchObject({ problem: null, sent: false, orderNumbers: [] });
			expect(preview?.previewLines).toMatchObject([{ quantity: 3 }]);
		});

		it('offers the same tools, and no other, to an MCP client that has the token', async () => {
			const { number } = stage.writePo({});
			const client = await mcpClient(stage);
			const { tools } = await client('tools/list', {});
			expect(tools?.map(({ name }) => name).sort()).toEqual(TOOLS);
			expect(tools?.filter(({ description }) => !/Read-only/.test(description))).toEqual([]);
			const { content } = await client('tools/call', {
				name: 'Cost_of_a_purchase_order',
				arguments: { purchaseOrderNumber: number },
			});
			expect(content?.[0]?.text).toContain(`"purchaseOrderNumber":"${number}"`);
			await expect(mcpClient(stage, 'guessed')).rejects.toThrow('40');
		});
	});

	describe('order by chat, approved by a person', () => {
		beforeAll(async () => await stage.change(ORDER, SPEND));

		const asksFor = (purchaseOrderNumber: string, total: string, contentCode: string) =>
			calls('Send_the_order', {
				toolParameters: { purchaseOrderNumber, total, contentCode },
				hitlParameters: {},
			});
		/** What the chat shows of an order. @returns its content code */
		const shown = async (number: string) => {
			calls('Cost_of_a_purchase_order', { purchaseOrderNumber: number });
			const reply = await sayAndStay(stage, ORDER, `What would PO ${number} cost?`);
			return /"contentCode":"(\w+)"/.exec(await reply())?.[1] ?? '';
		};
		const mailAbout = async (number: string) =>
			await stage.mails.next(new RegExp(`Subject: Send PO ${number} to TD SYNNEX for`));
		const heard = async () => await until('what the model is told', () => stage.model.heard.at(-1));

		it('shows the cost without asking anybody', async () => {
			const { number } = stage.writePo({});
			calls('Cost_of_a_purchase_order', { purchaseOrderNumber: number });
			const reply = await sayAndStay(stage, ORDER, `What would PO ${number} cost?`);
			expect(await reply()).toContain(`"purchaseOrderNumber":"${number}"`);
			expect(stage.placed(number)).toBe(0);
		});

		it('sends an order once a person has said yes by mail, and tells the chat its number', async () => {
			const { number } = stage.writePo({});
			asksFor(number, '100', await shown(number));
			const reply = await sayAndStay(stage, ORDER, `Order PO ${number}`);
			const mail = await mailAbout(number);
			expect(mail).toContain('for at most 100');
			expect(mail).toContain(`Order PO ${number}`);
			expect([stage.placed(number), stage.model.heard]).toEqual([0, []]);
			expect(await click(buttonIn(mail, 'yes'))).toBe(200);
			expect(await reply()).toMatch(/"sent":true,"orderNumbers":\["\d+"\]/);
			expect(stage.placed(number)).toBe(1);
		});

		it('sends nothing when the person says no, and tells the model so', async () => {
			const { number } = stage.writePo({});
			asksFor(number, '100', await shown(number));
			await say(stage, ORDER, `Order PO ${number}`);
			expect(await click(buttonIn(await mailAbout(number), 'no'))).toBe(200);
			expect(await heard()).toContain('User rejected the tool call');
			expect(stage.placed(number)).toBe(0);
		});

		it('sends nothing for more than the total that the person saw, whatever the model says', async () => {
			const { number } = stage.writePo({ quantity: 40 });
			asksFor(number, '100', await shown(number));
			await say(stage, ORDER, `Order PO ${number}`);
			await click(buttonIn(await mailAbout(number), 'yes'));
			expect(await heard()).toMatch(/"sent":false.*approv/);
			expect(stage.placed(number)).toBe(0);
		});

		it('sends nothing of a purchase order that was changed since the chat showed it', async () => {
			const { id, number } = stage.writePo({});
			asksFor(number, '5000', await shown(number));
			await say(stage, ORDER, `Order PO ${number}`);
			const mail = await mailAbout(number);
			const { admin } = stage.sandbox.autotask;
			const line = admin.records('PurchaseOrderItems').find(({ orderID }) => orderID === id);
			admin.changeRecord('PurchaseOrderItems', Number(line?.id), { quantity: 2 });
			await click(buttonIn(mail, 'yes'));
			expect(await heard()).toMatch(/"sent":false.*approved different content/);
			expect(stage.placed(number)).toBe(0);
		});

		it.each([
			['a total', '', 'as shown'],
			['the code of what was shown', '100', ''],
		])('sends nothing where the model names not %s', async (_, total, code) => {
			const { number } = stage.writePo({});
			const content = await shown(number);
			asksFor(number, total, code === '' ? '' : content);
			await say(stage, ORDER, `Order PO ${number}`);
			await click(buttonIn(await mailAbout(number), 'yes'));
			expect(await heard()).toMatch(/"sent":false.*approv/);
			expect(stage.placed(number)).toBe(0);
		});

		it('sends nothing twice, however often the model asks and a person says yes', async () => {
			const { number } = stage.writePo({});
			const code = await shown(number);
			for (const message of ['Order it', 'Order it again']) {
				asksFor(number, '100', code);
				const since = stage.mails.all.length;
				await say(stage, ORDER, `${message}: PO ${number}`);
				const mail = await until('the mail', () =>
					stage.mails.all.slice(since).find((text) => text.includes(`Send PO ${number} to`)),
				);
				await click(buttonIn(mail, 'yes'));
				await heard();
			}
			expect(stage.placed(number)).toBe(1);
		});

		it('sends nothing while orderNow is off, even after a yes', async () => {
			await stage.change(ORDER, { orderNow: false });
			const { number } = stage.writePo({});
			asksFor(number, '100', await shown(number));
			await say(stage, ORDER, `Order PO ${number}`);
			await click(buttonIn(await mailAbout(number), 'yes'));
			expect(await heard()).toContain('AI Agent May Order');
			expect(stage.placed(number)).toBe(0);
		});
	});

	it('run by hand, both answer the question in their Settings', async () => {
		stage.model.play((_, asked) => ({ say: `asked: ${asked}` }));
		expect(itemsOf(await stage.run(ASK), 'Answer')).toEqual([
			{ output: 'asked: Where is purchase order 16?' },
		]);
		expect(itemsOf(await stage.run(ORDER), 'Purchasing assistant')).toEqual([
			{ output: 'asked: What would purchase order 16 cost?' },
		]);
	});
});

interface McpResult {
	tools?: { name: string; description: string }[];
	content?: { text: string }[];
}

/** An MCP client that has said hello. @throws naming the status that the server answered with */
async function mcpClient(stage: ShippedStage, token = MCP_TOKEN) {
	const headers: Record<string, string> = {
		'content-type': 'application/json',
		accept: 'application/json, text/event-stream',
		authorization: `Bearer ${token}`,
	};
	const ask = async (method: string, params: object): Promise<McpResult> => {
		const answer = await fetch(`${stage.home.url}/mcp/tds-ask`, {
			method: 'POST',
			headers,
			body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
		});
		if (!answer.ok) throw new Error(String(answer.status));
		headers['mcp-session-id'] ??= answer.headers.get('mcp-session-id') ?? '';
		const data = /^data: (.*)$/m.exec(await answer.text())?.[1] ?? '{}';
		return (JSON.parse(data) as { result: McpResult }).result;
	};
	const clientInfo = { name: 'test', version: '1' };
	await ask('initialize', { protocolVersion: '2025-03-26', capabilities: {}, clientInfo });
	return ask;
}
