import type { StatusChange } from '../../../lib/order-status/report/status-change';
import { blockOf } from '../orders/oracle/memo';
import { riskySentences } from '../risky-sentences';
import { type Life, ORDERED_AT, type Poll } from './life';
import type { Played } from './play';
import { truthAt, type Truth } from './truth';

/** What a life broke, one line each; empty = every promise was kept. */
export interface Findings {
	/** The told history and the ledger differ. */
	history: string[];
	/** An event was told twice, or never. */
	events: string[];
	/** More was received than was ordered or sent, or a serial number twice, or Autotask had to refuse. */
	receiving: string[];
	/** Something was written or told though nothing was new. */
	quiet: string[];
	/** A person's words, or the order block, are gone. */
	memo: string[];
	/** A person was told something that could lead to a second order while the first may live. */
	advice: string[];
	/** Events told. */
	told: number;
	polls: number;
	writes: number;
}

/** Holds all that was told and written against what was true; nothing of the package decides here. */
export function check(played: Played): Findings {
	const { life, reports, last, again } = played;
	const found: Findings = {
		history: [],
		events: [],
		receiving: [],
		quiet: [],
		memo: [],
		advice: [],
		told: 0,
		polls: reports.length + 2,
		writes: 0,
	};
	const name = `seed ${life.seed}`;
	const hour = (reports.at(-1)?.poll.at ?? 0) + 1;
	const truth = truthAt(life, hour);
	const told = reports.flatMap(({ report }) => report.changes);
	found.told = told.length;
	found.writes = reports.reduce((sum, { report }) => sum + report.summary.autotaskWrites, 0);
	for (const [what, report] of [
		['the last poll', last],
		['one poll more', again],
	] as const)
		if (report.changes.length > 0 || report.summary.autotaskWrites > 0)
			found.quiet.push(
				`${name}: ${what} wrote ${report.summary.autotaskWrites} times and told ${report.changes.map(({ what: text }) => text).join(' | ')}`,
			);
	checkQuantities(name, told, truth, found);
	checkOnce(name, told, truth, found);
	checkHolds(name, played, told, truth, found);
	checkEtas(name, told, found);
	checkAttention(name, played, told, found);
	checkAdvice(name, played, found);
	checkMemo(name, played, truth, found);
	checkReceipts(name, played, truth, found);
	return found;
}

function checkQuantities(name: string, told: StatusChange[], truth: Truth, found: Findings): void {
	const sum = (kinds: string[], line: number) =>
		told
			.filter(({ kind }) => kinds.includes(kind))
			.flatMap(({ lines }) => lines)
			.filter((one) => one.line === line)
			.reduce((so, { quantity }) => so + quantity, 0);
	for (const { number, shipped, delivered, cancelled, parts } of truth.lines) {
		const rejected = parts.every(({ code }) => code === 'rejected');
		const pairs: [string, number, number][] = [
			['shipped', sum(['shipped', 'partlyShipped'], number), shipped],
			['delivered', sum(['delivered'], number), delivered],
			['cancelled', sum(['cancelled'], number), rejected ? 0 : cancelled],
		];
		for (const [what, got, wanted] of pairs)
			if (got !== wanted)
				found.history.push(`${name} line ${number}: ${got} told as ${what}, ${wanted} in truth`);
	}
}

/** Tracking numbers and invoices: each told once, and none left out. */
function checkOnce(name: string, told: StatusChange[], truth: Truth, found: Findings): void {
	const compare = (what: string, got: string[], wanted: string[]) => {
		for (const one of new Set(got))
			if (got.filter((other) => other === one).length > 1)
				found.events.push(`${name}: ${what} ${one} told twice`);
		for (const one of wanted)
			if (!got.includes(one)) found.events.push(`${name}: ${what} ${one} never told`);
		for (const one of got)
			if (!wanted.includes(one)) found.events.push(`${name}: ${what} ${one} is none`);
	};
	const parted = (text: string) => text.split(', ').filter((part) => part !== '');
	compare(
		'tracking number',
		told
			.filter(({ kind }) => kind !== 'invoiced')
			.flatMap(({ trackingNumbers }) => parted(trackingNumbers)),
		truth.lines.flatMap(({ tracking }) => tracking),
	);
	compare(
		'invoice',
		told.filter(({ kind }) => kind === 'invoiced').map(({ invoiceNumber }) => invoiceNumber),
		truth.invoices.map(({ number }) => number),
	);
	for (const { invoiceNumber, isCredit, invoiceTotal } of told.filter(
		({ kind }) => kind === 'invoiced',
	)) {
		const bill = truth.invoices.find(({ number }) => number === invoiceNumber);
		const wanted = bill?.credit ? `-${bill.credit.replace(',', '').slice(0, -2)}` : '2469.00';
		if (isCredit !== (bill?.credit !== '') || invoiceTotal !== wanted)
			found.history.push(
				`${name}: invoice ${invoiceNumber} told as ${invoiceTotal}, ${wanted} in truth`,
			);
	}
}

