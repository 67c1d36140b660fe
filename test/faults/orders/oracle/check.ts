import Big from 'big.js';
import { riskySentences } from '../../risky-sentences';
import { problemOf } from '../advice';
import { ANSWERED, isParked, SECRET } from '../play';
import { type History, truthsOf } from '../history';
import type { Post } from '../tdsynnex-door';
import type { Truth, Wish } from '../truth';
import { blockOf } from './memo';

/** What a history broke, one line each; empty = every promise was kept. */
export interface Findings {
	double: string[];
	lost: string[];
	/** Sent against what a person had written before the post. */
	unwanted: string[];
	/** Something else than the purchase order held. */
	content: string[];
	/** Another purchase order's order was taken for this one's, and nobody was told to look. */
	adopted: string[];
	/** The same, and a run had named the order and said that it is to be looked at. */
	adoptedTold: string[];
	aboveCap: string[];
	secrets: string[];
	/** A person's words are gone from a memo. */
	notes: string[];
	/** A run wrote a doubt over an answer that stood in the block, and there it stands still. */
	forgotten: string[];
	/** The same, and a later run has found the answer again. */
	forgottenForATime: string[];
	/** Told as changed after it was sent, though nobody changed it. */
	falseAlarm: string[];
	/** A run ended in something else than a Problem: a fault of the package itself. */
	broken: string[];
	/** Left to a person as "nobody can tell", though no order ever left. */
	needless: string[];
	/** People did what the package said, and there were two orders. */
	adviceDoubled: string[];
	/** People did what the package said, again and again, and were not done. */
	adviceEndless: string[];
	/** Sentences that could lead to a second order while the first may live. */
	adviceRisky: string[];
	/** Purchase orders in all, and those whose block nobody tore. */
	purchaseOrders: number;
	whole: number;
	/** Orders that stand at TD SYNNEX. */
	orders: number;
	/** Purchase orders that waited for a person because nobody could tell: safe, but work. */
	parked: number;
	/** Purchase orders that a rule or a person kept from being sent. */
	unsent: number;
}

export const BROKEN = [
	'double',
	'lost',
	'unwanted',
	'content',
	'adopted',
	'adoptedTold',
	'aboveCap',
	'forgotten',
	'forgottenForATime',
	'falseAlarm',
	'secrets',
	'broken',
	'adviceDoubled',
	'adviceEndless',
	'adviceRisky',
	'needless',
	'notes',
] as const;

/** Holds both systems and what people wanted against each other; the order book is the truth. */
export function check(history: History): Findings {
	const findings: Findings = {
		double: [],
		lost: [],
		unwanted: [],
		content: [],
		adopted: [],
		adoptedTold: [],
		aboveCap: [],
		forgotten: [],
		forgottenForATime: [],
		falseAlarm: [],
		secrets: [],
		notes: [],
		broken: [],
		needless: [],
		adviceDoubled: [],
		adviceEndless: [],
		adviceRisky: [],
		purchaseOrders: 0,
		whole: 0,
		orders: 0,
		parked: 0,
		unsent: 0,
	};
	for (const truth of truthsOf(history)) checkOrder(history, truth, findings);
	const known = new Set(truthsOf(history).map(({ madeAt }) => madeAt));
	for (const { madeAt, poNumber } of history.tdSynnex.posts)
		if (!known.has(madeAt)) findings.unwanted.push(`PO ${poNumber} is for no purchase order`);
	findings.adviceRisky.push(...riskyAdvice(history));
	const said = JSON.stringify([history.said, history.thrown.map(String)]);
	if (said.includes(SECRET)) findings.secrets.push('a result holds the password');
	findings.broken.push(...history.thrown.filter((error) => !isProblem(error)).map(String));
	return findings;
}

/** Whatever is true of an order: people cannot see it either. */
function riskyAdvice({ said, schedule: { kind, seed } }: History): string[] {
	const texts = said.flatMap(({ result: { problem, warnings, findings } }) => {
		// What a refused order is told, people play to its end.
		const told = problem && problem.code !== 'order-rejected' ? [problem] : [];
		return [...warnings, ...[...findings, ...told].flatMap(({ cause, remedy }) => [cause, remedy])];
	});
	return [...new Set(texts.flatMap(riskySentences))].map(
		(sentence) => `${kind} seed ${seed}: "${sentence}"`,
	);
}

