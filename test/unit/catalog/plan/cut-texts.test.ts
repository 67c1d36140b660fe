import { isMaker, maybeSameMaker } from '../../../../lib/catalog/manufacturer';
import { FakeAutotask } from '../fake-autotask';
import { item, link, product, run } from '../sync-fixture';

const OWNERS = {
	owners: {
		name: 'sync',
		description: 'sync',
		manufacturerName: 'sync',
		manufacturerProductName: 'sync',
	},
} as const;
const LONG = 'CATALYST 9300 24-PORT POE+ SWITCH WITH NETWORK ESSENTIALS';
const MPN = 'C9300-24P-E-BUNDLE-1234567890';

/** Price and availability writes 40 characters of a description, 25 of a part number, and no maker. */
const live = (change: Record<string, unknown> = {}) =>
	item({
		source: 'price-availability',
		mpn: MPN.slice(0, 25),
		manufacturer: null,
		name: LONG.slice(0, 40).trim(),
		description: LONG.slice(0, 40).trim(),
		...change,
	});

async function synced(input: Record<string, unknown>, held: Record<string, unknown> = {}) {
	const full = { name: LONG, description: LONG, manufacturerProductName: MPN };
	const autotask = new FakeAutotask({ products: [product({ ...full, ...held })], links: [link()] });
	await run([input], autotask, OWNERS);
	return autotask.product('TDS-14152708');
}

describe('texts that a source cuts off', () => {
	test('do not shorten longer ones that a price file gave', async () => {
		expect(await synced(live())).toMatchObject({
			name: LONG,
			description: LONG,
			manufacturerProductName: MPN,
		});
	});

	test('are written all the same where something else stood, or where the source has them whole', async () => {
		expect(await synced(live(), { name: 'Old name' })).toMatchObject({
			name: LONG.slice(0, 40).trim(),
		});
		expect(await synced(live({ name: 'CATALYST', description: 'CATALYST' }))).toMatchObject({
			name: 'CATALYST',
		});
		expect(await synced(live({ source: 'price-file' }))).toMatchObject({
			name: LONG.slice(0, 40).trim(),
		});
	});

	test('that are none leave the name alone: without a description it is but a part number', async () => {
		const gone = live({ name: MPN, description: null, status: 'discontinued', stockTotal: null });
		expect(await synced(gone)).toMatchObject({ name: LONG, description: LONG });
	});

	test('of the maker, cut at 25 characters by the price file, leave his whole name', async () => {
		const file = item({ manufacturer: 'HEWLETT PACKARD ENTERPRIS', mpn: MPN, name: LONG });
		const whole = { manufacturerName: 'Hewlett Packard Enterprise' };
		expect(await synced(file, whole)).toMatchObject(whole);
		const other = await synced(file, { manufacturerName: 'HPE' });
		expect(other).toMatchObject({ manufacturerName: 'HEWLETT PACKARD ENTERPRIS' });
	});
});

describe('a maker whose name is cut at 25 characters', () => {
	test.each([
		['HEWLETT PACKARD ENTERPRIS', 'Hewlett Packard Enterprise', true],
		['INTERNATIONAL BUSINESS MA', 'International Business Machines', true],
		['HEWLETT PACKARD', 'Hewlett Packard Enterprise', true],
		['HEWLETT PACKARD ENTERPRIS', 'Hewlett Packard Labs', false],
		['DEL', 'Dell', false],
	])('%s may be %s: %s', (cut, whole, same) => {
		expect(maybeSameMaker(cut, whole)).toBe(same);
		expect(maybeSameMaker(whole, cut)).toBe(same);
	});

	test('is meant by a price rule with the whole name', () => {
		const cut = 'HEWLETT PACKARD ENTERPRIS';
		expect(isMaker(cut, 'Hewlett Packard Enterprise')).toBe(true);
		expect(isMaker(cut, 'Hewlett Packard Enterprise*')).toBe(true);
		expect(isMaker('HEWLETT PACKARD', 'Hewlett Packard Enterprise')).toBe(false);
	});
});
