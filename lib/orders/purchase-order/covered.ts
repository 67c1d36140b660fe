import { z } from 'zod';
import { readIn, TEXT } from '../../autotask/records/read-in-batches';
import type { Autotask } from '../../autotask/types';
import type { ChargeKind } from './charge-types';
import { type Charge, CHARGE_KINDS } from './charges';

/** Units of stock by charge: Autotask keeps a row for each receipt and each picking. */
export async function readCovered(
	autotask: Autotask,
	charges: Charge[],
): Promise<Map<string, string>> {
	const covered = new Map<string, string>();
	for (const [kind, own] of ofEachKind(charges)) {
		const ids = own.map(({ id }) => id);
		const field = `${kind}ChargeID`;
		const fields = ['id', field, 'pickedUnits', 'reservedUnits', 'deliveredUnits'];
		for (const record of await readIn(autotask, 'InventoryStockedItems', field, ids, fields)) {
			const { pickedUnits, reservedUnits, deliveredUnits } = STOCKED.parse(record);
			const units = Number(pickedUnits) + Number(reservedUnits) + Number(deliveredUnits);
			const id = TEXT.parse(record[field]);
			covered.set(id, String(Number(covered.get(id) ?? 0) + units));
		}
	}
	return covered;
}

export function ofEachKind<One extends Charge>(charges: One[]): [ChargeKind, One[]][] {
	return CHARGE_KINDS.map((kind) => [kind, charges.filter((one) => one.kind === kind)]);
}

const STOCKED = z.object({ pickedUnits: TEXT, reservedUnits: TEXT, deliveredUnits: TEXT });
