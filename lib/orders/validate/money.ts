import Big from 'big.js';
import { changePercent } from '../../catalog/money';
import { type Candidate, type Fault, stop, stopLine } from './types';

/** The cost in the purchase order lies within the tolerance of what TD SYNNEX asks now. */
export function cost({ order, live, settings }: Candidate): Fault[] {
	if (live === null) return [];
	const { percent, amount } = settings.costTolerance;
	return order.lines.flatMap(({ lineNumber, sku, unitPrice }) => {
		const price = live.get(sku)?.price ?? null;
		if (!isAmount(unitPrice)) return [];
		if (price === null)
			return [
				stopLine(
					lineNumber,
					`TD SYNNEX states no price for SKU ${sku}`,
					'Ask TD SYNNEX for a price.',
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
export function currency({ order, settings, live }: Candidate): Fault[] {
	const theirs = new Set([
		order.account.currency as string,
		...order.lines.flatMap(({ sku }) => live?.get(sku)?.currency ?? []),
	]);
	return [...theirs]
		.filter((code) => code !== settings.currency.toUpperCase())
		.map((code) =>
			stop(
				`TD SYNNEX sells to this account in ${code}, and costs in Autotask are in ${settings.currency}`,
				'Choose the TD SYNNEX account of that country, or correct Purchase Currency in the node.',
			),
		);
}

/** The order's total is not above the cap of one order. */
export function capPerOrder({ order, settings }: Candidate): Fault[] {
	return settings.capPerOrder === '' || !new Big(order.total).gt(settings.capPerOrder)
		? []
		: [
				stop(
					`its total of ${order.total} is above the cap of ${settings.capPerOrder} for one order`,
					'Split the order, or raise Cap per Order in the node.',
				),
			];
}

/** With this order, the run stays within its cap. */
export function capPerRun({ order, settings, spent }: Candidate): Fault[] {
	const sum = new Big(spent).plus(order.total);
	return settings.capPerRun === '' || !sum.gt(settings.capPerRun)
		? []
		: [
				stop(
					`with its ${order.total} this run would order ${sum.toFixed(2)}, above the cap of ${settings.capPerRun} for one run`,
					'Let the next run take it, or raise Cap per Run in the node.',
				),
			];
}

/** Above a limit someone has approved it, for at least this total. */
export function approval({ order, settings, resolved }: Candidate): Fault[] {
	const { by, upTo } = resolved.approval;
	if (settings.approvalAbove === '' || !new Big(order.total).gt(settings.approvalAbove)) return [];
	if (by === '')
		return [
			stop(
				`its total of ${order.total} is above ${settings.approvalAbove} and no one has approved it`,
				'Write "TDS approved by: NAME" into the General Memo, or fill in Approved By in the node.',
			),
		];
	if (upTo === '' || (isAmount(upTo) && !new Big(order.total).gt(upTo))) return [];
	return [
		stop(
			isAmount(upTo)
				? `${by} approved up to ${upTo}, and its total is ${order.total} by now`
				: `the approval of ${by} is up to "${upTo}", which is no amount`,
			'Have the new total approved.',
		),
	];
}

function isAmount(text: string): boolean {
	return /^\d+(\.\d+)?$/.test(text);
}
