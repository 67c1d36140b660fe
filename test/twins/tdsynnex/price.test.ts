import { differences, REPLIES } from './skeleton';
import { item, listOf, startTwin, type TwinClient } from './twin-client';

const sku = (value: string, line = 1) =>
	`<skuList><synnexSKU>${value}</synnexSKU><lineNumber>${line}</lineNumber></skuList>`;
const mpn = (value: string, line = 1) =>
	`<skuList><mfgPN>${value}</mfgPN><lineNumber>${line}</lineNumber></skuList>`;

describe('price and availability', () => {
	let client: TwinClient;
	beforeAll(async () => (client = await startTwin()));
	afterAll(() => client.twin.close());
	afterEach(() => client.twin.reset());
	const answers = async (lines: string, more?: Parameters<TwinClient['price']>[1]) => {
		const { xml } = await client.price(lines, more);
		return listOf(xml.priceResponse.PriceAvailabilityList) as Array<Record<string, any>>; // eslint-disable-line @typescript-eslint/no-explicit-any
	};

	it('gives the account cost, the total and what each warehouse holds and expects', async () => {
		const product = client.product(
			({ status, stock }) =>
				status === 'Active' && stock.some((place) => place.quantity > 0 && place.onOrder > 0),
		);
		const { xml, text } = await client.price(sku(product.sku, 4));
		expect(differences(text, REPLIES.price)).toEqual([]);
		const answer = xml.priceResponse.PriceAvailabilityList;
		expect(answer).toMatchObject({
			synnexSKU: product.sku,
			mfgPN: product.mpn,
			mfgCode: product.vendorCode,
			status: 'Active',
			price: product.cost,
			totalQuantity: String(product.totalQuantity),
			lineNumber: '4',
		});
		const places = listOf(answer.AvailabilityByWarehouse) as Array<Record<string, string>>;
		const sum = places.reduce((total, { qty }) => total + Number(qty), 0);
		expect(sum).toBe(product.totalQuantity + product.dropShipQuantity);
		expect(text).toMatch(/<estimatedArrivalDate>\d{8}<\/estimatedArrivalDate>/);
	});

	it('knows products by the words Active, Inactive, Discontinued and Notauthorized, the last with and without a blank', async () => {
		const states = ['Active', 'Inactive', 'Discontinued'].map((word) =>
			client.product(({ status }) => status === word),
		);
		const unauthorised = [0, 1].map((odd) =>
			client.product(({ status, index }) => status === 'Notauthorized' && index % 2 === odd),
		);
		const found = await answers(
			[...states, ...unauthorised].map((each, n) => sku(each.sku, n + 1)).join(''),
		);
		expect(found.map(({ status }) => status)).toEqual([
			'Active',
			'Inactive',
			'Discontinued',
			'Notauthorized',
			'Not authorized',
		]);
	});

	it('says Not found with SKU 0 or with the SKU as asked, and not a word more', async () => {
		const [byMpn, odd, even] = await answers(
			mpn('NO-SUCH-PART', 1) + sku('9999999', 2) + sku('9999998', 3),
		);
		const status = 'Not found';
		expect(byMpn).toEqual({ synnexSKU: '0', mfgPN: 'NO-SUCH-PART', status, lineNumber: '1' });
		expect(odd).toEqual({ synnexSKU: '0', status, lineNumber: '2' });
		expect(even).toEqual({ synnexSKU: '9999998', status, lineNumber: '3' });
	});

	it('says next to nothing of what it does not sell: no price, no quantity, no warehouse', async () => {
		const dead = client.product(({ status }) => status === 'Discontinued');
		const foreign = client.product(({ status }) => status === 'Notauthorized');
		const [discontinued, unauthorised] = await answers(sku(dead.sku, 1) + sku(foreign.sku, 2));
		expect(discontinued).toEqual({
			synnexSKU: dead.sku,
			mfgPN: dead.mpn,
			mfgCode: dead.vendorCode,
			status: 'Discontinued',
			description: dead.description.slice(0, 40),
			GlobalProductStatusCode: 'Discontinued',
			lineNumber: '1',
		});
		expect(Object.keys(unauthorised ?? {})).toEqual([
			'synnexSKU',
			'status',
			'GlobalProductStatusCode',
			'lineNumber',
		]);
		const { xml } = await client.price(sku(dead.sku), { version: '2.0' });
		expect(xml.priceResponse.PriceAvailabilityList).toMatchObject({
			status: 'Not found',
			price: '-1',
		});
	});

	it('lists every warehouse, also those with nothing, or those asked for, and totals them all', async () => {
		const product = client.product(
			({ status, stock, totalQuantity }) =>
				status === 'Active' && totalQuantity > 0 && stock.some(({ quantity }) => quantity === 0),
		);
		const numbers = async (more = '', version = '2.8') => {
			const line = `<skuList><synnexSKU>${product.sku}</synnexSKU>${more}</skuList>`;
			const [answer] = await answers(line, { version });
			expect(answer?.totalQuantity).toBe(String(product.totalQuantity));
			const places = listOf(answer?.AvailabilityByWarehouse) as Array<{
				warehouseInfo: { number: string };
			}>;
			return places.map(({ warehouseInfo }) => warehouseInfo.number);
		};
		expect(await numbers()).toEqual([
			...product.stock.map(({ warehouse }) => warehouse.number),
			'98',
		]);
		const choice = '<requestWarehouse>6,7</requestWarehouse>';
		expect(await numbers(choice)).toEqual(['6', '7']);
		expect(await numbers(choice, '2.1')).toHaveLength(12);
		expect((await numbers('', '2.0')).length).toBeLessThan(12);
	});

	it('cuts descriptions at 40 characters', async () => {
		const long = client.product(
			({ status, description }) => status === 'Active' && description.length > 40,
		);
		expect((await answers(sku(long.sku)))[0]?.description).toBe(long.description.slice(0, 40));
	});

	it('prices by type and by special deal, and repeats both', async () => {
		const product = client.product(
			({ status, promotion, hostility }) => status === 'Active' && !!promotion && !hostility,
		);
		const priceOf = async (more = '') => {
			const line = `<skuList><synnexSKU>${product.sku}</synnexSKU>${more}</skuList>`;
			return (await answers(line))[0] as Record<string, string>;
		};
		const promotion = '<priceType>PROMOTION</priceType>';
		expect((await priceOf()).price).toBe(product.cost);
		client.twin.regularLeavesOutPromotion(true);
		expect((await priceOf()).price).toBe(product.costWithoutPromotion);
		expect(await priceOf(promotion)).toMatchObject({ price: product.cost, priceType: 'PROMOTION' });
		client.twin.addDeal('D-1001', 20);
		const deal = await priceOf('<specialDealNumber>d-1001</specialDealNumber>');
		expect(Number(deal.price)).toBeCloseTo(Number(product.cost) * 0.8, 1);
		expect(deal.specialDealNumber).toBe('d-1001');
	});

	it('answers one part number with every product that bears it, all under the asked line', async () => {
		const twin = client.product(({ refurbished }) => refurbished);
		const both = await answers(mpn(twin.mpn.toLowerCase(), 9));
		expect(both).toHaveLength(2);
		expect(new Set(both.map(({ synnexSKU }) => synnexSKU)).size).toBe(2);
		expect(both.map(({ lineNumber }) => lineNumber)).toEqual(['9', '9']);
	});

	it('answers a product that is asked twice once, under its first line', async () => {
		const { sku: value } = client.product(({ status }) => status === 'Active');
		const found = await answers(sku(value, 1) + sku(value, 2) + sku('9999999', 3));
		expect(found.map(({ lineNumber }) => lineNumber)).toEqual(['1', '3']);
	});

	it('tells MSRP, weight, parcel and end-user flag from version 2.8 on only', async () => {
		const product = client.product(({ endUserRequired }) => endUserRequired);
		expect((await answers(sku(product.sku)))[0]).toMatchObject({
			msrp: product.msrp,
			weight: product.weight,
			EURequired: 'Y',
			parcelShippable: 'Y',
		});
		const old = await client.price(sku(product.sku), { version: '2.3' });
		expect(differences(old.text, REPLIES.price)).toEqual([]);
		expect(old.text).not.toMatch(/msrp|EURequired|weight/);
	});

	it('shows what the maker drop-ships as warehouse 98, beside the total', async () => {
		const product = client.product(({ dropShipQuantity }) => dropShipQuantity > 0);
		const places = listOf((await answers(sku(product.sku)))[0]?.AvailabilityByWarehouse) as Array<
			Record<string, any> // eslint-disable-line @typescript-eslint/no-explicit-any
		>;
		expect(places.find((each) => each.warehouseInfo.number === '98')?.qty).toBe(
			String(product.dropShipQuantity),
		);
	});

	it('says 9999 everywhere of a licence, as the price file does, or nothing in stock', async () => {
		const licence = client.product(({ status, virtual }) => status === 'Active' && virtual);
		const quantities = async () => {
			const { xml } = await client.price(sku(licence.sku));
			const { AvailabilityByWarehouse, totalQuantity } = xml.priceResponse.PriceAvailabilityList;
			const each = listOf<{ qty: string }>(AvailabilityByWarehouse).map(({ qty }) => qty);
			return [...new Set([totalQuantity, ...each])];
		};
		expect(await quantities()).toEqual(['9999']);
		client.twin.manners({ licenceStock: 'none' });
		expect(await quantities()).not.toContain('9999');
		client.twin.manners({ licenceStock: 'notCounted' });
	});

	it('refuses more than 100 lines', async () => {
		const lines = (count: number) =>
			Array.from({ length: count }, (_, n) => mpn(`X-${n}`, n + 1)).join('');
		expect(await answers(lines(100))).toHaveLength(100);
		const { status, text, xml } = await client.price(lines(101));
		expect(status).toBe(200);
		expect(differences(text, REPLIES.priceError)).toEqual([]);
		expect(xml.priceResponse.errorDetail).toContain('100');
	});

	it('answers a line without a number, without one', async () => {
		const { sku: value } = client.product(({ status }) => status === 'Active');
		const [answer] = await answers(`<skuList><synnexSKU>${value}</synnexSKU></skuList>`);
		expect(answer).toMatchObject({ synnexSKU: value, status: 'Active' });
		expect(answer).not.toHaveProperty('lineNumber');
	});

	it.each([
		['a line without SKU and part number', '<skuList><lineNumber>1</lineNumber></skuList>'],
		['no line', ''],
	])('refuses %s', async (_what, lines) => {
		expect(differences((await client.price(lines)).text, REPLIES.priceError)).toEqual([]);
	});

	it('says no to wrong credentials with HTTP 200', async () => {
		const { status, text, xml } = await client.price(sku('1'), { password: 'wrong' });
		expect(status).toBe(200);
		expect(differences(text, REPLIES.priceError)).toEqual([]);
		expect(xml.priceResponse.errorMessage).toBe('Login failed');
	});

	it('gives availability at its own address, price empty, from version 3.0 on', async () => {
		const product = client.product(({ status }) => status === 'Active');
		const { text } = await client.price(sku(product.sku), {
			path: 'Availability',
			version: '3.0',
		});
		expect(differences(text, REPLIES.price)).toEqual([]);
		expect(text).toContain('<price/>');
		expect(text).not.toContain('msrp');
		expect(text).toContain(`<totalQuantity>${product.totalQuantity}</totalQuantity>`);
		const old = await client.price(sku(product.sku), { path: 'Availability' });
		expect(differences(old.text, REPLIES.priceError)).toEqual([]);
	});

	it('takes raw application/xml, raw text/xml and a form, and nothing else', async () => {
		const product = client.product(({ status }) => status === 'Active');
		const body = `<priceRequest><customerNo>${client.at.customerNumber}</customerNo><userName>${client.at.userId}</userName><password>${client.at.password}</password>${sku(product.sku)}</priceRequest>`;
		const sent = async (text: string, type: string) =>
			client.post('/SynnexXML/PriceAvailability', text, type);
		const form = `xmldata=${encodeURIComponent(body)}`;
		for (const reply of [
			await sent(body, 'application/xml'),
			await sent(body, 'text/xml; charset=utf-8'),
			await sent(form, 'application/x-www-form-urlencoded'),
		]) {
			expect(reply.xml.priceResponse.PriceAvailabilityList.price).toBe(product.cost);
		}
		expect((await sent(body, 'application/json')).status).toBeGreaterThanOrEqual(400);
	});

	it('limits calls a minute when told to, until the minute is over', async () => {
		client.twin.limitPrices(2);
		const statuses = [];
		for (let call = 0; call < 3; call++) statuses.push((await client.price(mpn('X'))).status);
		expect(statuses).toEqual([200, 200, 429]);
		client.clock.advance(60);
		expect((await client.price(mpn('X'))).status).toBe(200);
	});

	it('shows a changed price at once', async () => {
		const product = client.product(
			({ status, hostility }) => status === 'Active' && hostility === null,
		);
		client.twin.changePrices(100, [product.sku]);
		expect((await answers(sku(product.sku)))[0]?.price).not.toBe(product.cost);
	});

	it('has less in stock after an order', async () => {
		const product = client.product(
			({ status, stock, category, endUserRequired }) =>
				status === 'Active' &&
				!endUserRequired &&
				category.media === 'RTL' &&
				stock.some(({ quantity }) => quantity > 5),
		);
		client.twin.scenario('*', {});
		await client.submit({ lines: item(1, product.sku, 5) });
		expect((await answers(sku(product.sku)))[0]?.totalQuantity).toBe(
			String(product.totalQuantity - 5),
		);
	});

	it('speaks of Canada in Canadian warehouses and money', async () => {
		const canada = await startTwin({ country: 'CA', skus: 300 });
		const product = canada.product(
			({ status, totalQuantity }) => status === 'Active' && totalQuantity > 0,
		);
		const { text } = await canada.price(sku(product.sku));
		expect(canada.at.sftp.user).toBe(`c${canada.at.customerNumber}`);
		expect(text).toMatch(
			/<city>(Dartmouth,NS|Calgary,AB|Guelph,ON|Mississauga,ON|Richmond,BC)<\/city>/,
		);
		const american = client.twin.shop.world.at(product.index);
		expect(Number(product.cost)).toBeGreaterThan(Number(american.cost));
		await canada.twin.close();
	});
});
