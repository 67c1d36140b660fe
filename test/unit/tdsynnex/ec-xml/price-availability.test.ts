import type { Clock } from '../../../../lib/shared/clock';
import {
	NoAnswer,
	type Send,
	type WireRequest,
	type WireResponse,
} from '../../../../lib/shared/http';
import {
	priceAndAvailability,
	type PriceQuery,
} from '../../../../lib/tdsynnex/ec-xml/price-availability';
import { children, parseXml, textAt } from '../../../../lib/tdsynnex/ec-xml/xml';

interface Line {
	line: string;
	sku: string | undefined;
	mpn: string | undefined;
}

/** A server that answers each line as told, or the whole call. */
function server(answer: (lines: Line[], call: number) => WireResponse | Error | string) {
	const requests: WireRequest[] = [];
	const batches: Line[][] = [];
	let now = Date.UTC(2026, 0, 1);
	const sleeps: number[] = [];
	const clock: Clock = {
		now: () => now,
		random: () => 0,
		sleep: async (ms) => {
			sleeps.push(ms);
			now += ms;
		},
	};
	const send: Send = async (request) => {
		requests.push(request);
		const lines = children(parseXml(request.body ?? ''), 'skuList').map((line) => ({
			line: textAt(line, 'lineNumber') ?? '',
			sku: textAt(line, 'synnexSKU'),
			mpn: textAt(line, 'mfgPN'),
		}));
		batches.push(lines);
		const result = answer(lines, batches.length);
		if (result instanceof Error) throw result;
		return typeof result === 'string' ? { status: 200, headers: {}, body: result } : result;
	};
	const ask = (
		wanted: PriceQuery[],
		options: { batchSize?: number; callsPerMinute?: number } = {},
	) =>
		priceAndAvailability(wanted, {
			send,
			clock,
			ecUrl: 'https://ec.example.com',
			customerNumber: '100001',
			country: 'US',
			...options,
		});
	return { ask, requests, batches, sleeps };
}

const product = ({ line, sku = '7777777', mpn = 'M' }: Line, more = ''): string =>
	`<PriceAvailabilityList><synnexSKU>${sku}</synnexSKU><mfgPN>${mpn}</mfgPN><status>Active</status><price>10.50</price><totalQuantity>3</totalQuantity><lineNumber>${line}</lineNumber>${more}</PriceAvailabilityList>`;
const reply = (...lines: string[]): string => `<priceResponse>${lines.join('')}</priceResponse>`;

