import type { MergedLine } from './snapshot';
import { lineName } from './event-text';
import type { OrderSnapshot, OrderStatus, SnapshotFault } from '../types';

/** What in an answer a person must look at, beside what was wrong with the answer itself. */
export function attentionFaults(
	lines: MergedLine[],
	snapshot: OrderSnapshot,
	status: OrderStatus,
): SnapshotFault[] {
	return [
		...behindFaults(lines, snapshot),
		...shrunkFaults(lines),
		...codeFaults(snapshot),
		...(status === 'Held' ? [] : heldFaults(snapshot)),
	];
}

/**
 * Lines that wait for the sales desk while the order as a whole goes on: nothing else would show
 * them.
 */
function heldFaults({ lines }: OrderSnapshot): SnapshotFault[] {
	return lines
		.filter(({ held, over }) => held && !over)
		.map(({ line, sku }) => ({
			key: `held ${line}`,
			cause: `TD SYNNEX holds ${lineName(line, sku)} for its sales desk, while the rest of the order continues`,
			remedy: 'Do not order it again: ask your TD SYNNEX sales contact to release it.',
		}));
}

/**
 * Pieces that were there at an earlier poll and are gone without having shipped or been cancelled.
 */
function shrunkFaults(lines: MergedLine[]): SnapshotFault[] {
	return lines.flatMap(({ known, snapshot, before, behind }) =>
		snapshot === null || behind || snapshot.ordered + known.cancelled >= before.ordered
			? []
			: [
					{
						key: `count ${before.line} ${snapshot.ordered}`,
						cause: `TD SYNNEX shows ${snapshot.ordered} pieces of ${lineName(before.line, snapshot.sku)}, and ${before.ordered} were recorded`,
						remedy:
							'Ask TD SYNNEX what happened to the rest. It counts as open until the order is complete.',
					},
				],
	);
}

function behindFaults(lines: MergedLine[], snapshot: OrderSnapshot): SnapshotFault[] {
	return lines
		.filter(({ behind }) => behind)
		.map(({ snapshot: now, before }) => ({
			key: `behind ${before.line} ${now?.shipped ?? 'gone'} ${now?.cancelled ?? ''}`,
			cause:
				now === null
					? `TD SYNNEX no longer shows ${lineName(before.line, '')} (${before.ordered} ordered)`
					: `TD SYNNEX shows less for ${lineName(before.line, now.sku)} than before: ${now.shipped} shipped, ${now.cancelled} cancelled; ${before.shipped} and ${before.cancelled} were recorded (codes ${snapshot.codes.join(', ')})`,
			remedy: 'Ask TD SYNNEX which is correct. The record was not changed.',
		}));
}

function codeFaults({ unknownCodes, lines }: OrderSnapshot): SnapshotFault[] {
	return [
		...unknownCodes.map((code) => ({
			key: `code ${code}`,
			cause: `TD SYNNEX uses the code “${code}”, which this package does not know`,
			remedy: 'Ask TD SYNNEX what it means. Quantities and dates are still followed.',
		})),
		...lines
			.filter(({ quote }) => quote)
			.map(({ line, sku }) => ({
				key: `quote ${line}`,
				cause: `TD SYNNEX filed ${lineName(line, sku)} under SKU 99, as a quote for goods that it does not stock: it will never ship as it is`,
				remedy:
					'Call TD SYNNEX: they can enter the correct SKU in the order, or delete the line. Only after they have confirmed that it is deleted, order the product under its correct SKU on a new purchase order.',
			})),
	];
}
