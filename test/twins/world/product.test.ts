import { CATEGORIES } from '../../../sandbox/world/categories';
import { drawProduct, productAt, type WorldProduct } from '../../../sandbox/world/catalog';
import { hostilityAt } from '../../../sandbox/world/hostility';
import { checkDigit, indexOfSku } from '../../../sandbox/world/numbering';
import { World } from '../../../sandbox/world/world';

const SEED = 11;
const COUNT = 4000;

describe('the seeded world of products', () => {
	const products = Array.from({ length: COUNT }, (_, index) => productAt(SEED, index));
	const share = (fits: (product: WorldProduct) => boolean) => products.filter(fits).length / COUNT;
	const world = () => new World({ seed: SEED, skus: COUNT, opensAt: 0 });

	it('makes any product on its own, always the same', () => {
		expect(drawProduct(SEED, 3210)).toEqual(products[3210]);
		expect(productAt(SEED + 1, 3210).sku).not.toBe(products[3210]?.sku);
	});

	it('never gives a SKU twice, to 500,000 and beyond, and finds its product again', () => {
		expect(new Set(products.map(({ sku }) => sku)).size).toBe(COUNT);
		for (const index of [0, 1, 199_999, 499_999, 999_999]) {
			expect(indexOfSku(SEED, productAt(SEED, index).sku)).toBe(index);
		}
		expect(world().bySku(productAt(SEED, COUNT).sku)).toBeNull();
	});

	it('has part numbers that are mostly unique: some two SKUs of one maker share, some two makers', () => {
		const byMpn = new Map<string, WorldProduct[]>();
		for (const each of products) byMpn.set(each.mpn, [...(byMpn.get(each.mpn) ?? []), each]);
		const shared = [...byMpn.values()].filter((same) => same.length > 1);
		expect(shared.length).toBeGreaterThan(5);
		expect(shared.length).toBeLessThan(COUNT / 100);
		const makers = shared.map((same) => new Set(same.map(({ manufacturer }) => manufacturer)).size);
		expect(makers).toContain(1);
		expect(makers).toContain(2);
		const [some] = shared as [WorldProduct[]];
		expect(world().byPartNumber(some[0]?.mpn.toLowerCase() ?? '')).toEqual(some);
	});

	it('has UPCs with the right check digit', () => {
		expect(checkDigit('03600029145')).toBe('2');
		const upcs = products.flatMap(({ upc }) => upc ?? []);
		expect(upcs.filter((upc) => !/^\d{12}$/.test(upc))).toEqual([]);
		expect(upcs.filter((upc) => checkDigit(upc.slice(0, 11)) !== upc[11])).toEqual([]);
		expect(share(({ upc }) => upc === null)).toBeGreaterThan(0.01);
	});

	it('costs less than MSRP, but for old stock', () => {
		const dearer = share(({ cost, msrp }) => Number(cost) >= Number(msrp));
		expect(dearer).toBeGreaterThan(0);
		expect(dearer).toBeLessThan(0.01);
		const odd = products.filter(
			({ cost, costWithoutPromotion, promotion }) =>
				!/^\d+\.\d\d$/.test(cost) ||
				(promotion ? Number(cost) >= Number(costWithoutPromotion) : cost !== costWithoutPromotion),
		);
		expect(odd).toEqual([]);
	});

	it('names products as their makers do', () => {
		const latitudes = products.filter(({ description }) => description.startsWith('LATITUDE'));
		expect(latitudes.length).toBeGreaterThan(10);
		expect(new Set(latitudes.map(({ manufacturer }) => manufacturer))).toEqual(new Set(['DELL']));
	});

	it('has stock in some warehouses, and none of what is discontinued', () => {
		expect(share(({ totalQuantity }) => totalQuantity > 0)).toBeGreaterThan(0.5);
		const odd = products.filter(
			({ status, totalQuantity, stock }) =>
				totalQuantity !== stock.reduce((sum, { quantity }) => sum + quantity, 0) ||
				(status === 'Discontinued' && totalQuantity > 0),
		);
		expect(odd).toEqual([]);
	});

	it('is hostile in well under one row of a hundred, in ten ways, in a small world too', () => {
		expect(share(({ hostility }) => hostility !== null)).toBeLessThan(0.005);
		const kinds = new Set(Array.from({ length: 1000 }, (_, index) => hostilityAt(index)));
		expect(kinds.size).toBe(11);
	});

	it('holds nothing that latin1 cannot write', () => {
		const texts = products.flatMap((each) => [
			each.description,
			each.manufacturer,
			each.longDescription,
		]);
		const odd = [...texts, ...CATEGORIES.map(({ level1 }) => level1)].join('');
		expect(odd).toMatch(/^[\u0020-\u00ff]*$/);
		expect(odd).toMatch(/[\u00a1-\u00ff]/);
		expect(odd).not.toContain('~');
	});

	it('costs more and lies elsewhere in Canada', () => {
		const canadian = productAt(SEED, 5, 'CA');
		expect(Number(canadian.cost)).toBeGreaterThan(Number(products[5]?.cost));
		expect(canadian.stock.map(({ warehouse }) => warehouse.number)).toEqual([
			'26',
			'31',
			'29',
			'80',
			'81',
		]);
	});

	describe('when prices change', () => {
		it.each([
			[5, 200],
			[0, 0],
			[0.1, 4],
		])('%d %% of the costs change, exactly', (percent, count) => {
			const changing = world();
			expect(changing.changePrices(percent)).toBe(count);
			const moved = products.filter(({ index, cost }) => changing.at(index).cost !== cost);
			expect(moved).toHaveLength(count);
			expect(moved.map(({ index }) => index)).toEqual(changing.changedSince(0));
		});

		it('changes the same ones for the same seed, others the next time', () => {
			const [one, other] = [world(), world()];
			one.changePrices(5);
			other.changePrices(5);
			expect(other.changedSince(0)).toEqual(one.changedSince(0));
			one.changePrices(5);
			expect(one.changedSince(1)).toHaveLength(200);
			expect(one.changedSince(1)).not.toEqual(other.changedSince(0));
		});

		it('changes a part of the named ones only, by 8 % at most', () => {
			const named = products.slice(1000, 1200).map(({ sku }) => sku);
			const changing = world();
			expect(changing.changePrices(10, named)).toBe(20);
			for (const index of changing.changedSince(0)) {
				expect(named).toContain(products[index]?.sku);
				const before = Number(products[index]?.cost);
				expect(Math.abs(Number(changing.at(index).cost) - before)).toBeLessThanOrEqual(
					before * 0.08 + 0.011,
				);
			}
		});

		it('leaves rows alone in which the change would not show', () => {
			const hidden = products
				.filter(({ hostility }) => hostility === 'empty-cost')
				.map(({ sku }) => sku);
			expect(hidden.length).toBeGreaterThan(0);
			expect(world().changePrices(100, hidden)).toBe(0);
		});
	});

	it('has less where an order has taken, never less than nothing', () => {
		const taking = world();
		const full = products.find(({ totalQuantity }) => totalQuantity > 3) as WorldProduct;
		const place = full.stock.find(({ quantity }) => quantity > 0) as WorldProduct['stock'][number];
		taking.take(full.index, place.warehouse.number, place.quantity + 5);
		const left = taking.at(full.index);
		expect(left.totalQuantity).toBe(full.totalQuantity - place.quantity);
		expect(left.stock.every(({ quantity }) => quantity >= 0)).toBe(true);
	});
});
