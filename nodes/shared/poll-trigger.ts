import type {
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	IPollFunctions,
} from 'n8n-workflow';
import { statusValue } from '../../lib/autotask/metadata/picklist';
import type { Autotask } from '../../lib/autotask/types';
import { sha256 } from '../../lib/shared/hash';
import { readMoney } from '../../lib/shared/money';
import { DEFAULT_SKU_PATTERN } from '../../lib/shared/sku';
import { isoTime } from '../../lib/shared/clock';
import type { ProductSource } from '../../lib/orders/purchase-order/products';
import {
	newlyReady,
	type RecordSnapshot,
	type TriggerChoices,
	type TriggerMemory,
} from '../../lib/orders/triggers/newly-ready';
import { Problem } from '../../lib/shared/problem';
import { autotaskFor } from './autotask';
import { toNodeError } from './node-error';
import { AUTOTASK_CREDENTIAL } from './node-send';
import { vendorIdFrom } from './vendor';
import { optionsField } from './common-fields';
import { skuPatternField } from './purchase-order-fields';

/** What to do at the first look; the same for every trigger that polls. */
export const atFirst: INodeProperties = {
	displayName: 'When First Switched On',
	name: 'atFirst',
	type: 'options',
	options: [
		{
			name: 'Leave Out What Is Already Ready',
			value: 'none',
			description: 'Only records that become ready from now on',
		},
		{ name: 'Start With What Is Already Ready', value: 'ready' },
	],
	default: 'none',
	description:
		'Applies to the first poll, and to the first poll after the rule above changed. A restart of n8n does not count as a first poll.',
};

/** What is seldom set, at the end of every such trigger. */
export const watchOptions: INodeProperties = optionsField([
	skuPatternField("How a TD SYNNEX SKU is written in an Autotask product's SKU field"),
]);

/**
 * What the trigger remembers. n8n saves it when the workflow is switched on and with each run that
 * the trigger starts; what changes between (records seen once, labels looked up) may be lost in a
 * crash and costs a later telling at most.
 */
export interface WatchState {
	memory: TriggerMemory | null;
	/** Picklist values by label, so that they are asked for once a day. */
	labels: Record<string, string>;
	/** The day of the labels, UTC. */
	day: string;
	/** Whose records it is about: a digest, since people read n8n's store of states. */
	account: string;
}

/** What a trigger looks for in Autotask. */
export interface Watch<T extends { id: string }> {
	/** The user's rule; under another one nothing is new yet. */
	rule: object;
	choices: TriggerChoices;
	/**
	 * Records that meet the rule now, oldest first. Those that the workflow was started for already
	 * may be left out where they never start it again.
	 */
	read(startedFor: (id: string) => boolean): Promise<T[]>;
	snapshotOf(record: T): RecordSnapshot;
	toItem(record: T): IDataObject;
	/** That there is no such record, and what to check: for a test in the editor. */
	nothing: { what: string; remedy: string };
}

/**
 * One look of a trigger: an item for each record that is newly ready; `null` = none. A test in the
 * editor shows the newest record, and nothing is remembered of it.
 */
export async function pollWatch<T extends { id: string }>(
	context: IPollFunctions,
	watchFor: (autotask: Autotask, state: WatchState) => Promise<Watch<T>>,
): Promise<INodeExecutionData[][] | null> {
	try {
		const state = await readState(context, Date.now());
		const watch = await watchFor(await autotaskFor(context), state);
		const items = (records: T[]) => [records.map((record) => ({ json: watch.toItem(record) }))];
		if (context.getMode() === 'manual') {
			const newest = (await watch.read(() => false)).slice(-1);
			if (newest.length > 0) return items(newest);
			throw nothingToShow(watch.nothing.what, watch.nothing.remedy);
		}
		const found = await watch.read((id) => state.memory?.told[id] !== undefined);
		const { fresh, memory } = newlyReady(
			found.map(watch.snapshotOf),
			state.memory,
			JSON.stringify(watch.rule),
			watch.choices,
		);
		writeState(context, { ...state, memory });
		return fresh.length === 0 ? null : items(found.filter(({ id }) => fresh.includes(id)));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/**
 * Under another Autotask login nothing is remembered: its records have the same ids and are others.
 *
 * @param now milliseconds since 1970
 */
export async function readState(context: IPollFunctions, now: number): Promise<WatchState> {
	const saved = context.getWorkflowStaticData('node') as Partial<WatchState>;
	const login = await context.getCredentials<Record<string, string>>(AUTOTASK_CREDENTIAL);
	const inWords = `${login.userName} ${login.zoneDiscoveryUrl}`;
	const account = sha256(inWords);
	const day = isoTime(now).slice(0, 10);
	// as earlier versions wrote it
	const isSame = saved.account === account || saved.account === inWords;
	if (saved.account !== undefined && !isSame) return { memory: null, labels: {}, day, account };
	const labels = saved.day === day ? (saved.labels ?? {}) : {};
	return { memory: saved.memory ?? null, labels, day, account };
}

export function writeState(context: IPollFunctions, state: WatchState): void {
	Object.assign(context.getWorkflowStaticData('node'), state as unknown as IDataObject);
}

/** The value of a purchase-order status by its label, from memory when it was asked before. */
export async function knownStatus(
	autotask: Autotask,
	state: WatchState,
	label: string,
): Promise<string> {
	const value = state.labels[label] ?? (await statusValue(autotask, label));
	state.labels[label] = value;
	return value;
}

/** Where the products that a trigger looks for stand in Autotask. */
export function sourceOf(context: IPollFunctions): ProductSource {
	const vendor = context.getNodeParameter('vendor', '', { extractValue: true });
	const options = context.getNodeParameter('options', {}) as { skuPattern?: string };
	return {
		vendorId: vendorIdFrom(vendor),
		skuPattern: options.skuPattern ?? DEFAULT_SKU_PATTERN,
		minimumField: '',
	};
}

/**
 * An amount as decimal text; empty stays empty. A limit that cannot be read must not turn into no
 * limit.
 */
export function amountOf(context: IPollFunctions, name: string, shown: string): string {
	const read = readMoney(context.getNodeParameter(name, ''));
	if ('amount' in read) return read.amount ?? '';
	throw new Problem({
		code: 'parameter-no-amount',
		cause: `${shown}: ${read.fault}`,
		remedy: `Correct ${shown} in the trigger.`,
	});
}

/** Nothing to show in a test run: said in words, since n8n shows an empty test as if it hung. */
function nothingToShow(what: string, remedy: string): Problem {
	return new Problem({
		code: 'nothing-ready',
		cause: `${what} now, so there is no sample`,
		remedy,
	});
}
