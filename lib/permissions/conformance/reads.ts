import { children, parseXml, textAt, type XmlElement } from '../../tdsynnex/ec-xml/xml';
import { buildFreightQuote, parseFreightReply } from '../../tdsynnex/ec-xml/freight';
import { buildPoStatus, parsePoStatus } from '../../tdsynnex/ec-xml/order-status';
import { priceAndAvailability } from '../../tdsynnex/ec-xml/price-availability';
import { requestXml } from '../../tdsynnex/ec-xml/price-availability/replies';
import { isoTime } from '../../shared/clock';
import { Problem } from '../../shared/problem';
import { PATH } from '../../tdsynnex/hosts';
import { type DeskPorts, post } from './desk';
import { NO_SUCH_SKU } from './orders';
import { MALFORMED } from './test-host';
import type { Fact, TestProduct } from './types';

const PRICE_TYPES = [
	'EDUCATION',
	'FEDERALGOVERNMENT',
	'HEALTHCARE',
	'PROMOTION',
	'STATEGOVERNMENT',
];

/**
 * The product that the test orders are of.
 *
 * @throws Problem unless TD SYNNEX sells it now, at a price, from stock
 */
export async function testProduct(ports: DeskPorts, sku: string): Promise<TestProduct> {
	const { answers } = await priceAndAvailability([{ sku }], pricing(ports));
	const { found: [first] = [], problem } = answers[0] ?? {};
	if (problem) throw problem;
	const { status = 'not-found', price = null, totalQuantity = null } = first ?? {};
	if (status === 'active' && price !== null && Number(totalQuantity) > 0)
		return { sku, price, stock: Number(totalQuantity) };
	throw new Problem({
		code: 'conformance-product',
		reach: 'run',
		cause: `SKU ${sku} cannot be ordered now (status ${status}, price ${price ?? 'none'}, stock ${totalQuantity ?? 'none'})`,
		remedy: 'Enter another SKU: a cheap product that is in stock.',
	});
}

/** Everything that can be learnt without an order. */
export async function askByReading(
	ports: DeskPorts,
	product: TestProduct,
	told: (fact: Fact) => void,
): Promise<void> {
	told(await errorsAt(ports));
	told(await unknownOrder(ports));
	told(await unknownProduct(ports));
	told(await priceTypes(ports, product));
	told(await shipMethods(ports, product));
}

async function errorsAt(ports: DeskPorts): Promise<Fact> {
	const root = await rootOf(ports, PATH.orderStatus, MALFORMED, 'order status');
	const atRoot = root && (textAt(root, 'errorMessage') ?? '');
	const nested = (root?.children ?? [])
		.map((one) => textAt(one, 'ErrorMessage') ?? '')
		.find(Boolean);
	const said = atRoot || nested || '';
	return {
		fact: 'errorsAt',
		question: 'Where in a reply is a failure that happens before the order is read?',
		status: said ? 'found' : 'unclear',
		answer: said ? (atRoot ? 'root' : 'service') : null,
		evidence: said || 'no error in the reply to a malformed request',
	};
}

async function unknownOrder(ports: DeskPorts): Promise<Fact> {
	const body = buildPoStatus(ports.account.customerNumber, 'CONF-NO-SUCH-ORDER');
	const response = await post(ports, PATH.orderStatus, body, { service: 'order status' });
	const status = parsePoStatus(response.body);
	const code = status.kind === 'status' ? status.code : '';
	return {
		fact: 'unknownOrder',
		question: 'What does the order status answer for a PO number that does not exist?',
		status: code ? 'found' : 'unclear',
		answer: code || null,
		evidence: status.kind === 'error' ? `${status.message} ${status.detail}`.trim() : code,
	};
}

async function unknownProduct(ports: DeskPorts): Promise<Fact> {
	const body = requestXml([{ sku: NO_SUCH_SKU }], ports.account.customerNumber);
	const root = await rootOf(ports, PATH.priceAvailability, body, 'price and availability');
	const line = children(root, 'PriceAvailabilityList')[0];
	const sku = textAt(line, 'synnexSKU') ?? '';
	const status = textAt(line, 'status') ?? '';
	const answer = sku === NO_SUCH_SKU ? 'as asked' : sku === '' ? 'left out' : sku;
	return {
		fact: 'unknownProduct',
		question: 'Which SKU is in the answer for a product that does not exist?',
		status: line ? 'found' : 'unclear',
		answer: line ? answer : null,
		evidence: `status "${status}", SKU "${sku}"`,
	};
}

/** Which price types are answered with a price, and with which. */
async function priceTypes(ports: DeskPorts, { sku, price }: TestProduct): Promise<Fact> {
	const seen: string[] = [];
	for (const priceType of PRICE_TYPES) {
		const { answers } = await priceAndAvailability([{ sku }], {
			...pricing(ports),
			terms: { priceType },
		});
		const { found: [first] = [], problem } = answers[0] ?? {};
		const said = problem ? problem.cause : (first?.price ?? first?.status ?? 'no answer');
		seen.push(`${priceType} ${said}`);
	}
	return {
		fact: 'priceTypes',
		question: 'For which price types does this account get a price?',
		status: 'found',
		answer: seen.filter((text) => / \d/.test(text)).map((text) => text.split(' ')[0] ?? ''),
		evidence: [`REGULAR ${price}`, ...seen].join(' | '),
	};
}

async function shipMethods(ports: DeskPorts, { sku }: TestProduct): Promise<Fact> {
	const { answers } = await priceAndAvailability([{ sku }], pricing(ports));
	const warehouses = answers[0]?.found[0]?.warehouses ?? [];
	const { number = '' } = warehouses.find(({ quantity }) => quantity > 0) ?? {};
	const { country, customerNumber } = ports.account;
	const body = buildFreightQuote({
		customerNumber,
		time: isoTime(ports.clock.now()),
		warehouse: number,
		shipTo: {
			...{ name1: 'TEST ORDER', name2: '', line1: '1 Main St', line2: '' },
			...(country === 'US'
				? { city: 'Denver', state: 'CO', zip: '80202', country }
				: { city: 'Toronto', state: 'ON', zip: 'M5J 2X5', country }),
		},
		shipMethod: '',
		items: [{ lineNumber: 1, sku, name: 'TEST', quantity: 1 }],
	});
	const response = await post(ports, PATH.freight, body, { service: 'freight' });
	const quote = parseFreightReply(response.body);
	const codes = quote.kind === 'freight' ? quote.methods.map(({ code }) => code) : [];
	return {
		fact: 'shipMethods',
		question: 'Which ship methods does this account have?',
		status: codes.length > 0 ? 'found' : 'unclear',
		answer: codes.length > 0 ? codes : null,
		evidence: quote.kind === 'freight' ? codes.join(', ') : 'no freight quote',
	};
}

async function rootOf(
	ports: DeskPorts,
	path: string,
	body: string,
	service: string,
): Promise<XmlElement | undefined> {
	const response = await post(ports, path, body, { service });
	try {
		return parseXml(response.body);
	} catch {
		return undefined;
	}
}

function pricing({ send, clock, ecUrl, account, signal }: DeskPorts) {
	const { customerNumber, country } = account;
	return { send, clock, ecUrl, customerNumber, country, signal };
}
