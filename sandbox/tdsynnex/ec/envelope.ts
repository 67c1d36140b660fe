import { writeXml, type XmlNode } from '../xml/write';
import type { XmlElement } from '../xml/read';
import { textAt } from '../xml/read';
import type { Account } from '../account';

/** A failure in the trade's terms, with HTTP 200: TD SYNNEX says nearly all its noes like this. */
export interface BusinessError {
	message: string;
	detail: string;
}

/** How one EC service frames requests and replies. */
export interface Envelope {
	/** Element that a request must start with. */
	request: string;
	root: string;
	/** Inside the root; null for price and availability, whose root holds all. */
	response: string | null;
	errorNames: readonly [message: string, detail: string];
}

export const PRICE_ENVELOPE: Envelope = {
	request: 'priceRequest',
	root: 'priceResponse',
	response: null,
	errorNames: ['errorMessage', 'errorDetail'],
};

/** Of an EC service that speaks SynnexB2B. */
export function b2bEnvelope(response: string, errorNames: Envelope['errorNames']): Envelope {
	return { request: 'SynnexB2B', root: 'SynnexB2B', response, errorNames };
}

/** Format or content of a request is wrong: nothing of it was taken. */
export function incompleteXml(detail: string): BusinessError {
	return { message: 'IncompleteXML01', detail: `XML Content is Incomplete: ${detail}` };
}

/** An error inside the service's response element; price and availability has none. */
export function nestedError(
	{ root, response, errorNames }: Envelope,
	error: BusinessError,
): string {
	const [message, detail] = errorNames;
	const inside: XmlNode[] = [
		[message, error.message],
		[detail, error.detail],
	];
	return writeXml([root, response === null ? inside : [[response, inside]]]);
}

/** An error right under the root, whatever the service. */
export function rootError({ root }: Envelope, error: BusinessError): string {
	return writeXml([
		root,
		[
			['errorMessage', error.message],
			['errorDetail', error.detail],
		],
	]);
}

/** What is wrong with the credentials in a body; null when nothing is. Both kinds of envelope carry them in their own elements. */
export function credentialError(
	document: XmlElement,
	account: Account,
	orderingPassword: 'valid' | 'expired' = 'valid',
): BusinessError | null {
	const isPrice = document.name === 'priceRequest';
	const userId = isPrice ? textAt(document, 'userName') : textAt(document, 'Credential', 'UserID');
	const password = isPrice
		? textAt(document, 'password')
		: textAt(document, 'Credential', 'Password');
	if (userId === '' || password === '') {
		return { message: 'Login failed', detail: 'User id or password is missing' };
	}
	const refused = (detail: string) => ({ message: 'Login failed', detail });
	if (userId === account.readOnlyUserId && password === account.readOnlyPassword)
		return mayRead(document) ? null : refused('This user may not use this service');
	if (userId !== account.userId || password !== account.password)
		return refused('User id or password is not correct');
	return orderingPassword === 'expired' ? refused('The password has expired') : null;
}

/** Prices, order states and freight; whether invoices are among them is not documented. */
function mayRead(document: XmlElement): boolean {
	const orders = document.children.some(({ name }) => name === 'OrderRequest');
	const reads = ['OrderStatusRequest', 'FreightQuoteRequest'];
	const isPrice = document.name === 'priceRequest';
	return isPrice || (!orders && document.children.some(({ name }) => reads.includes(name)));
}

export function customerError(customerNumber: string, account: Account): BusinessError | null {
	if (customerNumber === account.customerNumber) return null;
	return {
		message: 'Invalid customer number',
		detail: `Customer ${customerNumber} is not set up for this user`,
	};
}

/** CCYY-MM-DDTHH:MM:SS, without zone. */
export function stamp(ms: number): string {
	return new Date(ms).toISOString().slice(0, 19);
}

export function day(ms: number): string {
	return stamp(ms).slice(0, 10);
}
