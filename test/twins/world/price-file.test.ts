import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

import { categoryList } from '../../../sandbox/world/lists';
import { placesOf } from '../../../sandbox/world/hostility';
import {
	priceFileText,
	writePriceZip,
	type FileDefect,
	type PriceFileOptions,
} from '../../../sandbox/world/price-file';
import type { WorldProduct } from '../../../sandbox/world/product';
import { World } from '../../../sandbox/world/world';
import columns from './columns.json';

const DAY = Date.parse('2026-01-15T00:00:00Z');
const SKUS = 800;

describe('the price file', () => {
	const world = new World({ seed: 3, skus: SKUS, opensAt: DAY });
	const textOf = async (options: Partial<PriceFileOptions> = {}, of = world) => {
		const pieces: Buffer[] = [];
		for await (const piece of priceFileText(of, { qualifier: 'C', writtenAt: DAY, ...options }))
			pieces.push(piece);
		return Buffer.concat(pieces).toString('latin1');
	};
	const rowsOf = async (options?: Partial<PriceFileOptions>, of?: World) =>
		(await textOf(options, of))
			.split('\r\n')
			.slice(0, -1)
			.map((line) => line.split('~'));
	let whole: string[][];
	beforeAll(async () => (whole = await rowsOf()));
	const rowOf = async (index: number, of = world) => {
		const rows = of === world ? whole : await rowsOf({}, of);
		return rows.find((row) => row[4] === of.at(index).sku) as string[];
	};
	const productThat = (fits: (product: WorldProduct) => boolean) => {
		const all = Array.from({ length: SKUS }, (_, index) => world.at(index));
		return all.find((each) => each.hostility === null && fits(each)) as WorldProduct;
	};
	const field = (row: string[], name: string) => row[columns.indexOf(name)];

	it('starts with HDR, has a DTL of 70 fields for each product, and no trailer', async () => {
		const [header, ...rows] = whole;
		expect(header?.join('~')).toBe('SANDBOX846~HDR~260115~260115~C~~~~~');
		expect(rows.every((row) => row[1] === 'DTL')).toBe(true);
		expect(rows.filter((row) => row.length === 70)).toHaveLength(SKUS);
		// one product has two rows, one row is short
		expect(rows).toHaveLength(SKUS + 1);
	});

	it('writes each column where the vendor has it', async () => {
		const product = world.at(5);
		const row = await rowOf(5);
		expect(columns).toHaveLength(70);
		const written = Object.fromEntries(columns.map((name, at) => [name, row[at]]));
		expect(written).toMatchObject({
			mfg_part_no: product.mpn,
			td_part_no: product.tdPartNumber,
			synnex_sku: product.sku,
			part_description: product.description,
			manufacturer_name: product.manufacturer,
			qty_on_hand_total: String(product.totalQuantity),
			contract_price: product.cost,
			msrp: product.msrp,
			unit_cost: product.costWithoutPromotion,
			category_code: product.categoryCode,
			ship_weight: product.weight,
			upc_code: product.upc ?? '',
			abc_code: product.lifecycle,
			minimum_order_qty: '1',
			mfg_drop_ship_qty: String(product.dropShipQuantity),
		});
	});

	it('puts each warehouse’s stock in its own column, of another country in others', async () => {
		const american = await rowOf(5);
		for (const { warehouse, quantity } of world.at(5).stock) {
			expect(american[warehouse.column - 1]).toBe(String(quantity));
		}
		const canada = new World({ seed: 3, skus: SKUS, country: 'CA', opensAt: DAY });
		const canadian = await rowOf(5, canada);
		expect(field(canadian, 'wh_qty_20')).toBe(String(canada.at(5).stock[1]?.quantity));
		expect(field(canadian, 'wh_qty_15')).toBe('0');
		expect(field(canadian, 'product_description_fr')).not.toBe('');
		expect(field(american, 'product_description_fr')).toBe('');
	});

	it('writes every quantity, 0 where nothing lies, and what is on order in the United States', async () => {
		const at = [9, 14, 15, 17, 19, 21, 23, 25, 29, 55, 60, 61, 62, 63, 68, 69];
		const full = whole.slice(1).filter((row) => row.length === 70);
		expect(full.filter((row) => at.some((each) => !/^\d+$/.test(row[each] ?? '')))).toEqual([]);
		const coming = productThat(({ stock }) => stock.some(({ onOrder }) => onOrder > 0));
		const total = coming.stock.reduce((sum, { onOrder }) => sum + onOrder, 0);
		expect((await rowOf(coming.index))[11]).toBe(String(total));
		const canada = new World({ seed: 3, skus: SKUS, country: 'CA', opensAt: DAY });
		const rows = await rowsOf({}, canada);
		expect(rows.slice(1).every((row) => (row[10] ?? '') + (row[11] ?? '') === '')).toBe(true);
	});

	it('says 9999 in every quantity column of a licence, and marks it as virtual', async () => {
		const licence = productThat(({ virtual }) => virtual);
		const row = await rowOf(licence.index);
		const quantities = row.filter((_, at) => /^(qty_on|wh_qty|mfg_drop)/.test(columns[at] ?? ''));
		expect(new Set(quantities)).toEqual(new Set(['9999']));
		expect(quantities).toHaveLength(16);
		expect(field(row, 'purchasing_requirements')).toMatch(/^[YN]Y$/);
		const boxed = productThat(({ virtual, endUserRequired }) => !virtual && endUserRequired);
		expect(field(await rowOf(boxed.index), 'purchasing_requirements')).toBe('YN');
	});

	it('knows media of five kinds, one of them a blank, and kits', () => {
		const values = (name: string) => new Set(whole.slice(1).map((row) => field(row, name)));
		expect(values('media_type')).toEqual(new Set(['RTL', ' ', 'SWL', 'SWMV', 'SWMP']));
		expect([...values('kit_standalone_flag')]).toEqual(expect.arrayContaining(['K', 'S']));
	});

	it('says twelve marks by their position, or nothing', async () => {
		const known = productThat(({ attributes }) => attributes?.epeat === 'G');
		const marks = field(await rowOf(known.index), 'gov_class') ?? '';
		expect(marks).toHaveLength(12);
		expect(marks.slice(0, 2)).toBe(known.attributes?.country);
		expect(marks[11]).toBe('G');
		const values = whole.slice(1).map((row) => field(row, 'gov_class') ?? '');
		expect(new Set(values.map(({ length }) => length))).toEqual(new Set([0, 12]));
	});

	it('says drop-ship only of what nobody but the maker has', async () => {
		const both = productThat(({ dropShipQuantity, totalQuantity, virtual }) =>
			Boolean(dropShipQuantity && totalQuantity && !virtual),
		);
		const alone = productThat(({ dropShipQuantity, stock, virtual }) =>
			Boolean(dropShipQuantity && !virtual && stock.every((at) => at.quantity + at.onOrder === 0)),
		);
		const flagOf = async ({ index }: WorldProduct) =>
			field(await rowOf(index), 'sku_attributes')?.[0];
		expect([await flagOf(both), await flagOf(alone)]).toEqual(['N', 'Y']);
	});

	it('cuts the name of a maker at 25 characters', () => {
		const names = whole.slice(1).map((row) => field(row, 'manufacturer_name') ?? '');
		expect(names).toContain('HEWLETT PACKARD ENTERPRIS');
		expect(names.filter(({ length }) => length > 25)).toEqual([]);
	});

	it.each([
		['latin1', '\u00C9DITION', 'latin1'],
		['utf8', '\u00C9DITION', 'utf8'],
		['utf8-bom', '\u00C9DITION', 'utf8'],
	] as const)('is written in %s', async (encoding, letters, reading) => {
		const pieces: Buffer[] = [];
		const options: PriceFileOptions = { qualifier: 'C', writtenAt: DAY, encoding };
		for await (const piece of priceFileText(world, options)) pieces.push(piece);
		const bytes = Buffer.concat(pieces);
		expect(bytes.toString(reading)).toContain(letters);
		expect(bytes.subarray(0, 3).toString('hex') === 'efbbbf').toBe(encoding === 'utf8-bom');
	});

	it('marks promotions with text and end', async () => {
		const promoted = Array.from({ length: SKUS }, (_, index) => world.at(index)).find(
			({ promotion }) => promotion,
		);
		const row = await rowOf(promoted?.index ?? -1);
		expect(field(row, 'promotion_flag')).toBe('Y');
		expect(field(row, 'promotion_comment')).not.toBe('');
		expect(field(row, 'promotion_expiration_date')).toMatch(/^26\d{4}$/);
		expect(Number(field(row, 'contract_price'))).toBeLessThan(Number(field(row, 'unit_cost')));
	});

	it('breaks the long description every 80 characters', async () => {
		const row = await rowOf(5);
		expect(field(row, 'long_description_1')).toHaveLength(80);
		expect([1, 2, 3].map((n) => field(row, `long_description_${n}`)).join('')).toBe(
			world.at(5).longDescription,
		);
	});

	it.each([
		['short-row', (rows: string[][]) => expect(rows[0]?.length).toBeLessThan(70)],
		['empty-cost', (rows: string[][]) => expect(rows[0]?.[12]).toBe('')],
		['zero-cost', (rows: string[][]) => expect(rows[0]?.[12]).toBe('0.00')],
		[
			'two-rows',
			(rows: string[][]) =>
				expect(rows.map((row) => row[12])).toEqual([rows[0]?.[13], expect.any(String)]),
		],
		['quotes', (rows: string[][]) => expect(rows[0]?.[6]).toContain('19" RACK "EARS"')],
		['non-ascii', (rows: string[][]) => expect(rows[0]?.[6]).toContain('ÉDITION SPÉCIALE Ø ½ ®')],
		[
			'null-words',
			(rows: string[][]) =>
				expect(rows[0]?.filter((text) => text === 'NULL').length).toBeGreaterThan(3),
		],
		['very-long-name', (rows: string[][]) => expect(rows[0]?.[6]?.length).toBeGreaterThan(255)],
	] as const)('has a hostile row: %s', (kind, check) => {
		const [index = -1] = placesOf(kind, SKUS);
		check(whole.filter((row) => row[4] === world.at(index).sku));
	});

	it('has a cost with a comma between thousands, where it is that high', async () => {
		const [index = -1] = placesOf('thousands-comma', SKUS);
		const small = (seed: number) => new World({ seed, skus: index + 1, opensAt: DAY });
		let seed = 1;
		while (Number(small(seed).at(index).cost) < 1000) seed++;
		const row = await rowOf(index, small(seed));
		expect(row[12]).toMatch(/^\d{1,3},\d{3}\.\d\d$/);
	});

	it('has a category that is in no list', async () => {
		const [index = -1] = placesOf('unknown-category', SKUS);
		const codes = categoryList()
			.toString('latin1')
			.split('\r\n')
			.map((line) => line.split('~')[0]);
		const code = field(await rowOf(index), 'category_code') ?? '';
		expect(codes).not.toContain(code.replace(/^0+/, ''));
		expect(codes).toContain((field(await rowOf(5), 'category_code') ?? '').replace(/^0+/, ''));
	});

	it('is a delta of the named products with the qualifier U', async () => {
		const [header, ...rows] = await rowsOf({ qualifier: 'U', indexes: [3, 9] });
		expect(header?.[4]).toBe('U');
		expect(rows.map((row) => row[4])).toEqual([world.at(3).sku, world.at(9).sku]);
	});

	it('follows a change of prices', async () => {
		const changing = new World({ seed: 3, skus: SKUS, opensAt: DAY });
		const before = whole;
		changing.changePrices(5);
		const after = await rowsOf({}, changing);
		const changed = after.filter((row, at) => row[12] !== before[at]?.[12]);
		expect(changed).toHaveLength(SKUS * 0.05);
	});

	it.each<[FileDefect, (text: string) => void]>([
		[
			'bad-rows',
			(text) => {
				const rows = text.split('\r\n').slice(1, -1);
				expect(
					rows.filter((row) => row.split('~').length < 70).length / rows.length,
				).toBeGreaterThan(0.01);
			},
		],
		[
			'truncated-last-row',
			(text) => {
				expect(text.endsWith('\r\n')).toBe(false);
				expect(text.split('\r\n').pop()?.split('~').length).toBeLessThan(70);
			},
		],
		['unknown-header', (text) => expect(text).not.toContain('~HDR~')],
		['blank-qualifier', (text) => expect(text.split('\r\n')[0]?.split('~')[4]).toBe('')],
	])('can be broken: %s', async (defect, check) => check(await textOf({ defect })));

	it('is zipped as <account>.AP, or broken in its middle', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'price-file-'));
		const path = join(folder, 'x.zip');
		const options: PriceFileOptions = { qualifier: 'C', writtenAt: DAY };
		await writePriceZip(path, '100001', world, options);
		const zip = await readFile(path);
		const unpacked = unzipSync(zip)['100001.AP'] as Uint8Array;
		expect(Buffer.from(unpacked).toString('latin1')).toBe(await textOf());
		await writePriceZip(path, '100001', world, { ...options, defect: 'truncated-zip' });
		expect(() => unzipSync(zip.subarray(0, zip.length / 2))).toThrow();
		expect((await readFile(path)).length).toBe(Math.floor(zip.length / 2));
		await rm(folder, { recursive: true });
	});
});
