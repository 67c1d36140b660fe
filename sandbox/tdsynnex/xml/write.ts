/** A document to be: text, nothing (an empty element), or children in order. */
export type XmlContent = string | number | null | XmlNode[];
export type XmlNode = readonly [
	name: string,
	content: XmlContent,
	attributes?: Record<string, string>,
];

/**
 * UTF-8 text with declaration. Written by hand because a reply of 100 products in 11 warehouses has 9,000
 * elements: a general builder holds the twin up for 150 ms on each, this for 3.
 */
export function writeXml(root: XmlNode): string {
	return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root)}`;
}

function element([name, content, attributes = {}]: XmlNode): string {
	let start = `<${name}`;
	for (const key of Object.keys(attributes)) start += ` ${key}="${escaped(attributes[key] ?? '')}"`;
	const inside = Array.isArray(content)
		? content.map(element).join('')
		: content === null
			? ''
			: escaped(String(content));
	return inside === '' ? `${start}/>` : `${start}>${inside}</${name}>`;
}

const SPECIAL = /[&<>"\r]/g;
const ESCAPES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	'\r': '&#13;',
};

/** XML 1.0, section 2.2: tab, line feed and carriage return are the only control characters there are; others are left out. */
function escaped(text: string): string {
	const writable = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
	return writable.replace(SPECIAL, (mark) => ESCAPES[mark] as string);
}
