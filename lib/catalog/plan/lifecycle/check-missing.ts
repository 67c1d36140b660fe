import type { Feed } from '../../types';
import type { UpsertSettings } from '../../settings';
import { skuPattern } from '../../../shared/sku';
import { USER_FIELD } from '../attributes/user-fields';
import type { DesiredRows } from '../desired';
import type { ProductShape } from '../field-rules';
import { patternFilter } from '../pattern-filter';
import { LONGEST_STATE } from './state';

/** A run that may count the products that the price file does not have. */
export interface MissingCheck {
	/** ISO date of the file's header: a file counts once. */
	date: string;
	/** The keys of all SKUs that the file has, see {@link skuPattern}. */
	present: ReadonlySet<string>;
	/** Place of the first result that no input item stands for. */
	firstIndex: number;
}

/**
 * Whether a missing product is one that TD SYNNEX no longer has: only where the file is a full one
 * that came whole, and nothing of it was left out on the way.
 *
 * @returns `null` where nothing may be counted
 */
export function missingCheck(
	feed: Feed | null,
	{ wanted, refused }: DesiredRows,
	settings: UpsertSettings,
	shape: ProductShape,
): MissingCheck | null {
	const pattern = skuPattern(settings.skuPattern);
	if (feed?.kind !== 'full' || !feed.complete || feed.created === null) return null;
	if (lifecycleField(settings, shape) === null || patternFilter(pattern) === null) return null;
	if (refused.some(({ sku }) => sku === '')) return null;
	const present = new Set(wanted.map(({ key }) => key));
	for (const { sku } of refused) present.add(pattern.keyOfSku(sku));
	return {
		date: feed.created,
		present,
		firstIndex: wanted.length + refused.length,
	};
}

/** The user-defined field that keeps the state; `null` where there is none that can. */
export function lifecycleField(settings: UpsertSettings, shape: ProductShape): string | null {
	const name = mappedName(settings);
	return name !== null && unfit(name, settings, shape) === null ? name : null;
}

/** What keeps the run from counting, one sentence each. */
export function lifecycleNotes(settings: UpsertSettings, shape: ProductShape): string[] {
	const { missing, returned } = settings.guards;
	const name = mappedName(settings);
	if (name === null)
		return missing === 'leave' && returned === 'leave'
			? []
			: [
					'Missing Products and Products That Return need a user-defined field for Lifecycle State, so they do nothing. Add one under TD SYNNEX Data.',
				];
	// a field that is not there, or that nobody may write, is told of with the others
	const fault = shape.get(`${USER_FIELD}${name}`) ? unfit(name, settings, shape) : null;
	const isBare = patternFilter(skuPattern(settings.skuPattern)) === null;
	return [
		...(fault === null || fault === 'read-only'
			? []
			: [`User-defined field ${name} cannot hold Lifecycle State: ${fault}`]),
		...(isBare
			? [
					'Missing products are not counted, because SKU Pattern has no text beside {sku} by which to find them.',
				]
			: []),
	];
}

function mappedName({ attributes }: UpsertSettings): string | null {
	return attributes.fields.find(({ attribute }) => attribute === 'lifecycleState')?.field ?? null;
}

function unfit(name: string, { attributes }: UpsertSettings, shape: ProductShape): string | null {
	const info = shape.get(`${USER_FIELD}${name}`);
	const mapped = attributes.fields.filter(({ field }) => field === name);
	if (!info || info.isReadOnly) return 'read-only';
	if (mapped.length > 1) return 'it is mapped to other data, too. Select another field.';
	if (mapped[0]?.owner !== 'sync') return 'its Owner must be Sync.';
	if (info.picklist || /num|int|dec|double|long|float|date/i.test(info.dataType))
		return 'its type must be Text.';
	return info.length && info.length < LONGEST_STATE
		? `it must have room for ${LONGEST_STATE} characters.`
		: null;
}
