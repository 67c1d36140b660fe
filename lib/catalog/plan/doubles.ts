import { idOf, type WireRecord } from '../../autotask/types';

/**
 * Two runs that meet may both create a product before either sees the other's; a run that is
 * killed there leaves both. Nobody makes two products of one SKU by hand in that time, as the API
 * user.
 */
const SAME_MOMENT_MS = 15 * 60_000;

/**
 * Those of `others` that were made with `kept`, by the same user at the same moment, and carry the
 * mark that the sync gives its own: TD SYNNEX's bare SKU as Vendor Product Number.
 *
 * @param sku TD SYNNEX SKU
 * @param others active products of the same SKU, with higher ids
 */
export function doublesOf(sku: string, kept: WireRecord, others: WireRecord[]): WireRecord[] {
	const { createdByResourceID: maker } = kept;
	if (maker === null || maker === undefined) return [];
	const made = timeOf(kept);
	return others.filter(
		(other) =>
			other.createdByResourceID === maker &&
			other.vendorProductNumber === sku &&
			idOf(other) > idOf(kept) &&
			Math.abs(timeOf(other) - made) <= SAME_MOMENT_MS,
	);
}

/** NaN, which is near to nothing, where Autotask tells no time. */
function timeOf({ createdTime }: WireRecord): number {
	return Date.parse(String(createdTime ?? ''));
}
