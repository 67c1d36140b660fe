import type { MergedLine } from './snapshot';
import { lineName } from './event-text';
import type { OrderPicture, OrderStatus, PictureFault } from '../types';

/** What in an answer a person must look at, beside what was wrong with the answer itself. */
export function attentionFaults(
	lines: MergedLine[],
	picture: OrderPicture,
	status: OrderStatus,
): PictureFault[] {
	return [
		...behindFaults(lines, picture),
		...shrunkFaults(lines),
		...codeFaults(picture),
		...(status === 'Held' ? [] : heldFaults(picture)),
	];
}

/** Lines that wait for the sales desk while the order as a whole goes on: nothing else would tell of them. */
function heldFaults({ lines }: OrderPicture): PictureFault[] {
	return lines
		.filter(({ held, over }) => held && !over)
		.map(({ line, sku }) => ({
			key: `held ${line}`,
			cause: `TD SYNNEX holds ${lineName(line, sku)} for its sales desk, while the order goes on`,
			remedy: 'Do not order it again: ask your TD SYNNEX sales contact to release it.',
		}));
}

/** Pieces that were there at an earlier poll and are gone without having shipped or been cancelled. */
function shrunkFaults(lines: MergedLine[]): PictureFault[] {
	return lines.flatMap(({ known, picture, before, behind }) =>
		picture === null || behind || picture.ordered + known.cancelled >= before.ordered
			? []
			: [
					{
						key: `count ${before.line} ${picture.ordered}`,
						cause: `TD SYNNEX shows ${picture.ordered} pieces of ${lineName(before.line, picture.sku)}, and ${before.ordered} were recorded`,
						remedy:
							'Ask TD SYNNEX what became of the rest: it counts as open until the order is through.',
					},
				],
	);
}

function behindFaults(lines: MergedLine[], picture: OrderPicture): PictureFault[] {
	return lines
		.filter(({ behind }) => behind)
		.map(({ picture: now, before }) => ({
			key: `behind ${before.line} ${now?.shipped ?? 'gone'} ${now?.cancelled ?? ''}`,
			cause:
				now === null
					? `TD SYNNEX no longer shows ${lineName(before.line, '')} (${before.ordered} ordered)`
					: `TD SYNNEX shows less of ${lineName(before.line, now.sku)} than before: ${now.shipped} shipped, ${now.cancelled} cancelled; ${before.shipped} and ${before.cancelled} were recorded (codes ${picture.codes.join(', ')})`,
			remedy: 'Ask TD SYNNEX which is right; what was recorded was left.',
		}));
}

function codeFaults({ unknownCodes, lines }: OrderPicture): PictureFault[] {
	return [
		...unknownCodes.map((code) => ({
			key: `code ${code}`,
			cause: `TD SYNNEX uses the code “${code}”, which this package does not know`,
			remedy: 'Ask TD SYNNEX what it means. Quantities and dates are followed all the same.',
		})),
		...lines
			.filter(({ quote }) => quote)
			.map(({ line, sku }) => ({
				key: `quote ${line}`,
				cause: `TD SYNNEX filed ${lineName(line, sku)} under SKU 99, as a quote for goods that it does not stock: as it stands it will never ship`,
				remedy:
					'Call TD SYNNEX: they can put the right SKU into the order, or delete the line. Only once they have confirmed that it is deleted, order the product under its right SKU on a new purchase order.',
			})),
	];
}
