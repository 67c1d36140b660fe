import type { Journal } from '../../orders/journal/types';
import { readMemo } from '../../orders/journal/memo';
import { PO_NUMBER_LENGTH, poNumberFor } from '../../orders/request/po-number';
import { timeMs } from '../../orders/journal/state-machine';
import type { Account, PurchaseOrder } from '../../orders/types';
import { FINISHED } from '../diff/status-rules';
import {
	isStatusBlockDamaged,
	parseKnown,
	readStatusBlock,
	type StatusBlock,
} from '../diff/status-block';
import { knownFromJournal } from '../diff/snapshot';
import type { OrderMemory } from './schedule';
import type { StatusSettings } from '../settings';
import { type PoStages, stageOf } from './po-stages';
import type { Known } from '../types';

/** A purchase order that is asked about. */
export interface TrackedOrder {
	po: PurchaseOrder;
	/** Its PO number at TD SYNNEX. */
	poNumber: string;
	/** `null` = ordered some other way. */
	journal: Journal | null;
	block: StatusBlock | null;
	/** What is recorded. */
	before: Known;
	/**
	 * What changes are compared with: what is recorded, or what was before changes that nobody was
	 * reported of.
	 */
	eventBaseline: Known;
	/** Whether changes are reported, or only recorded, since this is the first look. */
	emitsEvents: boolean;
	/** A person has made its status block unreadable. */
	damaged: boolean;
}

/** A purchase order that is not asked about, and why. */
export interface SkippedOrder {
	po: PurchaseOrder;
	code: 'finished' | 'not-ordered' | 'unsettled' | 'other-account' | 'memo-damaged' | 'po-number';
	cause: string;
	remedy: string;
}

/** What to do with one purchase order, from its own fields alone. */
export function trackOrSkip(
	po: PurchaseOrder,
	settings: StatusSettings,
	account: Pick<Account, 'environment' | 'customerNumber'>,
	kept: OrderMemory | undefined,
): TrackedOrder | SkippedOrder {
	const left = (code: SkippedOrder['code'], cause: string, remedy: string): SkippedOrder => ({
		po,
		code,
		cause,
		remedy,
	});
	const memo = readMemo(po.memo, po.id);
	if (memo.kind === 'damaged')
		return left(
			'memo-damaged',
			`the order block in its General Memo cannot be read: ${memo.why}`,
			'Undo the change in the General Memo, or let Reconcile of PO Create check it.',
		);
	const journal = memo.kind === 'journal' ? memo.journal : null;
	const refusal = journal === null ? notOurs(po, settings) : unfit(journal, account);
	if (refusal !== null) return left(...refusal);
	const poNumber = journal?.poNumber ?? numberOf(po, settings);
	if (poNumber === '')
		return left(
			'po-number',
			`the PO Number Pattern "${settings.poNumberPattern}" returns no PO number for it`,
			'Change PO Number Pattern to the one that the order was sent with.',
		);
	const block = settings.anew ? null : readStatusBlock(po.memo, po.id);
	const known = later(block?.known ?? null, parsed(kept?.known));
	if (known !== null && isThrough(known, block, settings))
		return left('finished', `it is ${known.status}`, '');
	const damaged = known === null && !settings.anew && isStatusBlockDamaged(po.memo, po.id);
	const before = known ?? (journal === null ? NOTHING : knownFromJournal(journal));
	return {
		po,
		poNumber,
		journal,
		block,
		before,
		eventBaseline: undelivered(block, settings) ?? parsed(kept?.untold) ?? before,
		emitsEvents: known !== null || (!damaged && tellsFirst(journal, settings.firstSight)),
		damaged,
	};
}

/**
 * Whether the poller itself wrote the block and its changes: it alone knows whether they were
 * handed on.
 */
export function isOwn(block: StatusBlock | null, { deliveryTracking }: StatusSettings): boolean {
	return deliveryTracking !== null && block?.pendingDelivery?.by === deliveryTracking.by;
}

/** Finished, and its last changes handed on. */
function isThrough(known: Known, block: StatusBlock | null, settings: StatusSettings): boolean {
	return (
		FINISHED.includes(known.status) && settings.scope.kind !== 'given' && !isOwn(block, settings)
	);
}

