import Big from 'big.js';
import { moneyText, readMoney } from '../../shared/money';
import { fittedAddress, tidyAddress, tidyText } from './address';
import { fittedOptions } from './fitted-options';
import type { Journal } from '../journal/types';
import { DEFAULT_OPTIONS } from './options';
import { poNumberFor, type PoNumberRule } from './po-number';
import type { TextLengths } from './text-lengths';
import { sha256 } from '../../shared/hash';
import type { Draft } from '../journal/state-machine';
import type {
	Account,
	OrderLine,
	OrderOptions,
	OrderRequest,
	PurchaseOrder,
	ShipTo,
} from '../types';
import { END_USER_TYPES, SPECIAL_PRICE_TYPES } from './option-types';

/** How an order is written: its number, and how long its texts may be. */
export interface OrderForm {
	poNumber: PoNumberRule;
	lengths: TextLengths;
	/**
	 * The number that this revision was sent under. It goes on under it whatever becomes of
	 * Autotask's own, which accounting may fill in after that. Absent = not sent yet.
	 */
	sentAs?: string;
}

/**
 * The order that a purchase order stands for: what will be sent, its total and its hash. Pure.
 * Lines that are no TD SYNNEX product are left out; whether that is allowed is a rule's business.
 *
 * @throws Problem `po-number` when no PO number can be made
 */
export function buildOrder(
	po: PurchaseOrder,
	options: OrderOptions,
	revision: number,
	account: Account,
	{ poNumber: rule, lengths, sentAs }: OrderForm,
): OrderRequest {
	const lines = linesOf(po);
	const hashed = tidyAddress(po.shipTo, account.country);
	const tidy = tidyOptions(options, po, hashed, account);
	const poNumber = sentAs ?? poNumberFor(po, revision, rule);
	const digests = [
		lines.map(({ itemId, sku, quantity, unitPrice }) => [itemId, sku, quantity, unitPrice]),
		hashed,
		said(tidy),
	].map(digest);
	const [linesPart = '', shipToPart = '', optionsPart = ''] = digests;
	return {
		poId: po.id,
		autotaskNumber: po.number,
		poNumber,
		revision,
		account,
		createdAt: po.createdAt,
		lines,
		shipTo: fittedAddress(po.shipTo, account.country, {
			name: lengths.shipToName,
			line1: lengths.shipToAddress,
			line2: lengths.shipToAddress2,
		}),
		options: fittedOptions(tidy, options, account, lengths),
		total: totalOf(lines),
		payloadHash: digest([poNumber, account.environment, account.customerNumber, ...digests]),
		contentCode: digest([
			account.environment,
			account.customerNumber,
			lines.map(({ sku, quantity, unitPrice }) => `${sku} ${quantity} ${unitPrice}`).sort(),
			shipToPart,
			optionsPart,
		]).slice(0, PART),
		parts: {
			lines: linesPart.slice(0, PART),
			shipTo: shipToPart.slice(0, PART),
			options: optionsPart.slice(0, PART),
		},
	};
}

/** What is fixed of an order as it is claimed. */
export function draftOf(order: OrderRequest): Draft {
	return {
		poId: order.poId,
		poNumber: order.poNumber,
		revision: order.revision,
		environment: order.account.environment,
		customerNumber: order.account.customerNumber,
		payloadHash: order.payloadHash,
		parts: order.parts,
		lines: order.lines.map(({ lineNumber, itemId, sku, quantity, unitPrice, sentPrice }) => ({
			lineNumber,
			itemId,
			sku,
			quantity,
			unitPrice,
			...(sentPrice !== undefined && { sentPrice }),
			result: null,
			accepted: null,
			orderNumbers: [],
		})),
	};
}

/**
 * In words, what the purchase order says now that it did not say when it was sent; empty = the same
 * order.
 */
export function differences(journal: Journal, order: OrderRequest): string[] {
	if (journal.payloadHash === order.payloadHash) return [];
	const found = journal.parts.lines === order.parts.lines ? [] : lineDifferences(journal, order);
	if (journal.parts.shipTo !== order.parts.shipTo) found.push('the ship-to address');
	if (journal.parts.options !== order.parts.options) found.push('the order options');
	return found.length > 0 ? found : ['something for which the General Memo has no details'];
}

/**
 * Ground service: every order that is known to have worked named a ship method. Codes differ by
 * account; TD SYNNEX's freight quote lists those of yours.
 */
export const DEFAULT_SHIP_METHOD = { US: 'FG', CA: 'PUG' } as const;

/** Electronic delivery: nothing is shipped. */
const LICENSE_SHIP_METHOD = 'EDEL';

