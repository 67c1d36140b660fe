import type { IExecuteFunctions } from 'n8n-workflow';
import type { OrderTerms } from '../../lib/orders/evaluate';
import { readMappedTexts } from '../../lib/orders/mapped';
import {
	DEFAULT_OPTIONS,
	type OptionMap,
	type OptionName,
	type OptionTexts,
} from '../../lib/orders/options';
import { DEFAULT_PO_NUMBER } from '../../lib/orders/po-number';
import type { OrderPorts } from '../../lib/orders/ports';
import type { ProductSource } from '../../lib/orders/products';
import type { Header } from '../../lib/orders/read';
import { DEFAULT_SETTINGS, DEFAULT_TIMING, type OrderSettings } from '../../lib/orders/settings';
import type { Account } from '../../lib/orders/types';
import { DEFAULT_RULES, type RuleSettings } from '../../lib/orders/validate/settings';
import { Problem } from '../../lib/problem';
import { vendorIdFrom } from '../shared/vendor';

/** What holds for the whole run, read at the first item. */
export interface RunChoices {
	settings: OrderSettings;
	source: ProductSource;
	optionMap: OptionMap;
	failOnAttention: boolean;
	activity: boolean;
	agentMayOrder: boolean;
}

export function readChoices(context: IExecuteFunctions): RunChoices {
	const read = <T>(name: string, fallback: T): T =>
		context.getNodeParameter(name, 0, fallback, { extractValue: true }) as T;
	const vendorId = vendorIdFrom(read('vendor', ''));
	const rules = read<RuleParameters>('rules', {});
	const map = read<{ fields?: { option: OptionName; field: string }[] }>('optionMap', {});
	const options = read<{ agentMayOrder?: boolean; activity?: boolean; onAttention?: string }>(
		'options',
		{},
	);
	return {
		settings: orderSettings(
			ruleSettings(rules, vendorId, read('readyStatus', 'New')),
			read<Partial<OrderSettings>>('writeBack', {}),
			read<SafetyParameters>('safety', {}),
		),
		source: {
			vendorId,
			skuPattern: read('skuPattern', ''),
			minimumField: (rules.minimumField ?? '').trim(),
		},
		optionMap: Object.fromEntries(
			(map.fields ?? [])
				.filter(({ field }) => field.trim() !== '')
				.map(({ option, field }) => [option, field.trim()]),
		),
		failOnAttention: options.onAttention === 'fail',
		activity: options.activity ?? false,
		agentMayOrder: options.agentMayOrder ?? false,
	};
}

/**
 * Terms for the orders of a run: options from the parameters of the input item that named the order,
 * then from mapped fields.
 *
 * @param itemOf the input item that a purchase order belongs to
 */
export async function termsFor(
	context: IExecuteFunctions,
	ports: OrderPorts,
	account: Account,
	choices: RunChoices,
	headers: Header[],
	itemOf: (header: Header) => number,
): Promise<OrderTerms> {
	const mapped = await readMappedTexts(ports.autotask, headers, choices.optionMap);
	const parameters = new Map(
		headers.map((header) => [header.po.id, readOptionTexts(context, itemOf(header))]),
	);
	return {
		account,
		settings: choices.settings,
		defaults: DEFAULT_OPTIONS,
		texts: (poId) => [parameters.get(poId) ?? {}, mapped.get(poId) ?? {}],
	};
}

/** Order options of one input item, as texts. */
export function readOptionTexts(context: IExecuteFunctions, itemIndex: number): OptionTexts {
	const set = context.getNodeParameter('orderOptions', itemIndex, {}) as Record<string, unknown>;
	return Object.fromEntries(
		Object.entries(set).map(([name, value]) => [name, value === null ? '' : String(value)]),
	);
}

type RuleParameters = Partial<
	Omit<RuleSettings, 'costTolerance'> & {
		tolerancePercent: string;
		toleranceAmount: string;
		minimumField: string;
	}
>;

interface SafetyParameters {
	afterWindow?: OrderSettings['afterWindow'];
	/** Minutes. */
	claimLife?: number;
	window?: number;
	/** Seconds. */
	settle?: number;
	poNumberPattern?: string;
	poNumberLength?: number;
}

function ruleSettings(set: RuleParameters, vendorId: string, readyStatus: string): RuleSettings {
	return {
		off: set.off ?? DEFAULT_RULES.off,
		vendorId,
		readyStatus: readyStatus.trim(),
		otherLines: set.otherLines ?? DEFAULT_RULES.otherLines,
		costTolerance: {
			percent: amount(
				'Cost Tolerance (%)',
				set.tolerancePercent ?? DEFAULT_RULES.costTolerance.percent,
			),
			amount: amount(
				'Cost Tolerance (Amount)',
				set.toleranceAmount ?? DEFAULT_RULES.costTolerance.amount,
			),
		},
		currency: set.currency ?? DEFAULT_RULES.currency,
		capPerOrder: amount('Cap per Order', set.capPerOrder ?? DEFAULT_RULES.capPerOrder),
		capPerRun: amount('Cap per Run', set.capPerRun ?? DEFAULT_RULES.capPerRun),
		approvalAbove: amount(
			'Approval Needed Above',
			set.approvalAbove ?? DEFAULT_RULES.approvalAbove,
		),
	};
}

function orderSettings(
	rules: RuleSettings,
	writeBack: Partial<OrderSettings>,
	safety: SafetyParameters,
): OrderSettings {
	const { settle, claimLife, window } = safety;
	return {
		...DEFAULT_SETTINGS,
		...writeBack,
		rules,
		afterWindow: safety.afterWindow ?? DEFAULT_SETTINGS.afterWindow,
		poNumber: {
			pattern: safety.poNumberPattern ?? DEFAULT_PO_NUMBER.pattern,
			maximumLength: safety.poNumberLength ?? DEFAULT_PO_NUMBER.maximumLength,
		},
		timing: {
			...DEFAULT_TIMING,
			...(settle === undefined ? {} : { settle: settle * 1_000 }),
			...(claimLife === undefined ? {} : { claimLife: claimLife * 60_000 }),
			...(window === undefined ? {} : { window: window * 60_000 }),
		},
	};
}

/** A limit that cannot be read must not turn into no limit. */
export function amount(field: string, value: unknown): string {
	const text = String(value ?? '').trim();
	if (text === '' || /^\d+(\.\d+)?$/.test(text)) return text;
	throw new Problem({
		code: 'parameter-no-amount',
		cause: `${field} is "${text}", which is no amount such as 2500.00`,
		remedy: `Correct ${field} in the node.`,
	});
}
