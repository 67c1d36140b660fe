import { otherText } from '../journal/memo';

/** Words and value of every line such as `TDS ship method: FG`. */
export function marksIn(memo: string): [string, string][] {
	return otherText(memo)
		.split('\n')
		.map((line) => /^\s*TDS[\s_-]+([A-Za-z0-9 _-]+?)\s*:\s*(.*?)\s*$/i.exec(line))
		.filter((mark) => mark !== null)
		.map(([, words = '', value = '']) => [words, value]);
}

/** Blanks, case and hyphens do not matter. */
export function plainKey(words: string): string {
	return words
		.toLowerCase()
		.replace(/[\s_-]+/g, ' ')
		.trim();
}

export const ORDER_NUMBER_MARK = 'order number';

/**
 * TD SYNNEX order numbers of which a person says that they are this purchase order's, as `TDS order
 * number: 40000001`: from then on it is never sent. Only digits are one.
 */
export function confirmedNumbers(memo: string): string[] {
	return orderNumberWords(memo).filter((word) => /^\d+$/.test(word));
}

/**
 * What stands there instead, such as `none` or `not found`, of which nobody can tell what it is to
 * mean; empty = nothing.
 */
export function unclearNumber(memo: string): string {
	const words = orderNumberWords(memo);
	return words.every((word) => /^\d+$/.test(word)) ? '' : words.join(' ');
}

function orderNumberWords(memo: string): string[] {
	return marksIn(memo)
		.filter(([words]) => plainKey(words) === ORDER_NUMBER_MARK)
		.flatMap(([, value]) => value.split(/[,\s]+/))
		.filter((word) => word !== '');
}
