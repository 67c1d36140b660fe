import { hash } from './chance';
import type { Maker } from './makers';

/** SKUs, part numbers and UPCs that look drawn and never repeat: each is a bijection of the product's index, moved by the seed. */

const SKU_FIRST = 1_000_000;
const SKU_MASK = 0x7fffff;
const SKU_STEP = 0x9e3779b1 | 0;
const SKU_STEP_INVERSE = inverse(SKU_STEP);
/** The largest catalog whose SKUs and UPCs are unique. */
export const GREATEST_INDEX = 999_999;

/** Seven digits, unique. */
export function skuAt(seed: number, index: number): string {
	return String(SKU_FIRST + ((Math.imul(index, SKU_STEP) + skuShift(seed)) & SKU_MASK));
}

/** The index whose SKU this is, or -1: what lets a request by SKU be answered without a table. */
export function indexOfSku(seed: number, sku: string): number {
	if (!/^[1-9]\d{6}$/.test(sku)) return -1;
	const slot = Number(sku) - SKU_FIRST;
	if (slot > SKU_MASK) return -1;
	return Math.imul(slot - skuShift(seed), SKU_STEP_INVERSE) & SKU_MASK;
}

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const EITHER = '0123456789' + LETTERS;
const ALPHABETS: Record<string, string> = { '#': '0123456789', '@': LETTERS, '*': EITHER };
/** A prime that divides no alphabet's size, so that the step visits every number of a maker once. */
const MPN_STEP = 1_000_003;

/** A part number in the maker's own pattern. */
export function mpnAt(seed: number, index: number, { mpn: pattern }: Maker): string {
	let capacity = 1;
	for (const mark of pattern) capacity *= ALPHABETS[mark]?.length ?? 1;
	let left = (index * MPN_STEP + hash(seed, 0, 2)) % capacity;
	let text = '';
	for (const mark of pattern) {
		const alphabet = ALPHABETS[mark];
		if (!alphabet) {
			text += mark;
			continue;
		}
		text += alphabet[left % alphabet.length];
		left = Math.floor(left / alphabet.length);
	}
	return text;
}

/** UPC-A: five digits of the maker, six of the product, one check digit. */
export function upcAt(seed: number, index: number, { code }: Maker): string {
	const product = (index * 7919 + hash(seed, 0, 3)) % (GREATEST_INDEX + 1);
	const body = code.replace(/^7/, '8') + String(product).padStart(6, '0');
	return body + checkDigit(body);
}

/** GS1's check digit: odd places count three times. */
export function checkDigit(body: string): string {
	let sum = 0;
	for (let at = 0; at < body.length; at++) sum += Number(body[at]) * (at % 2 === 0 ? 3 : 1);
	return String((10 - (sum % 10)) % 10);
}

function skuShift(seed: number): number {
	return hash(seed, 0, 1) & SKU_MASK;
}

/** Newton's step doubles the right bits each time: five give all 32. */
function inverse(odd: number): number {
	let guess = odd;
	for (let step = 0; step < 5; step++) guess = Math.imul(guess, 2 - Math.imul(odd, guess));
	return guess;
}
