import fc from 'fast-check';
import {
	at,
	attribute,
	buildXml,
	children,
	element,
	parseXml,
	pickTexts,
	textAt,
	XmlError,
} from '../../../../lib/tdsynnex/ec-xml/xml';
import { anyText } from './any-text';

const faultOf = (text: string): string => {
	try {
		parseXml(text);
		return 'none';
	} catch (error) {
		return error instanceof XmlError ? error.fault : 'other';
	}
};

/** What XML 1.0 can carry; the rest is left out when it is written. */
const carried = (text: string): string =>
	text.replace(/(?![\t\n\r])\p{Cc}|\p{Surrogate}|[\uFFFE\uFFFF]/gu, '');

describe('reading XML', () => {
	it('keeps every text as it stands, leading zeros and decimals included', () => {
		const root = parseXml('<r><Zip>08085</Zip><price>101.50</price><sku> 007 </sku><e/></r>');
		expect(pickTexts(root, ['Zip', 'price', 'sku', 'e', 'none'])).toEqual({
			Zip: '08085',
			price: '101.50',
			sku: '007',
			e: undefined,
			none: undefined,
		});
	});

	it('gives a list whether there is one item or many', () => {
		expect(children(parseXml('<r><i>1</i></r>'), 'i')).toHaveLength(1);
		expect(children(parseXml('<r><i>1</i><x/><i>2</i></r>'), 'i')).toHaveLength(2);
		expect(children(parseXml('<r/>'), 'i')).toEqual([]);
	});

	it('finds names whatever their case, and attributes too', () => {
		const root = parseXml('<r><A><ErrorMessage LineNumber="3">x</ErrorMessage></A></r>');
		expect(textAt(root, 'a/errormessage')).toBe('x');
		expect(attribute(at(root, 'A/errorMessage'), 'lineNumber')).toBe('3');
	});

	it('decodes entities once, named and numbered, and reads CDATA', () => {
		const root = parseXml('<r>&lt;a&gt; &amp;amp; &#39;q&#39; &#xE9; <![CDATA[<z>]]></r>');
		expect(root.text).toBe("<a> &amp; 'q' é <z>");
	});

	it.each([
		['names of HTML', '<r>A&reg; B&trade;&nbsp;&frac12;</r>', 'A® B™\u00a0½'],
		['an entity that nobody knows', '<r>a &none; b</r>', 'a &none; b'],
		['a number that stands for no character', '<r>a&#1;b</r>', 'a&#1;b'],
		['a control character', '<r>a\u0001b</r>', 'ab'],
		['the end of a CDATA without its beginning', '<r>a ]]> b</r>', 'a ]]> b'],
		['dashes in a comment', '<r>a<!-- -- -->b</r>', 'ab'],
		['words behind the document', '<r>a</r> done', 'a'],
		[
			'names that JavaScript knows',
			'<r><__proto__>1</__proto__>&constructor;</r>',
			'&constructor;',
		],
		['namespaces', '<n:r xmlns:n="u" n:a="1">a</n:r>', 'a'],
	])('reads a reply in spite of %s', (_, text, read) => {
		const root = parseXml(text);
		expect([root.name, root.text]).toEqual(['r', read]);
	});

	it.each([
		['', 'empty'],
		['  \n ', 'empty'],
		['<!DOCTYPE html><html><body>Sign in</body></html>', 'html'],
		['<html>\n<head/></html>', 'html'],
		['<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', 'doctype'],
		['<r><a>1</a>', 'broken'],
		['<r><a>1</a></', 'broken'],
		['Service Unavailable', 'broken'],
		['<?xml version="1.0"?>', 'broken'],
		['busy <r/>', 'broken'],
		['<r/><r/>', 'broken'],
		['<r>a & b</r>', 'broken'],
		['<r a="1" a="2"/>', 'broken'],
		['<r><a>1</b></r>', 'broken'],
	])('refuses %j as %s', (text, fault) => {
		expect(faultOf(text)).toBe(fault);
	});
});

describe('writing XML', () => {
	it('writes declaration, attributes and empty elements', () => {
		const root = element('r', [
			element('userName'),
			false,
			element('i', 'a & b', { lineNumber: '1' }),
		]);
		expect(buildXml(root)).toBe(
			'<?xml version="1.0" encoding="UTF-8"?>\n<r><userName/><i lineNumber="1">a &amp; b</i></r>',
		);
	});

	it('brings any text through unharmed, save what XML cannot carry', () => {
		fc.assert(
			fc.property(anyText, anyText, (text, value) => {
				const back = parseXml(buildXml(element('r', [element('t', text, { v: value })])));
				expect(textAt(back, 't')).toBe(carried(text).trim() || undefined);
				expect(attribute(at(back, 't'), 'v')).toBe(carried(value));
			}),
			{ numRuns: 500 },
		);
	});

	it('cannot be tricked into more elements by what a text holds', () => {
		fc.assert(
			fc.property(fc.constantFrom('</t><u/>', ']]>', '<!--', '&lt;', '"/>', '<?x?>'), (text) => {
				const root = parseXml(buildXml(element('r', [element('t', text)])));
				expect(root.children).toHaveLength(1);
				expect(textAt(root, 't')).toBe(text);
			}),
		);
	});
});
