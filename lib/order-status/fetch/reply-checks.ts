import Big from 'big.js';
import { isoDay } from '../../tdsynnex/ec-xml/order-codes';
import type { JournalLine } from '../../orders/journal/types';
import { lineName } from '../diff/event-text';
import type { InvoiceSnapshot, LineSnapshot, SnapshotFault } from '../types';
import { signedMoney } from './from-invoice';

/**
 * What is wrong with an answer itself: with its serial numbers, or held against what was ordered.
 */
export function answerFaults(lines: LineSnapshot[], sent: JournalLine[]): SnapshotFault[] {
	return [
		...serialFaults(lines),
		...refusedFaults(lines),
		...lines.flatMap((line) => {
			const ordered = sent.find(({ lineNumber }) => lineNumber === line.line);
			return ordered === undefined || ordered.sku === ''
				? []
				: [
						...replaced(line, ordered),
						...miscounted(line, ordered),
						...line.unitPrices.flatMap((price) => otherPrice(ordered, price)),
					];
		}),
	];
}

/** The same of invoices: a price that the status has reported already has the same key. */
export function invoicePriceFaults(
	invoices: InvoiceSnapshot[],
	sent: JournalLine[],
): SnapshotFault[] {
	return invoices
		.filter(({ credit }) => !credit)
		.flatMap(({ lines }) =>
			lines.flatMap(({ line, sku, unitPrice }) => {
				const ordered = sent.find((one) => one.lineNumber === line && one.sku === sku);
				return ordered === undefined ? [] : otherPrice(ordered, unitPrice);
			}),
		);
}

/** TD SYNNEX says nothing when it takes a line at another price than the one that was sent. */
function otherPrice(
	{ lineNumber, sku, unitPrice, sentPrice: asked = unitPrice }: JournalLine,
	text: string,
): SnapshotFault[] {
	const price = signedMoney(text);
	if (price === null || price === '' || !isAmount(asked) || new Big(price).eq(asked)) return [];
	return [
		{
			key: `price ${lineNumber} ${price}`,
			cause: `TD SYNNEX has ${lineName(lineNumber, sku)} at ${price} a piece, and ${asked} was ordered`,
			remedy:
				'If that is too much, settle it with TD SYNNEX: the invoice will have their price. Otherwise, correct the unit cost in Autotask.',
		},
	];
}

function isAmount(text: string): boolean {
	return /^\d+(\.\d+)?$/.test(text);
}

function serialFaults(lines: LineSnapshot[]): SnapshotFault[] {
	const seen = new Map<string, number>();
	const faults: SnapshotFault[] = [];
	for (const { line, packages } of lines) {
		for (const serial of packages.flatMap(({ serialNumbers }) => serialNumbers)) {
			const before = seen.get(serial);
			if (before !== undefined)
				faults.push({
					key: `serial ${serial}`,
					cause: `TD SYNNEX names serial number ${serial} twice (line ${before} and line ${line})`,
					remedy:
						'Check the label. The serial number is received once, under the first line that names it.',
				});
			seen.set(serial, before ?? line);
		}
	}
	return faults;
}

/** A package that the recipient did not take is on its way back, and counts as shipped. */
function refusedFaults(lines: LineSnapshot[]): SnapshotFault[] {
	return lines.flatMap(({ line, sku, packages }) =>
		packages
			.filter(({ refusedAt }) => refusedAt !== '')
			.map(({ trackingNumber, refusedAt }) => ({
				key: `refused ${line} ${trackingNumber}`,
				cause: `the recipient refused ${trackingNumber === '' ? 'a package' : `package ${trackingNumber}`} of ${lineName(line, sku)} on ${isoDay(refusedAt) || refusedAt}`,
				remedy:
					'Ask the recipient why. Then ask TD SYNNEX whether they will deliver it again or credit it. Do not order it again before you have their answer.',
			})),
	);
}

/**
 * Nothing of it is received: in Autotask it would come into stock as the product that was ordered.
 */
function replaced({ line, otherSkus }: LineSnapshot, { sku }: JournalLine): SnapshotFault[] {
	if (otherSkus.length === 0) return [];
	return [
		{
			key: `sku ${line} ${otherSkus.join(' ')}`,
			cause: `TD SYNNEX sends SKU ${otherSkus.join(', ')} instead of SKU ${sku} on line ${line}`,
			remedy:
				'Check whether you can use it. If so, change the product in Autotask and receive it yourself. If not, call TD SYNNEX.',
		},
	];
}

function miscounted(snapshot: LineSnapshot, { quantity }: JournalLine): SnapshotFault[] {
	const { line, sku, stated, shipped, cancelled, ordered } = snapshot;
	const shown = Math.max(stated, shipped);
	const explained = shown === quantity || (shown < quantity && shown + cancelled >= ordered);
	if (explained) return [];
	return [
		{
			key: `count ${line} ${shown}`,
			cause: `TD SYNNEX shows ${shown} pieces of ${lineName(line, sku)}, and ${quantity} were ordered`,
			remedy:
				shown > quantity
					? 'Ask TD SYNNEX whether to send the rest back. No more is received than was ordered.'
					: 'Ask TD SYNNEX what happened to the rest. It counts as open until the order is complete.',
		},
	];
}