describe('price and availability', () => {
	it('asks with numbered lines and leaves the login empty for the credential', async () => {
		const { ask, requests } = server((lines) => reply(...lines.map((line) => product(line))));
		await ask([{ sku: '1' }, { mpn: 'A&B' }]);
		expect(requests[0]).toMatchObject({
			method: 'POST',
			url: 'https://ec.example.com/SynnexXML/PriceAvailability',
			headers: { 'Content-Type': 'application/xml' },
		});
		expect(requests[0]?.body).toBe(
			'<?xml version="1.0" encoding="UTF-8"?>\n<priceRequest version="2.8"><customerNo>100001</customerNo><userName/><password/><skuList><synnexSKU>1</synnexSKU><lineNumber>1</lineNumber></skuList><skuList><mfgPN>A&amp;B</mfgPN><lineNumber>2</lineNumber></skuList></priceRequest>',
		);
	});

	it('asks for each product once and answers each time it was wanted', async () => {
		const { ask, batches } = server((lines) => reply(...lines.map((line) => product(line))));
		const { answers } = await ask([
			{ sku: '1' },
			{ sku: '2' },
			{ sku: '1' },
			{ mpn: 'x' },
			{ mpn: 'X' },
		]);
		expect(batches).toHaveLength(1);
		expect(batches[0]).toHaveLength(3);
		expect(answers.map(({ found }) => found[0]?.sku)).toEqual([
			'1',
			'2',
			'1',
			'7777777',
			'7777777',
		]);
	});

	it('asks 50 at a time unless told otherwise, never more than 100, and keeps to the pace', async () => {
		const wanted = Array.from({ length: 250 }, (_, index) => ({ sku: String(index + 1) }));
		const plain = server((lines) => reply(...lines.map((line) => product(line))));
		const { calls } = await plain.ask(wanted);
		expect(plain.batches.map(({ length }) => length)).toEqual([50, 50, 50, 50, 50]);
		expect([calls, plain.sleeps]).toEqual([5, [3000, 3000, 3000, 3000]]);
		const greedy = server((lines) => reply(...lines.map((line) => product(line))));
		await greedy.ask(wanted, { batchSize: 500, callsPerMinute: 60 });
		expect(greedy.batches.map(({ length }) => length)).toEqual([100, 100, 50]);
		expect(greedy.sleeps).toEqual([1000, 1000]);
	});

	it('matches answers by line number, in whatever order they come', async () => {
		const { ask } = server((lines) => reply(...lines.map((line) => product(line)).reverse()));
		const { answers } = await ask([{ sku: '1' }, { sku: '2' }, { sku: '3' }]);
		expect(answers.map(({ found }) => found[0]?.sku)).toEqual(['1', '2', '3']);
	});

	it('never gives a product the price of another one, though the line numbers say so', async () => {
		const { ask } = server(() => reply(product({ line: '1', sku: '2', mpn: 'M' })));
		const { answers } = await ask([{ sku: '1' }]);
		expect(answers[0]?.found).toEqual([]);
		expect(answers[0]?.problem?.message).toBe(
			'SKU 1: TD SYNNEX answered the call, but did not mention this product',
		);
	});

	it('gives all SKUs that one part number stands for', async () => {
		const { ask } = server(() =>
			reply(
				product({ line: '1', sku: '11', mpn: 'M' }),
				product({ line: '1', sku: '12', mpn: 'M' }),
			),
		);
		const { answers } = await ask([{ mpn: 'M' }]);
		expect(answers[0]?.found.map(({ sku }) => sku)).toEqual(['11', '12']);
	});

	it('reads stock by warehouse, one or many, and amounts with commas', async () => {
		const warehouse = (number: string) =>
			`<AvailabilityByWarehouse><warehouseInfo><number>${number}</number><city>Swedesboro,NJ</city></warehouseInfo><qty>9</qty><onOrderQuantity>20</onOrderQuantity><estimatedArrivalDate>20260301</estimatedArrivalDate></AvailabilityByWarehouse>`;
		const { ask } = server(() =>
			reply(
				`<PriceAvailabilityList><synnexSKU>1</synnexSKU><status>Active</status><price>1,101.50</price><msrp>1,500</msrp><EURequired>Y</EURequired>${warehouse('503')}<lineNumber>1</lineNumber></PriceAvailabilityList>`,
			),
		);
		const { answers } = await ask([{ sku: '1' }]);
		expect(answers[0]?.found[0]).toEqual({
			sku: '1',
			mpn: null,
			description: null,
			status: 'active',
			price: '1101.50',
			msrp: '1500',
			currency: 'USD',
			totalQuantity: null,
			weight: null,
			counted: true,
			endUserRequired: true,
			warehouses: [
				{ number: '503', city: 'Swedesboro,NJ', quantity: 9, onOrder: 20, eta: '2026-03-01' },
			],
		});
	});

	it.each([
		['Active', 'active'],
		['DISCONTINUED', 'discontinued'],
		['Not found', 'not-found'],
		['NOTFOUND', 'not-found'],
		['Notauthorized', 'not-authorized'],
		['Not Authorized', 'not-authorized'],
		['Pending Setup', 'Pending Setup'],
	])('calls status %s %s', async (status, word) => {
		const { ask } = server(() =>
			reply(
				`<PriceAvailabilityList><synnexSKU>1</synnexSKU><status>${status}</status><lineNumber>1</lineNumber></PriceAvailabilityList>`,
			),
		);
		expect((await ask([{ sku: '1' }])).answers[0]?.found[0]?.status).toBe(word);
	});
});

