import { unzipSync } from 'fflate';
import Client from 'ssh2-sftp-client';

import { startTwin, type TwinClient } from './twin-client';

describe('the SFTP account', () => {
	let td: TwinClient;
	let client: Client;
	beforeAll(async () => {
		td = await startTwin({ skus: 900 });
		client = await connect();
	});
	afterAll(async () => {
		await client.end();
		await td.twin.close();
	});
	beforeEach(() => td.twin.reset());
	async function connect(password = td.at.sftp.password): Promise<Client> {
		const fresh = new Client();
		fresh.on('error', () => undefined);
		const { host, port, user } = td.at.sftp;
		await fresh.connect({ host, port, username: user, password });
		return fresh;
	}
	const get = async (path: string, by = client) => (await by.get(path)) as Buffer;
	const rowsOf = (zip: Buffer) => {
		const [file] = Object.values(unzipSync(zip));
		return Buffer.from(file as Uint8Array)
			.toString('latin1')
			.split('\r\n');
	};

	it('refuses a wrong password', async () => {
		await expect(connect('wrong')).rejects.toThrow(/authentication/i);
	});

	it('lists what lies there, with sizes', async () => {
		const listed = await client.list('/');
		expect(listed.map(({ name, type }) => [name, type])).toEqual([
			['delta', 'd'],
			['100001.zip', '-'],
			['100001h.app', '-'],
			['category_list.txt', '-'],
			['vend_code_list.txt', '-'],
		]);
		expect(listed[1]?.size).toBe((await get('/100001.zip')).length);
		expect((await client.list('/delta')).map(({ name }) => name)).toEqual(['100001.zip']);
	});

	it('gives the full price file as one zipped .AP', async () => {
		const zip = await get(td.at.sftp.path);
		expect(Object.keys(unzipSync(zip))).toEqual(['100001.AP']);
		const rows = rowsOf(zip);
		expect(rows[0]?.split('~').slice(1, 5)).toEqual([
			'HDR',
			expect.stringMatching(/^\d{6}$/),
			expect.any(String),
			'C',
		]);
		expect(rows.filter((row) => row.split('~')[1] === 'DTL')).toHaveLength(901);
	});

	it('gives a delta of the last price change, and the full file with it', async () => {
		expect(td.twin.changePrices(5)).toBe(45);
		const delta = rowsOf(await get('/delta/100001.zip'));
		expect(delta[0]?.split('~')[4]).toBe('U');
		expect(delta.slice(1, -1)).toHaveLength(45);
		const full = new Set(rowsOf(await get('/100001.zip')));
		expect(delta.slice(1, -1).every((row) => full.has(row))).toBe(true);
	});

	it('writes the file anew after other prices', async () => {
		const first = await get('/100001.zip');
		expect((await get('/100001.zip')).equals(first)).toBe(true);
		td.twin.changePrices(10);
		const second = rowsOf(await get('/100001.zip'));
		await td.twin.reset();
		td.twin.changePrices(20);
		const third = rowsOf(await get('/100001.zip'));
		expect(third.filter((row, at) => row !== second[at]).length).toBe(90);
	});

	it('lies there from Friday on over a weekend', async () => {
		const dayOf = async () => rowsOf(await get('/100001.zip'))[0]?.split('~')[2];
		while (new Date(td.clock.now()).getUTCDay() !== 5) td.hours(24);
		const friday = await dayOf();
		const days = [];
		for (let day = 0; day < 3; day++) {
			td.hours(24);
			await td.twin.reset();
			days.push(await dayOf());
		}
		expect(days.slice(0, 2)).toEqual([friday, friday]);
		expect(days[2]).not.toBe(friday);
	});

	it('is written in another encoding on demand', async () => {
		td.twin.priceFile({ encoding: 'utf8-bom' });
		const [file] = Object.values(unzipSync(await get('/100001.zip')));
		expect([...(file as Uint8Array).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
	});

	it('gives hourly stock, categories and vendors', async () => {
		expect((await get('/100001h.app')).toString('latin1').split('\r\n')).toHaveLength(901);
		const categories = (await get('/category_list.txt')).toString('latin1').split('\r\n');
		expect(categories[0]).toBe('CatCode~L1~L2~L3~UNSPSC');
		expect(categories[1]).toMatch(/^[1-9]\d+~/);
		expect((await get('/vend_code_list.txt')).toString('latin1')).toContain('CISCO SYSTEMS~70001');
	});

	it('is for reading only', async () => {
		await expect(client.put(Buffer.from('x'), '/x.txt')).rejects.toThrow(/permission denied/i);
		await expect(client.delete('/category_list.txt')).rejects.toThrow(/permission denied/i);
		await expect(client.rename('/category_list.txt', '/y')).rejects.toThrow(/permission denied/i);
		await expect(client.mkdir('/new')).rejects.toThrow(/permission denied/i);
	});

	it('has no other files, nor a way out of its folder', async () => {
		expect(await client.exists('/etc/passwd')).toBe(false);
		await expect(get('/../../etc/passwd')).rejects.toThrow(/no such file/i);
	});

	it.each([
		[
			'qualifier',
			{ qualifier: 'U' as const },
			(zip: Buffer) => expect(rowsOf(zip)[0]).toContain('~U~'),
		],
		[
			'no zip',
			{ defect: 'no-zip' as const },
			(zip: Buffer) => expect(() => unzipSync(zip)).toThrow(),
		],
		[
			'truncated zip',
			{ defect: 'truncated-zip' as const },
			(zip: Buffer) => expect(() => unzipSync(zip)).toThrow(),
		],
	])('can be told to break the price file: %s', async (_what, state, check) => {
		td.twin.priceFile(state);
		check(await get('/100001.zip'));
		await td.twin.reset();
		expect(rowsOf(await get('/100001.zip'))[0]).toContain('~C~');
	});

	it('can hang up in the middle of a transfer', async () => {
		const once = await connect();
		td.faults.add({ fault: { kind: 'truncatedBody' }, endpoint: 'sftp' });
		await expect(get('/100001.zip', once)).rejects.toThrow();
	});

	it('answers each read at once: a request in three pieces does not wait for a late acknowledgement', async () => {
		const { length } = await get('/100001.zip');
		const started = performance.now();
		await get('/100001.zip');
		const reads = Math.ceil(length / 32_000) + 3;
		// 40 ms and more for each read when it does wait
		expect(performance.now() - started).toBeLessThan(reads * 20 + 50);
	});

	it('writes each download in the ledger', async () => {
		td.ledger.clear();
		await get('/category_list.txt');
		expect(td.ledger.entries()).toMatchObject([
			{ endpoint: 'sftp', path: '/category_list.txt', answered: true },
		]);
	});
});