function checkHolds(
	name: string,
	{ life, reports }: Played,
	told: StatusChange[],
	truth: Truth,
	found: Findings,
): void {
	const count = (kind: string) => told.filter((one) => one.kind === kind).length;
	const [held, accepted] = [count('held'), count('accepted')];
	const nothing = truth.lines.every(({ shipped }) => shipped === 0);
	const heldFirst = life.hold?.from === 0;
	if (life.lines.some(({ nonStock }) => nonStock)) {
		// What nobody can ship is held as long as nothing else moves: how often that is told is a matter of the hour.
		if (held > 1 || accepted > 1)
			found.events.push(`${name}: told ${held} times as held and ${accepted} times as accepted`);
		for (const { poll, report } of reports)
			if (report.changes.some(({ kind }) => kind === 'accepted') && isHeldAt(life, poll))
				found.events.push(`${name}: told as accepted at hour ${poll.at}, and it was held`);
		return;
	}
	if (life.hold === null || heldFirst) {
		// Released and then cancelled before anything left: whether that was seen is a matter of the hour.
		const fits = heldFirst ? accepted === 1 || (accepted === 0 && nothing) : accepted === 0;
		if (held > 0 || !fits)
			found.events.push(
				`${name}: told ${held} times as held and ${accepted} times as accepted (${nothing ? 'cancelled' : 'shipped'})`,
			);
	} else if (held > 1 || accepted > held || (accepted < held && !nothing))
		found.events.push(`${name}: told ${held} times as held and ${accepted} times as accepted`);
}

/** Whether people at TD SYNNEX must still look at something of it, and nothing has left. */
function isHeldAt(life: Life, { reply, at, of }: Poll): boolean {
	const { held, lines } = truthAt(life, reply === 'old' ? of : at);
	const waits = lines.some(
		({ number, parts }) =>
			life.lines.some((line) => line.number === number && line.nonStock) &&
			parts.some(({ code }) => code === 'accepted'),
	);
	return (held || waits) && lines.every(({ shipped }) => shipped === 0);
}

/** Every date told follows from the one told before: none twice, none left out in between. */
function checkEtas(name: string, told: StatusChange[], found: Findings): void {
	const known = new Map<number, string>();
	for (const { kind, lines, what } of told) {
		if (kind !== 'etaMoved' && kind !== 'backOrdered') continue;
		for (const { line, eta } of lines) {
			const before = known.get(line) ?? '';
			const from = before === '' ? 'no date was given' : `was ${before}`;
			if (kind === 'etaMoved' && !what.includes(`expected ${eta}, ${from}`))
				found.events.push(
					`${name} line ${line}: ETA told as moved: "${what}", known was ${before}`,
				);
			if (kind === 'etaMoved' && eta === before)
				found.events.push(`${name} line ${line}: ETA ${eta} told twice`);
			known.set(line, eta);
		}
	}
}

/**
 * Nothing in these lives is wrong but that serial numbers come late, and that some lines were taken at another
 * price or filed under SKU 99: nobody may be called for anything else, and for each of those once.
 */
