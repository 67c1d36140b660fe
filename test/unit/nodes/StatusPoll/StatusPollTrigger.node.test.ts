import {
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestOptions,
	type IPollFunctions,
	ObservableObject,
} from 'n8n-workflow';
import { AutotaskPsaApi } from '../../../../credentials/AutotaskPsaApi.credentials';
import { TdSynnexEcApi } from '../../../../credentials/TdSynnexEcApi.credentials';
import { TdSynnexPartnerApi } from '../../../../credentials/TdSynnexPartnerApi.credentials';
import type * as NodeClock from '../../../../nodes/shared/node-clock';
import { tdSynnexPartnerApiTest } from '../../../../nodes/StatusPoll/partner';
import { StatusPollTrigger } from '../../../../nodes/StatusPoll/StatusPollTrigger.node';
import { startTwoSides, type TwoSides } from '../../order-status/twin-systems';

/** Pauses between tries are shortened: the twins do not tire. */
jest.mock('../../../../nodes/shared/node-clock', () => {
	const actual = jest.requireActual<typeof NodeClock>('../../../../nodes/shared/node-clock');
	const nodeClock: typeof NodeClock.nodeClock = (context) => {
		const clock = actual.nodeClock(context);
		return { ...clock, sleep: (ms) => clock.sleep(ms / 50) };
	};
	return { ...actual, nodeClock };
});

let sides: TwoSides;
beforeAll(async () => {
	sides = await startTwoSides();
});
afterAll(async () => await sides.sandbox.close());
beforeEach(async () => await sides.sandbox.control.reset());

/** n8n's poll context, as far as the trigger looks at it; `kept` is what n8n saves between polls. */
class Instance {
	kept: Record<string, unknown> = {};
	mode: 'trigger' | 'manual' = 'trigger';
	parameters: Record<string, unknown> = {};
	workflow = 'flow';
	password: string | undefined;
	/** A PO number that TD SYNNEX gives no readable answer about. */
	silentAbout = '';
	/** A third credential is chosen. */
	partner = false;
	/** Tokens that the partner credential fetched. */
	tokens = 0;
	private token = '';

	/** n8n is restarted: what it saved comes back from its database. */
	restart(): void {
		this.load(JSON.stringify(this.kept));
	}

	/** n8n is killed after a poll has recorded its changes, and before it hands them on. */
	async pollAndDie() {
		const saved = JSON.stringify(this.kept);
		const lost = await this.poll();
		this.load(saved);
		return lost;
	}

	/** What comes from n8n's database is watched for changes: proxies, all the way down. */
	private load(saved: string): void {
		this.kept = ObservableObject.create(JSON.parse(saved) as IDataObject);
	}

	spoilToken(): void {
		this.token = 'expired';
	}

	async poll() {
		const found = await new StatusPollTrigger().poll.call(this.context());
		return (found?.[0] ?? []).map(({ json }) => json);
	}

	private credentials(type: string): ICredentialDataDecryptedObject {
		const { autotask, tdSynnex: tds } = sides.sandbox.addresses;
		const rest = tds!.rest;
		if (type === 'autotaskPsaApi')
			return { ...autotask, impersonationResourceId: '' } as ICredentialDataDecryptedObject;
		if (type === 'tdSynnexPartnerApi')
			return {
				clientId: rest.clientId,
				clientSecret: rest.clientSecret,
				country: 'US',
				environment: 'custom',
				baseUrl: rest.url,
				tokenUrl: rest.tokenUrl,
				accessToken: this.token,
			};
		return {
			userId: tds!.userId,
			password: this.password ?? tds!.password,
			customerNumber: tds!.customerNumber,
			country: 'US',
			environment: 'custom',
			ecUrl: tds!.ecUrl,
			invoiceUrl: tds!.invoiceUrl,
		};
	}

	private context(): IPollFunctions {
		const credentials = this.partner ? { tdSynnexPartnerApi: { id: '3', name: 'Partner' } } : {};
		return {
			getCredentials: async (type: string) => this.credentials(type),
			getNodeParameter: (name: string, fallback: unknown) => this.parameters[name] ?? fallback,
			// n8n hands out an object that watches what is done to it, down to its last part
			getWorkflowStaticData: () => ObservableObject.create(this.kept as IDataObject),
			getMode: () => this.mode,
			getNode: () => ({ name: 'Trigger', id: 'node', credentials }),
			getWorkflow: () => ({ name: 'test', id: this.workflow }),
			helpers: {
				httpRequestWithAuthentication: async (type: string, options: IHttpRequestOptions) =>
					await this.request(type, options),
			},
		} as unknown as IPollFunctions;
	}

