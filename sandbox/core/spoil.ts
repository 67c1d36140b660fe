import type { Fault } from './faults';

/** A body as the wire may deliver it on a bad day. Kinds that do not touch the body leave it whole. */
export function spoil(fault: Fault, body: Buffer): Buffer {
	switch (fault.kind) {
		case 'emptyBody':
			return Buffer.alloc(0);
		case 'truncatedBody':
			return body.subarray(0, Math.floor(body.length * (fault.share ?? 0.5)));
		case 'malformedBody':
			return breakMiddle(body);
		case 'wrongEncoding':
			return Buffer.from(body.toString('utf8'), fault.encoding ?? 'latin1');
		case 'dtd':
			return withDoctype(body);
		default:
			return body;
	}
}

/** Neither XML nor JSON allows a stray `<` followed by `}` and an unescaped control character. */
function breakMiddle(body: Buffer): Buffer {
	const half = Math.floor(body.length / 2);
	return Buffer.concat([body.subarray(0, half), Buffer.from('<}\u0001&"'), body.subarray(half)]);
}

function withDoctype(body: Buffer): Buffer {
	const text = body.toString('utf8');
	const root = /<([A-Za-z_][\w.-]*)/.exec(text)?.[1] ?? 'root';
	const doctype = `<!DOCTYPE ${root} [<!ENTITY outside SYSTEM "file:///etc/hostname"><!ENTITY a "a">]>`;
	const declaration = /^\s*<\?xml[^>]*\?>/.exec(text)?.[0] ?? '';
	return Buffer.from(declaration + doctype + text.slice(declaration.length));
}
