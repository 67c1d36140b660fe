import type { Plain } from '../../shared/activity';
import { type Pause, resting } from '../../shared/in-slices';
import { type AttributeName, readAttributes } from './attributes/sources';
import { NOT_KNOWN, readFields, skuIn } from './item-fields';
import { noAnswer, skuNotFound } from './holds/messages';
import { isOverSince } from '../price/promotion';
import type { UpsertSettings } from '../settings';
import { skuPattern, type SkuPattern } from '../../shared/sku';

/**
 * What the upsert needs of a catalog item; any source that has `sku`, `name` and `cost` will do.
 * `null` = not stated, which never blanks a field.
 */
export interface DesiredProduct {
	/** Place among the input items. */
	index: number;
	sku: string;
	/** What its product is found by, see {@link SkuPattern.keyOf}. */
	key: string;
	mpn: string | null;
	manufacturer: string | null;
	name: string | null;
	description: string | null;
	categoryCode: string | null;
	/** The category's name, from sources that have one. */
	category: string | null;
	cost: string | null;
	msrp: string | null;
	/** Minimum advertised price. */
	map: string | null;
	/** Whether a missing MAP means that there is none: price and availability never states it. */
	knowsMap: boolean;
	/**
	 * Whether the source cuts its texts off: price and availability has half of what the price
	 * file has.
	 */
	cutsTexts: boolean;
	currency: string | null;
	/** Whether it is a row of a price file. */
	isFromFile: boolean;
	/** ISO date of the price file; of today for what is said of this moment. */
	date: string;
	/** SKU of its successor. */
	replacementSku: string | null;
	status: string | null;
	stockTotal: number | null;
	/** A person has said that it may be created. */
	approved: boolean;
	/** What is stated of the attributes that the user chose; `null` = that there is none. */
	attributes: ReadonlyMap<AttributeName, Plain>;
	warnings: string[];
}

/**
 * An input item that cannot be taken, that another one stands for, or that TD SYNNEX said
 * nothing of.
 */
export interface RefusedItem {
	index: number;
	/** Empty when the item has none. */
	sku: string;
	code: 'bad-item' | 'duplicate-row' | 'no-answer' | 'not-found';
	reason: string;
	remedy: string;
}

export interface DesiredRows {
	wanted: DesiredProduct[];
	refused: RefusedItem[];
}

/** Where the items come from, as messages name their places. */
export type ItemWord = 'input item' | 'row';

/**
 * Reads the items one after the other. A bad one is refused alone, in words that name its
 * fields. Of several items with one SKU the last counts: later rows are newer wherever files
 * are joined.
 */
export class DesiredReader {
	private readonly refused: RefusedItem[] = [];
	private readonly bySku = new Map<string, DesiredProduct>();
	private readonly chosen: AttributeName[];
	private readonly reading: Reading;
	private count = 0;

	/** @param now in milliseconds since 1970 */
	constructor(settings: UpsertSettings, now: number, word: ItemWord = 'input item') {
		const { fields, inDescription = [] } = settings.attributes;
		this.chosen = [...fields.map(({ attribute }) => attribute), ...inDescription];
		this.reading = { settings, pattern: skuPattern(settings.skuPattern), now, word };
	}

	/** @returns whether it was taken */
	add(json: unknown): boolean {
		const { word, now } = this.reading;
		const read = readItem(json, this.count++, this.reading);
		if ('code' in read) {
			this.refused.push(read);
			return false;
		}
		const earlier = this.bySku.get(read.sku);
		if (earlier) {
			this.refused.push(duplicateRow(earlier, read, word));
			read.warnings.push(`${word} ${earlier.index + 1} has the same SKU; this later one counts`);
			this.bySku.delete(read.sku);
		}
		if (this.chosen.length > 0) read.attributes = readAttributes(json, this.chosen, now);
		this.bySku.set(read.sku, read);
		return true;
	}

	rows(): DesiredRows {
		return { wanted: [...this.bySku.values()], refused: this.refused };
	}
}

/** The rows of catalog files, some at a time. */
export type CatalogRows = AsyncIterable<unknown[]>;

