import { SaxesParser } from 'saxes';

/**
 * One XML element, read or to be written. All text, nothing guessed: `007` stays `007`. Children
 * are always a list, so that one item and many look the same.
 */
export interface XmlElement {
	name: string;
	attributes: Record<string, string>;
	children: XmlElement[];
	/** Trimmed text of the element itself, without that of its children. */
	text: string;
}

/** Why a text is no XML that may be read. */
export type XmlFault = 'empty' | 'html' | 'doctype' | 'broken';

export class XmlError extends Error {
	override readonly name = 'XmlError';
	constructor(
		readonly fault: XmlFault,
		/** The parser's own words; empty unless `broken`. */
		readonly detail: string,
	) {
		super(`no readable XML: ${fault}${detail ? ` (${detail})` : ''}`);
	}
}

/**
 * Reads one XML document and returns its root. A document type declaration is refused: no service
 * of TD SYNNEX sends one, and entities of one's own are how XML readers are attacked.
 *
 * @throws XmlError
 */
export function parseXml(document: string): XmlElement {
	const text = document.replace(/^\uFEFF/, '').trim();
	if (text === '') throw new XmlError('empty', '');
	if (/^<(!doctype\s+html|html|head|body)\b/i.test(text)) throw new XmlError('html', '');
	if (/<!DOCTYPE/i.test(text)) throw new XmlError('doctype', '');
	return readElements(text);
}

/**
 * All children of that name, in order. Names are compared without case: TD SYNNEX is not consistent
 * in it.
 */
export function children(parent: XmlElement | undefined, name: string): XmlElement[] {
	const wanted = name.toLowerCase();
	return parent?.children.filter((child) => child.name.toLowerCase() === wanted) ?? [];
}

/**
 * The first element at a path of names such as `OrderResponse/Items`; `undefined` when there is
 * none.
 */
export function at(parent: XmlElement | undefined, path: string): XmlElement | undefined {
	return path
		.split('/')
		.reduce<XmlElement | undefined>((element, name) => children(element, name)[0], parent);
}

/** The text at a path; `undefined` when there is no such element or it is empty. */
export function textAt(parent: XmlElement | undefined, path: string): string | undefined {
	return at(parent, path)?.text || undefined;
}

/** Several texts at once, ready for a zod schema: `{ SKU: '1', Code: undefined }`. */
export function pickTexts<Name extends string>(
	parent: XmlElement | undefined,
	names: readonly Name[],
): Record<Name, string | undefined> {
	return Object.fromEntries(names.map((name) => [name, textAt(parent, name)])) as Record<
		Name,
		string | undefined
	>;
}

/** An attribute by name, without case. */
export function attribute(element: XmlElement | undefined, name: string): string | undefined {
	const wanted = name.toLowerCase();
	return Object.entries(element?.attributes ?? {}).find(
		([found]) => found.toLowerCase() === wanted,
	)?.[1];
}

/**
 * An element to be written; content is a text or a list of elements (what is no element is left
 * out).
 */
export function element(
	name: string,
	content: string | (XmlElement | false | null | undefined)[] = '',
	attributes: Record<string, string> = {},
): XmlElement {
	return typeof content === 'string'
		? { name, attributes, children: [], text: content }
		: { name, attributes, children: content.filter((child) => !!child), text: '' };
}

/**
 * The document as it is sent: UTF-8 declaration, everything escaped, an empty element as `<name/>`.
 */
