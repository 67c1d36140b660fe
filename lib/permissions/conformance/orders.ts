import Big from 'big.js';
import { askForEndUser } from './end-user';
import type { Desk, Fact, Outcome, TestProduct } from './types';

/** A SKU of the right form that no product has. */
export const NO_SUCH_SKU = '999999999';
const NO_SUCH_METHOD = 'ZZZ';
/** Document of 2015: AN 20 and AN 30. */
const PO_NUMBER_LENGTH = 20;
const NAME_LENGTH = 30;

type Answer = Pick<Fact, 'answer' | 'evidence'> & { status?: Fact['status'] };

/**
 * Everything that only an order can tell, one test order after the other. Where every order is held
 * (an account without an auto-fill profile), the answers tell nothing apart, and it ends there.
 */
export async function askByOrder(
	desk: Desk,
	endUserProduct: TestProduct | null,
	told: (fact: Fact) => void,
): Promise<void> {
	const ask = async (name: keyof typeof QUESTIONS, find: () => Promise<Answer>) => {
		const { status, ...found } = await find();
		const unclear = found.answer === null ? 'unclear' : 'found';
		told({ fact: name, question: QUESTIONS[name], status: status ?? unclear, ...found });
	};
	const plain = await desk.order();
	await ask('autoFill', async () => ({
		answer: plain.result === 'taken' ? true : plain.result === 'held' ? false : null,
		evidence: plain.said,
	}));
	await ask('duplicateWords', () => duplicateWords(desk, plain));
	await ask('longTexts', () => longTexts(desk));
	await ask('shipToNameLength', () => shipToName(desk));
	if (plain.result !== 'taken') return;
	const comment = await desk.order({ comment: 'CONFORMANCE TEST' });
	await ask('comments', async () => choice(comment, { held: 'hold', taken: 'ignore' }));
	await ask('heldInStatus', () => heldInStatus(desk, comment));
	await ask('unknownShipMethod', async () =>
		choice(await desk.order({ shipMethod: NO_SUCH_METHOD }), { held: 'hold', refused: 'reject' }),
	);
	await ask('unknownSku', async () => {
		const outcome = await desk.order({ sku: NO_SUCH_SKU });
		const answer = outcome.sku === '99' ? 'nonStock' : outcome.result === 'held' ? 'hold' : null;
		return { answer, evidence: outcome.said };
	});
	await ask('priceTolerance', () => priceTolerance(desk));
	await askForEndUser(desk, endUserProduct, told);
	// these take all the stock, so they come last
	const more = desk.product.stock + 1;
	const later = await desk.order({ quantity: more, backOrder: true });
	await ask('backOrders', () => backOrders(desk, later));
	await ask('etaForm', () => etaForm(desk, later));
	await ask('shortStock', async () =>
		choice(await desk.order({ quantity: more }), { held: 'hold', refused: 'reject' }),
	);
}

const QUESTIONS = {
	autoFill: 'Does an ordinary order become a sales order automatically?',
	duplicateWords: 'How is a PO number refused that was already used?',
	longTexts: 'What happens to a text that is longer than the document allows?',
	shipToNameLength: 'Is a ship-to name of 31 characters accepted?',
	comments: 'Does a comment hold the order?',
	heldInStatus: 'Which order type does a held order have in the order status?',
	unknownShipMethod: 'What happens to an order with a ship method that does not exist?',
	unknownSku: 'What happens to a SKU that does not exist?',
	shortStock: 'What happens to an order above the stock without back order?',
	backOrders: 'Are pieces on back order a separate order?',
	etaForm: 'How is the expected arrival written?',
	priceTolerance: 'How far can a price differ from that of the account before the order is held?',
} as const;

function choice(
	{ result, said }: Outcome,
	answers: Partial<Record<Outcome['result'], string>>,
): Answer {
	return { answer: answers[result] ?? null, evidence: said };
}

async function duplicateWords(desk: Desk, { poNumber, result }: Outcome): Promise<Answer> {
	if (result === 'refused')
		return { answer: null, evidence: 'the first order was refused', status: 'not asked' };
	const again = await desk.order({ poNumber });
	return { answer: again.result === 'refused' ? again.said : null, evidence: again.said };
}