	/** As n8n does: signs, and fetches a new token when a 401 comes up as an error. */
	private async request(type: string, options: IHttpRequestOptions) {
		if (type === 'autotaskPsaApi')
			return await send(await new AutotaskPsaApi().authenticate(this.credentials(type), options));
		if (this.silentAbout !== '' && String(options.body).includes(`>${this.silentAbout}<`))
			return { statusCode: 200, headers: {}, body: '<html>Sign in</html>' };
		if (type === 'tdSynnexEcApi')
			return await send(await new TdSynnexEcApi().authenticate(this.credentials(type), options));
		const credential = new TdSynnexPartnerApi();
		const signed = async () =>
			await send(await credential.authenticate(this.credentials(type), options));
		if (this.token === '') await this.fetchToken(credential);
		const first = await signed();
		if (first.statusCode !== 401) return first;
		await this.fetchToken(credential);
		return await signed();
	}

	private async fetchToken(credential: TdSynnexPartnerApi): Promise<void> {
		const httpRequest = send;
		const got = await credential.preAuthentication.call(
			{ helpers: { httpRequest } } as never,
			this.credentials('tdSynnexPartnerApi'),
		);
		this.token = String(got.accessToken);
		this.tokens += 1;
	}
}

async function send({ method, url, headers, body }: IHttpRequestOptions) {
	const response = await fetch(url, {
		method,
		headers: headers as Record<string, string>,
		body: body as string,
	});
	return {
		statusCode: response.status,
		headers: Object.fromEntries(response.headers),
		body: await response.text(),
	};
}

const product = () => sides.products()[0]!;
let number = 700;
const place = (scenario = {}) =>
	sides.place(String(++number), [{ product: product(), quantity: 2 }], scenario);
const always = { options: { pace: 'always' } };

