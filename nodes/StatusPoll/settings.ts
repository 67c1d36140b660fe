import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import {
	DEFAULT_STATUS_SETTINGS,
	DEFAULT_WRITES,
	type DevicesWhen,
	type ReceiveWhen,
	type Scope,
	type StatusSettings,
	type WriteSettings,
} from '../../lib/order-status/settings';
import type { OrderStatus } from '../../lib/order-status/types';
import { Problem } from '../../lib/shared/problem';
import { readItem } from '../shared/per-item';

export interface RunChoices {
	settings: StatusSettings;
	webUrl: string;
	/** Percent. */
	budgetShare: number;
	leaveFree: number;
}

/**
 * Reads a parameter; for a node at its first item, since all but the numbers hold for the whole
 * run.
 */
export type Read = <T>(name: string, fallback: T) => T;

export function readerOf(context: IExecuteFunctions | IPollFunctions): Read {
	// n8n extracts the value of a shown field alone, and refuses it of a hidden one
	const how = (name: string) => ({ extractValue: name === LOCATOR });
	if ('getInputData' in context)
		return <T>(name: string, fallback: T) =>
			context.getNodeParameter(name, 0, fallback, how(name)) as T;
	return <T>(name: string, fallback: T) =>
		(context as IPollFunctions).getNodeParameter(name, fallback, how(name)) as T;
}

/** The one field that is chosen from a list; it shows in every operation. */
const LOCATOR = 'vendor';

/** What node and trigger have in common. */
export function readCommon(read: Read, scope: Scope): RunChoices {
	const options = read<Options>('options', {});
	const { rules = [] } = read<{ rules?: { state: OrderStatus; label: string }[] }>('statuses', {});
	const write: WriteSettings = {
		...DEFAULT_WRITES,
		...read<Partial<WriteSettings>>('write', {}),
		receive: read<ReceiveWhen>('receive', DEFAULT_WRITES.receive),
		devices: read<DevicesWhen>('devices', DEFAULT_WRITES.devices),
		statusLabels: Object.fromEntries(rules.map(({ state, label }) => [state, label])),
	};
	const { pace } = DEFAULT_STATUS_SETTINGS;
	return {
		webUrl: (options.webUrl ?? '').trim(),
		budgetShare: options.budgetShare ?? 50,
		leaveFree: options.leaveFree ?? 25,
		settings: {
			...DEFAULT_STATUS_SETTINGS,
			scope,
			vendorId: String(read<unknown>(LOCATOR, '') ?? '').trim(),
			poNumberPattern: options.poNumberPattern ?? DEFAULT_STATUS_SETTINGS.poNumberPattern,
			skuPattern: options.skuPattern ?? DEFAULT_STATUS_SETTINGS.skuPattern,
			closeAfterDays: options.closeAfterDays ?? DEFAULT_STATUS_SETTINGS.closeAfterDays,
			openDays: options.openDays ?? DEFAULT_STATUS_SETTINGS.openDays,
			pace: {
				mode: options.pace ?? pace.mode,
				callsPerHour: options.callsPerHour ?? pace.callsPerHour,
			},
			write,
		},
	};
}

/** A look at everything that orders have gone through so far; nothing is written or remembered. */
export function onlyLooking(choices: RunChoices, callsPerHour?: number): RunChoices {
	const { settings } = choices;
	const pace = {
		mode: 'always' as const,
		callsPerHour: callsPerHour ?? settings.pace.callsPerHour,
	};
	return {
		...choices,
		settings: { ...settings, dryRun: true, anew: true, firstSight: 'sinceOrder', pace },
	};
}

/** The node's scope; numbers come from every input item, with the item that named each. */
export function readScopeChoice(context: IExecuteFunctions): {
	scope: Scope;
	itemOf: Map<string, number>;
	refused: Refused[];
} {
	const kind = context.getNodeParameter('scope', 0, 'open') as Scope['kind'];
	const itemOf = new Map<string, number>();
	if (kind === 'open') return { scope: { kind }, itemOf, refused: [] };
	if (kind === 'days')
		return {
			scope: { kind, days: Number(context.getNodeParameter('days', 0, 30)) },
			itemOf,
			refused: [],
		};
	const refused: Refused[] = [];
	for (let index = 0; index < context.getInputData().length; index++) {
		const numbers = readItem(index, () => numbersAt(context, index));
		if (numbers instanceof Problem) refused.push({ index, problem: numbers });
		else for (const number of numbers) if (!itemOf.has(number)) itemOf.set(number, index);
	}
	const [first] = refused;
	if (itemOf.size === 0 && first) throw first.problem;
	return { scope: { kind: 'given', numbers: [...itemOf.keys()] }, itemOf, refused };
}

/** An input item that cannot be taken, which holds up no other. */
export interface Refused {
	index: number;
	problem: Problem;
}

function numbersAt(context: IExecuteFunctions, index: number): string[] {
	const text = String(context.getNodeParameter('purchaseOrders', index, '') ?? '');
	const numbers = text.split(/[,;\s]+/).filter((part) => part !== '');
	if (numbers.length > 0) return numbers;
	throw new Problem({
		code: 'parameter-missing',
		record: `input item ${index + 1}`,
		cause: 'No purchase order number is given',
		remedy: 'Fill in Purchase Order Numbers, or set Orders to Open.',
	});
}

interface Options {
	webUrl?: string;
	closeAfterDays?: number;
	budgetShare?: number;
	leaveFree?: number;
	openDays?: number;
	callsPerHour?: number;
	pace?: StatusSettings['pace']['mode'];
	poNumberPattern?: string;
	skuPattern?: string;
}
