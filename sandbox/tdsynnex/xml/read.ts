import { SaxesParser } from 'saxes';

/** An element as it came. Names keep their case: TD SYNNEX's services are particular about it. */
export interface XmlElement {
	name: string;
	attributes: Record<string, string>;
	children: XmlElement[];
	/** Own text without its children's, blanks trimmed. */
	text: string;
}

/** What no XML parser should take. */
export class BadXml extends Error {}

/**
 * One well-formed document without a document type.
 *
 * @throws BadXml for bytes that are not UTF-8, anything not well-formed, a DOCTYPE, or no root
 */
export function readXml(bytes: Uint8Array): XmlElement {
	const parser = new SaxesParser({ xmlns: false });
	const open: XmlElement[] = [];
	let root: XmlElement | null = null;
	parser.on('error', (error) => {
		throw new BadXml(error.message);
	});
	parser.on('doctype', () => {
		throw new BadXml('a document type is not allowed');
	});
	parser.on('opentag', ({ name, attributes }) => {
		const element = { name, attributes: { ...attributes }, children: [], text: '' };
		open[open.length - 1]?.children.push(element);
		open.push(element);
		root ??= element;
	});
	const addText = (text: string) => {
		const inside = open[open.length - 1];
		if (inside) inside.text += text;
	};
	parser.on('text', addText);
	parser.on('cdata', addText);
	parser.on('closetag', () => {
		const closed = open.pop();
		if (closed) closed.text = closed.text.trim();
	});
	parser.write(decode(bytes)).close();
	if (!root) throw new BadXml('there is no element');
	return root;
}

/** The first child of this exact name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
	return element?.children.find((each) => each.name === name);
}

export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
	return element?.children.filter((each) => each.name === name) ?? [];
}

/** Text at a path of exact names; empty when any part of it is missing. */
export function textAt(element: XmlElement | undefined, ...path: string[]): string {
	let at = element;
	for (const name of path) at = child(at, name);
	return at?.text ?? '';
}

function decode(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new BadXml('the bytes are not UTF-8');
	}
}
