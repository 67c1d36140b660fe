import type { MergedLine } from './snapshot';
import { lineName } from './event-text';
import type { OrderPicture, PictureFault } from '../types';

/** What in an answer a person must look at, beside what was wrong with the answer itself. */
export function attentionFaults(lines: MergedLine[], picture: OrderPicture): PictureFault[] {
	return [...behindFaults(lines, picture), ...shrunkFaults(lines), ...codeFaults(picture)];
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
				cause: `TD SYNNEX filed ${lineName(line, sku)} as a quote for goods that it does not stock: it will never ship`,
				remedy:
					'Call TD SYNNEX, have the quote cancelled, and order the product under its right SKU.',
			})),
	];
}
