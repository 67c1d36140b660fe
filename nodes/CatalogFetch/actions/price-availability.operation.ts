import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodePropertyOptions,
} from 'n8n-workflow';
import { availabilityActivity } from '../../../lib/catalog/fetch/activity';
import { itemsOfAnswer } from '../../../lib/catalog/fetch/catalog-item';
import {
	type AvailabilitySummary,
	summarizeAvailability,
} from '../../../lib/catalog/fetch/fetch-summary';
import { list, readSkuList } from '../../../lib/catalog/fetch/typed-filter';
import { Problem } from '../../../lib/shared/problem';
import {
	priceAndAvailability,
	type PriceAvailabilityOptions,
	type PriceTerms,
	type PriceQuery,
} from '../../../lib/tdsynnex/ec-xml/price-availability';
import { activitySource } from '../../shared/activity';
import { nodeClock } from '../../shared/node-clock';
import { failedItem, toNodeError } from '../../shared/node-error';
import { sendWith } from '../../shared/node-send';
import { TDSYNNEX_CREDENTIAL, tdSynnexAccount } from '../../shared/td-synnex';
import { goesOn } from '../../shared/tries';
import { availabilityHints } from '../hints';

export { priceAvailability as description } from '../fields/price-availability.fields';

export const option: INodePropertyOptions = {
	name: 'Check',
	value: 'check',
	description: 'Ask TD SYNNEX what exact products cost and how many are in stock now',
	action: 'Check price and availability',
};

/**
 * Asks for all products of the run at once: batches are what TD SYNNEX's limits call for, not
 * items.
 */
export async function checkPriceAvailability(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	const clock = nodeClock(context);
	const started = clock.now();
	const { customerNumber, country, hosts } = await tdSynnexAccount(context);
	const { asked, refused } = readWanted(context);
	const wanted = asked.map(({ wanted: one }) => one);
	const { batchSize, callsPerMinute, ...terms } = context.getNodeParameter(
		'options',
		0,
		{},
	) as Pick<PriceAvailabilityOptions, 'batchSize' | 'callsPerMinute'> & PriceTerms;
	const {
		answers,
		calls,
		priceCalls: askings,
		ended,
	} = await priceAndAvailability(wanted, {
		send: sendWith(context, TDSYNNEX_CREDENTIAL),
		clock,
		ecUrl: hosts.ecUrl,
		customerNumber,
		country,
		batchSize,
		callsPerMinute,
		terms,
		signal: context.getExecutionCancelSignal(),
	});
	const firstProblem = ended ?? refused[0]?.problem;
	if (firstProblem && !goesOn(context))
		throw toNodeError(context.getNode(), firstProblem, ended ? 0 : (refused[0]?.index ?? 0));
	const rows = asked.map(({ wanted: one, index }, at) => ({
		index,
		items: itemsOfAnswer(one, answers[at] ?? { found: [] }, country),
	}));
	const now = clock.now();
	const counts = summarizeAvailability(
		wanted,
		rows.flatMap(({ items }) => items),
		{ environment: hosts.name, country, calls, seconds: (now - started) / 1000 },
	);
	const summary: AvailabilitySummary = {
		...counts,
		activity: availabilityActivity(counts, askings, activitySource(context), now),
	};
	context.addExecutionHints(...availabilityHints(counts));
	const products = rows.flatMap(({ index, items }) =>
		items.map((item) => ({
			json: item as unknown as IDataObject,
			pairedItem: { item: index },
		})),
	);
	const failures = refused.map(({ index, problem }) => failedItem(context, problem, index));
	return [
		[...products, ...failures],
		[{ json: { ...summary } as unknown as IDataObject, pairedItem: { item: 0 } }],
	];
}

interface Asked {
	wanted: PriceQuery;
	index: number;
}

/** An input item that does not say what it wants. */
interface Refused {
	problem: Problem;
	index: number;
}

function readWanted(context: IExecuteFunctions): { asked: Asked[]; refused: Refused[] } {
	return context.getNodeParameter('productsFrom', 0) === 'list'
		? { asked: readTyped(context), refused: [] }
		: readItems(context);
}

function readTyped(context: IExecuteFunctions): Asked[] {
	const skus = new Set(readSkuList(context.getNodeParameter('skus', 0, '') as string));
	const mpns = new Set(list(context.getNodeParameter('mpns', 0, '') as string));
	const asked: Asked[] = [
		...[...skus].map((sku) => ({ wanted: { sku }, index: 0 })),
		...[...mpns].map((mpn) => ({ wanted: { mpn }, index: 0 })),
	];
	if (asked.length > 0) return asked;
	throw new Problem({
		code: 'product-not-named',
		record: 'List',
		cause: 'SKUs and Part Numbers are both empty',
		remedy: 'Fill in one of them, or set Products From to Input Items.',
	});
}

function readItems(context: IExecuteFunctions): { asked: Asked[]; refused: Refused[] } {
	const skuField = context.getNodeParameter('skuField', 0, 'sku') as string;
	const mpnField = context.getNodeParameter('mpnField', 0, 'mpn') as string;
	const asked: Asked[] = [];
	const refused: Refused[] = [];
	for (const [index, { json }] of context.getInputData().entries()) {
		const sku = String(json[skuField] ?? '')
			.trim()
			.replace(/^TDS-/i, '');
		const mpn = String(json[mpnField] ?? '').trim();
		if (/^\d{1,15}$/.test(sku)) asked.push({ wanted: { sku }, index });
		else if (mpn !== '') asked.push({ wanted: { mpn }, index });
		else refused.push({ problem: notNamed(index, sku, skuField, mpnField), index });
	}
	return { asked, refused };
}

function notNamed(index: number, sku: string, skuField: string, mpnField: string): Problem {
	return new Problem({
		code: 'product-not-named',
		record: `input item ${index + 1}`,
		cause: sku
			? `"${sku}" in ${skuField} is not a TD SYNNEX SKU, which has only digits, and ${mpnField} is empty`
			: `${skuField} and ${mpnField} are both empty`,
		remedy: 'Set SKU Field or Part Number Field to the field that names the product.',
	});
}