describe('the trigger', () => {
	it('only records how things stand at its first poll, and does not flood', async () => {
		await place();
		await place();
		sides.hours(7);
		const n8n = new Instance();
		n8n.parameters = always;
		expect(await n8n.poll()).toEqual([]);
		expect(await n8n.poll()).toEqual([]);
	});

	it('fires once for each change afterwards, over restarts, a lost memory and a second instance', async () => {
		const n8n = new Instance();
		n8n.parameters = always;
		await n8n.poll();
		sides.hours(0.001);
		const { number: po } = await place({
			shipments: 2,
			betweenShipmentsSeconds: 3600,
			invoiceAfterSeconds: 24 * 3600,
		});
		expect(await n8n.poll()).toEqual([]);
		sides.hours(6.1);
		expect(
			(await n8n.poll()).map(({ kind, purchaseOrderNumber }) => [kind, purchaseOrderNumber]),
		).toEqual([['partlyShipped', po]]);
		n8n.restart();
		expect(await n8n.poll()).toEqual([]);
		sides.hours(1);
		n8n.restart();
		expect((await n8n.poll()).map(({ kind }) => kind)).toEqual(['shipped']);
		n8n.kept = {};
		expect(await n8n.poll()).toEqual([]);
		const second = new Instance();
		second.workflow = 'second';
		second.parameters = always;
		second.kept = { since: 0 };
		expect(await second.poll()).toEqual([]);
		sides.hours(24);
		expect((await second.poll()).map(({ kind }) => kind).sort()).toContain('invoiced');
		expect(await n8n.poll()).toEqual([]);
	});

	it('n8n killed between recording and handing on: the next poll tells it, and those after it nothing', async () => {
		const trigger = new Instance();
		trigger.parameters = always;
		await trigger.poll();
		const order = await place({ shipments: 1 });
		await trigger.poll();
		sides.hours(30);
		const lost = await trigger.pollAndDie();
		expect(lost.map(({ kind }) => kind)).toContain('shipped');
		const again = await trigger.poll();
		expect(again.map(({ title }) => title)).toEqual(lost.map(({ title }) => title));
		expect(await trigger.poll()).toEqual([]);
		const memo = String(sides.row('PurchaseOrders', order.id).generalMemo);
		expect(memo.match(/2 of 2 shipped/g)).toHaveLength(1);
	});

	it('killed, and TD SYNNEX silent at the next poll: told as soon as it answers', async () => {
		const trigger = new Instance();
		trigger.parameters = always;
		await trigger.poll();
		await place({ shipments: 1 });
		await trigger.poll();
		const other = await place({ shipments: 1 });
		await trigger.poll();
		sides.hours(30);
		const lost = await trigger.pollAndDie();
		expect(lost.map(({ poNumber }) => poNumber)).toContain(other.number);
		trigger.silentAbout = other.number;
		const first = await trigger.poll();
		expect(first.map(({ poNumber }) => poNumber)).not.toContain(other.number);
		trigger.silentAbout = '';
		const told = [...first, ...(await trigger.poll())];
		expect(told.map(({ title }) => title).sort()).toEqual(lost.map(({ title }) => title).sort());
		expect(await trigger.poll()).toEqual([]);
	});

	it('killed at the last change of an order that is closed with it: told all the same', async () => {
		const trigger = new Instance();
		trigger.parameters = always;
		await trigger.poll();
		const order = await place({ shipments: 1 });
		await trigger.poll();
		sides.sandbox.autotask.admin.changeRecord('PurchaseOrders', order.id, { status: 4 });
		sides.hours(24 * 40);
		const lost = await trigger.pollAndDie();
		const memo = () => String(sides.row('PurchaseOrders', order.id).generalMemo);
		expect(memo()).toContain('Status: Closed');
		expect((await trigger.poll()).map(({ title }) => title)).toEqual(
			lost.map(({ title }) => title),
		);
		expect(await trigger.poll()).toEqual([]);
		expect(memo()).toContain('TD SYNNEX status (finished)');
		expect(await trigger.poll()).toEqual([]);
	});

	it('what one trigger has not handed on is no matter of another one', async () => {
		const first = new Instance();
		const second = new Instance();
		second.workflow = 'other';
		first.parameters = second.parameters = always;
		await first.poll();
		await second.poll();
		await place({ shipments: 1 });
		await first.poll();
		sides.hours(30);
		expect(await first.pollAndDie()).not.toEqual([]);
		expect(await second.poll()).toEqual([]);
	});

	it('does not start while its last poll is still at work', async () => {
		const trigger = new Instance();
		trigger.parameters = always;
		const [first, second] = [trigger.poll(), trigger.poll()];
		expect(await second).toEqual([]);
		await first;
	});

	it('a poll that could not ask says why, instead of passing for a quiet one', async () => {
		const trigger = new Instance();
		trigger.parameters = always;
		await trigger.poll();
		await place({ shipments: 1 });
		trigger.password = 'wrong';
		await expect(trigger.poll()).rejects.toThrow(/refused the user id or password/);
	});

	it('starts with the chosen events alone', async () => {
		const n8n = new Instance();
		n8n.kept = { since: 0 };
		n8n.parameters = { ...always, events: ['invoiced'] };
		await place({ invoiceAfterSeconds: 60 });
		sides.hours(8);
		expect((await n8n.poll()).map(({ kind }) => kind)).toEqual(['invoiced']);
	});

	it('in the editor shows what orders have gone through so far, and writes nothing', async () => {
		const n8n = new Instance();
		n8n.mode = 'manual';
		await place();
		sides.hours(7);
		const writes = sides.sandbox.control.stats().effects.autotask;
		expect((await n8n.poll()).length).toBeGreaterThan(0);
		expect(sides.sandbox.control.stats().effects.autotask).toBe(writes);
		expect(n8n.kept).toEqual({});
	});

	it('takes balance and due date from the partner API, whose token it fetches and renews by itself', async () => {
		const n8n = new Instance();
		n8n.kept = { since: 0 };
		n8n.parameters = always;
		n8n.partner = true;
		await place({ invoiceAfterSeconds: 60 });
		sides.hours(8);
		const invoices = (await n8n.poll()).filter(({ kind }) => kind === 'invoiced');
		expect(invoices).toEqual([
			expect.objectContaining({
				invoiceBalance: expect.stringMatching(/^\d+\.\d\d$/),
				invoiceDueDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
			}),
		]);
		expect(n8n.tokens).toBe(1);
		n8n.spoilToken();
		await place({ invoiceAfterSeconds: 60 });
		sides.hours(8);
		expect(
			(await n8n.poll()).filter(
				({ kind, invoiceBalance }) => kind === 'invoiced' && invoiceBalance !== '',
			),
		).toHaveLength(1);
		expect(n8n.tokens).toBe(2);
	});
});