/** A history in one line of text: two plays of one seed must give the same. */
export function fingerprint(history: History): string {
	return JSON.stringify([
		truthsOf(history).map(({ id, tenant }) =>
			history.tenants[tenant]?.autotask.row('PurchaseOrders', id),
		),
		history.tdSynnex.posts.map(({ poNumber, leftAt, process }) => [poNumber, leftAt, process]),
		history.said.map(({ result: { state, steps } }) => [state, steps]),
	]);
}

function checkOrder(history: History, truth: Truth, findings: Findings): void {
	const row = history.tenants[truth.tenant]?.autotask.row('PurchaseOrders', truth.id) ?? {};
	const { kind, seed } = history.schedule;
	const name = `${kind} seed ${seed} PO ${String(row.purchaseOrderNumber)} (tenant ${truth.tenant})`;
	const posts = history.tdSynnex.posts.filter(({ madeAt }) => madeAt === truth.madeAt);
	const accepted = posts.filter(({ order }) => order?.code === 'accepted');
	findings.purchaseOrders += 1;
	findings.orders += accepted.length;
	checkCount(history, truth, accepted, name, findings);
	for (const post of posts) checkPost(history, truth, post, name, findings);
	checkNumbers(posts, name, findings);
	const inTheEnd = blockOf(String(row.generalMemo ?? ''), truth.id)?.state;
	const isAnswered = inTheEnd !== undefined && ANSWERED.includes(inTheEnd);
	for (const { tenant, id, from, to, process } of history.forgotten)
		if (tenant === truth.tenant && id === truth.id)
			findings[isAnswered ? 'forgottenForATime' : 'forgotten'].push(
				`${name}: ${process} wrote ${to} over ${from}`,
			);
	if (
		toldAsChanged(history, truth) &&
		new Set(truth.wishes.map((one) => contentOf(one.wish))).size === 1
	)
		findings.falseAlarm.push(`${name}: told as changed, and nobody changed it`);
	checkKnown(history, truth, accepted, name, findings);
	const memo = String(row.generalMemo ?? '');
	if (memo.includes(SECRET)) findings.secrets.push(`${name}: the memo holds the password`);
	for (const note of truth.notes)
		if (!memo.includes(note)) findings.notes.push(`${name}: "${note}" is gone`);
	if (posts.length === 0) findings.unsent++;
	if (!truth.torn) findings.whole += 1;
	if (history.before.parked.has(truth)) {
		findings.parked++;
		const left = history.tdSynnex.posts
			.slice(0, history.before.posts)
			.some(({ madeAt }) => madeAt === truth.madeAt);
		if (!left && !attempted(history, truth) && !truth.torn)
			findings.needless.push(`${name}: nothing ever left`);
	}
	const advised = history.advised.get(truth) ?? [];
	const refused = lastOfSubmit(history, truth) === 'order-refused';
	if (advised.length > 0 && isParked(history, truth) && !refused)
		findings.adviceEndless.push(`${name}: ${advised.join('; ')}; ${problemOf(history, truth)}`);
}

/** What Submit said last: where a rule stops it, the advice was followed, and the rest is for a person to correct. */
function lastOfSubmit({ said, setups }: History, { id, tenant }: Truth): string {
	const own = said.filter(
		(one) =>
			one.tenant === tenant &&
			one.result.poId === String(id) &&
			setups.get(one.process)?.operation === 'submit',
	);
	return own.at(-1)?.result.problem?.code ?? '';
}

/** Whether a run came to the post, though the network may have swallowed it. */
function attempted({ said }: History, { id, tenant }: Truth): boolean {
	return said.some(
		(one) =>
			one.tenant === tenant &&
			one.result.poId === String(id) &&
			JSON.stringify(one.result.steps).includes('"post"'),
	);
}

