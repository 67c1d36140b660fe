/**
 * Autotask's procurement as one tenant has it set up, and a choice for each habit of the real system
 * that nobody has described. A client has to live with either.
 */
export interface ProcurementSettings {
	/** The module: without it no sales orders and no approvals. */
	enabled: boolean;
	/** Charges whose extended cost reaches this wait for approval; null = none do. */
	approvalLimit: number | null;
	/** Purchase orders get numbers from Autotask's own counter; otherwise none until accounting gives one. */
	numbering: boolean;
	/** When a charge becomes On Order: with its purchase order line, or when that order is submitted. */
	onOrder: 'whenAdded' | 'whenSubmitted';
	/** A charge received in part: one row that stays On Order, or a second row for what has come. */
	partialReceipt: 'oneRow' | 'split';
	/** The charges of a canceled purchase order. */
	canceledOrder: 'needAgain' | 'stayOnOrder';
	/** `productID` of a line that was made from a charge. */
	chargeLineProduct: 'filled' | 'empty';
	/** `chargeID` and its own `productID` sent together. */
	chargeWithProduct: 'accepted' | 'refused';
	/** `status` of a charge in a body: passed over, or refused as read-only. */
	chargeStatus: 'passedOver' | 'refused';
	/** First status of a charge of a material code without a product. */
	chargeWithoutProduct: 'ready' | 'need';
	/** A charge whose purchase was rejected. */
	rejected: 'Canceled' | 'Pending';
	/** Receipts have to carry a vendor invoice number. */
	invoiceWithReceipt: boolean;
	/** What becomes of memos on their way into the record. */
	memo: 'asSent' | 'crlf' | 'trimmed' | 'noTrailingBlanks' | 'noTags';
}

/** The likelier habit of each pair, as far as anything speaks for one. */
export const PROCUREMENT: Readonly<ProcurementSettings> = {
	enabled: true,
	approvalLimit: null,
	numbering: true,
	onOrder: 'whenAdded',
	partialReceipt: 'oneRow',
	canceledOrder: 'needAgain',
	chargeLineProduct: 'filled',
	chargeWithProduct: 'accepted',
	chargeStatus: 'passedOver',
	chargeWithoutProduct: 'ready',
	rejected: 'Canceled',
	invoiceWithReceipt: false,
	memo: 'asSent',
};

/** A memo as the record keeps it. */
export function keptMemo<T>(text: T, memo: ProcurementSettings['memo']): T | string {
	if (typeof text !== 'string') return text;
	switch (memo) {
		case 'asSent':
			return text;
		case 'crlf':
			return text.replace(/\r?\n/g, '\r\n');
		case 'trimmed':
			return text.trim();
		case 'noTrailingBlanks':
			return text.replace(/[ \t]+$/gm, '');
		case 'noTags':
			return text.replace(/<[^>]*>/g, '');
	}
}
