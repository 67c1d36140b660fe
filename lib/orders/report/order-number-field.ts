import type { WireRecord } from '../../autotask/types';
import type { OrderNumberField } from '../settings';
import type { PurchaseOrder } from '../types';

/** As many order numbers as the field holds. */
export function fittingNumbers(numbers: string[]): string {
	const kept = [...numbers];
	while (kept.join(', ').length > FIELD_LENGTH) kept.pop();
	return kept.join(', ');
}

/**
 * What to write so that the order numbers stand where they belong, and what to say where something
 * else stands there: a value that a person entered stays. Pure.
 */
export function orderNumberFields(
	field: OrderNumberField,
	{ fields }: Pick<PurchaseOrder, 'fields'>,
	numbers: string[],
): { write: WireRecord; warning: string } {
	const nothing = { write: {}, warning: '' };
	const text = fittingNumbers(numbers);
	if (field === 'memo' || text === '') return nothing;
	if (field === 'afterAccounting') {
		const behind = behindAccounting(fields.externalPONumber ?? '', numbers);
		return behind === null ? nothing : { write: { externalPONumber: behind }, warning: '' };
	}
	const there = (fields[field] ?? '').trim();
	if (there === '') return { write: { [field]: text }, warning: '' };
	return there === text
		? nothing
		: {
				write: {},
				warning: `${FIELD_NAMES[field]} already contains ${there} and was not changed; the order number is ${text}`,
			};
}

/**
 * The order numbers behind what accounting wrote; `null` = it has written nothing yet, says that it
 * failed, they stand there already, or there is no room.
 */
export function behindAccounting(there: string, numbers: string[]): string | null {
	const known = there.trim();
	if (known === '' || /error/i.test(known)) return null;
	const standing = known.split(/[,\s]+/);
	const missing = numbers.filter((number) => !standing.includes(number));
	if (missing.length === 0) return null;
	const kept = [...missing];
	while ([known, ...kept].join(', ').length > FIELD_LENGTH) kept.pop();
	return kept.length === 0 ? null : [known, ...kept].join(', ');
}

/** The field without the order number of a test order, which would pass for the real one's. */
export function withoutNumbers(
	field: OrderNumberField,
	{ fields }: Pick<PurchaseOrder, 'fields'>,
	numbers: string[],
): WireRecord {
	const text = fittingNumbers(numbers);
	if (field === 'memo' || text === '') return {};
	const name = field === 'afterAccounting' ? 'externalPONumber' : field;
	const there = (fields[name] ?? '').trim();
	if (there === text) return { [name]: null };
	return there.endsWith(`, ${text}`) ? { [name]: there.slice(0, -text.length - 2) } : {};
}

const FIELD_LENGTH = 50;
const FIELD_NAMES: Record<Exclude<OrderNumberField, 'memo' | 'afterAccounting'>, string> = {
	externalPONumber: 'External P.O. Number',
	vendorInvoiceNumber: 'Vendor Invoice Number',
};
