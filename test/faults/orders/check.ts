import Big from 'big.js';
import { readMemo } from '../../../lib/orders/journal/memo';
import type { History } from './play';
import { SECRET } from './play';

/** What a history broke, one line each; empty = every promise was kept. */
export interface Findings {
	double: string[];
	lost: string[];
	aboveCap: string[];
	secrets: string[];
	/** A person's words are gone from a memo. */
	notes: string[];
	/** An order holds something else than its purchase order. */
	content: string[];
	/** A run ended in something else than a Problem: a fault of the package itself. */
	broken: string[];
	/** Orders that stand at TD SYNNEX. */
	orders: number;
	/** Purchase orders that wait for a person at the end because nobody can tell: safe, but work. */
	parked: number;
	/** Purchase orders that a rule or a person kept from being sent. */
	unsent: number;
}

/** Holds both systems against each other; the order book is the truth. */
export function check(history: History): Findings {
	const findings: Findings = {
		double: [],
		lost: [],
		aboveCap: [],
		secrets: [],
		notes: [],
		content: [],
		broken: [],
		orders: 0,
		parked: 0,
		unsent: 0,
	};
	for (const id of history.poIds) checkOrder(history, id, findings);
	const said = JSON.stringify([history.results, history.thrown.map(String)]);
	if (said.includes(SECRET)) findings.secrets.push('a result holds the password');
	findings.broken.push(...history.thrown.filter((error) => !isProblem(error)).map(String));
	return findings;
}

/** A history in one line of text: two plays of one seed must give the same. */
export function fingerprint(history: History): string {
	return JSON.stringify([
		history.poIds.map((id) => history.autotask.row('PurchaseOrders', id)),
		history.tdSynnex.book
			.all()
			.map(({ poNumber, receivedAt, code }) => [poNumber, receivedAt, code]),
		history.results.map(({ state, steps }) => [state, steps]),
	]);
}

function checkOrder(history: History, id: number, findings: Findings): void {
	const row = history.autotask.row('PurchaseOrders', id);
	const memo = String(row.generalMemo ?? '');
	const name = `${history.schedule.kind} seed ${history.schedule.seed} PO ${row.purchaseOrderNumber}`;
	const accepted = history.tdSynnex.book
		.under(String(row.purchaseOrderNumber))
		.filter(({ code }) => code === 'accepted');
	findings.orders += accepted.length;
	if (accepted.length > 1) findings.double.push(`${name}: ${accepted.length} orders`);
	if (memo.includes(SECRET)) findings.secrets.push(`${name}: the memo holds the password`);
	for (const note of ['Deliver to the back door.', ...history.notes])
		if (!memo.includes(note)) findings.notes.push(`${name}: "${note}" is gone`);
	const reading = readMemo(memo, String(id));
	const journal = reading.kind === 'journal' ? reading.journal : null;
	if (journal?.state === 'UNCERTAIN' || journal?.state === 'SENDING') findings.parked++;
	if (accepted.length === 0 && (journal === null || journal.state === 'PLANNED')) findings.unsent++;
	for (const order of accepted) {
		const numbers = order.orders.map(({ orderNumber }) => orderNumber).sort();
		const known = [...new Set(journal?.lines.flatMap((line) => line.orderNumbers) ?? [])].sort();
		const recorded =
			journal?.state === 'RECORDED' && JSON.stringify(numbers) === JSON.stringify(known);
		const flagged = journal?.state === 'UNCERTAIN' && journal.reason !== '';
		const inField = numbers.join(', ') === row.externalPONumber;
		if (!recorded && !flagged && !inField)
			findings.lost.push(
				`${name}: order ${numbers.join(', ')} is not recorded (${journal?.state ?? 'no block'})`,
			);
		checkContent(history, id, order.submitted.lines, name, findings);
	}
}

function checkContent(
	history: History,
	id: number,
	lines: { sku: string; quantity: string; unitPrice: string }[],
	name: string,
	findings: Findings,
): void {
	const items = history.autotask.world.store
		.table('PurchaseOrderItems')
		.all()
		.filter(({ values }) => values.orderID === id);
	const total = lines.reduce(
		(sum, { quantity, unitPrice }) => sum.plus(new Big(quantity).times(unitPrice)),
		new Big(0),
	);
	const { capPerOrder } = history.schedule;
	if (capPerOrder !== '' && total.gt(capPerOrder))
		findings.aboveCap.push(`${name}: ${total.toFixed(2)} above ${capPerOrder}`);
	const wanted = items.map(({ values }) => Number(values.quantity));
	const sent = lines.map(({ quantity }) => Number(quantity));
	if (JSON.stringify(wanted) !== JSON.stringify(sent))
		findings.content.push(`${name}: ${sent.join()} ordered, ${wanted.join()} wanted`);
}

function isProblem(error: unknown): boolean {
	return error instanceof Error && error.name === 'Problem';
}
