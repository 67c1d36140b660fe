import type { Plain } from '../../../shared/activity';
import { ATTRIBUTES, type Attribute } from '../attributes/sources';
import type { AttributeSettings } from '../attributes/settings';
import { isReason } from '../attributes/worth-writing';
import { cutAtWord } from '../cut-at-word';
import type { DesiredProduct } from '../desired';
import { blockIn, mergedText } from './merge-text';

/** A description that people and the sync share, with TD SYNNEX's text and data in their block. */
export interface SharedDescription {
	/** The whole; `null` where people's text leaves no room for the block. */
	text: string | null;
	/** Whether its change is worth a write of its own. */
	isReason: boolean;
}

/**
 * The block has TD SYNNEX's text, then a line for each chosen fact. What the source of the item
 * does not state stays as the block has it. Where there is too little room, the text is cut, not
 * the facts.
 *
 * @param text `null` where the item has none, or a shorter one of the same words
 * @param held what Autotask holds
 * @param length of the field; 0 = no limit
 * @returns `null` where there is nothing to say
 */
export function sharedDescription(
	text: string | null,
	item: DesiredProduct,
	{ inDescription = [], stock }: AttributeSettings,
	held: string,
	length: number,
): SharedDescription | null {
	const block = partsOf(blockIn(held));
	const facts = new Map<Attribute, string>();
	for (const attribute of ATTRIBUTES) {
		if (!inDescription.includes(attribute.name)) continue;
		const value = item.attributes.has(attribute.name)
			? shown(item.attributes.get(attribute.name) ?? null)
			: block.facts.get(attribute);
		if (value) facts.set(attribute, withoutBlockEnd(value));
	}
	if (facts.size === 0 && text === null) return null;
	const lines = [...facts].map(([{ label }, value]) => `${label}: ${value}`).join('\n');
	const whole = (part: string) => [part, lines].filter((one) => one !== '').join('\n\n');
	// Autotask stores line ends its own way
	const ours = withoutBlockEnd((text ?? block.text).replaceAll('\r\n', '\n'));
	const rest = lines === '' ? '' : (mergedText(held, whole('x'), 0) ?? '');
	const room = length - rest.length + 1;
	const isLong = lines !== '' && length > 0 && ours.length > room;
	const fitting = isLong ? (room > 0 ? cutAtWord(ours, room) : '') : ours;
	return {
		text: mergedText(held, whole(fitting), length),
		isReason:
			inDescription.length === 0 ||
			fitting !== block.text ||
			ATTRIBUTES.some((one) => {
				const [old, now] = [block.facts.get(one) ?? null, facts.get(one) ?? null];
				return old !== now && isReason(one, old, now, stock);
			}),
	};
}

/** A line of dashes would end the block. */
function withoutBlockEnd(text: string): string {
	return text.replace(/-{17,}/g, '-'.repeat(16));
}

/** The text and the facts of a block: the facts are its last paragraph. */
function partsOf(block: string): { text: string; facts: Map<Attribute, string> } {
	const at = block.lastIndexOf('\n\n');
	const last = (at < 0 ? block : block.slice(at + 2)).split('\n').map(factOf);
	if (last.some((one) => one === null)) return { text: block, facts: new Map() };
	return {
		text: at < 0 ? '' : block.slice(0, at).trim(),
		facts: new Map(last.filter((one) => one !== null)),
	};
}

function factOf(line: string): [Attribute, string] | null {
	const [, label, value = ''] = /^([^:]+): (.+)$/.exec(line.trim()) ?? [];
	const attribute = ATTRIBUTES.find((one) => one.label === label);
	return attribute ? [attribute, value.trim()] : null;
}

function shown(value: Plain): string | null {
	if (value === null) return null;
	return typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value).trim();
}