/** One order a purchase order; one more only where a person could not know of it, or asked TD SYNNEX first. */
function checkCount(
	history: History,
	truth: Truth,
	accepted: Post[],
	name: string,
	findings: Findings,
): void {
	const before = accepted.filter(
		(post) => history.tdSynnex.posts.indexOf(post) < history.before.posts,
	);
	const words = (list: Post[]) =>
		list.map(({ poNumber, process, leftAt }) => `${poNumber} by ${process} at ${clock(leftAt)}`);
	if (before.length > 1) findings.double.push(`${name}: ${words(before).join(', ')}`);
	else if (accepted.length > 1)
		findings.adviceDoubled.push(
			`${name}: ${words(accepted).join(', ')}; ${(history.advised.get(truth) ?? []).join('; ')}`,
		);
	for (const { at } of truth.telephoned)
		for (const post of accepted)
			if (at + history.schedule.lag + LOOKED_UP_MS < post.leftAt)
				findings.double.push(`${name}: ordered by telephone before ${words([post]).join()}`);
}

/** Between the look-up and the post. */
const LOOKED_UP_MS = 5 * 60_000;

/** Held against every version of what people wanted that stood in the last moments before it left. */
function checkPost(
	history: History,
	truth: Truth,
	post: Post,
	name: string,
	findings: Findings,
): void {
	const setup = history.setups.get(post.process);
	const { readDelay, capPerOrder, approvalAbove, marked } = history.schedule;
	const grace = (setup?.settle ?? 0) / 2 + readDelay * 1000 + MOMENT_MS;
	const standing = truth.wishes.filter(
		({ at }, index) =>
			at <= post.leftAt && (truth.wishes[index + 1]?.at ?? Infinity) > post.leftAt - grace,
	);
	const total = (wanted: Wish) =>
		wanted.lines.reduce(
			(sum, { quantity, price }) => sum.plus(new Big(price).times(quantity)),
			new Big(0),
		);
	const mayGo = ({ wish: wanted }: { wish: Wish }) =>
		!wanted.cancelled &&
		!wanted.moved &&
		(!marked || wanted.marked) &&
		(approvalAbove === '' || wanted.approved || !total(wanted).gt(approvalAbove)) &&
		truth.wishes.some(
			({ at, wish: { number } }) =>
				at <= post.leftAt &&
				post.poNumber === numberOf({ ...wanted, number }, setup?.pattern ?? '', truth),
		);
	const when = `sent as ${post.poNumber} by ${post.process} at ${clock(post.leftAt)}`;
	if (!standing.some(mayGo)) findings.unwanted.push(`${name}: ${when} against a person's word`);
	const lines = post.order?.submitted;
	if (!lines) return;
	const same = ({ wish: wanted }: { wish: Wish }) => contentOf(wanted) === sentContent(lines);
	if (!standing.some(same)) findings.content.push(`${name}: ${when}: ${sentContent(lines)}`);
	const sum = lines.lines.reduce(
		(so, { quantity, unitPrice }) => so.plus(new Big(quantity).times(unitPrice)),
		new Big(0),
	);
	if (capPerOrder !== '' && sum.gt(capPerOrder))
		findings.aboveCap.push(`${name}: ${sum.toFixed(2)} above ${capPerOrder}`);
}

/** One revision goes out under one number, whatever becomes of the purchase order's own. */
function checkNumbers(posts: Post[], name: string, findings: Findings): void {
	const numbers = new Set(posts.map(({ poNumber }) => poNumber));
	const bodies = new Map<string, string>();
	for (const number of numbers) {
		const [, body = '', revision = '1'] = /^(.*?)(?:-(\d+))?$/.exec(number) ?? [];
		const other = bodies.get(revision);
		if (other !== undefined)
			findings.unwanted.push(`${name}: revision ${revision} was sent as ${other} and as ${body}`);
		bodies.set(revision, body);
	}
}

function toldAsChanged({ said }: History, { id, tenant }: Truth): boolean {
	return said.some(
		(one) =>
			one.tenant === tenant &&
			one.result.poId === String(id) &&
			one.result.problem?.code === 'changed-after-order',
	);
}

