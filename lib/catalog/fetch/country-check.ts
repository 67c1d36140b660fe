import { Problem } from '../../shared/problem';
import { type Country, WAREHOUSE_COLUMNS } from '../../tdsynnex/price-file/columns';
import type { PriceFileRow } from '../../tdsynnex/price-file/read';
import { wholeNumber } from '../../tdsynnex/price-file/values';
import { isCounted } from './stock';

/**
 * Whether a price file is of the country that it is said to be. It names none, and a Canadian file
 * taken for one of the United States turns Canadian dollars into American ones, a third too dear
 * and within every limit. But some columns are warehouses in one country alone: stock in them
 * speaks for it. Rows whose stock is not counted, licences, say 9999 in all of them and speak for
 * neither.
 */
export class CountrySigns {
	private readonly rows: Record<Country, number> = { US: 0, CA: 0 };

	see(row: PriceFileRow): void {
		if (!isCounted(row)) return;
		for (const country of COUNTRIES)
			if (OWN_COLUMNS[country].some((at) => (wholeNumber(row.field(at)) ?? 0) > 0))
				this.rows[country]++;
	}

	/**
	 * @throws Problem `price-file-country` when every sign speaks for the other country, and enough
	 * of them
	 */
	check(country: Country, record: string): void {
		const other = country === 'US' ? 'CA' : 'US';
		if (this.rows[country] > 0 || this.rows[other] < ENOUGH) return;
		throw new Problem({
			code: 'price-file-country',
			record,
			cause: `It was read as the file of ${NAMES[country]}, but ${this.rows[other]} of its products are in stock at warehouses of ${NAMES[other]} and none at any that only ${NAMES[country]} has`,
			remedy: `Set Country to ${NAMES[other]}, or fetch the file of the correct account.`,
		});
	}
}

const COUNTRIES = ['US', 'CA'] as const;
const OWN_COLUMNS: Record<Country, number[]> = { US: columnsOf('US'), CA: columnsOf('CA') };
const NAMES: Record<Country, string> = { US: 'the United States', CA: 'Canada' };
/** Warehouse columns have changed over the years: a few odd rows are no sign. */
const ENOUGH = 20;

/** Columns that are a warehouse in this country and nothing in the other, in no layout. */
function columnsOf(country: Country): number[] {
	const other = country === 'US' ? 'CA' : 'US';
	return WAREHOUSE_COLUMNS.filter(
		(column) => column[country] && !column[other] && !column.shared,
	).map(({ position }) => position);
}
