import type { World } from '../world';
import { amountsOf, chargeTable, moveCharge, type Charge } from './charges';

/**
 * A receipt of a part takes those units out of their charge into a row of their own, which is ready;
 * the first row goes on waiting for the rest.
 *
 * @returns the row that the units belong to
 */
export function splitReceived(world: World, charge: Charge, units: number): Charge {
	const table = chargeTable(world, charge.kind);
	const { values } = charge.row;
	const rest = Number(values.unitQuantity) - units;
	if (rest <= 0) return charge;
	const part = { ...values, unitQuantity: units, splitOff: null };
	const row = table.insert({ ...part, ...amountsOf(part) });
	const left = { ...values, unitQuantity: rest, splitOff: Number(values.splitOff ?? 0) + units };
	table.update(charge.row, { ...left, ...amountsOf(left) });
	const ready: Charge = { kind: charge.kind, row };
	moveCharge(world, ready, 'Ready to Deliver/Ship');
	return ready;
}