describe('the partner credential', () => {
	const data = (change: object = {}) => {
		const { rest } = sides.sandbox.addresses.tdSynnex!;
		return {
			clientId: rest.clientId,
			clientSecret: rest.clientSecret,
			country: 'US',
			environment: 'custom',
			baseUrl: rest.url,
			tokenUrl: rest.tokenUrl,
			...change,
		};
	};
	const test = (change: object = {}) =>
		tdSynnexPartnerApiTest.call(
			{
				helpers: {
					request: async ({ uri, ...options }: { uri: string }) =>
						await send({ ...options, url: uri } as IHttpRequestOptions),
				},
			} as never,
			{ id: '1', name: 'Partner', type: 'tdSynnexPartnerApi', data: data(change) } as never,
		);

	it('is tested by fetching a token', async () => {
		expect(await test()).toEqual({
			status: 'OK',
			message: expect.stringMatching(/^Connected to 127\.0\.0\.1/),
		});
	});

	it.each([
		[
			'a wrong secret',
			{ clientSecret: 'wrong' },
			/TD SYNNEX refused the client ID or client secret \(“invalid_client”\)\. Check the client ID/,
		],
		[
			'a blank that came along with copy and paste',
			{ clientSecret: ' secret' },
			/Client Secret begins or ends with a blank, so nothing was sent/,
		],
		['an empty client id', { clientId: '' }, /Client ID is empty/],
		[
			'a port that nothing listens on',
			{ tokenUrl: 'http://127.0.0.1:59998/token' },
			/refused the connection\. Check the host in the TD SYNNEX Partner API credential/,
		],
		['no web address', { tokenUrl: 'nowhere' }, /Token URL is no web address/],
	])('says what is wrong: %s', async (_, change, sentence) => {
		const { status, message } = await test(change);
		expect([status, message]).toEqual(['Error', expect.stringMatching(sentence)]);
		expect(message).not.toContain('sandbox-partner-secret');
	});

	it.each<[string, { status: number; body: string }, RegExp, boolean]>([
		[
			'a page before it',
			{ status: 200, body: '<h1>Sign in</h1>' },
			/without an access token/,
			true,
		],
		['a server in trouble', { status: 503, body: '' }, /answered HTTP 503 without an access/, true],
		['a gate', { status: 403, body: '<h1>Forbidden</h1>' }, /turned away with HTTP 403/, false],
		['a gate that asks for a login', { status: 401, body: '<h1>Proxy</h1>' }, /turned away/, false],
		[
			'the token service itself',
			{ status: 400, body: '{"error":"invalid_client"}' },
			/refused the client ID/,
			false,
		],
	])(
		'when it asks for a token, and %s answers',
		async (_, { status, body }, sentence, retryable) => {
			let calls = 0;
			const httpRequest = async () => {
				calls += 1;
				return { statusCode: status, headers: {}, body };
			};
			const asked = new TdSynnexPartnerApi().preAuthentication.call(
				{ helpers: { httpRequest } } as never,
				data(),
			);
			// without a response n8n sees no 401, and does not send the login again
			await expect(asked).rejects.toMatchObject({
				message: expect.stringMatching(sentence),
				retryable,
			});
			await expect(asked).rejects.not.toHaveProperty('response');
			expect(calls).toBe(1);
		},
	);

	it('signs no call to another host', async () => {
		await expect(
			new TdSynnexPartnerApi().authenticate(data({ accessToken: 'T' }), {
				url: 'https://evil.example/api/v1/orders',
			}),
		).rejects.toThrow(/a host that does not belong to this credential, so the token was not sent/);
	});

	it('knows the hosts of both countries and environments', async () => {
		const url = async (country: string, environment: string, asked: string) =>
			(
				await new TdSynnexPartnerApi().authenticate(
					{ country, environment, accessToken: 'T' },
					{ url: asked },
				)
			).headers;
		expect(await url('US', 'production', 'https://api.us.tdsynnex.com/api/v1/x')).toEqual({
			Authorization: 'Bearer T',
		});
		expect(await url('CA', 'production', 'https://api.ca.tdsynnex.com/api/v1/x')).toEqual({
			Authorization: 'Bearer T',
		});
		expect(await url('US', 'test', 'https://api-uat.us.tdsynnex.com/api/v1/x')).toEqual({
			Authorization: 'Bearer T',
		});
	});
});