const MOMENT_MS = 100;

function numberOf({ number, revision }: Wish, pattern: string, { id }: Truth): string {
	const body = pattern.replace('{number}', number).replace('{ID}', String(id));
	return revision > 1 ? `${body}-${revision}` : body;
}

function contentOf({ lines, street, method }: Wish): string {
	return [
		...lines.map(({ sku, quantity, price }) => `${sku} ${quantity} ${new Big(price).toFixed(4)}`),
		street,
		method || 'FG',
	].join('|');
}

function sentContent({
	lines,
	shipTo,
	shipMethod,
}: NonNullable<Post['order']>['submitted']): string {
	return [
		...lines.map(
			({ sku, quantity, unitPrice }) => `${sku} ${quantity} ${new Big(unitPrice).toFixed(4)}`,
		),
		shipTo.line1,
		shipMethod,
	].join('|');
}

/** Every order is told of: in the block, in the order number's field, or as something for a person. */
function checkKnown(
	history: History,
	truth: Truth,
	accepted: Post[],
	name: string,
	findings: Findings,
): void {
	const row = history.tenants[truth.tenant]?.autotask.row('PurchaseOrders', truth.id) ?? {};
	const block = blockOf(String(row.generalMemo ?? ''), truth.id);
	const field = String(row.externalPONumber ?? '');
	const flagged =
		problemOf(history, truth) !== '' || (block?.state === 'UNCERTAIN' && block.reason !== '');
	for (const { order } of accepted) {
		const all = order?.orders ?? [];
		const orders = truth.wish.moved ? all.slice(0, FIT_THE_FIELD) : all;
		const numbers = orders.map(({ orderNumber }) => orderNumber).sort();
		const names = (has: (number: string) => boolean) => isNamed(orders, has);
		const recorded =
			block?.state === 'RECORDED' && names((one) => block.orderNumbers.includes(one));
		const inField = names((one) => field.includes(one));
		if (!recorded && !flagged && !inField)
			findings.lost.push(
				`${name}: order ${numbers.join(', ')} is told nowhere (${block?.state ?? 'no block'})`,
			);
	}
	const own = [...accepted.map(({ order }) => order), ...truth.telephoned.map(({ order }) => order)]
		.flatMap((order) => order?.orders ?? [])
		.map(({ orderNumber }) => orderNumber);
	const foreign = (block?.orderNumbers ?? []).filter((number) => !own.includes(number));
	const real = foreign.filter((number) => history.tdSynnex.book.sale(number) !== null);
	if (block?.state === 'RECORDED' && real.length > 0)
		findings[wasToldOf(history, truth, real) ? 'adoptedTold' : 'adopted'].push(
			`${name}: took over order ${real.join(', ')} of another`,
		);
}

/** Whether a person was asked to look at each of these orders, about this very purchase order. */
function wasToldOf({ said }: History, { tenant, id }: Truth, orders: string[]): boolean {
	const warnings = said
		.filter((one) => one.tenant === tenant && one.result.poId === String(id))
		.flatMap(({ result }) => result.warnings)
		.filter((text) => /\bcheck\b/i.test(text));
	return orders.every((order) => warnings.some((text) => text.includes(order)));
}

/** Numbers that a person finds room for in External P.O. Number. */
const FIT_THE_FIELD = 5;

/** An order that its sales desk cut anew is known by the quotation, or by all that ship in its place. */
function isNamed(
	orders: { orderNumber: string; recutAt: number | null }[],
	has: (number: string) => boolean,
): boolean {
	const quotations = orders.filter(({ recutAt }) => recutAt !== null);
	return [quotations, orders.filter((one) => !quotations.includes(one))].some(
		(some) => some.length > 0 && some.every(({ orderNumber }) => has(orderNumber)),
	);
}

function clock(at: number): string {
	return new Date(at).toISOString().slice(11, 19);
}

function isProblem(error: unknown): boolean {
	return error instanceof Error && error.name === 'Problem';
}
