import type { Desk, Fact, Outcome, TestProduct } from './types';

const MISSING = 'What happens to an order without the end user that its product requires?';
const LICENSEE = 'Is a licensee enough for a product that requires an end user?';
const NO_PRODUCT = 'Product With End User is empty';

/**
 * Whom TD SYNNEX wants named for a product that requires an end user. The block `EndUser` is not
 * tried: it has TD SYNNEX bill that company, and open an account for it.
 */
export async function askForEndUser(
	desk: Desk,
	product: TestProduct | null,
	told: (fact: Fact) => void,
): Promise<void> {
	const missing = { fact: 'endUserMissing', question: MISSING };
	const licensee = { fact: 'licenseeEnough', question: LICENSEE };
	if (product === null) {
		for (const one of [missing, licensee])
			told({ ...one, status: 'not asked', answer: null, evidence: NO_PRODUCT });
		return;
	}
	const { sku, price } = product;
	const without = await desk.order({ sku, price });
	told({ ...missing, ...answer(without, { held: 'hold', refused: 'reject', taken: 'ignore' }) });
	const named = await desk.order({ sku, price, licensee: true });
	told({ ...licensee, ...answer(named, { held: false, refused: false, taken: true }) });
}

function answer(
	{ result, said }: Outcome,
	answers: Partial<Record<Outcome['result'], string | boolean>>,
): Pick<Fact, 'status' | 'answer' | 'evidence'> {
	const found = answers[result] ?? null;
	return { status: found === null ? 'unclear' : 'found', answer: found, evidence: said };
}
