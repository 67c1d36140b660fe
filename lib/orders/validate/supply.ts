import { ANY_WAREHOUSE, NO_WAREHOUSE } from '../request/options';
import type { EndUser, LiveItem, OrderOptions, OrderRequest } from '../types';
import { type RuleInput, type Fault, stop, stopLine, warn } from './types';

/** Enough in stock where it is to come from, or a back order is allowed. */
export function stock({ order, live }: RuleInput): Fault[] {
	// What is delivered electronically is on no shelf.
	if (live === null || order.options.license) return [];
	const wanted = new Map<string, { lineNumber: number; quantity: number }>();
	for (const { sku, lineNumber, quantity } of order.lines) {
		const so = wanted.get(sku) ?? { lineNumber, quantity: 0 };
		wanted.set(sku, { ...so, quantity: so.quantity + quantity });
	}
	return [...wanted].flatMap(([sku, { lineNumber, quantity }]) => {
		const item = live.get(sku);
		if (item === undefined || !item.counted) return [];
		const there = stockFor(item, order.options);
		if (there !== null && there >= quantity) return [];
		const have = there === null ? 'TD SYNNEX shows no stock' : `TD SYNNEX has ${there}`;
		const more = item.eta === null ? 'no date is known for more' : `more is expected ${item.eta}`;
		const cause = `${quantity} of SKU ${sku} are wanted and ${have}${place(order.options)}; ${more}`;
		return order.options.backOrder
			? [warn(lineNumber, `${cause}: the rest is back-ordered`, 'Tell the customer.')]
			: [
					stopLine(
						lineNumber,
						cause,
						'Order fewer, wait, select another warehouse, or allow back orders ("TDS back order: yes").',
					),
				];
	});
}

/**
 * Whether the end user goes along as licensee: the buyer says so, or a product wants him and nobody
 * bills him.
 */
export function wantsLicensee(
	{ lines, options }: OrderRequest,
	live: ReadonlyMap<string, LiveItem> | null,
): boolean {
	if (options.license) return true;
	const wanted = lines.some(({ sku }) => live?.get(sku)?.endUserRequired);
	return wanted && !options.billEndUser;
}

/**
 * An end user who is wanted is told whole, with the account's own company beside him; nobody is
 * billed unasked.
 */
export function endUser(input: RuleInput): Fault[] {
	const { order, live, reseller } = input;
	const { endUser: user, billEndUser } = order.options;
	const asLicensee = wantsLicensee(order, live);
	if (!asLicensee && !billEndUser) return [...unmarkedLicenses(input), ...untoldEndUser(user)];
	const missing = PARTS.filter(([part]) => (user?.[part] ?? '') === '').map(([, name]) => name);
	const faults =
		missing.length === 0
			? []
			: [
					stop(
						`${whyEndUser(order, live)}, and ${user === null ? 'none is named' : `its ${missing.join(', ')} is missing`}`,
						'Write "TDS end user: NAME" and "TDS end user address", "... city", "... state", "... zip", "... country", "... contact", "... phone", "... email" into the General Memo, or fill in End User in the node.',
					),
				];
	if (reseller === null || PARTS.some(([part]) => reseller[part] === ''))
		faults.push(
			stop(
				'TD SYNNEX requires your own company together with an end user, and it is not filled in',
				'Fill in all fields of Your Company in the node, except Address 2 and Fax.',
			),
		);
	if (billEndUser && user !== null) faults.push(billed(order));
	return faults;
}

/** A license that nobody has marked would go out as hardware, and without its end user. */
function unmarkedLicenses({ order, live, resolved }: RuleInput): Fault[] {
	if (resolved.licenseSaid) return [];
	const { shipMethod } = order.options;
	return order.lines
		.filter(({ sku }) => live?.get(sku)?.counted === false)
		.map(({ lineNumber, sku }) =>
			stopLine(
				lineNumber,
				`SKU ${sku} looks like a license or a warranty: TD SYNNEX counts no stock of it. The order does not say that it is for licenses, so it would be sent as hardware, by ${shipMethod} and without an end user`,
				'Order licenses separately from hardware, with "TDS license: yes" and the end user in the General Memo. If it is not a license, or needs no end user, write "TDS license: no".',
			),
		);
}

function untoldEndUser(user: EndUser | null): Fault[] {
	if (user === null) return [];
	return [
		warn(
			0,
			`the end user ${user.name1} is not sent to TD SYNNEX: nothing in the order requires an end user`,
			'If the order is for licenses, write "TDS license: yes" into the General Memo.',
		),
	];
}

function billed({ options }: OrderRequest): Fault {
	const account =
		options.endUserAccount === ''
			? 'opens an account for the end user'
			: `uses the end user's account ${options.endUserAccount}`;
	return warn(
		0,
		`TD SYNNEX BILLS ${options.endUser?.name1} for this order, not you, and ${account}`,
		'Set Bill End User to No unless you have agreed on this with TD SYNNEX.',
	);
}

function whyEndUser({ lines, options }: OrderRequest, live: RuleInput['live']): string {
	const skus = lines.map(({ sku }) => sku).filter((sku) => live?.get(sku)?.endUserRequired);
	if (skus.length > 0) return `TD SYNNEX requires the end user of SKU ${skus.join(', ')}`;
	return options.license
		? 'an order for licenses requires its end user'
		: 'the end user is to be billed';
}

/** Pieces that can come from the chosen warehouse, or from all together; `null` = not stated. */
export function stockFor(item: LiveItem, options: OrderOptions): number | null {
	if (isAnywhere(options)) return item.stock;
	const found = item.stockByWarehouse.find(({ warehouse }) => warehouse === options.warehouse);
	return found?.quantity ?? (item.stock === null ? null : 0);
}

function isAnywhere({ warehouse }: Pick<OrderOptions, 'warehouse'>): boolean {
	return warehouse === ANY_WAREHOUSE || warehouse === NO_WAREHOUSE;
}

function place({ warehouse }: OrderOptions): string {
	return isAnywhere({ warehouse }) ? '' : ` in warehouse ${warehouse}`;
}

/** What TD SYNNEX wants of a licensee, an end user and a reseller alike. */
const PARTS: [Exclude<keyof EndUser, 'name2' | 'line2'>, string][] = [
	['name1', 'name'],
	['line1', 'address'],
	['city', 'city'],
	['state', 'state'],
	['zip', 'zip'],
	['country', 'country'],
	['contactName', 'contact'],
	['phone', 'telephone number'],
	['email', 'e-mail address'],
];
