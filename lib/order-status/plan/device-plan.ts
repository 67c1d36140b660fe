import { Problem } from '../../shared/problem';
import { isoDay } from '../../tdsynnex/ec-xml/order-codes';
import type { Poll } from '../context';
import { lineName } from '../diff/event-text';
import { FINISHED } from '../diff/status-rules';
import { unitKey } from './device-facts';
import { isCancelledByHand } from '../select/eligibility';
import { DEVICES, type KnownLine, type OrderSnapshot, type SnapshotFault } from '../types';
import type { MatchedOrder, StatusItem } from './po-lines';
import type { ReceivingInput } from './receiving-facts';
import { plainSerial, type Receipt, type Receiving, serialsOf } from './receiving-plan';

/** A configuration item to make. */
export interface Device {
	itemId: string;
	serialNumber: string;
	companyId: string;
	productId: string;
	/** Empty = Autotask's default. */
	categoryId: string;
	chargeId: string;
	/** ISO day of its delivery; empty = not told. */
	delivered: string;
}

export interface DevicePlan {
	devices: Device[];
	/** Serial numbers that were delivered and that Autotask has not received yet. */
	waiting: number;
	/** Why devices are not made that should be; `null` = nothing is in the way. */
	pending: SnapshotFault | null;
}

const NONE: DevicePlan = { devices: [], waiting: 0, pending: null };

/**
 * The configuration items that received serial numbers of customers' goods become, each once: what
 * has one already, in whatever spelling or state, gets no second one. Pure.
 *
 * @param receivings what is received in the same go
 */
export function planDevices(
	poll: Pick<Poll, 'settings' | 'stages'>,
	matched: MatchedOrder | null,
	input: ReceivingInput | Problem | null,
	receivings: Receiving[],
): DevicePlan {
	const { devices: when } = poll.settings.write;
	if (when === 'never' || matched === null || input === null) return NONE;
	if (isCancelledByHand(matched.order.po, poll.stages)) return NONE;
	// Why receipts cannot be read, or not be claimed now, is told with the goods.
	if (input instanceof Problem) return { ...NONE, waiting: 1 };
	const { devices: facts, serialised } = input;
	if (facts === null) return NONE;
	if (facts instanceof Problem) return { ...NONE, pending: unreadable(facts) };
	const receipts = [...input.receipts, ...receivings];
	const plan: DevicePlan = { devices: [], waiting: 0, pending: null };
	const notes: string[] = [];
	const made = new Set<string>();
	for (const { item, line } of itemsOf(matched)) {
		const companyId = facts.companyOf.get(item.id) ?? '';
		if (companyId === '' || item.productId === '') continue;
		const due = dueSerials(when, line, matched, ownSerials(item, receipts));
		for (const [serial, delivered] of due) {
			const known = facts.devices.filter(
				(one) => one.serial === serial && one.companyId === companyId,
			);
			if (known.some(({ productId }) => productId === item.productId)) continue;
			if (facts.tied.has(unitKey(item.id, serial))) continue;
			const receipt = receipts.find(
				(one) => one.itemId === item.id && plainSerial(one.serialNumber) === serial,
			);
			const key = `${companyId} ${item.productId} ${serial}`;
			if (receipt === undefined) plan.waiting += serialised.has(item.productId) ? 1 : 0;
			else if (known.length > 0)
				notes.push(ofOtherProduct(line, receipt.serialNumber, known[0]?.id));
			else if (!made.has(key)) {
				made.add(key);
				plan.devices.push({
					itemId: item.id,
					serialNumber: receipt.serialNumber.trim(),
					companyId,
					productId: item.productId,
					categoryId: facts.categories.get(item.productId) ?? '',
					chargeId: item.chargeId,
					delivered,
				});
			}
		}
	}
	if (plan.waiting > 0 && FINISHED.includes(matched.comparison.known.status))
		notes.push(`${plan.waiting} serial numbers were delivered, but are not received in Autotask`);
	return { ...plan, pending: notes.length === 0 ? null : pendingDevices(notes) };
}

/** Each line of the purchase order once, with a line of TD SYNNEX that stands for it. */
function itemsOf({ byLine }: MatchedOrder): { item: StatusItem; line: number }[] {
	return [...byLine].flatMap(([line, items]) => items.map((item) => ({ item, line })));
}

/** Serial numbers in capitals whose devices are due, each with the day of its delivery. */
function dueSerials(
	when: 'delivered' | 'received',
	line: number,
	{ comparison, snapshot }: MatchedOrder,
	received: string[],
): Map<string, string> {
	const known = comparison.known.lines.find((one) => one.line === line);
	const days = deliveryDays(line, snapshot);
	const isAll = when === 'received' || (known !== undefined && isDelivered(known));
	const last = [...days.values()].sort().at(-1) ?? '';
	// What only a receipt names came with the rest of its line.
	return new Map(
		[...new Set([...serialsOf(line, snapshot), ...(isAll ? received : [])].map(plainSerial))]
			.filter((serial) => isAll || days.has(serial))
			.map((serial) => [serial, days.get(serial) ?? (when === 'delivered' ? last : '')]),
	);
}

function ownSerials({ id }: StatusItem, receipts: Pick<Receipt, 'itemId' | 'serialNumber'>[]) {
	const own = receipts.filter(({ itemId, serialNumber }) => itemId === id && serialNumber !== '');
	return own.map(({ serialNumber }) => serialNumber);
}

function isDelivered({ ordered, cancelled, delivered }: KnownLine): boolean {
	return delivered > 0 && delivered >= ordered - cancelled;
}

function deliveryDays(line: number, snapshot: OrderSnapshot): Map<string, string> {
	const packages = snapshot.lines
		.filter((one) => one.line === line)
		.flatMap((one) => one.packages)
		.filter(({ deliveredAt, refusedAt }) => deliveredAt !== '' && refusedAt === '');
	return new Map(
		packages.flatMap(({ serialNumbers, deliveredAt }) =>
			serialNumbers.map((serial) => [plainSerial(serial), isoDay(deliveredAt)]),
		),
	);
}

function ofOtherProduct(line: number, serialNumber: string, id = ''): string {
	return `${lineName(line, '')}: the customer already has a device with the serial number ${serialNumber}, as another product (device ${id})`;
}

function pendingDevices(notes: string[]): SnapshotFault {
	return {
		key: DEVICES,
		cause: `no device was created: ${notes.join('; ')}`,
		remedy:
			"Check the customer's devices in Autotask, and create the missing ones by hand. If the goods are not received yet, receive them first.",
	};
}

function unreadable({ cause }: Problem): SnapshotFault {
	return {
		key: DEVICES,
		cause: `no devices were created, because the existing ones cannot be read: ${cause}`,
		remedy:
			'Give the API user the right to view devices, inventory, tickets, projects, and contracts, and to add devices. Or set Create Devices to Never.',
	};
}