/** The PO number is the one text that the answer repeats. */
async function longTexts(desk: Desk): Promise<Answer> {
	const poNumber = `${(await desk.order()).poNumber}-LONGER-THAN-IT-MAY-BE`.slice(
		0,
		PO_NUMBER_LENGTH + 1,
	);
	const { result, echoed, said } = await desk.order({ poNumber });
	const kept = echoed === poNumber ? 'keep' : echoed === poNumber.slice(0, -1) ? 'cut' : null;
	return { answer: result === 'refused' ? 'refuse' : kept, evidence: `PO number of 21: ${said}` };
}

async function shipToName(desk: Desk): Promise<Answer> {
	const name = 'TEST ORDER DO NOT SHIP '.padEnd(NAME_LENGTH + 1, 'X');
	const { result, said } = await desk.order({ shipToName: name });
	const answer = result === 'refused' ? false : result === 'unclear' ? null : true;
	return { answer, evidence: said };
}

async function heldInStatus(desk: Desk, held: Outcome): Promise<Answer> {
	const order = held.result === 'held' ? held : await desk.order({ sku: NO_SUCH_SKU });
	if (order.result !== 'held')
		return { answer: null, evidence: 'no test order was held', status: 'not asked' };
	const status = await desk.status(order.poNumber);
	const type = status?.items[0]?.orderType ?? '';
	return {
		answer: type === 'QO' || type === '99' ? type : null,
		evidence: `order type "${type}", code ${status?.code ?? 'none'}`,
	};
}

async function backOrders(desk: Desk, later: Outcome): Promise<Answer> {
	const status = await desk.status(later.poNumber);
	const items = status?.items ?? [];
	const waits = items.filter(({ orderType }) => orderType === 'BO');
	const rest = items.filter((one) => !waits.includes(one));
	const numbers = new Set(rest.map(({ orderNumber }) => orderNumber));
	const evidence = items.map((one) => `${one.orderType} ${one.code}`).join(' | ') || later.said;
	if (waits.length > 0 && rest.length > 0) {
		const together = waits.some(({ orderNumber }) => numbers.has(orderNumber));
		return { answer: together ? 'together' : 'apart', evidence };
	}
	// more than the stock was taken, and nothing of it stands apart
	const together = rest.length > 0 && later.result === 'taken';
	return { answer: together ? 'together' : null, evidence };
}

async function etaForm(desk: Desk, later: Outcome): Promise<Answer> {
	const items = (await desk.status(later.poNumber))?.items ?? [];
	const eta = items.map((one) => one.eta).find((text) => text !== '') ?? '';
	const form = /^\d{4}-\d\d-\d\d/.test(eta)
		? 'YYYY-MM-DD'
		: /^\d\d-\d\d-\d{4}/.test(eta)
			? 'MM-DD-YYYY'
			: null;
	return { answer: form, evidence: `expected arrival "${eta}"` };
}

/** Most cents that are tried above the price. */
const MOST_CENTS = 512;

/** Doubles the distance until an order is held, then halves the gap. */
async function priceTolerance(desk: Desk): Promise<Answer> {
	const above = async (cents: number) =>
		await desk.order({
			price: new Big(desk.product.price).plus(new Big(cents).div(100)).toFixed(2),
		});
	let good = 0;
	let bad = 0;
	let said = '';
	for (let cents = 1; bad === 0; cents *= 2) {
		if (cents > MOST_CENTS) return { answer: 'off', evidence: `${good} cents above: ${said}` };
		const outcome = await above(cents);
		({ said } = outcome);
		if (outcome.result === 'held') bad = cents;
		else if (outcome.result === 'taken') good = cents;
		else return { answer: null, evidence: `${cents} cents above: ${said}` };
	}
	while (bad - good > 1) {
		const middle = Math.floor((good + bad) / 2);
		const outcome = await above(middle);
		if (outcome.result === 'held') bad = middle;
		else good = middle;
	}
	return {
		answer: new Big(good).div(100).toFixed(2),
		evidence: `${good} cents above: taken; ${bad} cents above: ${said}`,
	};
}