function undelivered(block: StatusBlock | null, settings: StatusSettings): Known | null {
	const { deliveryTracking } = settings;
	const pendingDelivery = isOwn(block, settings) ? block?.pendingDelivery : null;
	if (!pendingDelivery || !deliveryTracking) return null;
	return pendingDelivery.at > deliveryTracking.since &&
		!deliveryTracking.heard.includes(pendingDelivery.at)
		? pendingDelivery.before
		: null;
}

function parsed(text: string | undefined): Known | null {
	return text === undefined ? null : parseKnown(text);
}

const NOTHING: Known = {
	status: 'Submitted',
	asOf: '',
	lines: [],
	invoices: [],
	tracking: [],
	reported: [],
};

type Refusal = [SkippedOrder['code'], string, string];

function notOurs(po: PurchaseOrder, { vendorId, scope }: StatusSettings): Refusal | null {
	const vendor = vendorId !== '' && po.vendorId === vendorId;
	if (vendor && (po.externalNumber !== '' || scope.kind === 'given')) return null;
	return [
		'not-ordered',
		'it was not ordered from TD SYNNEX: it has no order block and, for the vendor of the node, no External P.O. Number',
		'If TD SYNNEX has it, enter its order number in External P.O. Number. Send it with TD SYNNEX PO Create only once it is certain that nobody has ordered it.',
	];
}

function unfit(
	journal: Journal,
	account: Pick<Account, 'environment' | 'customerNumber'>,
): Refusal | null {
	if (
		journal.environment !== account.environment ||
		journal.customerNumber !== account.customerNumber
	)
		return [
			'other-account',
			`it was sent to ${journal.environment} (customer ${journal.customerNumber}), and this credential is for ${account.environment} (customer ${account.customerNumber})`,
			'Select the credential that it was sent with.',
		];
	if (journal.state === 'RECORDED') return null;
	if (journal.state === 'PLANNED' || journal.state === 'REJECTED')
		return [
			'not-ordered',
			journal.state === 'REJECTED' ? 'TD SYNNEX rejected the order' : 'it has not been sent',
			'',
		];
	return [
		'unsettled',
		['UNCERTAIN', 'POSTING', 'CLAIMED'].includes(journal.state)
			? 'it is not known whether TD SYNNEX has the order'
			: 'the answer to its order is not yet written back',
		'Let Reconcile of TD SYNNEX PO Create run.',
	];
}

function numberOf(po: PurchaseOrder, { poNumberPattern }: StatusSettings): string {
	try {
		return poNumberFor(po, 1, { pattern: poNumberPattern, maximumLength: PO_NUMBER_LENGTH });
	} catch {
		return '';
	}
}

/**
 * The memo is the record; the node's own memory only stands in where the memo could not be written.
 */
function later(memo: Known | null, memory: Known | null): Known | null {
	if (memo === null || memory === null) return memo ?? memory;
	return memory.asOf >= memo.asOf ? memory : memo;
}

/**
 * The order's time is in whole seconds, and maybe of another machine: one that was sent while the
 * first poll went on is new. What that poll did see it has recorded.
 */
const CLOCKS_APART_MS = 5 * 60_000;

function tellsFirst(journal: Journal | null, firstSight: StatusSettings['firstSight']): boolean {
	if (journal === null || firstSight === 'nothing') return false;
	if (firstSight === 'sinceOrder') return true;
	return timeMs(journal.changed) >= firstSight.after - CLOCKS_APART_MS;
}

/** Whether a person has cancelled it in Autotask. */
export function isCancelledByHand(po: PurchaseOrder, stages: PoStages): boolean {
	return po.cancelled || stageOf(po.status, stages) === 'cancelled';
}

/** Whether PO Create has the order in hand at this moment: then its memo is not ours to write. */
export function isUnsettled(po: PurchaseOrder): boolean {
	const memo = readMemo(po.memo, po.id);
	return memo.kind === 'damaged' || (memo.kind === 'journal' && memo.journal.state !== 'RECORDED');
}