describe('price and availability when things go wrong', () => {
	it('tries a Server.RuntimeError again, longer each time', async () => {
		const { ask, sleeps, batches } = server((lines, call) =>
			call < 3
				? '<priceResponse><errorMessage>Server.RuntimeError</errorMessage></priceResponse>'
				: reply(...lines.map((line) => product(line))),
		);
		const { answers, ended } = await ask([{ sku: '1' }], { callsPerMinute: 6000 });
		expect(answers[0]?.found).toHaveLength(1);
		expect([ended, batches.length, sleeps]).toEqual([undefined, 3, [2000, 4000]]);
	});

	it('asks again for the one line whose price a runtime error blanked', async () => {
		const { ask, batches } = server((lines, call) =>
			reply(
				...lines.map((line) =>
					call === 1 && line.sku === '2'
						? `<PriceAvailabilityList><synnexSKU>2</synnexSKU><status>Server.RuntimeError</status><price/><lineNumber>${line.line}</lineNumber></PriceAvailabilityList>`
						: product(line),
				),
			),
		);
		const { answers } = await ask([{ sku: '1' }, { sku: '2' }, { sku: '3' }]);
		expect(batches.map((lines) => lines.map(({ sku }) => sku))).toEqual([['1', '2', '3'], ['2']]);
		expect(answers.map(({ found }) => found[0]?.price)).toEqual(['10.50', '10.50', '10.50']);
	});

	it.each<[string, () => WireResponse | Error | string]>([
		['an HTTP 401', () => ({ status: 401, headers: {}, body: '' })],
		[
			'a refused login with HTTP 200',
			() => '<r><errorMessage>user login failed</errorMessage></r>',
		],
		[
			'an IP address that is not registered',
			() => '<r><errorMessage>IP Address Invalid</errorMessage></r>',
		],
		[
			'an expired certificate',
			() => new NoAnswer('certificate', 'ec.example.com', 'CERT_HAS_EXPIRED'),
		],
	])('never asks again after %s', async (_, answer) => {
		const { ask, batches } = server(answer);
		const wanted = Array.from({ length: 200 }, (_, index) => ({ sku: String(index + 1) }));
		const { answers, ended, calls } = await ask(wanted);
		expect([batches.length, calls]).toEqual([1, 1]);
		expect(ended?.retryable).toBe(false);
		expect(answers.every(({ problem }) => problem === ended)).toBe(true);
	});

	it('gives up on a host that stays away, after four tries', async () => {
		const { ask, batches } = server(() => new NoAnswer('timeout', 'ec.example.com', 'ETIMEDOUT'));
		const { ended } = await ask([{ sku: '1' }]);
		expect(batches).toHaveLength(4);
		expect(ended?.message).toBe('ec.example.com did not answer in time');
	});

	it.each([
		['7', 7000],
		['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
		['999999', 300_000],
		['soon', 2000],
	])('waits as Retry-After %s says', async (header, ms) => {
		const { ask, sleeps } = server((lines, call) =>
			call === 1
				? { status: 429, headers: { 'retry-after': header }, body: '' }
				: reply(...lines.map((line) => product(line))),
		);
		await ask([{ sku: '1' }], { callsPerMinute: 60_000 });
		expect(sleeps[0]).toBe(ms);
	});

	it('keeps the answers of the other calls when one is refused for its content', async () => {
		const { ask } = server((lines, call) =>
			call === 2
				? '<priceResponse><errorMessage>Invalid request</errorMessage></priceResponse>'
				: reply(...lines.map((line) => product(line))),
		);
		const wanted = Array.from({ length: 6 }, (_, index) => ({ sku: String(index + 1) }));
		const { answers, ended } = await ask(wanted, { batchSize: 2 });
		expect(ended).toBeUndefined();
		expect(answers.map(({ problem }) => problem?.code ?? 'ok')).toEqual([
			'ok',
			'ok',
			'tdsynnex-refused',
			'tdsynnex-refused',
			'ok',
			'ok',
		]);
	});

	it.each([NaN, 0, 0.4, -1, '', 'abc', '2.7', 1000] as number[])(
		'asks for every product, however the sizes are given (%p)',
		async (given) => {
			const { ask, batches } = server((lines) => reply(...lines.map((line) => product(line))));
			const wanted = Array.from({ length: 150 }, (_, index) => ({ sku: String(index + 1) }));
			const { answers } = await ask(wanted, { batchSize: given, callsPerMinute: given });
			expect(answers.map(({ found }) => found.length)).toEqual(wanted.map(() => 1));
			expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(100);
			expect(new Set(batches.flat().map(({ sku }) => sku)).size).toBe(150);
		},
	);

	it('does not go on without the network, though calls were answered before', async () => {
		const { ask, batches } = server((lines, call) =>
			call === 1
				? reply(...lines.map((line) => product(line)))
				: new NoAnswer('refused', 'ec.example.com', 'ECONNREFUSED'),
		);
		const wanted = Array.from({ length: 6 }, (_, index) => ({ sku: String(index + 1) }));
		const { answers, ended } = await ask(wanted, { batchSize: 2 });
		expect(batches).toHaveLength(1 + 4);
		expect(ended?.message).toBe('ec.example.com refused the connection');
		expect(answers.map(({ problem }) => problem === undefined)).toEqual([
			true,
			true,
			false,
			false,
			false,
			false,
		]);
	});

	it('does not go on when the very first call is refused', async () => {
		const { ask, batches } = server(() => '<r><errorMessage>Customer not found</errorMessage></r>');
		await ask([{ sku: '1' }, { sku: '2' }], { batchSize: 1 });
		expect(batches).toHaveLength(1);
	});
});
