import type { PoDocument, PoParty } from '../../tdsynnex/ec-xml/order-request';
import type { EndUser, OrderRequest, Reseller } from '../types';
import { NO_WAREHOUSE } from './options';
import { VENDOR_PROMOTION } from './option-types';
import { inPieces, TEXT_LENGTHS, type TextLengths } from './text-lengths';

/** What the wire needs beside the order. */
export interface WireForm {
	lengths: TextLengths;
	reseller: Reseller | null;
}

export const PLAIN_FORM: WireForm = { lengths: TEXT_LENGTHS, reseller: null };

/**
 * The order as the wire takes it. An end user goes along as the licensee, or where the buyer has
 * him billed; else he stays out, since TD SYNNEX bills whoever stands in the end-user block.
 */
export function documentOf(
	order: OrderRequest,
	submitTime: string,
	{ lengths, reseller }: WireForm = PLAIN_FORM,
): PoDocument {
	const { options } = order;
	const user = options.endUser;
	const billed = options.billEndUser ? user : null;
	const licensee = order.asLicensee === true ? user : null;
	const deal = options.specialPriceType === VENDOR_PROMOTION ? options.specialPriceReference : '';
	return {
		customerNumber: order.account.customerNumber,
		poNumber: order.poNumber,
		poTime: order.createdAt,
		submitTime,
		dropShip: options.dropShip,
		shipComplete: options.shipComplete,
		lineShipComplete: options.lineShipComplete,
		warehouseSplit: options.warehouseSplit,
		backOrder: options.backOrder,
		endUserPoNumber: options.endUserPoNumber,
		comments: inPieces(options.comment, lengths.comment),
		shipComments: inPieces(options.shipComment, lengths.comment),
		specialPriceType: options.specialPriceType,
		specialPriceReference: options.specialPriceReference,
		warehouse: options.warehouse === NO_WAREHOUSE ? '' : options.warehouse,
		shipTo: order.shipTo,
		contact: options.contact,
		shipMethod: options.shipMethod,
		freightAccount: options.freightAccount,
		reseller:
			(billed ?? licensee) === null || reseller === null ? null : partyOf(reseller, reseller.fax),
		endUser: billed && {
			...partyOf(billed),
			accountNumber: options.endUserAccount,
			type: options.endUserType,
		},
		license: licensee && {
			licensee: partyOf(licensee),
			authorization: options.licenseAuthorization,
			reorder: options.licenseReorder,
		},
		items: order.lines.map(({ lineNumber, sku, unitPrice, sentPrice, quantity }) => ({
			lineNumber,
			sku,
			unitPrice: sentPrice ?? unitPrice,
			quantity,
			warehouse: '',
			specialPriceReference: deal,
		})),
	};
}

/** The document wants a fax number of everybody; who has none gives his telephone. */
function partyOf(party: EndUser, fax = ''): PoParty {
	return { ...party, name2: '', fax: fax || party.phone };
}