export function buildXml(root: XmlElement): string {
	return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root)}`;
}

/**
 * Text made safe inside an element or a quoted attribute. Characters that XML 1.0 cannot carry at
 * all (control characters, lone surrogates) are left out: one of them would spoil the whole
 * document.
 */
export function escapeXml(text: string): string {
	return text
		.replace(UNPRINTABLE, '')
		.replace(/[&<>"'\r]/g, (character) => ENTITIES[character] ?? character);
}

/**
 * Builds the elements as the parser meets them. What breaks the document's build-up ends the
 * reading; what old services write carelessly inside a text does not, for a reply to an order is
 * too dear to lose over one word of it.
 */
function readElements(text: string): XmlElement {
	const parser = new SaxesParser({ xmlns: false, position: false });
	parser.ENTITIES = NAMED_CHARACTERS;
	const open: XmlElement[] = [];
	let root: XmlElement | null = null;
	const addText = (part: string) => {
		const inside = open.at(-1);
		if (inside) inside.text += part;
	};
	parser.on('opentag', ({ name, attributes }) => {
		const opened = {
			name: local(name),
			attributes: withLocalNames(attributes),
			children: [],
			text: '',
		};
		open.at(-1)?.children.push(opened);
		open.push(opened);
		root ??= opened;
	});
	parser.on('text', addText);
	parser.on('cdata', addText);
	parser.on('closetag', () => {
		const closed = open.pop();
		if (closed) closed.text = closed.text.trim();
	});
	parser.on('error', ({ message }) => {
		if (!FORGIVEN.has(message) || root === null) throw new XmlError('broken', message);
	});
	parser.write(text.replace(UNPRINTABLE, '')).close();
	if (root === null) throw new XmlError('broken', 'no element');
	return root;
}

/** Faults inside a text, or behind the document, that leave no doubt about what it says. */
const FORGIVEN = new Set([
	'undefined entity.',
	'malformed character entity.',
	'the string "]]>" is disallowed in char data.',
	'malformed comment.',
	'text data outside of root node.',
]);

/** The five of XML, and those of HTML that product names carry. */
const NAMED_CHARACTERS: Record<string, string> = Object.assign(
	Object.create(null) as Record<string, string>,
	{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" },
	{ nbsp: '\u00a0', reg: '®', trade: '™', copy: '©', deg: '°', plusmn: '±', middot: '·' },
	{ frac14: '¼', frac12: '½', frac34: '¾', sup2: '²', sup3: '³', micro: 'µ', hellip: '…' },
	{ ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bull: '•' },
	{ cent: '¢', pound: '£', yen: '¥', euro: '€' },
);

/** The name without its namespace prefix: TD SYNNEX's services use one vocabulary. */
const local = (name: string) => name.slice(name.indexOf(':') + 1);

const withLocalNames = (attributes: Record<string, string>) =>
	Object.fromEntries(Object.entries(attributes).map(([name, value]) => [local(name), value]));

function write({ name, attributes, children: inner, text }: XmlElement): string {
	const head = Object.entries(attributes).map(
		([key, value]) => ` ${key}="${escapeAttribute(value)}"`,
	);
	const body = escapeXml(text) + inner.map(write).join('');
	return body === '' ? `<${name}${head.join('')}/>` : `<${name}${head.join('')}>${body}</${name}>`;
}

/**
 * A parser turns line ends and tabs inside attributes into blanks unless they are written as
 * numbers.
 */
function escapeAttribute(value: string): string {
	return escapeXml(value).replace(/[\n\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const UNPRINTABLE = /(?![\t\n\r])\p{Cc}|\p{Surrogate}|[\uFFFE\uFFFF]/gu;

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
	'\r': '&#13;',
};

/** Some harmless words of what came, on one line: no tags, no credentials, 120 characters. */
export function snippet(text: string): string {
	const plain = text
		.replace(/<(username|userid|password)>[^<]*/gi, '')
		.replace(/<(script|style|title)\b[^>]*>[\s\S]*?<\/\1>/gi, (block, tag: string) =>
			tag.toLowerCase() === 'title' ? `${block} ` : ' ',
		)
		.replace(/<[^>]*>?/g, ' ')
		.replace(/[\p{Cc}\s]+/gu, ' ')
		.trim();
	return plain.length > 120 ? `${plain.slice(0, 117)}...` : plain;
}
