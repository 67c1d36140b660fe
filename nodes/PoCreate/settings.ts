import type { IExecuteFunctions } from 'n8n-workflow';
import type { OrderTerms } from '../../lib/orders/submit/evaluate';
import { DEFAULT_TIMING } from '../../lib/orders/journal/timing';
import { mappedAgain } from '../../lib/orders/submit/claim/mapped-again';
import { readMappedTexts } from '../../lib/orders/purchase-order/mapped-options';
import { DEFAULT_OPTIONS, type OptionMap, type OptionName } from '../../lib/orders/request/options';
import { DEFAULT_PO_NUMBER } from '../../lib/orders/request/po-number';
import type { OrderPorts } from '../../lib/orders/ports';
import type { ProductSource } from '../../lib/orders/purchase-order/products';
import type { Header } from '../../lib/orders/purchase-order/read-purchase-orders';
import { DEFAULT_SETTINGS, type OrderSettings } from '../../lib/orders/settings';
import type { Account } from '../../lib/orders/types';
import { DEFAULT_RULES, type RuleSettings } from '../../lib/orders/validate/settings';
import { Problem } from '../../lib/shared/problem';
import { vendorIdFrom } from '../shared/vendor';
import { lengthsFrom, type OwnLength, resellerFrom } from './order-form';
import { refuseNothing, refuseOthers } from './expressions';
import { readOptionTexts } from './option-texts';
import { amount, numberOf } from './number-parameters';

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
	for (const [name, field] of LIMITS) refuseNothing(context, field, ['rules', name], rules[name]);
	refuseOthers(context, FOR_THE_RUN);
	const readyStatus = String(read('readyStatus', 'New') ?? '').trim();
	if (readyStatus === '') throw noReadyStatus();
	const map = read<{ fields?: { option: OptionName; field: string }[] }>('optionMap', {});
	const options = read<{ agentMayOrder?: boolean; activity?: boolean; onAttention?: string }>(
		'options',
		{},
	);
	return {
		settings: orderSettings(
			ruleSettings(rules, vendorId, readyStatus),
			said(read<Partial<OrderSettings>>('writeBack', {})),
			said(read<SafetyParameters>('safety', {})),
			resellerFrom(read<Record<string, unknown>>('reseller', {})),
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
 * Terms for the orders of a run: options from the parameters of the input item that named the
 * order, then from mapped fields.
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
		textsNow: async (po) => [
			parameters.get(po.id) ?? {},
			await mappedAgain(ports.autotask, po, choices.optionMap, mapped.get(po.id) ?? {}),
		],
	};
}

type RuleParameters = Partial<
	Omit<RuleSettings, 'costTolerance' | 'marginFloor'> & {
		tolerancePercent: string;
		toleranceAmount: string;
		minimumField: string;
		marginPercent: string;
		marginAmount: string;
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
	textLengths?: { lengths?: OwnLength[] };
}

function ruleSettings(set: RuleParameters, vendorId: string, readyStatus: string): RuleSettings {
	return {
		off: set.off ?? DEFAULT_RULES.off,
		vendorId,
		readyStatus,
		canceledStatus: DEFAULT_RULES.canceledStatus,
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
		priceApart: set.priceApart ?? DEFAULT_RULES.priceApart,
		priceTolerance: amount('Price Tolerance', set.priceTolerance ?? DEFAULT_RULES.priceTolerance),
		currency: set.currency ?? DEFAULT_RULES.currency,
		capPerOrder: amount('Cap per Order', set.capPerOrder ?? DEFAULT_RULES.capPerOrder),
		capPerRun: amount('Cap per Run', set.capPerRun ?? DEFAULT_RULES.capPerRun),
		capPerDay: amount('Cap per Day', set.capPerDay ?? DEFAULT_RULES.capPerDay),
		approvalAbove: amount(
			'Approval Needed Above',
			set.approvalAbove ?? DEFAULT_RULES.approvalAbove,
		),
		marginFloor: {
			percent: amount('Minimum Margin (%)', set.marginPercent ?? ''),
			amount: amount('Minimum Margin (Amount)', set.marginAmount ?? ''),
		},
		withoutSellingPrice: set.withoutSellingPrice ?? DEFAULT_RULES.withoutSellingPrice,
		modulesNotInUse: set.modulesNotInUse ?? DEFAULT_RULES.modulesNotInUse,
	};
}

function orderSettings(
	rules: RuleSettings,
	writeBack: Partial<OrderSettings>,
	safety: SafetyParameters,
	reseller: OrderSettings['reseller'],
): OrderSettings {
	const time = (
		field: string,
		value: number | undefined,
		usual: number,
		unit: number,
		least: number,
		most: number,
	) => (value === undefined ? usual : numberOf(field, value, least, most) * unit);
	const { settle, claimLife, window } = DEFAULT_TIMING;
	return {
		...DEFAULT_SETTINGS,
		...writeBack,
		rules,
		reseller,
		lengths: lengthsFrom(safety.textLengths?.lengths ?? []),
		afterWindow: safety.afterWindow ?? DEFAULT_SETTINGS.afterWindow,
		poNumber: {
			pattern: safety.poNumberPattern ?? DEFAULT_PO_NUMBER.pattern,
			maximumLength: numberOf(
				'PO Number Length',
				safety.poNumberLength ?? DEFAULT_PO_NUMBER.maximumLength,
				1,
				50,
			),
		},
		timing: {
			...DEFAULT_TIMING,
			settle: time('Settle Time', safety.settle, settle, 1_000, 0.2, 120),
			claimLife: time('Claim Life', safety.claimLife, claimLife, 60_000, 0.05, A_YEAR),
			window: time('Waiting Window', safety.window, window, 60_000, 0, A_YEAR),
		},
	};
}

/** Minutes. */
const A_YEAR = 525_600;

/**
 * Without what is `null` or undefined, such as an expression that gives nothing: the default stays.
 */
function said<T extends object>(set: T): T {
	return Object.fromEntries(
		Object.entries(set).filter(([, value]) => value !== undefined && value !== null),
	) as T;
}

/** Limits under Rules, by their names and the words of the screen. */
const LIMITS: [keyof RuleParameters, string][] = [
	['capPerOrder', 'Cap per Order'],
	['capPerRun', 'Cap per Run'],
	['capPerDay', 'Cap per Day'],
	['approvalAbove', 'Approval Needed Above'],
	['tolerancePercent', 'Cost Tolerance (%)'],
	['toleranceAmount', 'Cost Tolerance (Amount)'],
	['marginPercent', 'Minimum Margin (%)'],
	['marginAmount', 'Minimum Margin (Amount)'],
];
const FOR_THE_RUN = {
	vendor: 'Vendor',
	skuPattern: 'SKU Pattern',
	readyStatus: 'Ready Status',
	rules: 'Rules',
	writeBack: 'Write Back',
	safety: 'Safety',
	reseller: 'Your Company',
	optionMap: 'Options From Fields',
	options: 'Options',
};

function noReadyStatus(): Problem {
	return new Problem({
		code: 'parameter-missing',
		cause:
			'Ready Status is empty, so an order could be sent from any status, even if it was already ordered',
		remedy:
			'Select the status from which orders are sent. To send from any status, select Ready Status under Rules > Switched Off.',
	});
}
