import { same } from '../../../autotask/metadata/picklist';
import { TEXT } from '../../../autotask/records/read-in-batches';
import type { Autotask } from '../../../autotask/types';
import { Problem } from '../../../shared/problem';
import { categoryBegins } from '../../manufacturer';
import type { CategoryRule, UnmappedCategory } from '../../settings';
import type { DesiredProduct } from '../desired';

/** One row of the table, by names as Autotask shows them. */
export interface CategoryRow {
	/** TD SYNNEX category code or its beginning. */
	code: string;
	/** Product Category; empty = none. */
	category: string;
	/** Material billing code of new products; empty = that of the node. */
	material: string;
}

/**
 * Rows of a table as a person pastes it: code, product category and material code with commas,
 * semicolons or tabs between. A first row that begins with a word is its heading.
 *
 * @throws Problem that names the line
 */
export function parseCategoryTable(text: string): CategoryRow[] {
	const lines = text.split(/\r?\n/).map((line) => line.trim());
	return lines.flatMap((line, at) => {
		if (line === '' || (at === 0 && /^[^\d]/.test(line))) return [];
		const [code = '', category = '', material = '', ...more] = line
			.split(/[,;\t]/)
			.map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
		const isSound = /^\d{1,14}$/.test(code) && (category || material) && !more.some(Boolean);
		if (isSound) return [{ code, category, material }];
		throw wrong(
			`line ${at + 1}, "${line}", is not a category code, a product category, and a material code`,
			'Write lines such as 011, Software, Software. The last column can be left out.',
		);
	});
}

/**
 * The mapping with the table behind what the node's own fields say: one more call where the table
 * names material codes.
 *
 * @throws Problem with the names that Autotask has, where it has none of the table's
 */
export async function withCategoryTable(
	{ byCode, table = '', ...rest }: CategoryRule,
	autotask: Autotask,
): Promise<CategoryRule> {
	const rows = parseCategoryTable(table);
	if (rows.length === 0) return { ...rest, table, byCode };
	const fields = await autotask.fields('Products');
	const picklist = fields.find(({ name }) => name === 'productCategory')?.picklist ?? [];
	const categories = picklist.filter(({ isActive }) => isActive);
	const needsCodes = rows.some(({ material }) => material !== '');
	const codes = needsCodes ? await readMaterialCodes(autotask) : [];
	const find = (list: Named[], name: string, what: string): string | null => {
		if (name === '') return null;
		const found = list.find(({ label }) => same(label, name));
		if (found) return found.value;
		const known = list.map(({ label }) => label).join(', ') || 'none that the API user can see';
		throw wrong(
			`Autotask has no ${what} "${name}"; it has ${known}`,
			'Write one of these into Category Table, or create it in Autotask.',
		);
	};
	const own = new Set(byCode.map(({ code }) => code));
	const added = rows
		.filter(({ code }) => !own.has(code))
		.map(({ code, category, material }) => {
			const billing = find(codes, material, 'Material billing code');
			return {
				code,
				category: find(categories, category, 'product category'),
				billingCodeId: billing === null ? null : Number(billing),
			};
		});
	return { ...rest, table, byCode: [...byCode, ...added] };
}

interface Named {
	value: string;
	label: string;
}

async function readMaterialCodes(autotask: Autotask): Promise<Named[]> {
	const fields = await autotask.fields('BillingCodes');
	const types = fields.find(({ name }) => name === 'useType')?.picklist ?? [];
	const type = types.find(({ label }) => /^material/i.test(label))?.value ?? MATERIAL_USE_TYPE;
	const records = await autotask.query('BillingCodes', {
		filter: [
			{ op: 'eq', field: 'useType', value: Number(type) },
			{ op: 'eq', field: 'isActive', value: true },
		],
		fields: ['id', 'name'],
	});
	return records.map(({ id, name }) => ({ value: TEXT.parse(id), label: TEXT.parse(name) }));
}

/**
 * TD SYNNEX categories that no row fits, the most frequent first, for a person to review. None
 * where nothing is mapped at all. Pure.
 */
export function unmappedCategories(
	items: Pick<DesiredProduct, 'categoryCode'>[],
	{ byCode, table = '' }: CategoryRule,
): UnmappedCategory[] {
	const codes = [...byCode, ...parseCategoryTable(table)].map(({ code }) => code);
	if (codes.length === 0) return [];
	const counts = new Map<string, number>();
	for (const { categoryCode: code } of items)
		if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
	return [...counts]
		.filter(([code]) => !codes.some((one) => categoryBegins(code, one)))
		.map(([code, count]) => ({ code, items: count }))
		.sort((a, b) => b.items - a.items);
}

function wrong(cause: string, remedy: string): Problem {
	return new Problem({
		code: 'category-table',
		record: 'Category Table',
		cause,
		remedy,
		reach: 'run',
	});
}

/** Where the live picklist does not say. */
const MATERIAL_USE_TYPE = '4';
