import data from './categories.json';
import { MAKERS, type Maker } from './makers';

/** A TD SYNNEX category and how its products look: who makes them, what they are called, what they cost and weigh. */
export interface Category {
	/** Nine digits, zero padded, as the price file writes it; `category_list.txt` drops the leading zeros. */
	code: string;
	level1: string;
	level2: string;
	level3: string;
	unspsc: string;
	makers: readonly Maker[];
	/** A product's short description is one choice from each; `MAKER: words` is for that maker alone. */
	words: readonly (readonly string[])[];
	/** Account cost in US dollars, lowest and highest. */
	cost: readonly [number, number];
	/** Pounds. */
	weight: readonly [number, number];
	/** `SWL` software licence, `RTL` boxed. */
	media: 'RTL' | 'SWL';
	serialised: boolean;
	/** How many times likelier than the rarest category. */
	share: number;
}

/** The code that no `category_list.txt` holds: one of the hostile rows carries it. */
export const UNKNOWN_CATEGORY = '099999999';

/** The order matters: a seed's products are drawn from it. */
export const CATEGORIES: readonly Category[] = data.categories.map(category);

/** The words that this maker's products of this category may bear. */
export function wordsOf(category: Category, maker: Maker): readonly (readonly string[])[] {
	const key = `${category.code} ${maker.code}`;
	let words = wordsByMaker.get(key);
	if (!words) {
		words = category.words.map((choices) => choices.flatMap((each) => ownWords(each, maker)));
		wordsByMaker.set(key, words);
	}
	return words;
}

const wordsByMaker = new Map<string, readonly (readonly string[])[]>();

function ownWords(choice: string, maker: Maker): string[] {
	const [owner, words] = choice.split(': ');
	if (words === undefined) return [choice];
	return owner === maker.name ? [words] : [];
}

const TOTAL_SHARE = CATEGORIES.reduce((sum, { share }) => sum + share, 0);

/** The category at a point in [0, 1) of all categories, each as wide as its share. */
export function categoryAt(point: number): Category {
	let left = point * TOTAL_SHARE;
	for (const each of CATEGORIES) {
		left -= each.share;
		if (left < 0) return each;
	}
	return CATEGORIES[CATEGORIES.length - 1] as Category;
}

/** A category as the data file has it: flags that do not hold are left out. */
interface CategoryRow {
	code: string;
	levels: string[];
	unspsc: string;
	/** By name. */
	makers: string[];
	/** Choices, or the name of one of the file's lists. */
	words: Array<string[] | string>;
	cost: number[];
	weight: number[];
	licence?: boolean;
	serialised?: boolean;
	share: number;
}

function category({ levels, makers, words, licence, serialised, ...row }: CategoryRow): Category {
	const [level1 = '', level2 = '', level3 = ''] = levels;
	return {
		...row,
		level1,
		level2,
		level3,
		makers: makers.map((name) => MAKERS.find((maker) => maker.name === name) as Maker),
		words: words.map((choices) => (typeof choices === 'string' ? listOf(choices) : choices)),
		cost: row.cost as [number, number],
		weight: row.weight as [number, number],
		media: licence ? 'SWL' : 'RTL',
		serialised: serialised ?? false,
	};
}

function listOf(name: string): readonly string[] {
	const lists: Record<string, readonly string[] | undefined> = data.lists;
	const list = lists[name];
	if (list === undefined) throw new Error(`categories.json has no list “${name}”`);
	return list;
}
