import { differences, REPLIES } from './skeleton';
import { item, listOf, startWorkbench, type Workbench } from './workbench';

const sku = (value: string, line = 1) =>
	`<skuList><synnexSKU>${value}</synnexSKU><lineNumber>${line}</lineNumber></skuList>`;
const mpn = (value: string, line = 1) =>
	`<skuList><mfgPN>${value}</mfgPN><lineNumber>${line}</lineNumber></skuList>`;

describe('price and availability', () => {
	let work: Workbench;
	beforeAll(async () => (work = await startWorkbench()));
	afterAll(() => work.twin.close());
	afterEach(() => work.twin.reset());
	const answers = async (lines: string, more?: Parameters<Workbench['price']>[1]) => {
		const { xml } = await work.price(lines, more);
		return listOf(xml.priceResponse.PriceAvailabilityList) as Array<Record<string, any>>; // eslint-disable-line @typescript-eslint/no-explicit-any
	};

	it('gives the account cost, the total and what each warehouse holds and expects', async () => {
		const product = work.product(
			({ status, stock }) =>
				status === 'Active' && stock.some((place) => place.quantity > 0 && place.onOrder > 0),
		);
		const { xml, text } = await work.price(sku(product.sku, 4));
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
			work.product(({ status }) => status === word),
		);
		const unauthorised = [0, 1].map((odd) =>
			work.product(({ status, index }) => status === 'Notauthorized' && index % 2 === odd),
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

	it('says Not found with SKU 0 for what it does not know', async () => {
		const [byMpn, bySku] = await answers(mpn('NO-SUCH-PART', 1) + sku('9999999', 2));
		expect(byMpn).toMatchObject({
			synnexSKU: '0',
			mfgPN: 'NO-SUCH-PART',
			status: 'Not found',
			lineNumber: '1',
		});
		expect(bySku).toMatchObject({ synnexSKU: '0', status: 'Not found', lineNumber: '2' });
	});

	it('gives no price for what it does not sell', async () => {
		const product = work.product(({ status }) => status === 'Discontinued');
		expect((await answers(sku(product.sku)))[0]).toMatchObject({ price: '' });
	});

	it('answers one part number with every product that bears it, all under the asked line', async () => {
		const twin = work.product(({ refurbished }) => refurbished);
		const both = await answers(mpn(twin.mpn.toLowerCase(), 9));
		expect(both).toHaveLength(2);
		expect(new Set(both.map(({ synnexSKU }) => synnexSKU)).size).toBe(2);
		expect(both.map(({ lineNumber }) => lineNumber)).toEqual(['9', '9']);
	});

	it('answers a product that is asked twice once, under its first line', async () => {
		const { sku: value } = work.product(({ status }) => status === 'Active');
		const found = await answers(sku(value, 1) + sku(value, 2) + sku('9999999', 3));
		expect(found.map(({ lineNumber }) => lineNumber)).toEqual(['1', '3']);
	});

	it('tells MSRP, weight, parcel and end-user flag from version 2.8 on only', async () => {
		const product = work.product(({ endUserRequired }) => endUserRequired);
		expect((await answers(sku(product.sku)))[0]).toMatchObject({
			msrp: product.msrp,
			weight: product.weight,
			EURequired: 'Y',
			parcelShippable: 'Y',
		});
		const old = await work.price(sku(product.sku), { version: '2.3' });
		expect(differences(old.text, REPLIES.price)).toEqual([]);
		expect(old.text).not.toMatch(/msrp|EURequired|weight/);
	});

	it('shows what the maker drop-ships as warehouse 98, beside the total', async () => {
		const product = work.product(({ dropShipQuantity }) => dropShipQuantity > 0);
		const places = listOf((await answers(sku(product.sku)))[0]?.AvailabilityByWarehouse) as Array<
			Record<string, any> // eslint-disable-line @typescript-eslint/no-explicit-any
		>;
		expect(places.find((each) => each.warehouseInfo.number === '98')?.qty).toBe(
			String(product.dropShipQuantity),
		);
	});

	it('refuses more than 100 lines', async () => {
		const lines = (count: number) =>
			Array.from({ length: count }, (_, n) => mpn(`X-${n}`, n + 1)).join('');
		expect(await answers(lines(100))).toHaveLength(100);
		const { status, text, xml } = await work.price(lines(101));
		expect(status).toBe(200);
		expect(differences(text, REPLIES.priceError)).toEqual([]);
		expect(xml.priceResponse.errorDetail).toContain('100');
	});

	it.each([
		['a line without number', '<skuList><synnexSKU>1234567</synnexSKU></skuList>'],
		['a line without SKU and part number', '<skuList><lineNumber>1</lineNumber></skuList>'],
		['no line', ''],
	])('refuses %s', async (_what, lines) => {
		expect(differences((await work.price(lines)).text, REPLIES.priceError)).toEqual([]);
	});

	it('says no to wrong credentials with HTTP 200', async () => {
		const { status, text, xml } = await work.price(sku('1'), { password: 'wrong' });
		expect(status).toBe(200);
		expect(differences(text, REPLIES.priceError)).toEqual([]);
		expect(xml.priceResponse.errorMessage).toBe('Login failed');
	});

	it('gives availability without prices at its own address', async () => {
		const product = work.product(({ status }) => status === 'Active');
		const { text } = await work.price(sku(product.sku), { path: 'Availability' });
		expect(differences(text, REPLIES.price)).toEqual([]);
		expect(text).not.toContain('<price>');
		expect(text).toContain(`<totalQuantity>${product.totalQuantity}</totalQuantity>`);
	});

	it('takes raw application/xml, raw text/xml and a form, and nothing else', async () => {
		const product = work.product(({ status }) => status === 'Active');
		const body = `<priceRequest><customerNo>${work.at.customerNumber}</customerNo><userName>${work.at.userId}</userName><password>${work.at.password}</password>${sku(product.sku)}</priceRequest>`;
		const sent = async (text: string, type: string) =>
			work.post('/SynnexXML/PriceAvailability', text, type);
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
		work.twin.limitPrices(2);
		const statuses = [];
		for (let call = 0; call < 3; call++) statuses.push((await work.price(mpn('X'))).status);
		expect(statuses).toEqual([200, 200, 429]);
		work.clock.advance(60);
		expect((await work.price(mpn('X'))).status).toBe(200);
	});

	it('shows a changed price at once', async () => {
		const product = work.product(
			({ status, hostility }) => status === 'Active' && hostility === null,
		);
		work.twin.changePrices(100, [product.sku]);
		expect((await answers(sku(product.sku)))[0]?.price).not.toBe(product.cost);
	});

	it('has less in stock after an order', async () => {
		const product = work.product(
			({ status, stock, category, endUserRequired }) =>
				status === 'Active' &&
				!endUserRequired &&
				category.media === 'RTL' &&
				stock.some(({ quantity }) => quantity > 5),
		);
		work.twin.scenario('*', {});
		await work.submit({ lines: item(1, product.sku, 5) });
		expect((await answers(sku(product.sku)))[0]?.totalQuantity).toBe(
			String(product.totalQuantity - 5),
		);
	});

	it('speaks of Canada in Canadian warehouses and money', async () => {
		const canada = await startWorkbench({ country: 'CA', skus: 300 });
		const product = canada.product(
			({ status, totalQuantity }) => status === 'Active' && totalQuantity > 0,
		);
		const { text } = await canada.price(sku(product.sku));
		expect(canada.at.sftp.user).toBe(`c${canada.at.customerNumber}`);
		expect(text).toMatch(
			/<city>(Dartmouth,NS|Calgary,AB|Guelph,ON|Mississauga,ON|Richmond,BC)<\/city>/,
		);
		const american = work.twin.shop.world.at(product.index);
		expect(Number(product.cost)).toBeGreaterThan(Number(american.cost));
		await canada.twin.close();
	});
});