/** The same in slices, see {@link resting}. @param onFirst called when the first one was taken */
export async function readInSlices(
	input: unknown[] | CatalogRows,
	settings: UpsertSettings,
	now: number,
	{ pause, signal, onFirst }: { pause?: Pause; signal?: AbortSignal; onFirst?: () => void },
): Promise<DesiredRows> {
	const reader = new DesiredReader(settings, now, Array.isArray(input) ? 'input item' : 'row');
	const rest = resting(pause);
	let isFirst = true;
	for await (const portion of Array.isArray(input) ? [input] : input) {
		signal?.throwIfAborted();
		for (const item of portion) {
			if (reader.add(item) && isFirst) {
				isFirst = false;
				onFirst?.();
			}
			const due = rest();
			if (due) await due;
		}
	}
	return reader.rows();
}

/** All items at once, see {@link DesiredReader}. */
export function readDesired(items: unknown[], settings: UpsertSettings, now: number): DesiredRows {
	const reader = new DesiredReader(settings, now);
	for (const item of items) reader.add(item);
	return reader.rows();
}

interface Reading {
	settings: UpsertSettings;
	pattern: SkuPattern;
	now: number;
	word: ItemWord;
}

function readItem(
	json: unknown,
	index: number,
	{ settings, pattern, now, word }: Reading,
): DesiredProduct | RefusedItem {
	const read = readFields(json);
	if ('faults' in read)
		return nothingKnown(json, index) ?? badItem(json, `${word} ${index + 1}`, index, read.faults);
	const { costWithoutPromotion, msrp, map, source, warnings, promotionEnds, priceDate, ...item } =
		read;
	const isOver = isOverSince(promotionEnds, priceDate, now);
	const isRegular =
		(settings.cost === 'withoutPromotion' || isOver) && costWithoutPromotion.amount !== null;
	const cost = isRegular ? costWithoutPromotion : item.cost;
	const notes = Object.entries({ cost, msrp, map }).flatMap(([field, money]) =>
		money.note ? [`${field}: ${money.note}`] : [],
	);
	const cutsTexts = source === 'price-availability';
	const sku = bareSku(item.sku, pattern);
	return {
		...item,
		// without a description the name is the part number, for want of a better one
		name: cutsTexts && item.description === null ? null : item.name,
		index,
		sku,
		key: pattern.keyOfSku(sku),
		cost: cost.amount,
		msrp: msrp.amount,
		map: map.amount,
		knowsMap: !cutsTexts,
		cutsTexts,
		isFromFile: source === 'price-file',
		date: priceDate ?? new Date(now).toISOString().slice(0, 10),
		attributes: NONE_STATED,
		warnings: [...warnings, ...notes],
	};
}

/**
 * `TDS-14152708`, as Autotask shows it, means 14152708: taken as it stands, it would become a
 * second product.
 */
function bareSku(sku: string, pattern: SkuPattern): string {
	return /^\d+$/.test(sku) ? sku : (pattern.fromAutotask(sku) ?? sku);
}

/** What Catalog Fetch gives for a part number of which TD SYNNEX named no SKU. */
function nothingKnown(json: unknown, index: number): RefusedItem | null {
	const asked = NOT_KNOWN.safeParse(json);
	if (!asked.success) return null;
	const { mpn, status } = asked.data;
	return status === 'unknown'
		? { index, sku: '', code: 'no-answer', ...noAnswer(`part number ${mpn}`) }
		: { index, sku: '', code: 'not-found', ...skuNotFound(`part number ${mpn}`) };
}

function badItem(json: unknown, place: string, index: number, faults: string[]): RefusedItem {
	return {
		index,
		sku: skuIn(json),
		code: 'bad-item',
		reason: `${place[0]?.toUpperCase()}${place.slice(1)} cannot be used: ${faults.join('; ')}.`,
		remedy: 'Correct these fields in the node before this one.',
	};
}

function duplicateRow(earlier: DesiredProduct, later: DesiredProduct, word: ItemWord): RefusedItem {
	return {
		index: earlier.index,
		sku: earlier.sku,
		code: 'duplicate-row',
		reason: `${word === 'row' ? 'Rows' : 'Input items'} ${earlier.index + 1} and ${later.index + 1} both have SKU ${earlier.sku}; the later one counts.`,
		remedy: 'If the earlier one is correct, remove the later one before this node.',
	};
}

/** Shared by all items, since most runs choose no attribute. */
const NONE_STATED: DesiredProduct['attributes'] = new Map();
