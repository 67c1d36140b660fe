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

const OURS = 'order number';
const NOT_OURS = 'not ours';
/** Words about order numbers of TD SYNNEX, which are no options of the order. */
const ORDER_NUMBER_MARKS: readonly string[] = [OURS, NOT_OURS];
/** A person is to look at the memo before anything is sent, and then deletes the line. */
export const CHECK = 'check';
/** Words that are no options of the order and are meant for us all the same. */
export const OTHER_MARKS: readonly string[] = [...ORDER_NUMBER_MARKS, CHECK];

/** Whether a line `TDS check: ...` still asks a person to look at the memo. */
export function asksToCheck(memo: string): boolean {
	return marksIn(memo).some(([words]) => plainKey(words) === CHECK);
}

/**
 * TD SYNNEX order numbers of which a person says that they are this purchase order's, as `TDS order
 * number: 40000001`: from then on it is never sent. Only digits are one.
 */
export function confirmedNumbers(memo: string): string[] {
	return numbersAfter(OURS, memo).filter(isNumber);
}

/**
 * TD SYNNEX order numbers of which a person says, having asked TD SYNNEX, that they are not this
 * purchase order's, as `TDS not ours: 40000001`.
 */
export function disownedNumbers(memo: string): string[] {
	return numbersAfter(NOT_OURS, memo).filter(isNumber);
}

/**
 * A line about order numbers of which nobody can tell what it is to mean, such as `TDS order
 * number: none`, other words for it (`TDS order no. 40000001`), or one number on lines of both
 * kinds; empty = there is none.
 */
export function unclearNumberLine(memo: string): string {
	const [alike] = otherText(memo).split('\n').filter(isNearlyNumberLine);
	if (alike !== undefined) return alike.trim();
	const unclear = ORDER_NUMBER_MARKS.flatMap((words) => {
		const said = numbersAfter(words, memo);
		return said.every(isNumber) ? [] : [`TDS ${words}: ${said.join(' ')}`];
	});
	const both = confirmedNumbers(memo).filter((number) => disownedNumbers(memo).includes(number));
	return [...unclear, ...both.map((number) => `TDS ${NOT_OURS}: ${number}`)][0] ?? '';
}

/**
 * Nearly `TDS order number: 40000001`: whoever wrote that has ordered, or has asked TD SYNNEX, and
 * it must not be passed over as a word that is none.
 */
function isNearlyNumberLine(line: string): boolean {
	if (!NEARLY.test(line)) return false;
	const [mark] = marksIn(line);
	return mark === undefined || plainKey(mark[0]) !== OURS || mark[1] === '';
}

const NEARLY = /^(?:<[^>]*>|[\s>*\u2022-])*TDS[\s_-]+order\b(?:.*\d{5}|[\s_-]+numbers?\W*$)/i;

function isNumber(word: string): boolean {
	return /^\d+$/.test(word);
}

function numbersAfter(mark: string, memo: string): string[] {
	return marksIn(memo)
		.filter(([words]) => plainKey(words) === mark)
		.flatMap(([, value]) => value.split(/[,;\s]+|\.$/))
		.filter((word) => word !== '');
}
