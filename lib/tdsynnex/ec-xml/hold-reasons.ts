/**
 * Why an order waits for TD SYNNEX's sales desk, in words, and what to do beside having it
 * released.
 */
export interface HoldReason {
	/** TD SYNNEX's own. */
	code: string;
	words: string;
	remedy: string;
}

/**
 * The reasons in a `SynnexInternalReference` such as `POLINEQC,A-SALESPND---PRICEVAR,A-SALESPND`:
 * the first code of each pair. A code that is not known is shown verbatim; what says nothing is
 * left out.
 */
export function holdReasons(reference: string): HoldReason[] {
	return reference
		.split('---')
		.map((pair) => (pair.split(',')[0] ?? '').trim().toUpperCase())
		.filter((code) => code !== '' && !SAYS_NOTHING.includes(code))
		.map((code) => REASONS[code] ?? otherReason(code));
}

/** What to do about the reasons that a text names by their codes, each once. */
export function holdRemedies(text: string): string {
	return Object.values(REASONS)
		.filter(({ code }) => new RegExp(`\\b${code}\\b`).test(text))
		.map(({ remedy }) => remedy)
		.join(' ');
}

/** Of orders that went through, of lines that wait only because of another. */
const SAYS_NOTHING = ['SALESORDER', 'SOLINE', 'POLINEQC', 'CONVERTOK'];

const REASONS: Readonly<Record<string, HoldReason>> = {
	PRICEVAR: {
		code: 'PRICEVAR',
		words: 'its price is not the one that TD SYNNEX has for this account (PRICEVAR)',
		remedy: 'Agree on the price with TD SYNNEX, and correct the unit cost in Autotask afterward.',
	},
	SKUERR: {
		code: 'SKUERR',
		words: 'TD SYNNEX finds something wrong with its SKU (SKUERR)',
		remedy: 'Tell TD SYNNEX the correct SKU for this order, and correct the product in Autotask.',
	},
	OKCOMMENTS: {
		code: 'OKCOMMENTS',
		words: 'it has a comment, which a person at TD SYNNEX must read first (OKCOMMENTS)',
		remedy: 'Do not add comments if an order should be processed automatically.',
	},
};

function otherReason(code: string): HoldReason {
	return { code, words: `TD SYNNEX gives the reason ${code}`, remedy: '' };
}
