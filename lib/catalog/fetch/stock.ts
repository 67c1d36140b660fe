import {
	COLUMN,
	COUNTED_COLUMNS,
	type Country,
	DROP_SHIP,
	NOT_COUNTED,
	WAREHOUSE_COLUMNS,
} from '../../tdsynnex/price-file/columns';
import type { PriceFileRow } from '../../tdsynnex/price-file/read';
import { wholeNumber } from '../../tdsynnex/price-file/values';
import type { WarehouseStock } from '../types';

/** What a row of the price file says of stock. */
export interface RowStock {
	/** Whether anybody counts it: for a licence every warehouse says 9999, which is no stock. */
	counted: boolean;
	/** `null` when it is not stated or not counted. */
	total: number | null;
	/** Warehouses that hold any. */
	byWarehouse: WarehouseStock[];
}

/** How rows of a country's price file say their stock; made once a run. */
export function stockReader(country: Country): (row: PriceFileRow) => RowStock {
	const warehouses = [
		...WAREHOUSE_COLUMNS.flatMap((column) => {
			const location = column[country];
			return location ? [{ position: column.position, location }] : [];
		}),
		{ position: COLUMN.dropShipQuantity, location: DROP_SHIP },
	];
	return (row) => {
		if (!isCounted(row)) return NONE_COUNTED;
		const byWarehouse: WarehouseStock[] = [];
		for (const { position, location } of warehouses) {
			const quantity = wholeNumber(row.field(position)) ?? 0;
			if (quantity > 0)
				byWarehouse.push({ warehouse: location.number, name: location.name, quantity });
		}
		return { counted: true, total: wholeNumber(row.field(COLUMN.stockTotal)), byWarehouse };
	};
}

/** Whichever country the file is of: all warehouses of one of them say 9999. */
export function isCounted(row: PriceFileRow): boolean {
	return !COUNTED_COLUMNS.some((columns) =>
		columns.every((column) => wholeNumber(row.field(column)) === NOT_COUNTED),
	);
}

const NONE_COUNTED: RowStock = { counted: false, total: null, byWarehouse: [] };
