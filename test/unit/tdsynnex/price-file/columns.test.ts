import { WAREHOUSE_COLUMNS } from '../../../../lib/tdsynnex/price-file/columns';
import { checkFile, businessDaysSince } from '../../../../lib/tdsynnex/price-file/file-checks';
import { readProductMarks } from '../../../../lib/tdsynnex/price-file/marks';
import layout from '../../../../lib/tdsynnex/price-file/warehouses.json';
import { problemOf } from './fixture';

describe('the layout of the price file', () => {
	it('is data of a version', () => {
		expect(layout).toMatchObject({ version: '4.3', notCounted: 9999 });
		const positions = WAREHOUSE_COLUMNS.map(({ position }) => position);
		expect(new Set(positions).size).toBe(positions.length);
		expect(WAREHOUSE_COLUMNS.filter(({ CA }) => CA)).toHaveLength(5);
	});
});

describe('columns whose characters each mean something', () => {
	const marks = (fields: Record<number, string>) =>
		readProductMarks((position) => fields[position] ?? '');
	const NOTHING = {
		dropShipOnly: null,
		refurbished: null,
		endUserRequired: null,
		virtual: null,
		countryOfOrigin: null,
		energyStar: null,
		section508: null,
		warranty: null,
		epeat: null,
	};

	it('are read by position, blanks being unknown', () => {
		expect(marks({ 38: 'YNY', 67: 'NY', 68: 'MXY 036 MONG' })).toEqual({
			dropShipOnly: true,
			refurbished: false,
			endUserRequired: false,
			virtual: true,
			countryOfOrigin: 'MX',
			energyStar: true,
			section508: null,
			warranty: '036 MON',
			epeat: 'G',
		});
		expect(marks({ 38: ' YNPCW', 67: 'Y', 68: '  NN       ' })).toEqual({
			...NOTHING,
			refurbished: true,
			endUserRequired: true,
			energyStar: false,
			section508: false,
		});
	});

	it.each<Record<number, string>>([
		{},
		{ 38: 'NULL', 67: 'NULL', 68: 'NULL' },
		{ 67: 'AUTHORIZATION REQUIRED' },
	])('say nothing when they are empty, NULL or text: %j', (fields) => {
		expect(marks(fields)).toEqual(NOTHING);
	});
});

describe('the age of a price file', () => {
	const age = (day: string, now: string) => businessDaysSince(day, Date.parse(now));
	// 2026-01-16 is a Friday
	it.each([
		['2026-01-16', '2026-01-16T23:00:00Z', 0],
		['2026-01-16', '2026-01-18T12:00:00Z', 0],
		['2026-01-16', '2026-01-19T03:00:00Z', 1],
		['2026-01-16', '2026-01-20T03:00:00Z', 2],
		['2026-01-12', '2026-01-16T00:00:00Z', 4],
		['2026-01-20', '2026-01-16T00:00:00Z', 0],
	])('counts business days: of %s on %s', (day, now, days) => expect(age(day, now)).toBe(days));

	it('stops a run on the day after the last one allowed, and not for a weekend between', async () => {
		const check = async (now: string) =>
			checkFile(
				{ kind: 'full', created: '2026-01-16', tradingPartner: 'DEMO846' },
				{ maxAgeDays: 3, now: Date.parse(now) },
				'x.zip',
			);
		await expect(check('2026-01-21T23:59:59Z')).resolves.toBeUndefined();
		expect(await problemOf(check('2026-01-22T00:00:00Z'))).toMatchObject({
			code: 'price-file-old',
			cause: expect.stringContaining('at most 3 business days old'),
		});
	});
});
