import Big from 'big.js';
import { changePercent } from '../../shared/money';
import { type Approval, isNoName } from '../request/approval';
import { asSent } from './as-sent';
import { type RuleInput, type Fault, stop, stopLine } from './types';

/** The cost in the purchase order lies within the tolerance of what TD SYNNEX asks now. */
export function cost({ order, live, settings }: RuleInput): Fault[] {
	if (live === null) return [];
	const { percent, amount } = settings.costTolerance;
	return order.lines.flatMap(({ lineNumber, sku, unitPrice }) => {
		const price = live.get(sku)?.price ?? null;
		if (!isAmount(unitPrice)) return [];
		if (price === null)
			return [
				order.options.specialPriceType === ''
					? stopLine(
							lineNumber,
							`TD SYNNEX has no price for SKU ${sku}`,
							'Ask TD SYNNEX for a price.',
						)
					: stopLine(
							lineNumber,
							`TD SYNNEX has no price for SKU ${sku} under the special price of this order`,
							'Run again in a few minutes. If the problem persists, ask TD SYNNEX whether the special price is valid.',
						),
			];
		const apart = new Big(unitPrice).minus(price).abs();
		const share = changePercent(price, unitPrice);
		const tooMuch =
			(amount !== '' && apart.gt(amount)) ||
			(percent !== '' && (share === null ? apart.gt(0) : share.gt(percent)));
		return tooMuch
			? [
					stopLine(
						lineNumber,
						`SKU ${sku} costs ${price} at TD SYNNEX now, and the purchase order says ${unitPrice} (${apart.toFixed(2)} apart${share === null ? '' : `, ${share.toFixed(1)} %`})`,
						'Correct the unit cost in the purchase order, or widen Cost Tolerance in the node.',
					),
				]
			: [];
	});
}

/** Autotask's costs and TD SYNNEX's prices are in one currency. */
export function currency({ order, settings, live }: RuleInput): Fault[] {
	const theirs = new Set([
		order.account.currency as string,
		...order.lines.flatMap(({ sku }) => live?.get(sku)?.currency ?? []),
	]);
	return [...theirs]
		.filter((code) => code !== settings.currency.toUpperCase())
		.map((code) =>
			stop(
				`TD SYNNEX sells to this account in ${code}, and costs in Autotask are in ${settings.currency}`,
				'Select the TD SYNNEX account of that country, or correct Purchase Currency in the node.',
			),
		);
}

/**
 * What the goods cost for caps and approvals, decimal: the total at the prices that leave; where no
 * rule holds the purchase order's costs against TD SYNNEX's prices, line by line the greater of the
 * two. Freight and tax are not in it.
 */
export function worth({
	order,
	live,
	settings,
}: Pick<RuleInput, 'order' | 'live' | 'settings'>): string {
	const { percent, amount } = settings.costTolerance;
	const held = !settings.off.includes('cost') && (percent !== '' || amount !== '');
	const theirs = settings.priceApart === 'sendTheirs' && !settings.off.includes('heldPrice');
	if (held || theirs || live === null) return asSent({ order, live, settings }).total;
	const sum = order.lines.reduce((so, { sku, unitPrice, quantity }) => {
		const [own, theirs] = [unitPrice, live.get(sku)?.price ?? '0'].map(
			(price) => new Big(isAmount(price) ? price : 0),
		) as [Big, Big];
		return so.plus((own.gt(theirs) ? own : theirs).times(quantity));
	}, new Big(0));
	return sum.toFixed(2);
}

/** The order's total is not above the cap of one order. */
export function capPerOrder(candidate: RuleInput): Fault[] {
	const { capPerOrder: cap } = candidate.settings;
	const total = worth(candidate);
	return cap === '' || !new Big(total).gt(cap)
		? []
		: [
				stop(
					`its total of ${total} is above the cap of ${cap} for one order`,
					'Split the order, or raise Cap per Order in the node.',
				),
			];
}

/** With this order, the run stays within its cap. */
export function capPerRun(candidate: RuleInput): Fault[] {
	const { settings, spent } = candidate;
	const total = worth(candidate);
	const sum = new Big(spent.run).plus(total);
	return settings.capPerRun === '' || !sum.gt(settings.capPerRun)
		? []
		: [
				stop(
					`with its ${total} this run would order ${sum.toFixed(2)}, above the cap of ${settings.capPerRun} for one run`,
					'Let the next run send it, or raise Cap per Run in the node.',
				),
			];
}