/** What an order's hash rests on must not change. */
const HASHED_CONTACT = 35;
const PART = 12;

function digest(value: unknown): string {
	return sha256(JSON.stringify(value));
}

function linesOf(po: PurchaseOrder): OrderLine[] {
	return po.items
		.filter(({ sku }) => sku !== '')
		.map((item, index) => ({
			lineNumber: index + 1,
			itemId: item.id,
			productId: item.productId,
			sku: item.sku,
			name: tidyText(item.productName),
			quantity: Number(item.quantity),
			unitPrice: price(item.unitCost),
		}));
}

/** An amount that is none is kept as it is, for the rule that refuses it. */
function price(text: string): string {
	const read = readMoney(text);
	return 'amount' in read && read.amount !== null ? moneyText(read.amount) : text;
}

/** At the prices that leave, decimal. */
export function totalOf(lines: OrderLine[]): string {
	const sum = lines.reduce((so, { quantity, unitPrice, sentPrice = unitPrice }) => {
		const amount = /^\d+(\.\d+)?$/.test(sentPrice) && Number.isFinite(quantity);
		return amount ? so.plus(new Big(sentPrice).times(quantity)) : so;
	}, new Big(0));
	return moneyText(sum);
}

/**
 * One-line texts throughout, and the ship-to's own name and telephone where no contact is named.
 */
function tidyOptions(
	options: OrderOptions,
	po: PurchaseOrder,
	shipTo: ShipTo,
	account: Account,
): OrderOptions {
	const { endUser, contact } = options;
	return {
		...options,
		shipMethod:
			tidyText(options.shipMethod) ||
			(options.license ? LICENSE_SHIP_METHOD : DEFAULT_SHIP_METHOD[account.country]),
		warehouse: tidyText(options.warehouse) || DEFAULT_OPTIONS.warehouse,
		endUserPoNumber: tidyText(options.endUserPoNumber),
		specialPriceType: listed(options.specialPriceType, SPECIAL_PRICE_TYPES),
		specialPriceReference: tidyText(options.specialPriceReference),
		freightAccount: tidyText(options.freightAccount),
		comment: tidyText(options.comment),
		shipComment: tidyText(options.shipComment),
		endUserAccount: tidyText(options.endUserAccount),
		endUserType: listed(options.endUserType, END_USER_TYPES),
		licenseAuthorization: tidyText(options.licenseAuthorization),
		contact: {
			name: tidyText(contact.name) || shipTo.name1.slice(0, HASHED_CONTACT),
			phone: tidyText(contact.phone) || tidyText(po.phone),
			email: tidyText(contact.email),
		},
		endUser: endUser && {
			...tidyAddress(endUser, account.country),
			contactName: tidyText(endUser.contactName),
			phone: tidyText(endUser.phone),
			email: tidyText(endUser.email),
		},
	};
}

/** As TD SYNNEX spells it; anything else as it was written, for the rule that stops. */
function listed(text: string, list: readonly string[]): string {
	const plain = (word: string) => word.toLowerCase().replace(/[^a-z]/g, '');
	return list.find((word) => plain(word) === plain(text)) ?? tidyText(text);
}

/** Only what differs from the default, so that an option added later changes no hash of old. */
function said(options: OrderOptions): unknown {
	return Object.entries(options)
		.filter(
			([name, value]) =>
				JSON.stringify(value) !== JSON.stringify(DEFAULT_OPTIONS[name as keyof OrderOptions]),
		)
		.sort(([one], [other]) => (one < other ? -1 : 1));
}

function lineDifferences(journal: Journal, order: OrderRequest): string[] {
	if (journal.lines.some(({ sku }) => sku === ''))
		return ['the lines (their details were folded to save room)'];
	const now = new Map(order.lines.map((line) => [line.itemId, line]));
	const found = journal.lines.flatMap((sent) => {
		const line = now.get(sent.itemId);
		now.delete(sent.itemId);
		if (line === undefined) return [`line ${sent.lineNumber} (SKU ${sent.sku}) is gone`];
		const changes: [string, unknown, unknown][] = [
			['SKU', sent.sku, line.sku],
			['quantity', sent.quantity, line.quantity],
			['cost', sent.unitPrice, line.unitPrice],
		];
		return changes
			.filter(([, before, after]) => before !== after)
			.map(
				([what, before, after]) =>
					`${what} of line ${sent.lineNumber} (SKU ${sent.sku}): ${before} was sent, now ${after}`,
			);
	});
	return [...found, ...[...now.values()].map((line) => `a line for SKU ${line.sku} was added`)];
}
