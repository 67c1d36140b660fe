import { NoAnswer } from '../../../../lib/shared/http';
import { errors, json, LOOKUP, page, problemOf, scripted, ZONE } from '../scripted-client';

const companies = { 'POST Companies/query': page([]) };
const all = { filter: [] };
const zoneAt = (url: string) => ({
	...companies,
	'GET zoneInformation': json({ zoneName: 'x', url, webUrl: null }),
});

describe('the zone', () => {
	it('is looked up once a run, with the user name written for a URL, and all calls go there', async () => {
		const { autotask, log, asked } = scripted(companies);
		await Promise.all([autotask.query('Companies', all), autotask.query('Companies', all)]);
		await autotask.query('Companies', all);
		expect(asked[0]!.url).toBe(`${LOOKUP}V1.0/zoneInformation?user=api%2Buser%40example.com`);
		expect(log.filter((line) => line.includes('zoneInformation'))).toHaveLength(1);
		expect(asked.at(-1)!.url).toBe(`${ZONE}V1.0/Companies/query`);
	});

	it('is not asked for before the first call', () => {
		expect(scripted(companies).log).toEqual([]);
	});

	it('is found from a discovery URL pasted without the closing slash', async () => {
		const { autotask, asked } = scripted(companies, { zoneDiscoveryUrl: LOOKUP.slice(0, -1) });
		await autotask.query('Companies', all);
		expect(asked[0]!.url).toMatch(`${LOOKUP}V1.0/zoneInformation`);
	});

	it('unknown user: Autotask answers 500, and the user name is named as the cause', async () => {
		const { autotask, log } = scripted({
			'GET zoneInformation': errors(500, 'Zone information could not be determined'),
		});
		const problem = await problemOf(autotask.threshold());
		expect(problem.code).toBe('autotask-user-unknown');
		expect(problem.message).toBe('Autotask knows no API user of this name');
		expect(problem.remedy).toMatch('Username (Key)');
		expect(log).toHaveLength(1);
	});

	it('wrong discovery URL: says so', async () => {
		const { autotask } = scripted({
			'GET zoneInformation': { status: 404, body: '<html><h1>Not Found</h1></html>' },
		});
		expect((await problemOf(autotask.threshold())).code).toBe('autotask-zone-url');
	});

	it('a web page in place of the zone says what came', async () => {
		const { autotask } = scripted({
			'GET zoneInformation': { body: '<html><body>Please <b>sign in</b></body></html>' },
		});
		const problem = await problemOf(autotask.threshold());
		expect(problem.code).toBe('autotask-reply-unreadable');
		expect(problem.message).toContain('“Please sign in”');
	});

	it.each(['not a url', 'http://webservices.autotask.net/ATServicesRest/', 'ftp://x'])(
		'%s: nothing is sent where the secret would travel in the clear',
		async (zoneDiscoveryUrl) => {
			const { autotask, log } = scripted(companies, { zoneDiscoveryUrl });
			expect((await problemOf(autotask.threshold())).code).toBe('autotask-zone-url');
			expect(log).toEqual([]);
		},
	);

	it.each([
		'https://evil.example/ATServicesRest/',
		'http://webservices3.autotask.net/ATServicesRest/',
		'https://autotask.net.evil.example/ATServicesRest/',
		'https://notautotask.net/ATServicesRest/',
	])('a zone at %s is refused before a secret goes there', async (url) => {
		const { autotask, log } = scripted(zoneAt(url));
		expect((await problemOf(autotask.query('Companies', all))).code).toBe('autotask-zone-host');
		expect(log).toEqual(['GET zoneInformation']);
	});

	it('a stand-in on this machine may name itself', async () => {
		const { autotask, asked } = scripted(zoneAt('http://127.0.0.1:8080/ATServicesRest'), {
			zoneDiscoveryUrl: 'http://127.0.0.1:8080/ATServicesRest/',
		});
		await autotask.query('Companies', all);
		expect(asked.at(-1)!.url).toBe('http://127.0.0.1:8080/ATServicesRest/V1.0/Companies/query');
	});

	it('a lookup that failed is made again by the next call', async () => {
		const { autotask } = scripted(
			{
				...companies,
				'GET zoneInformation': [
					new NoAnswer('refused', 'webservices.autotask.net', 'ECONNREFUSED'),
					json({ zoneName: 'x', url: ZONE }),
				],
			},
			{ attempts: 1 },
		);
		expect((await problemOf(autotask.query('Companies', all))).code).toBe(
			'autotask-connection-refused',
		);
		expect(await autotask.query('Companies', all)).toEqual([]);
	});
});
