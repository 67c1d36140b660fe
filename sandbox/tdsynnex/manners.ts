import { randomOf } from '../core/random';
import type { Country } from '../world/warehouses';

/**
 * How TD SYNNEX and this account's set-up behave where the vendor's own documents leave it open or
 * accounts differ. The first value of each is what the documents say or come nearest to.
 */
export interface Manners {
	/** The account's auto-fill profile. Without one every order waits for a person. */
	autoFill: boolean;
	/**
	 * How far an order's price may lie from the contract price, in the account's currency, before
	 * people look at it; `null`: the documents' own, by country; `off`: prices are not compared.
	 */
	priceTolerance: string | null;
	/** Of the EC user that may order; three months after it was set it is refused by every service. */
	orderingPassword: 'valid' | 'expired';
	/** What a comment of any kind does to the order. */
	comments: 'hold' | 'ignore';
	/** An order that wants no back orders, and stock does not cover it. */
	shortStock: 'hold' | 'reject';
	/** A SKU that nobody knows. One that cannot be read at all is filed as non-stock either way. */
	unknownSku: 'hold' | 'nonStock';
	/** A ship method that the account lacks. */
	unknownShipMethod: 'hold' | 'reject';
	/** What a product needs that is sold for a named end user, or a licence without its blocks. */
	endUserMissing: 'hold' | 'reject' | 'ignore';
	/** What price and availability says of a licence or warranty: 9999 in every warehouse, as the price file does, or nothing in stock. */
	licenceStock: 'notCounted' | 'none';
	/** Texts beyond the documents' lengths. */
	longTexts: 'refuse' | 'cut' | 'keep';
	/** The order type of a held order in the order status; the reply says 99 in any case. */
	heldInStatus: 'QO' | '99';
	/** Whether the quotation that was re-cut stays beside the orders that ship in its place. */
	leftovers: 'kept' | 'gone';
	/** Pieces on back order: an order of their own, or the rest of the same one. */
	backOrders: 'apart' | 'together';
	etaForm: 'YYYY-MM-DD' | 'MM-DD-YYYY';
	/** Where failures stand before an order, a status, a quote or an invoice was looked at. */
	errorsAt: 'service' | 'root';
}

export const VENDOR_MANNERS: Readonly<Manners> = {
	autoFill: true,
	priceTolerance: null,
	orderingPassword: 'valid',
	comments: 'hold',
	shortStock: 'hold',
	unknownSku: 'hold',
	unknownShipMethod: 'hold',
	endUserMissing: 'hold',
	licenceStock: 'notCounted',
	longTexts: 'refuse',
	heldInStatus: 'QO',
	leftovers: 'kept',
	backOrders: 'apart',
	etaForm: 'YYYY-MM-DD',
	errorsAt: 'service',
};

const CHOICES: { [Name in keyof Manners]?: readonly Manners[Name][] } = {
	autoFill: [true, false],
	orderingPassword: ['valid', 'expired'],
	comments: ['hold', 'ignore'],
	shortStock: ['hold', 'reject'],
	unknownSku: ['hold', 'nonStock'],
	unknownShipMethod: ['hold', 'reject'],
	endUserMissing: ['hold', 'reject', 'ignore'],
	licenceStock: ['notCounted', 'none'],
	longTexts: ['refuse', 'cut', 'keep'],
	heldInStatus: ['QO', '99'],
	leftovers: ['kept', 'gone'],
	backOrders: ['apart', 'together'],
	etaForm: ['YYYY-MM-DD', 'MM-DD-YYYY'],
	errorsAt: ['service', 'root'],
};

/**
 * Other manners from now on; those not named stay.
 *
 * @throws RangeError for a manner, or a value of one, that there is not: it would prove nothing
 */
export function changedManners(from: Manners, changes: Partial<Manners>): Manners {
	for (const [name, value] of Object.entries(changes)) {
		if (!(name in VENDOR_MANNERS)) throw new RangeError(`there is no manner "${name}"`);
		const known = CHOICES[name as keyof Manners] as readonly unknown[] | undefined;
		const good = known ? known.includes(value) : /^(off|\d+(\.\d+)?)$/.test(String(value ?? 'off'));
		if (!good) throw new RangeError(`the manner "${name}" knows no "${String(value)}"`);
	}
	return { ...from, ...changes };
}

/** Manners by chance, of an account that orders: the same seed gives the same ones. */
export function drawnManners(seed: number): Manners {
	const random = randomOf(seed, 'manners');
	const drawn = Object.entries(CHOICES).map(([name, values]) => [
		name,
		random.pick<unknown>(values),
	]);
	const cents = random.int(0, 500);
	const priceTolerance = random.pick([null, 'off', (cents / 100).toFixed(2)]);
	const changes = { ...Object.fromEntries(drawn), priceTolerance } as Partial<Manners>;
	return changedManners(VENDOR_MANNERS, { ...changes, autoFill: true, orderingPassword: 'valid' });
}

/** In cents; `null`: prices are not compared. */
export function toleranceCents({ priceTolerance }: Manners, country: Country): number | null {
	if (priceTolerance === 'off') return null;
	if (priceTolerance === null) return country === 'US' ? 1 : 2;
	return Math.round(Number(priceTolerance) * 100);
}
