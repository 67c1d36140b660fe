import nock from 'nock';
import { type Engine, chain, itemsOf, node, startEngine } from './core';
import { baseNodes } from './base-nodes';

/** The hosts as the vendors name them, which the sandbox cannot stand for: no byte leaves this machine. */
describe('The addresses that a credential as it comes leads to', () => {
	let engine: Engine;
	beforeAll(async () => {
		engine = await startEngine(baseNodes(() => ({ fileName: 'x', open: () => Buffer.alloc(0) })));
		nock.disableNetConnect();
	});
	afterEach(() => nock.cleanAll());
	afterAll(async () => {
		nock.restore();
		nock.enableNetConnect();
		await engine.close();
	});

	const manual = node('Manual', 'n8n-nodes-base.manualTrigger');
	const fetch = node('Fetch', 'n8n-nodes-tdsynnex-autotask.catalogFetch', {
		parameters: {
			resource: 'priceAvailability',
			operation: 'check',
			productsFrom: 'list',
			skus: '1234567',
		},
		credentials: { tdSynnexEcApi: { id: '1', name: 'TD SYNNEX' } },
	});
	const upsert = node('Upsert', 'n8n-nodes-tdsynnex-autotask.productUpsert', {
		parameters: {
			vendor: { __rl: true, mode: 'id', value: '1' },
			billingCode: { __rl: true, mode: 'id', value: '1' },
		},
		credentials: { autotaskPsaApi: { id: '1', name: 'Autotask' } },
	});
	/** Answers one price request at the host, if it is signed. */
	const priceAt = (host: string) =>
		nock(host)
			.post('/SynnexXML/PriceAvailability', (body) => String(body).includes(EC.password))
			.reply(200, PRICE, { 'content-type': 'application/xml' });

	it.each([
		['US', 'test', 'https://testec.us.tdsynnex.com', 'USD'],
		['US', 'production', 'https://ec.us.tdsynnex.com', 'USD'],
		['CA', 'test', 'https://testec.ca.tdsynnex.com', 'CAD'],
		['CA', 'production', 'https://ec.ca.tdsynnex.com', 'CAD'],
	])('%s, %s: %s, in %s', async (country, environment, host, currency) => {
		const asked = priceAt(host);
		const run = await engine.run(chain(manual, fetch), {
			tdSynnexEcApi: { ...EC, country, environment },
		});
		expect(asked.isDone()).toBe(true);
		expect(itemsOf(run, 'Fetch')).toEqual([
			expect.objectContaining({ sku: '1234567', cost: '101.50', currency }),
		]);
	});

	it('Autotask: the zone is asked for without a secret, and the rest goes to the zone that it names', async () => {
		const lookUp = nock('https://webservices.autotask.net', {
			badheaders: ['secret', 'apiintegrationcode'],
		})
			.get('/ATServicesRest/V1.0/zoneInformation')
			.query({ user: AUTOTASK.userName })
			.reply(200, {
				zoneName: 'America East',
				url: 'https://webservices3.autotask.net/ATServicesRest/',
				webUrl: 'https://ww3.autotask.net/',
				ci: 123456,
			});
		const refused = nock('https://webservices3.autotask.net', {
			reqheaders: {
				username: AUTOTASK.userName,
				secret: AUTOTASK.secret,
				apiintegrationcode: AUTOTASK.integrationCode,
			},
		})
			.get('/ATServicesRest/V1.0/ThresholdInformation')
			.reply(401, '');
		priceAt('https://testec.us.tdsynnex.com');
		const run = await engine.run(chain(manual, fetch, upsert), {
			tdSynnexEcApi: { ...EC, country: 'US', environment: 'test' },
			autotaskPsaApi: AUTOTASK,
		});
		expect([lookUp.isDone(), refused.isDone()]).toEqual([true, true]);
		expect(run.data.resultData.error?.message).toMatch(/Autotask refused the user name or secret/);
	});
});

const EC = { userId: 'api@example.com', password: 'ec-secret', customerNumber: '100001' };
const AUTOTASK = {
	userName: 'api@example.com',
	secret: 'autotask-secret',
	integrationCode: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ1',
	zoneDiscoveryUrl: 'https://webservices.autotask.net/ATServicesRest/',
};
const PRICE = `<?xml version="1.0" encoding="UTF-8"?>
<priceResponse><customerNo>100001</customerNo><userName>api@example.com</userName>
<PriceAvailabilityList><synnexSKU>1234567</synnexSKU><mfgPN>ABC-100</mfgPN><status>Active</status>
<description>DEMO SWITCH</description><price>101.50</price><totalQuantity>26</totalQuantity><lineNumber>1</lineNumber>
</PriceAvailabilityList></priceResponse>`;
