import type { IExecuteFunctions, INodeParameterResourceLocator } from 'n8n-workflow';
import { MOST_RECORDS } from '../../lib/shared/bounded-activity';
import { list } from '../../lib/catalog/fetch/typed-filter';
import {
	type AttributeSettings,
	type MappedField,
	NO_ATTRIBUTES,
} from '../../lib/catalog/plan/attributes/settings';
import {
	readPercent,
	readPriceRule,
	type TypedPriceRule,
} from '../../lib/catalog/price/price-rules';
import type { Pricing } from '../../lib/catalog/price/types';
import {
	DEFAULT_GUARDS,
	DEFAULT_OWNERS,
	DEFAULT_PRICING,
	type Guards,
	type NewProducts,
	type UpsertSettings,
} from '../../lib/catalog/settings';
import { chosenId } from '../shared/record-locator';
import { vendorIdFrom } from '../shared/vendor';

/** What the run is given besides the trade's settings. */
export interface RunChoices {
	settings: UpsertSettings;
	dryRun: boolean;
	output: 'every' | 'changed' | 'summary';
	/** Percent. */
	budgetShare: number;
	leaveFree: number;
	/** The most records that the summary carries. */
	activityRecords: number;
	/** Empty = no workflow hears how far the run is. */
	progressWorkflowId: string;
	progressEveryMs: number;
}

/**
 * Reads every parameter once, at the first item: they hold for the whole run, and each expression
 * costs.
 */
export function readChoices(context: IExecuteFunctions): RunChoices {
	const read = <T>(name: string, fallback?: T) =>
		context.getNodeParameter(name, 0, fallback, { extractValue: true }) as T;
	const options = read<Options>('options', {});
	const fresh = read<Partial<Omit<NewProducts, 'categories'>> & { categories?: string }>(
		'newProducts',
		{},
	);
	const guards = read<Partial<Omit<Guards, 'currency'>> & { currency?: string }>('guards', {});
	const mapping = read<{ rules?: { code: string; category: string }[] }>('categoryMapping', {});
	return {
		// hidden where the node only reports, and n8n extracts values of shown fields alone
		dryRun: context.getNodeParameter('dryRun', 0, true) as boolean,
		output: context.getNodeParameter('output', 0, 'changed') as RunChoices['output'],
		budgetShare: options.budgetShare ?? 50,
		leaveFree: options.leaveFree ?? 25,
		activityRecords: options.activityRecords ?? MOST_RECORDS,
		progressWorkflowId: workflowIdOf(options.progressWorkflow),
		progressEveryMs: (options.progressSeconds ?? 30) * 1000,
		settings: {
			vendorId: Number(vendorIdFrom(read('vendor'))),
			billingCodeId: Number(
				chosenId(read('billingCode'), 'Material Code', 'a Material billing code'),
			),
			skuPattern: read<string>('skuPattern'),
			isActive: read<boolean>('isActive'),
			price: readPricing(context),
			category: {
				otherwise: String(read('productCategory', '')) || null,
				byCode: (mapping.rules ?? [])
					.map(({ code, category }) => ({ code: code.trim(), category: String(category) }))
					.filter(({ code, category }) => code !== '' && category !== ''),
				table: read<string>('categoryTable', ''),
			},
			owners: { ...DEFAULT_OWNERS, ...read<object>('owners', {}) },
			guards: {
				...DEFAULT_GUARDS,
				...guards,
				missingFiles: Math.max(1, Number(guards.missingFiles ?? DEFAULT_GUARDS.missingFiles) || 1),
				currency: (guards.currency || null) as Guards['currency'],
			},
			vendorCost: options.keepVendorCost ? 'current' : 'first',
			cost: options.cost ?? 'now',
			attributes: readAttributeSettings(context, options),
			newProducts: {
				mode: fresh.mode ?? 'create',
				categories: list(fresh.categories),
				vendorEntries: fresh.vendorEntries ?? 'now',
			},
		},
	};
}

function readAttributeSettings(context: IExecuteFunctions, options: Options): AttributeSettings {
	const { fields = [] } = context.getNodeParameter('attributes', 0, {}) as {
		fields?: Partial<MappedField>[];
	};
	const { stock } = NO_ATTRIBUTES;
	return {
		fields: fields.flatMap(({ attribute, field, owner = 'sync' }) =>
			attribute && field ? [{ attribute, field: String(field).trim(), owner }] : [],
		),
		inDescription: options.descriptionData ?? [],
		stock: {
			when: options.writeStock ?? stock.when,
			percent: Number(options.stockPercent ?? stock.percent),
		},
	};
}

function readPricing(context: IExecuteFunctions): Pricing {
	// Percent may be hidden too
	const read = <T>(name: string, fallback: T) => context.getNodeParameter(name, 0, fallback) as T;
	const { rules = [] } = read<{ rules?: TypedPriceRule[] }>('priceRules', {});
	const limits = { ...DEFAULT_PRICING, ...read<Partial<Pricing>>('priceLimits', {}) };
	return {
		...limits,
		minMarginPercent: readPercent(limits.minMarginPercent),
		rules: rules.map(readPriceRule),
		otherwise: {
			basis: read('priceBasis', DEFAULT_PRICING.otherwise.basis),
			percent: readPercent(read<unknown>('pricePercent', '')),
		},
		rounding: read('priceRounding', DEFAULT_PRICING.rounding),
	};
}

interface Options {
	budgetShare?: number;
	leaveFree?: number;
	keepVendorCost?: boolean;
	cost?: UpsertSettings['cost'];
	activityRecords?: number;
	progressWorkflow?: INodeParameterResourceLocator | string;
	progressSeconds?: number;
	descriptionData?: AttributeSettings['inDescription'];
	writeStock?: AttributeSettings['stock']['when'];
	stockPercent?: number;
}

/** n8n extracts the value of a workflow only where it stands outside of a collection. */
function workflowIdOf(chosen: Options['progressWorkflow']): string {
	return String((typeof chosen === 'object' ? chosen.value : chosen) ?? '').trim();
}