/** With this order, all that is ordered within a day stays within its cap. */
export function capPerDay(candidate: RuleInput): Fault[] {
	const { settings, spent } = candidate;
	if (settings.capPerDay === '') return [];
	if (spent.day === null)
		return [
			stop(
				'it became ready only after this run had counted what was ordered today, for Cap per Day',
				'Run again.',
			),
		];
	const total = worth(candidate);
	const sum = new Big(spent.day).plus(total);
	return !sum.gt(settings.capPerDay)
		? []
		: [
				stop(
					`with its ${total}, ${sum.toFixed(2)} would be ordered within 24 hours, above the cap of ${settings.capPerDay} for a day`,
					'Let a run tomorrow send it, or raise Cap per Day in the node.',
				),
			];
}

/**
 * Above a limit someone has approved it, for at least this total. An approval of a stated content
 * is for that alone, also below the limit: it says what a person saw.
 */
export function approval(candidate: RuleInput): Fault[] {
	const { settings, resolved } = candidate;
	const order = asSent(candidate);
	const given = resolved.approvals;
	const refused = given.find(({ by }) => by !== '' && isNoName(by));
	if (refused !== undefined)
		return [
			stop(
				`instead of the name of its approver there is "${refused.by}", so it is not sent`,
				'Write the name of the person who approved it there, or remove it.',
			),
		];
	const stated = given.filter(({ content }) => content !== '');
	const valid = given.filter(({ content }) => ['', order.contentCode].includes(content));
	if (stated.length > 0 && !stated.some((one) => valid.includes(one)))
		return [
			stop(
				`${stated[0]?.by || 'someone'} approved different content: lines, prices, ship-to, or options have changed since (approved ${stated[0]?.content}, now ${order.contentCode})`,
				'Check the purchase order as it is now, and have it approved again.',
			),
		];
	const total = worth(candidate);
	if (settings.approvalAbove === '' || !new Big(total).gt(settings.approvalAbove)) return [];
	const approved = valid.filter(({ by }) => by !== '');
	if (approved.length === 0 && resolved.approvedElsewhere)
		return [
			stop(
				`its total of ${total} is above ${settings.approvalAbove}, and the approval in its General Memo was copied with it: it is for the one that it was copied from`,
				'Remove the order block of the other purchase order from the General Memo, and the words "[TD SYNNEX PO ...]" from the memos of its lines. Then have it approved, and enter the approval.',
			),
		];
	if (approved.length === 0)
		return [
			stop(
				`its total of ${total} is above ${settings.approvalAbove} and nobody has approved it`,
				`Write "TDS approved by: NAME" into the General Memo, or fill in Approved By in the node. With "TDS approved content: ${order.contentCode}" next to it, the approval is only for this order.`,
			),
		];
	const limits = valid.filter(({ by }) => by === '');
	const short = limits.find((one) => tooLittle(one, total) !== '') ?? approved[0];
	const covered =
		approved.some((one) => tooLittle(one, total) === '') &&
		limits.every((one) => tooLittle(one, total) === '');
	return covered || short === undefined
		? []
		: [stop(tooLittle(short, total), 'Have the new total approved.')];
}

/** Why an approval is not for this total; empty = it is. */
function tooLittle({ by, upTo }: Approval, total: string): string {
	if (upTo === '') return '';
	const who = by || 'someone';
	if (!isAmount(upTo)) return `the approval of ${who} is up to "${upTo}", which is not an amount`;
	return new Big(total).gt(upTo)
		? `${who} approved up to ${upTo}, and its total is now ${total}`
		: '';
}

/** Whether somebody has approved this very order, for at least its total. */
export function approvedBy(candidate: RuleInput): boolean {
	const { resolved, order } = candidate;
	const total = worth(candidate);
	const valid = resolved.approvals.filter(({ content }) =>
		['', order.contentCode].includes(content),
	);
	return valid.some(({ by }) => by !== '') && valid.every((one) => tooLittle(one, total) === '');
}

export function isAmount(text: string): boolean {
	return /^\d+(\.\d+)?$/.test(text);
}