function checkAttention(
	name: string,
	{ life }: Played,
	told: StatusChange[],
	found: Findings,
): void {
	const apart = new Map(
		life.lines
			.filter(({ price }) => Number(price) !== Number(ORDERED_AT))
			.map(({ number, price }) => [number, { price, told: 0 }]),
	);
	const quotes = new Set(life.lines.filter(({ nonStock }) => nonStock).map(({ number }) => number));
	for (const { kind, what } of told) {
		if (kind !== 'needsAttention' || /has named no serial number/.test(what)) continue;
		const [, filed] = /^TD SYNNEX filed line (\d+) .* under SKU 99/.exec(what) ?? [];
		if (filed !== undefined && quotes.delete(Number(filed))) continue;
		const [, line, price] = /^TD SYNNEX has line (\d+) .* at ([\d.]+) a piece/.exec(what) ?? [];
		const known = apart.get(Number(line));
		if (known && Number(known.price) === Number(price)) known.told++;
		else found.events.push(`${name}: called for attention: ${what}`);
	}
	for (const [number, { price, told: times }] of apart) {
		const shipped = told.some(
			({ kind, lines }) =>
				['shipped', 'partlyShipped'].includes(kind) && lines.some(({ line }) => line === number),
		);
		if (times > 1 || (shipped && times === 0))
			found.events.push(`${name} line ${number}: its price ${price} was told ${times} times`);
	}
}

/** Every sentence that a person reads, whatever is true of the order: he cannot see it either. */
function checkAdvice(name: string, { reports, last, again }: Played, found: Findings): void {
	const said = [...reports.map(({ report }) => report), last, again].flatMap(
		({ changes, summary }) => [
			...changes.flatMap(({ what, remedy }) => [what, remedy]),
			...summary.activity.flatMap(({ cause, remedy }) => [cause, remedy]),
		],
	);
	for (const sentence of new Set(said.flatMap(riskySentences)))
		found.advice.push(`${name}: "${sentence}"`);
}

function checkMemo(
	name: string,
	{ autotask, poId, notes }: Played,
	truth: Truth,
	found: Findings,
): void {
	const memo = String(autotask.row('PurchaseOrders', poId).generalMemo ?? '');
	for (const note of ['Deliver to the back door.', ...notes])
		if (!memo.includes(note)) found.memo.push(`${name}: "${note}" is gone`);
	if (memo.length > 4000) found.memo.push(`${name}: the memo has ${memo.length} characters`);
	if (blockOf(memo, poId)?.state !== 'RECORDED')
		found.memo.push(`${name}: the order block is damaged`);
	const wanted = truth.lines.every(({ shipped }) => shipped === 0) ? 'Cancelled' : 'Closed';
	const status = /^Status: (.*)$/m.exec(memo)?.[1] ?? 'none';
	if (status !== wanted) found.history.push(`${name}: ends as ${status}, in truth ${wanted}`);
	let current = '';
	for (const line of memo.match(/^\[2026[^\]]*\] .*$/gm) ?? []) {
		const step = /^\[[^\]]*\] (?:([A-Z][A-Za-z -]*?) -> )?([A-Z][A-Za-z -]*?) \(/.exec(line);
		if (!step) continue;
		const [, from, to = ''] = step;
		if (current !== '' && (from ?? to) !== current)
			found.history.push(`${name}: the history jumps from ${current} to "${line}"`);
		current = to;
	}
}

function checkReceipts(name: string, played: Played, truth: Truth, found: Findings): void {
	const { life, autotask, itemIds, refusals, byHand } = played;
	for (const refusal of refusals) found.receiving.push(`${name}: Autotask refused ${refusal}`);
	const receipts = autotask.world.store.table('PurchaseOrderItemReceiving').all();
	const serials = receipts.map(({ values }) => values.serialNumber).filter(Boolean);
	if (new Set(serials).size !== serials.length)
		found.receiving.push(`${name}: a serial number was received twice`);
	const hand = life.lines.find(({ serialised, rejected }) => !serialised && !rejected)?.number;
	for (const { number, quantity } of life.lines) {
		const line = truth.lines.find((one) => one.number === number);
		const got = receipts
			.filter(({ values }) => values.purchaseOrderItemID === itemIds.get(number))
			.reduce((sum, { values }) => sum + Number(values.quantityNowReceiving), 0);
		const due =
			life.receive === 'never'
				? 0
				: life.receive === 'delivered'
					? (line?.delivered ?? 0)
					: (line?.shipped ?? 0);
		const hands = number === hand ? byHand : 0;
		if (got > quantity)
			found.receiving.push(`${name} line ${number}: ${got} received, ${quantity} ordered`);
		// What a person receives first is not received again; what he receives afterwards comes on top.
		if (got < Math.max(due, hands) || got > due + hands)
			found.receiving.push(
				`${name} line ${number} (${life.receive}): ${got} received, ${due} due, ${hands} by hand`,
			);
	}
}
